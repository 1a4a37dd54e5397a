import PortalBase

extension MarkdownTree {
  var hasRawHTML: Bool {
    nodes.contains { node in
      switch node.kind {
      case .htmlBlock, .htmlInline: true
      default: false
      }
    }
  }
}

/// Lets the raw HTML of a policy document through as far as an allowlist goes, and turns the rest into text.
///
/// A tag is let through only together with its other half, and only where both are children of one node (of one HTML block, for
/// elements of running text), so that no tag can reach out of the place where it stands.
struct RawHTMLFilter {
  /// A piece of raw HTML: a tag, or what stands between tags.
  private struct Piece {
    var node: NodeID
    var text: ArraySlice<UInt8>
    /// Nil for text, comments and what is no tag by CommonMark.
    var tag: HTMLTag?
    /// The place of the piece's other half among the pieces; its own for void elements.
    var partner: Int?
    var objection: String?
  }

  let tree: MarkdownTree
  let root: NodeID
  let resolve: @Sendable (LinkReference) -> LinkResolution
  /// Ids that the page has already: two elements may not have the same.
  var usedIDs: Set<String>
  private(set) var output: [NodeID: [UInt8]] = [:]
  private(set) var problems: [MarkdownProblem] = []

  init(
    tree: MarkdownTree, root: NodeID, usedIDs: Set<String>,
    resolve: @escaping @Sendable (LinkReference) -> LinkResolution
  ) {
    self.tree = tree
    self.root = root
    self.usedIDs = usedIDs
    self.resolve = resolve
  }

  mutating func run() {
    // In document order of their parents' ends, which is near enough for ids: the first of two equal ones stays.
    for case .enter(let id) in tree.walk(from: root) where tree.firstChild(of: id) != nil { filterChildren(of: id) }
    problems.sort { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  private mutating func filterChildren(of parent: NodeID) {
    var pieces: [Piece] = []
    for child in tree.children(of: parent) {
      switch tree.kind(of: child) {
      case .htmlInline(let literal): pieces.append(inlinePiece(literal, child))
      case .htmlBlock(let literal): addPieces(of: literal, child, to: &pieces)
      default: break
      }
    }
    if pieces.isEmpty { return }
    pairTags(&pieces)
    checkParents(&pieces)
    write(pieces)
  }

  private func inlinePiece(_ literal: String, _ node: NodeID) -> Piece {
    let tag = HTMLTag(literal)
    return Piece(
      node: node, text: Array(literal.utf8)[...], tag: tag,
      objection: tag.flatMap { HTMLAllowlist.objection(to: $0, in: .inline) })
  }

  private func addPieces(of literal: String, _ node: NodeID, to pieces: inout [Piece]) {
    var rest = Array(literal.utf8)[...]
    // Where one comment has no end, none behind it has: looking again for each would be quadratic.
    var hasCommentEnd = true
    while let first = rest.first {
      if first == UInt8(ascii: "<"), hasCommentEnd, rest.starts(with: "<!--".utf8) {
        if let comment = HTMLTagReader.comment(at: rest) {
          pieces.append(Piece(node: node, text: comment))
          rest = rest.dropFirst(comment.count)
          continue
        }
        hasCommentEnd = false
      }
      var reader = HTMLTagReader(bytes: rest)
      if first == UInt8(ascii: "<"), let tag = reader.read() {
        let text = rest[rest.startIndex..<reader.bytes.startIndex]
        pieces.append(
          Piece(node: node, text: text, tag: tag, objection: HTMLAllowlist.objection(to: tag, in: .block)))
        rest = reader.bytes
      } else {
        let text = rest.prefix(1) + rest.dropFirst().prefix { $0 != UInt8(ascii: "<") }
        pieces.append(Piece(node: node, text: text))
        rest = rest.dropFirst(text.count)
      }
    }
  }

  /// Finds the other half of every tag; those without get an objection.
  private func pairTags(_ pieces: inout [Piece]) {
    var open: [Int] = []
    var counts: [String: Int] = [:]
    for index in pieces.indices {
      guard let tag = pieces[index].tag, pieces[index].objection == nil,
        let element = HTMLAllowlist.element(tag.name)
      else { continue }
      if element.isVoid {
        pieces[index].partner = index
      } else if !tag.isClosing {
        open.append(index)
        counts[tag.name, default: 0] += 1
      } else if counts[tag.name, default: 0] > 0 {
        while let last = open.popLast(), let name = pieces[last].tag?.name {
          counts[name, default: 1] -= 1
          guard name == tag.name else { continue }
          if element.place == .block || pieces[last].node == pieces[index].node || isInline(pieces[index].node) {
            pieces[last].partner = index
            pieces[index].partner = last
          }
          break
        }
      }
    }
  }

  private func isInline(_ node: NodeID) -> Bool { tree.kind(of: node).isInline }

  /// Lets a pair through only where its element may stand in the one around it.
  private func checkParents(_ pieces: inout [Piece]) {
    var open: [String] = []
    for index in pieces.indices {
      guard let tag = pieces[index].tag, pieces[index].objection == nil else { continue }
      guard let partner = pieces[index].partner, let element = HTMLAllowlist.element(tag.name) else {
        let half = tag.isClosing ? "opening" : "closing"
        pieces[index].objection = "`\(tag.name)` has no \(half) tag in the same place"
        continue
      }
      if tag.isClosing {
        open.removeLast()
        continue
      }
      if let objection = objection(to: tag.name, element, in: open.last) {
        pieces[index].objection = objection
        pieces[partner].objection = objection
      } else if partner != index {
        open.append(tag.name)
      }
    }
  }

  private func objection(to name: String, _ element: HTMLAllowlist.Element, in parent: String?) -> String? {
    let isAllowed =
      element.parents.isEmpty
      ? !HTMLAllowlist.holdsPartsOnly.contains(parent ?? "")
        && (element.place == .inline || parent.flatMap(HTMLAllowlist.element)?.place != .inline)
      : element.parents.contains(parent ?? "")
    return isAllowed
      ? nil : "`\(name)` may not stand \(parent.map { "in `\($0)`" } ?? "here without what belongs around it")"
  }
}

// MARK: - Writing

extension RawHTMLFilter {
  private mutating func write(_ pieces: [Piece]) {
    var start = 0
    while start < pieces.count {
      let node = pieces[start].node
      let end = pieces[start...].firstIndex { $0.node != node } ?? pieces.count
      output[node] = isInline(node) ? inline(pieces[start]) : block(pieces[start..<end])
      start = end
    }
  }

  private mutating func inline(_ piece: Piece) -> [UInt8] {
    var bytes = ByteBuffer()
    write(piece, line: 0, isBlock: false, to: &bytes)
    return bytes.bytes
  }

  /// An HTML block; one without any block element is a paragraph.
  private mutating func block(_ pieces: ArraySlice<Piece>) -> [UInt8] {
    var buffer = ByteBuffer()
    var line = 0
    for piece in pieces {
      write(piece, line: line, isBlock: true, to: &buffer)
      for byte in piece.text where byte == 0x0A { line += 1 }
    }
    while buffer.last == 0x0A { buffer.truncate(to: buffer.count - 1) }
    let bytes = buffer.bytes
    let hasBlock = pieces.contains { piece in
      piece.objection == nil && piece.tag.flatMap { HTMLAllowlist.element($0.name)?.place } == .block
    }
    return hasBlock || bytes.isEmpty ? bytes : Array("<p>".utf8) + bytes + Array("</p>".utf8)
  }

  private mutating func write(_ piece: Piece, line: Int, isBlock: Bool, to bytes: inout ByteBuffer) {
    let text = String(decoding: piece.text, as: UTF8.self)
    guard let tag = piece.tag, piece.objection == nil else {
      if text.hasPrefix("<!--"), text.hasSuffix("-->") { return }
      let isText = isBlock && piece.tag == nil && piece.text.first != UInt8(ascii: "<")
      if isText {
        bytes.add(escapingKeepingEntities: text)
      } else {
        bytes.add(escaping: text)
        report(piece, line: line, text)
      }
      return
    }
    if tag.isClosing {
      bytes.append("</\(shown(tag))>")
    } else {
      write(tag, of: piece.node, to: &bytes)
    }
  }

  /// An anchor is written as a span, which may stand in a link, too.
  private func shown(_ tag: HTMLTag) -> String { tag.name == "a" ? "span" : tag.name }

  private mutating func write(_ tag: HTMLTag, of node: NodeID, to bytes: inout ByteBuffer) {
    bytes.append("<\(shown(tag))")
    var hasID = false
    for attribute in tag.attributes {
      var value = attribute.value ?? ""
      let isID = attribute.name == "id" || attribute.name == "name"
      if isID, hasID || value.isEmpty || !usedIDs.insert(value).inserted { continue }
      hasID = hasID || isID
      if attribute.name == "src" { value = source(value, of: node) }
      bytes.append(" \(isID ? "id" : attribute.name)=\"")
      bytes.add(escapingKeepingEntities: value)
      bytes.add("\"")
    }
    if tag.name == "img", tag["alt"] == nil { bytes.add(" alt=\"\"") }
    bytes.add(">")
  }

  private func source(_ path: String, of node: NodeID) -> String {
    let place = tree.location(of: node)
    let reference = LinkReference(kind: .image, destination: path, line: place.line, column: place.column)
    if case .replace(let other) = resolve(reference) { return other }
    return path
  }

  private mutating func report(_ piece: Piece, line: Int, _ text: String) {
    var place = tree.location(of: piece.node)
    if line > 0 { place = SourceLocation(line: place.line + line, column: 1) }
    let shown = text.utf8.count > 60 ? String(text.prefix(60)) + "…" : text
    let why = piece.objection ?? "it is no tag that a document may have"
    problems.append(MarkdownProblem(.rawHTML, at: place, "`\(shown)` is shown as text: \(why)"))
  }
}
