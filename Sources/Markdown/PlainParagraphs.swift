import PortalBase

/// Lines of prose with empty lines between them, as most texts of records are: libcmark would find so many paragraphs in them. Seen at a
/// glance, that costs a tenth.
enum PlainParagraphs {
  /// Appends the HTML of a text. False for whatever is not so plain; a part of it may then have been appended.
  static func append(_ text: UnsafeBufferPointer<UInt8>, to html: inout ByteBuffer) -> Bool {
    var start = 0
    while true {
      let end = text.place(of: 0x0A, from: start)
      guard appendLine(UnsafeBufferPointer(rebasing: text[start..<end]), to: &html) else { return false }
      if end == text.count { return true }
      guard end + 1 < text.count, text[end + 1] == 0x0A else { return false }
      start = end + 2
    }
  }

  private static func appendLine(_ line: UnsafeBufferPointer<UInt8>, to html: inout ByteBuffer) -> Bool {
    guard let last = line.last, last > 0x20, startsParagraph(line) else { return false }
    html.add("<p>")
    var start = 0
    while true {
      let index = line.placeOfMarkdown(from: start)
      html.add(escaping: UnsafeBufferPointer(rebasing: line[start..<index]))
      if index == line.count { break }
      guard let span = PlainSpan(in: line, at: index) else { return false }
      span.append(to: &html)
      start = span.end
    }
    html.add("</p>\n")
    return true
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
