import PortalBase

/// Blocks with empty lines between them that are what they look like, as most texts of records are made of: lines of prose, lists of one
/// level, code between fences, and pipe tables. libcmark would find just these in them. Seen at a glance, that costs a tenth.
struct PlainBlocks {
  private let text: UnsafeBufferPointer<UInt8>
  /// Where the next line begins; behind a block, where its last line ends.
  private var position = 0

  /// Appends the HTML of a text. False for whatever is not so plain; a part of it may then have been appended.
  static func append(_ text: UnsafeBufferPointer<UInt8>, to html: inout ByteBuffer) -> Bool {
    var blocks = PlainBlocks(text: text)
    return blocks.append(to: &html)
  }

  private init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

  private mutating func append(to html: inout ByteBuffer) -> Bool {
    var isBehindList = false
    while position < text.count {
      let isList = text[position] == UInt8(ascii: "-")
      // Two lists would be a single one, of paragraphs.
      if isList && isBehindList { return false }
      isBehindList = isList
      guard appendBlock(to: &html) else { return false }
      if position == text.count { return true }
      guard position + 1 < text.count, text[position + 1] == 0x0A else { return false }
      position += 2
    }
    return false
  }

  private mutating func appendBlock(to html: inout ByteBuffer) -> Bool {
    switch text[position] {
    case UInt8(ascii: "-"): appendList(to: &html)
    case UInt8(ascii: "`"): appendCode(to: &html)
    case UInt8(ascii: "|"): appendTable(to: &html)
    default: appendParagraph(to: &html)
    }
  }

  /// Reads a line, to its end.
  private mutating func line() -> UnsafeBufferPointer<UInt8> {
    let start = position
    position = text.place(of: 0x0A, from: start)
    return UnsafeBufferPointer(rebasing: text[start..<position])
  }

  /// Goes on to the next line, if it begins with a byte.
  private mutating func nextLine(with first: UInt8) -> Bool {
    guard position + 1 < text.count, text[position + 1] == first else { return false }
    position += 1
    return true
  }
}

// MARK: - Prose

extension PlainBlocks {
  private mutating func appendParagraph(to html: inout ByteBuffer) -> Bool {
    html.add("<p>")
    guard Self.appendProse(line(), to: &html) else { return false }
    html.add("</p>\n")
    return true
  }

  /// A list of lines of prose, without empty lines between them: so it is tight (CommonMark 0.30, section 5.3).
  private mutating func appendList(to html: inout ByteBuffer) -> Bool {
    html.add("<ul>\n")
    repeat {
      let line = line()
      guard line.count > 2, line[1] == 0x20 else { return false }
      html.add("<li>")
      guard Self.appendProse(UnsafeBufferPointer(rebasing: line[2...]), to: &html) else { return false }
      html.add("</li>\n")
    } while nextLine(with: UInt8(ascii: "-"))
    html.add("</ul>\n")
    return true
  }

  /// Appends a line that begins nothing but a paragraph.
  private static func appendProse(_ line: UnsafeBufferPointer<UInt8>, to html: inout ByteBuffer) -> Bool {
    guard let last = line.last, last > 0x20, startsParagraph(line) else { return false }
    var start = 0
    while true {
      let index = line.placeOfMarkdown(from: start)
      html.add(escaping: UnsafeBufferPointer(rebasing: line[start..<index]))
      if index == line.count { return true }
      guard let span = PlainSpan(in: line, at: index) else { return false }
      span.append(to: &html)
      start = span.end
    }
  }

  /// Whether a line can begin nothing but a paragraph (CommonMark 0.30, sections 4 and 5).
  private static func startsParagraph(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    let first = line[0]
    switch first {
    // What is no link is refused later: it might define one.
    case UInt8(ascii: "["): return true
    // A number may be that of a list's item.
    case _ where first.isASCIIDigit:
      let end = line.first { !$0.isASCIIDigit }
      return end != UInt8(ascii: ".") && end != UInt8(ascii: ")")
    // Of these, the halfwidth and fullwidth forms are common; U+FEFF and others would need a second look.
    case 0xEF: return line.count > 1 && (line[1] == 0xBC || line[1] == 0xBD)
    default: return first.isASCIILetter || first > 0x80
    }
  }
}

// MARK: - Code

extension PlainBlocks {
  /// Lines between two fences of three backticks (CommonMark 0.30, section 4.5).
  private mutating func appendCode(to html: inout ByteBuffer) -> Bool {
    let fence = line()
    guard Self.isFence(fence), fence.dropFirst(3).allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit }) else {
      return false
    }
    let start = position + 1
    while position < text.count {
      position += 1
      let end = position
      let line = line()
      if Self.isFence(line) {
        guard line.count == 3 else { return false }
        html.addCode(
          UnsafeBufferPointer(rebasing: text[start..<end]), info: UnsafeBufferPointer(rebasing: fence[3...]))
        return true
      }
      // A fence may be indented, and a control character be replaced.
      let content = line.drop { $0 == 0x20 }
      if content.first == UInt8(ascii: "`") || !content.allSatisfy({ $0 >= 0x20 }) { return false }
    }
    return false
  }

  private static func isFence(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    line.count >= 3 && line[..<3].allSatisfy { $0 == UInt8(ascii: "`") }
  }
}

// MARK: - Tables

extension PlainBlocks {
  /// A pipe table whose rows begin and end with a pipe and have as many cells as the first (GitHub Flavored Markdown 0.29, 4.10).
  private mutating func appendTable(to html: inout ByteBuffer) -> Bool {
    let pipe = UInt8(ascii: "|")
    let header = line()
    guard nextLine(with: pipe), let alignments = Self.alignments(line()) else { return false }
    html.add("<table>\n<thead>\n")
    guard Self.appendRow(header, "<th", "</th>\n", alignments, to: &html) else { return false }
    html.add("</thead>\n")
    var hasRows = false
    while nextLine(with: pipe) {
      if !hasRows { html.add("<tbody>\n") }
      hasRows = true
      guard Self.appendRow(line(), "<td", "</td>\n", alignments, to: &html) else { return false }
    }
    if hasRows { html.add("</tbody>\n") }
    html.add("</table>\n")
    return true
  }

  /// What a delimiter row says of the columns; nil for any other line.
  private static func alignments(_ row: UnsafeBufferPointer<UInt8>) -> [ColumnAlignment]? {
    var alignments: [ColumnAlignment] = []
    let isWhole = forEachCell(row) { cell in
      let isLeft = cell.first == UInt8(ascii: ":")
      let isRight = cell.count > 1 && cell.last == UInt8(ascii: ":")
      let dashes = cell.dropFirst(isLeft ? 1 : 0).dropLast(isRight ? 1 : 0)
      alignments.append(isLeft ? (isRight ? .center : .left) : (isRight ? .right : .none))
      return !dashes.isEmpty && dashes.allSatisfy { $0 == UInt8(ascii: "-") }
    }
    return isWhole ? alignments : nil
  }

  private static func appendRow(
    _ row: UnsafeBufferPointer<UInt8>, _ open: StaticString, _ close: StaticString, _ alignments: [ColumnAlignment],
    to html: inout ByteBuffer
  ) -> Bool {
    var column = 0
    html.add("<tr>\n")
    let isWhole = forEachCell(row) { cell in
      guard column < alignments.count else { return false }
      html.add(open)
      html.add(classOf: alignments[column])
      column += 1
      guard cell.isEmpty || appendProse(cell, to: &html) else { return false }
      html.add(close)
      return true
    }
    html.add("</tr>\n")
    return isWhole && column == alignments.count
  }

  /// Calls the body with the cells of a row, without the spaces around them, as long as it gives true.
  /// - Returns: whether it did for all, and the row is no other than it looks.
  private static func forEachCell(
    _ row: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Bool
  ) -> Bool {
    let pipe = UInt8(ascii: "|")
    guard row.count > 2, row[row.count - 1] == pipe else { return false }
    var start = 1
    while start < row.count {
      let end = row.place(of: pipe, from: start)
      var (first, last) = (start, end)
      while first < last, row[first] == 0x20 { first += 1 }
      while first < last, row[last - 1] == 0x20 { last -= 1 }
      guard body(UnsafeBufferPointer(rebasing: row[first..<last])) else { return false }
      start = end + 1
    }
    return true
  }
}

extension ByteBuffer {
  /// Ends the start tag of a table's cell.
  fileprivate mutating func add(classOf alignment: ColumnAlignment) {
    switch alignment {
    case .none: add(">")
    case .left: add(" class=\"align-left\">")
    case .center: add(" class=\"align-center\">")
    case .right: add(" class=\"align-right\">")
    }
  }
}
