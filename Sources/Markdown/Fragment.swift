import PortalBase

/// Markdown in records.
package enum Markdown {
  /// The HTML of a record's Markdown text: raw HTML as text, unsafe destinations removed. The places of problems count for
  /// nothing: a text of JSON has no lines of its own.
  package static func fragment(_ text: String) -> (html: HTML, problems: [MarkdownProblem]) {
    var text = text
    return text.withUTF8(fragment)
  }

  /// The same of a text in UTF-8.
  package static func fragment(_ text: UnsafeBufferPointer<UInt8>) -> (html: HTML, problems: [MarkdownProblem]) {
    if let html = plainParagraph(text) { return (html, []) }
    var problems: [MarkdownProblem] = []
    let bytes = Array(text)
    // An alert is told from a quote by what is written at its place.
    let tree = MarkdownTree(parsing: bytes, hasPlaces: bytes.contains(UInt8(ascii: ">")))
    let html = tree.html(.record, problems: &problems)
    return (html, problems)
  }

  /// Most texts of records are a line of prose, which the parser would find to be one paragraph with one text. Seen at
  /// a glance, that costs a tenth. Nil for whatever is not so plain.
  private static func plainParagraph(_ text: UnsafeBufferPointer<UInt8>) -> HTML? {
    guard let first = text.first, let last = text.last, last > 0x20 else { return nil }
    // A letter starts a paragraph. U+FEFF and other bytes EF would need a second look.
    guard first.isASCIILetter || (first > 0x80 && first != 0xEF) else { return nil }
    for byte in text where byte < 0x20 || isMarkup(byte) { return nil }
    var bytes = ByteBuffer(capacity: text.count + 16)
    bytes.add("<p>")
    bytes.add(escaping: text)
    bytes.add("</p>\n")
    return HTML(safe: bytes.bytes)
  }

  /// Whether a byte can begin anything but text within a line (CommonMark 0.30, section 6).
  private static func isMarkup(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "["),
      UInt8(ascii: "]"),
      UInt8(ascii: "<"), UInt8(ascii: "&"):
      true
    default: false
    }
  }
}
