import PortalBase

/// Puts partials, parents and blocks in, and resolves every name against the page model: the tree that is left has only
/// text, values and sections.
struct Expander {
  /// The text of a block that a child template gives.
  private struct Override {
    var node: MustacheNode
    var children: [MustacheNode]
  }

  /// What happens to the beginning of each line: so much of its whitespace goes, and this comes instead.
  private struct Indentation {
    var dedent = 0
    var added: [UInt8] = []
  }

  /// Partials within partials, blocks and sections; deeper is an error.
  private static let maximumDepth = 150
  /// What all partials, blocks and texts of a page may come to, in bytes, a tag counted as 64 and a partial as 1024: partials that include others twice
  /// double with each step.
  private static let maximumSize = 1 << 26

  var templates: TemplateLibrary
  private let isStrict: Bool
  private var scopes: ContextScopes
  private var overrides: [String: Override] = [:]
  private var chain: [(name: String, file: Int)] = []
  private var indentation = Indentation()
  private var atLineStart = true
  private var depth = 0
  private var size = 0
  private var kind: TemplateKind
  /// What `{{> content}}` in the shell stands for.
  private var content: (name: String, file: Int)?

  private(set) var usedFields: Set<String> = []

  init(_ templates: TemplateLibrary, model: AnyModel, kind: TemplateKind) {
    self.templates = templates
    self.kind = kind
    isStrict = kind != .text
    scopes = ContextScopes(model)
  }

  /// Expands the template in a file, with the body that its `{{> content}}` stands for.
  mutating func expand(_ name: String, file: Int, content: (name: String, file: Int)? = nil) -> [Piece] {
    self.content = content
    chain = [(name, file)]
    kind = templates.kind(of: file)
    return expand(templates.files[file].nodes)
  }

  private mutating func expand(_ nodes: [MustacheNode]) -> [Piece] {
    var pieces: [Piece] = []
    if depth > Self.maximumDepth {
      if let place = nodes.first?.place, templates.diagnostics.last?.code != .templateTooDeep {
        templates.report(.templateTooDeep, place, "partials, blocks and sections are nested too deeply here")
      }
      return pieces
    }
    depth += 1
    defer { depth -= 1 }
    for node in nodes where size <= Self.maximumSize { expand(node, into: &pieces) }
    return pieces
  }

  /// Counts what a tag or text adds to the page; the first that is too much is told.
  private mutating func grow(by count: Int, _ place: Place) {
    let wasTooLarge = size > Self.maximumSize
    size += count
    if size > Self.maximumSize, !wasTooLarge {
      templates.report(.templateTooLarge, place, "with its partials the page becomes too large here")
    }
  }

  private mutating func expand(_ node: MustacheNode, into pieces: inout [Piece]) {
    if case .partial = node.kind { grow(by: 1024, node.place) } else { grow(by: 64, node.place) }
    switch node.kind {
    case .text(let range):
      grow(by: range.count, node.place)
      appendText(range, node, &pieces)
    case .variable(let name, let isRaw): expandVariable(name, isRaw, node, &pieces)
    case .section(let name, let isInverted, let children):
      expandSection(name, isInverted, children, node, &pieces)
    case .partial(let name): expandPartial(name, [], node, &pieces)
    case .parent(let name, let children): expandPartial(name, children, node, &pieces)
    case .block(let name, let children): expandBlock(name, children, node, &pieces)
    }
  }

  // MARK: Names

  private mutating func expandVariable(
    _ name: String, _ isRaw: Bool, _ node: MustacheNode, _ pieces: inout [Piece]
  ) {
    beginLine(node.place, &pieces)
    atLineStart = false
    var value: Value
    if let text = constant(name, node.place) {
      value = Value(name: name, kind: .text, source: .constant(text))
    } else if let found = find(name, node.place) {
      value = Value(name: name, kind: found.field.kind, source: .field(level: found.level, found.field.accessor))
      if isStrict, !takesText(found.field, name, node.place) { return }
    } else {
      return
    }
    value.isRaw = isRaw
    if isStrict, isRaw, value.kind != .html, value.kind != .inlineHTML {
      templates.report(
        .templateWrongKind, node.place,
        "\"\(name)\" is plain text, which is always escaped; write {{\(name)}}")
    }
    var piece = Piece(.value(value), node.place)
    piece.isOnOwnLine = node.isOnOwnLine
    pieces.append(piece)
  }

  private mutating func takesText(_ field: AnyField, _ name: String, _ place: Place) -> Bool {
    switch field.kind {
    case .flag, .nothing:
      templates.report(
        .templateWrongKind, place, "\"\(name)\" is a yes or no and has no text; write {{#\(name)}}…{{/\(name)}}")
    case .list, .object:
      let example = field.items.fields.first.map { "{{\($0.name)}}" } ?? "…"
      templates.report(
        .templateWrongKind, place,
        "\"\(name)\" has fields of its own and no text; write {{#\(name)}}\(example){{/\(name)}}")
    default: return true
    }
    return false
  }

  /// The interface string that a name `t.key` stands for; nil for other names, empty with a diagnostic where there is none.
  private mutating func constant(_ name: String, _ place: Place) -> String? {
    guard isStrict, name.hasPrefix("t.") else { return nil }
    let key = String(name.dropFirst(2))
    if let text = templates.constant(key) { return text }
    templates.report(
      .templateMissingString, place,
      "the locale has no interface string \"\(key.printable)\"\(suggestion(for: key, in: templates.constants.keys))")
    return ""
  }

  private mutating func find(_ name: String, _ place: Place) -> ContextScopes.Found? {
    if let found = scopes.find(name) {
      usedFields.insert(found.path)
      return found
    }
    if isStrict {
      templates.report(
        .unknownField, place,
        "the page has no field \"\(name.printable)\" here\(suggestion(for: name, in: scopes.names(like: name)))")
    }
    return nil
  }

  private mutating func expandSection(
    _ name: String, _ isInverted: Bool, _ children: [MustacheNode], _ node: MustacheNode, _ pieces: inout [Piece]
  ) {
    if let text = constant(name, node.place) {
      if text.isEmpty == isInverted { pieces += expand(children) }
      return
    }
    guard let found = find(name, node.place), found.field.kind != .nothing else {
      // Text mode: what is missing is false. A strict template has its diagnostic already.
      if !isStrict, isInverted { pieces += expand(children) }
      return
    }
    var test = Test(
      name: name, mode: .whenFalse, kind: found.field.kind, level: found.level, accessor: found.field.accessor)
    if !isInverted {
      test.mode = found.field.kind.opensContext ? .each : .whenTrue
      scopes.enter(found)
    }
    if node.indent == nil {
      beginLine(node.place, &pieces)
    }
    let inner = expand(children)
    if !isInverted { scopes.leave() }
    var piece = Piece(.section(test, inner), node.place, close: node.closePlace)
    piece.indent = node.indent.map { indentation(of: $0, node.place) }
    piece.closeIndent = node.closeIndent.map { indentation(of: $0, node.place) }
    pieces.append(piece)
  }

  // MARK: Partials and blocks

  private mutating func expandPartial(
    _ name: String, _ children: [MustacheNode], _ node: MustacheNode, _ pieces: inout [Piece]
  ) {
    let isContent = name == "content" && content != nil && chain.count == 1
    guard let file = isContent ? content?.file : templates.number(of: name) else {
      if isStrict {
        templates.report(
          .unknownTemplate, node.place,
          "there is no template \"\(name.printable)\"\(suggestion(for: name, in: templates.names))")
      }
      return
    }
    if isStrict, chain.contains(where: { $0.file == file }) {
      let names = (chain.map(\.name) + [name]).joined(separator: " → ")
      templates.report(.templateRecursion, node.place, "the template contains itself: \(names)")
      return
    }
    let saved = overrides
    addOverrides(children, of: file, named: name)
    chain.append((isContent ? content?.name ?? name : name, file))
    var frame = Indentation(dedent: 0, added: indentation.added)
    if let indent = node.indent { frame.added = indentation(of: indent, node.place) }
    expandInside(file, templates.files[file].nodes, frame, node, &pieces)
    chain.removeLast()
    overrides = saved
  }

  private mutating func addOverrides(_ children: [MustacheNode], of file: Int, named parent: String) {
    let blocks = children.compactMap { node -> (String, Override)? in
      guard case .block(let name, let inner) = node.kind else { return nil }
      return (name, Override(node: node, children: inner))
    }
    guard !blocks.isEmpty else { return }
    let offered = isStrict ? templates.blockNames(of: file) : []
    for (name, override) in blocks {
      if isStrict, !offered.contains(name) {
        templates.report(
          .unknownBlock, override.node.place,
          "\"\(parent)\" has no block \"\(name.printable)\"\(suggestion(for: name, in: offered))")
      }
      // What a template further out gives takes precedence.
      if overrides[name] == nil { overrides[name] = override }
    }
  }

  private mutating func expandBlock(
    _ name: String, _ children: [MustacheNode], _ node: MustacheNode, _ pieces: inout [Piece]
  ) {
    let before = pieces.count
    if let override = overrides.removeValue(forKey: name) {
      var frame = Indentation(dedent: 0, added: indentation.added)
      if override.node.indent != nil, override.node.lineEnd == nil {
        frame.dedent = intrinsicIndent(override.children).count
      }
      if let indent = node.indent {
        let own = node.lineEnd == nil ? intrinsicIndent(children) : indent
        frame.added = indentation(of: own.isEmpty ? indent : own, node.place)
      }
      expandInside(override.node.place.file, override.children, frame, node, &pieces)
      overrides[name] = override
    } else {
      for child in children where size <= Self.maximumSize { expand(child, into: &pieces) }
    }
    if pieces.count > before, !atLineStart, let lineEnd = node.lineEnd { appendText(lineEnd, node, &pieces) }
  }

  /// Expands nodes of another file or place with an indentation of their own; as an island where the file is of another kind.
  private mutating func expandInside(
    _ file: Int, _ nodes: [MustacheNode], _ frame: Indentation, _ node: MustacheNode, _ pieces: inout [Piece]
  ) {
    let outer = (kind, indentation)
    kind = templates.kind(of: file)
    indentation = kind == .html ? Indentation() : frame
    defer { (kind, indentation) = outer }
    if kind == outer.0 {
      pieces += expand(nodes)
      if kind == .markdown, node.indent != nil, !atLineStart {
        pieces.append(Piece(.text([0x0A]), node.place))
        atLineStart = true
      }
      return
    }
    let wasAtLineStart = atLineStart
    atLineStart = true
    indentation = Indentation()
    var island = Piece(.island(kind, expand(nodes)), node.place)
    island.indent = node.indent.map { Array(templates.files[node.place.file].source.bytes[$0]) }
    pieces.append(island)
    atLineStart = node.indent != nil && wasAtLineStart
  }

  // MARK: Lines

  /// The whitespace that the first line of a block's content begins with.
  private func intrinsicIndent(_ children: [MustacheNode]) -> Range<Int> {
    guard let first = children.first else { return 0..<0 }
    if let indent = first.indent { return indent }
    guard case .text(let range) = first.kind else { return 0..<0 }
    let bytes = templates.files[first.place.file].source.bytes
    let end = range.first { bytes[$0] != 0x20 && bytes[$0] != 0x09 } ?? range.upperBound
    return range.lowerBound..<end
  }

  private func indentation(of range: Range<Int>, _ place: Place) -> [UInt8] {
    indentation.added + templates.files[place.file].source.bytes[range].dropFirst(indentation.dedent)
  }

  private mutating func beginLine(_ place: Place, _ pieces: inout [Piece]) {
    guard atLineStart, !indentation.added.isEmpty else { return }
    pieces.append(Piece(.text(indentation.added), place))
    atLineStart = false
  }

  private mutating func appendText(_ range: Range<Int>, _ node: MustacheNode, _ pieces: inout [Piece]) {
    let bytes = templates.files[node.place.file].source.bytes
    var text = bytes[range]
    if atLineStart {
      var dropped = 0
      while dropped < indentation.dedent, let byte = text.first, byte == 0x20 || byte == 0x09 {
        text = text.dropFirst()
        dropped += 1
      }
      guard let byte = text.first else { return }
      if byte != 0x0A, byte != 0x0D { beginLine(node.place, &pieces) }
    }
    guard let last = text.last else { return }
    atLineStart = last == 0x0A
    pieces.append(Piece(.text(Array(text)), Place(file: node.place.file, offset: text.startIndex)))
  }
}
