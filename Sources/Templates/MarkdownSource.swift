import PortalBase

/// Writes the lines of a Markdown template for libcmark: chooses for every section tag that stands alone whether it is a block, or
/// an item of the list or a row of the table around it.
///
/// A section repeats **items** if its opening tag stands directly before a list item, without a blank line, and nothing but
/// items (and what is indented below them) comes before its closing tag. It repeats **rows** if its opening tag stands in the body
/// of a pipe table and nothing but rows comes before its closing tag. Else it repeats the blocks between its tags.
struct MarkdownSource {
  enum Shape: Equatable {
    case block
    /// Item or row: what stands before and after the placeholder.
    case item(before: [UInt8], after: [UInt8])
    case row(before: [UInt8])
  }

  private let lines: [MarkdownLines.Line]
  private let slots: [MarkdownLines.Slot]
  /// The lines of the tags that have one to themselves.
  private let tagLines: [Int: Int]
  private(set) var shapes: [Int: Shape] = [:]
  /// How far the block tags inside of list items are moved in.
  private var indents: [Int: Int] = [:]
  /// The columns of the content of the list items around the present line.
  private var items: [Int] = []
  /// How many elements the present HTML block has opened and not closed; nil outside of one.
  private var openElements: Int?
  private(set) var bytes: [UInt8] = []
  /// Where each line of the source stands in the templates.
  private(set) var places: [Place] = []

  init(_ source: MarkdownLines) {
    lines = source.lines
    slots = source.slots
    tagLines = Dictionary(
      source.lines.enumerated().compactMap { index, line in line.tag.map { ($0, index) } },
      uniquingKeysWith: { first, _ in first })
    write()
  }

  private mutating func write() {
    var fence: UInt8?
    var isInTable = false
    for (index, line) in lines.enumerated() {
      guard let tag = line.tag else {
        fence = MarkdownSource.fence(after: line.bytes, fence)
        isInTable = fence == nil && continuesTable(index, isInTable)
        if fence == nil {
          followLists(line.bytes)
          followHTML(line.bytes)
        }
        put(line.bytes, line.place)
        continue
      }
      let shape = shape(of: tag, at: index, isInTable: isInTable, isInCode: fence != nil)
      shapes[tag] = shape
      if fence == nil {
        if shape == .block { indents[tag] = itemIndent(of: tag, at: index) }
        endHTML(before: line)
      }
      put(tag, shape, line)
      if shape == .block { isInTable = false } else if needsBlankLine(after: index, shape) { put([], line.place) }
    }
  }

  private mutating func put(_ line: [UInt8], _ place: Place) {
    bytes += line
    bytes.append(0x0A)
    places.append(place)
  }

  private mutating func put(_ tag: Int, _ shape: Shape, _ line: MarkdownLines.Line) {
    var text: [UInt8] = []
    switch shape {
    case .block:
      text = indents[tag].map { [UInt8](repeating: 0x20, count: $0) } ?? line.bytes
      Placeholder.append(.block, tag, to: &text)
    case .item(let before, let after):
      text = before
      Placeholder.append(.item, tag, to: &text)
      text += after
    case .row(let before):
      text = before + [UInt8(ascii: "|")]
      Placeholder.append(.item, tag, to: &text)
      text.append(UInt8(ascii: "|"))
    }
    put(text, line.place)
  }

  private func shape(of tag: Int, at index: Int, isInTable: Bool, isInCode: Bool) -> Shape {
    switch slots[tag] {
    case .close(let open): return shapes[open] ?? .block
    case .open(_, let close):
      if isInCode { return .block }
      guard let end = tagLines[close] else { return .block }
      let body = lines[(index + 1)..<end].filter { $0.tag == nil }
      guard let first = body.first else { return .block }
      if isInTable {
        let isRows = body.allSatisfy { MarkdownSource.isRow($0.bytes) }
        return isRows ? .row(before: Array(first.bytes.prefix { $0 == 0x20 })) : .block
      }
      return itemShape(first.bytes, body)
    default: return .block
    }
  }

  private func itemShape(_ first: [UInt8], _ body: [MarkdownLines.Line]) -> Shape {
    guard let marker = ListMarker(first) else { return .block }
    let isItems = body.allSatisfy { line in
      if line.bytes.allSatisfy(isBlank) { return true }
      let indent = line.bytes.prefix { $0 == 0x20 }.count
      if indent >= marker.content { return true }
      return ListMarker(line.bytes).map { $0.indent == marker.indent && $0.kind == marker.kind } ?? false
    }
    return isItems ? .item(before: Array(first[..<marker.content]), after: []) : .block
  }

  /// A paragraph directly after a row or item would become part of it.
  private func needsBlankLine(after index: Int, _ shape: Shape) -> Bool {
    guard index + 1 < lines.count, lines[index + 1].tag == nil else { return false }
    let next = lines[index + 1].bytes
    if next.allSatisfy(isBlank) { return false }
    return switch shape {
    case .block: false
    case .item: ListMarker(next) == nil
    case .row: !MarkdownSource.isRow(next)
    }
  }

  // MARK: HTML blocks

  /// An HTML block goes on to the next blank line (CommonMark 0.30, 4.6). A tag that stands alone ends it too, if all elements
  /// that the block has opened are closed: what follows the tag is Markdown again.
  private mutating func endHTML(before line: MarkdownLines.Line) {
    guard let depth = openElements, depth <= 0 else { return }
    put([], line.place)
    openElements = nil
  }

  private mutating func followHTML(_ line: [UInt8]) {
    let text = line.drop(while: isBlank)
    guard let first = text.first else {
      openElements = nil
      return
    }
    if openElements == nil, first != UInt8(ascii: "<") { return }
    openElements = (openElements ?? 0) + MarkdownSource.elementBalance(text)
  }

  /// How many more elements a line opens than it closes.
  private static func elementBalance(_ line: ArraySlice<UInt8>) -> Int {
    var balance = 0
    for start in line.indices where line[start] == UInt8(ascii: "<") && start + 1 < line.endIndex {
      if line[start + 1] == UInt8(ascii: "/") {
        balance -= 1
      } else if isASCIILetter(line[start + 1]) {
        let name = String(decoding: line[(start + 1)...].prefix { isASCIILetterOrDigit($0) }, as: UTF8.self)
        if !HTMLElements.void.contains(name.lowercased()) { balance += 1 }
      }
    }
    return balance
  }

  // MARK: Lists

  private mutating func followLists(_ line: [UInt8]) {
    if line.allSatisfy(isBlank) { return }
    let indent = line.prefix { $0 == 0x20 }.count
    while let last = items.last, last > indent { items.removeLast() }
    if let marker = ListMarker(line) { items.append(marker.content) }
  }

  /// A tag before content of a list item belongs to the item, however far its author moved it in; nil for other tags.
  private func itemIndent(of tag: Int, at index: Int) -> Int? {
    switch slots[tag] {
    case .close(let open): return indents[open]
    case .open(_, let close):
      guard let end = tagLines[close] else { return nil }
      let body = lines[index..<end].filter { $0.tag == nil && !$0.bytes.allSatisfy(isBlank) }
      guard let least = body.map({ $0.bytes.prefix { $0 == 0x20 }.count }).min() else { return nil }
      return items.last { $0 <= least }
    default: return nil
    }
  }

  // MARK: What lines are

  private func continuesTable(_ index: Int, _ isInTable: Bool) -> Bool {
    let line = lines[index].bytes
    if isInTable { return MarkdownSource.isRow(line) }
    guard index > 0, lines[index - 1].tag == nil, lines[index - 1].bytes.contains(UInt8(ascii: "|")) else {
      return false
    }
    return MarkdownSource.isDelimiterRow(line)
  }

  private static func isRow(_ line: [UInt8]) -> Bool { line.contains(UInt8(ascii: "|")) }

  /// The second line of a pipe table: dashes, colons and pipes.
  private static func isDelimiterRow(_ line: [UInt8]) -> Bool {
    line.contains(UInt8(ascii: "-")) && line.contains(UInt8(ascii: "|"))
      && line.allSatisfy { [0x7C, 0x2D, 0x3A, 0x20, 0x09, 0x0D, 0x3E].contains($0) }
  }

  /// The character of the code fence that is open after a line (CommonMark 0.30, 4.5).
  private static func fence(after line: [UInt8], _ open: UInt8?) -> UInt8? {
    let text = line.drop { $0 == 0x20 }
    guard let first = text.first, first == UInt8(ascii: "`") || first == UInt8(ascii: "~"),
      text.prefix(while: { $0 == first }).count >= 3
    else { return open }
    guard let open else { return first }
    return open == first ? nil : open
  }
}

/// The mark that begins a list item (CommonMark 0.30, 5.2).
struct ListMarker {
  /// Columns before the mark.
  var indent: Int
  /// `-`, `+`, `*`, `.` or `)`: items with another one are of another list.
  var kind: UInt8
  /// Columns before the content.
  var content: Int

  init?(_ line: [UInt8]) {
    indent = line.prefix { $0 == 0x20 }.count
    var position = indent
    while position < line.count, isASCIIDigit(line[position]) { position += 1 }
    guard position < line.count, position - indent <= 9 else { return nil }
    kind = line[position]
    let isMark = position == indent ? [0x2D, 0x2B, 0x2A].contains(kind) : kind == 0x2E || kind == 0x29
    position += 1
    guard isMark, position < line.count, line[position] == 0x20 else { return nil }
    while position < line.count, line[position] == 0x20 { position += 1 }
    content = position
  }
}
