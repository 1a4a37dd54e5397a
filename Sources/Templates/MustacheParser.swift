/// Makes the tree of a template from its tokens (the Mustache specification 1.4 with inheritance, without lambdas).
struct MustacheParser {
  /// Sections nested deeper are an error, so that no template can exhaust the stack.
  static let maximumDepth = 60

  private let bytes: [UInt8]
  private let file: Int
  private var problems: [MustacheProblem]

  /// - Parameter file: the number of the file, for the places of the nodes.
  static func parse(_ bytes: [UInt8], file: Int) -> (nodes: [MustacheNode], problems: [MustacheProblem]) {
    let scan = MustacheScanner.scan(bytes)
    var parser = MustacheParser(bytes: bytes, file: file, problems: scan.problems)
    let nodes = parser.tree(of: parser.markStandalone(scan.tokens))
    return (nodes, parser.problems)
  }

  private init(bytes: [UInt8], file: Int, problems: [MustacheProblem]) {
    self.bytes = bytes
    self.file = file
    self.problems = problems
  }

  /// Finds the tags that stand alone on a line, and takes the rest of such lines out.
  ///
  /// The specification knows one tag to a line; a line of several sections, blocks and parents counts too, which the
  /// inheritance module asks for ("need not be on separate lines in order to be standalone").
  private func markStandalone(_ tokens: [MustacheToken]) -> [MustacheToken] {
    var result: [MustacheToken] = []
    result.reserveCapacity(tokens.count)
    var start = 0
    var line = 0
    while start < tokens.count {
      var end = start
      while end < tokens.count {
        end += 1
        if tokens[end - 1].kind == .text, bytes[tokens[end - 1].range.upperBound - 1] == 0x0A { break }
      }
      line += 1
      result += marked(tokens[start..<end], line)
      start = end
    }
    return result
  }

  private func marked(_ tokens: ArraySlice<MustacheToken>, _ line: Int) -> [MustacheToken] {
    var tags: [MustacheToken] = tokens.filter(\.isTag)
    let text = tokens.filter { !$0.isTag }
    guard !tags.isEmpty, text.allSatisfy({ bytes[$0.range].allSatisfy(isBlank) }), let first = tokens.first else {
      return Array(tokens)
    }
    let variables = tags.count { $0.kind == .variable || $0.kind == .rawVariable }
    if variables > 0 {
      guard tags.count == 1 else { return Array(tokens) }
      return tokens.map { token in
        var token = token
        token.isOnOwnLine = token.isTag
        return token
      }
    }
    if tags.count > 1, tags.contains(where: { $0.kind == .partial }) { return Array(tokens) }
    let lineStart = first.range.lowerBound
    let indent = first.isTag ? lineStart..<lineStart : first.range
    let lineEnd = tokens.last.flatMap { $0.isTag ? nil : lineEnding(of: $0.range) }
    for index in tags.indices {
      tags[index].indent = indent
      tags[index].lineEnd = lineEnd ?? indent.lowerBound..<indent.lowerBound
      tags[index].line = line
    }
    return tags
  }

  private func lineEnding(of range: Range<Int>) -> Range<Int>? {
    guard range.upperBound > range.lowerBound, bytes[range.upperBound - 1] == 0x0A else { return nil }
    let hasReturn = range.count > 1 && bytes[range.upperBound - 2] == 0x0D
    return (range.upperBound - (hasReturn ? 2 : 1))..<range.upperBound
  }

  /// An open section, block or parent with what it contains so far.
  private struct Open {
    var token: MustacheToken
    var children: [MustacheNode] = []
  }

  private mutating func tree(of tokens: [MustacheToken]) -> [MustacheNode] {
    var open = [Open(token: MustacheToken(kind: .text, range: 0..<0))]
    for token in tokens {
      let place = Place(file: file, offset: token.range.lowerBound)
      var node: MustacheNode
      switch token.kind {
      case .text: node = MustacheNode(.text(token.range), place)
      case .variable: node = MustacheNode(.variable(name: token.name, isRaw: false), place)
      case .rawVariable: node = MustacheNode(.variable(name: token.name, isRaw: true), place)
      case .partial: node = MustacheNode(.partial(name: token.name), place)
      case .silent: continue
      case .section, .inverted, .parent, .block:
        if open.count == Self.maximumDepth {
          problems.append(
            .init(offset: token.range.lowerBound, message: "sections are nested deeper than \(Self.maximumDepth)"))
          return []
        }
        open.append(Open(token: token))
        continue
      case .close:
        guard let closed = close(token, &open) else { return [] }
        node = closed
      }
      if token.kind != .close {
        node.indent = token.indent
        node.isOnOwnLine = token.isOnOwnLine
      }
      open[open.count - 1].children.append(node)
    }
    for unclosed in open.dropFirst() {
      problems.append(
        .init(
          offset: unclosed.token.range.lowerBound,
          message: "\"\(unclosed.token.name)\" is never closed; write {{/\(unclosed.token.name)}} at its end"))
    }
    return open[0].children
  }

  private mutating func close(_ token: MustacheToken, _ open: inout [Open]) -> MustacheNode? {
    let offset = token.range.lowerBound
    guard open.count > 1, let last = open.last else {
      problems.append(.init(offset: offset, message: "{{/\(token.name)}} closes nothing: no section is open here"))
      return nil
    }
    guard last.token.name == token.name else {
      let line = 1 + bytes[..<last.token.range.lowerBound].count { $0 == 0x0A }
      problems.append(
        .init(
          offset: offset,
          message: "{{/\(token.name)}} does not close \"\(last.token.name)\", which was opened in line \(line)"))
      return nil
    }
    open.removeLast()
    let kind: MustacheNode.Kind =
      switch last.token.kind {
      case .parent: .parent(name: token.name, last.children)
      case .block: .block(name: token.name, last.children)
      default: .section(name: token.name, isInverted: last.token.kind == .inverted, last.children)
      }
    var node = MustacheNode(kind, Place(file: file, offset: last.token.range.lowerBound))
    node.closePlace = Place(file: file, offset: offset)
    node.indent = last.token.indent
    node.closeIndent = token.indent
    if last.token.indent != nil, last.token.line == token.line { node.lineEnd = token.lineEnd }
    return node
  }
}
