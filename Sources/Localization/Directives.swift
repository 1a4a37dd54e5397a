import Markdown
import PortalBase

/// A line of a documentation system's own: `[!INCLUDE [label](path)]`, `::: zone pivot="x"`, `[!div class="y"]`.
private struct DirectiveLine {
  let name: String
  let rest: String

  /// Nil for a line of ordinary text.
  init?(_ text: String) {
    let text = text.trimmed
    let start: Substring
    if text.hasPrefix(":::") {
      start = text.drop { $0 == ":" || $0 == " " }
    } else if text.hasPrefix("[!") {
      start = text.dropFirst(2)
    } else {
      return nil
    }
    let name = start.utf8.prefix { isASCIILetterOrDigit($0) || $0 == UInt8(ascii: "-") }
    guard let first = name.first, isASCIILetter(first) else { return nil }
    self.name = String(Substring(name))
    var rest = String(start[name.endIndex...])
    if text.hasPrefix(":::") { while rest.hasSuffix(":") { rest.removeLast() } }
    if text.hasPrefix("[!"), rest.hasSuffix("]") { rest.removeLast() }
    self.rest = rest.trimmed
  }
}

extension MarkdownTree {
  /// Puts a labelled block in the place of every directive, and reports it: what it would have done is not done.
  mutating func labelDirectives(file: String) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for paragraph in paragraphsWithDirectives() {
      label(paragraph) { line, name in
        diagnostics.append(
          Diagnostic(
            .documentDirective, file: file, at: line,
            "the directive \"\(name)\" of another documentation system is shown as a label; write its content out instead"
          ))
      }
    }
    return diagnostics
  }

  private func paragraphsWithDirectives() -> [NodeID] {
    walk().compactMap { step in
      guard case .enter(let id) = step, kind(of: id) == .paragraph,
        case .text(let text)? = firstChild(of: id).map(kind(of:)), let first = text.utf8.first
      else { return nil }
      guard first == UInt8(ascii: ":") || first == UInt8(ascii: "[") else { return nil }
      return DirectiveLine(plainText(of: id)) == nil ? nil : id
    }
  }

  /// Takes a paragraph apart into its lines; those that are directives become blocks of their own.
  private mutating func label(_ paragraph: NodeID, _ report: (SourceLocation, String) -> Void) {
    var lines: [[NodeID]] = [[]]
    for child in children(of: paragraph) {
      if kind(of: child) == .softBreak || kind(of: child) == .lineBreak {
        lines.append([])
      } else {
        lines[lines.count - 1].append(child)
      }
    }
    guard let parent = parent(of: paragraph) else { return }
    let place = location(of: paragraph)
    let isQuoted = kind(of: parent) == .blockQuote
    let tail = detachSiblings(after: paragraph)
    detach(paragraph)
    var open: NodeID?
    for (number, line) in lines.enumerated() {
      let text = line.map { isLink($0) ? "\u{FFFC}" : plainText(of: $0) }.joined()
      let location = SourceLocation(line: place.line + number, column: number == 0 ? place.column : 1)
      if let directive = DirectiveLine(text) {
        open = nil
        report(location, directive.name)
        let quote = isQuoted ? parent : append(.blockQuote, to: parent, line: Int32(location.line), column: 1)
        let label = append(.paragraph, to: quote, line: Int32(location.line), column: 1)
        write(directive, line, to: label)
      } else {
        if let open { append(.softBreak, to: open) }
        let block = open ?? append(.paragraph, to: parent, line: Int32(location.line), column: Int32(location.column))
        for node in line {
          detach(node)
          attach(node, to: block)
        }
        open = block
      }
    }
    for node in tail { attach(node, to: parent) }
  }

  private func isLink(_ id: NodeID) -> Bool {
    if case .link = kind(of: id) { true } else { false }
  }

  /// The directive's name in bold, then its link or what else it says.
  private mutating func write(_ directive: DirectiveLine, _ line: [NodeID], to label: NodeID) {
    let place = self[label]
    let strong = append(.strong, to: label, line: place.line, column: place.column)
    append(.text(directive.name), to: strong, line: place.line, column: place.column)
    let links = line.filter(isLink)
    if links.isEmpty, !directive.rest.isEmpty {
      append(.text(" "), to: label)
      append(.code(directive.rest), to: label, line: place.line, column: place.column)
    }
    for link in links {
      append(.text(" "), to: label)
      detach(link)
      attach(link, to: label)
    }
  }

  /// Takes all siblings after a node out of their places.
  private mutating func detachSiblings(after id: NodeID) -> [NodeID] {
    var tail: [NodeID] = []
    while let next = next(after: id) {
      tail.append(next)
      detach(next)
    }
    return tail
  }

  /// Side-by-side markup that begins a line alone is a block of raw HTML to CommonMark (0.30, 4.6, type 7). It is read as
  /// the paragraph that it is.
  mutating func unwrapSegmentBlocks() {
    let blocks = walk().compactMap { step -> (NodeID, String)? in
      guard case .enter(let id) = step, case .htmlBlock(let literal) = kind(of: id),
        literal.contains("data-ttu-id") || literal.contains("data-stu-id") || literal.contains("sxs-lookup")
      else { return nil }
      return (id, literal)
    }
    for (id, literal) in blocks {
      guard let parent = parent(of: id) else { continue }
      // A letter in front makes it a paragraph, and is taken away again.
      var inner = MarkdownTree(parsing: "x" + literal, firstLine: Int(self[id].line))
      if !inner.isOneParagraph {
        // Some line in it begins another block. On one line none can.
        let line = literal.split(separator: "\n").joined(separator: " ")
        inner = MarkdownTree(parsing: "x" + line, firstLine: Int(self[id].line))
      }
      inner.dropFirstLetter()
      let tail = detachSiblings(after: id)
      detach(id)
      for block in inner.children(of: .document) { append(copyOf: block, from: inner, to: parent) }
      for node in tail { attach(node, to: parent) }
    }
  }

  private var isOneParagraph: Bool {
    guard let block = firstChild(of: .document) else { return false }
    return kind(of: block) == .paragraph && next(after: block) == nil
  }

  private mutating func dropFirstLetter() {
    guard let block = firstChild(of: .document), let first = firstChild(of: block),
      case .text(let text) = kind(of: first)
    else { return }
    self[first].kind = .text(String(text.dropFirst()))
  }
}
