import PortalBase

/// A line of prose, perhaps with links, as most texts of records are: libcmark would find one paragraph in it. Seen at a glance, that
/// costs a tenth.
enum PlainParagraph {
  /// The HTML of a text, or nil for whatever is not so plain.
  static func html(of text: UnsafeBufferPointer<UInt8>) -> HTML? {
    guard let last = text.last, last > 0x20, startsParagraph(text) else { return nil }
    var html = ByteBuffer(capacity: text.count + 16)
    html.add("<p>")
    var start = 0
    var index = 0
    while index < text.count {
      guard isMarkup(text[index]) else {
        index += 1
        continue
      }
      guard index == 0 || text[index - 1] != UInt8(ascii: "!"), let link = Link(in: text, at: index) else { return nil }
      html.add(escaping: UnsafeBufferPointer(rebasing: text[start..<index]))
      link.append(to: &html)
      index = link.end
      start = index
    }
    html.add(escaping: UnsafeBufferPointer(rebasing: text[start...]))
    html.add("</p>\n")
    return HTML(safe: html.bytes)
  }

  /// Whether a text can begin with nothing but a paragraph (CommonMark 0.30, sections 4 and 5).
  private static func startsParagraph(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let first = text[0]
    switch first {
    // What is no link is refused later: it might define one.
    case UInt8(ascii: "["): return true
    // A number may be that of a list's item.
    case _ where first.isASCIIDigit:
      let end = text.first { !$0.isASCIIDigit }
      return end != UInt8(ascii: ".") && end != UInt8(ascii: ")")
    // Of these, the halfwidth and fullwidth forms are common; U+FEFF and others would need a second look.
    case 0xEF: return text.count > 1 && (text[1] == 0xBC || text[1] == 0xBD)
    default: return first.isASCIILetter || first > 0x80
    }
  }

  /// Whether a byte can begin anything but text within a line (section 6), or end the line.
  private static func isMarkup(_ byte: UInt8) -> Bool {
    switch byte {
    case ..<0x20, UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: "&"):
      true
    default: false
    }
  }

  /// `[label](destination)` with a label of text alone and a destination that is written as it leads (section 6.3).
  private struct Link {
    private let label: UnsafeBufferPointer<UInt8>
    private let destination: UnsafeBufferPointer<UInt8>
    /// The place behind it.
    let end: Int

    init?(in text: UnsafeBufferPointer<UInt8>, at start: Int) {
      guard text[start] == UInt8(ascii: "[") else { return nil }
      var index = start + 1
      while index < text.count, !PlainParagraph.isMarkup(text[index]) { index += 1 }
      guard index > start + 1, index + 1 < text.count, text[index] == UInt8(ascii: "]"),
        text[index + 1] == UInt8(ascii: "(")
      else { return nil }
      label = UnsafeBufferPointer(rebasing: text[start + 1..<index])
      let begin = index + 2
      index = begin
      while index < text.count, Self.isPlain(text[index]) { index += 1 }
      guard index > begin, index < text.count, text[index] == UInt8(ascii: ")") else { return nil }
      destination = UnsafeBufferPointer(rebasing: text[begin..<index])
      guard DestinationKind(destination) != .unsafe else { return nil }
      end = index + 1
    }

    func append(to html: inout ByteBuffer) {
      html.add("<a href=\"")
      html.append(destination)
      html.add("\">")
      html.add(escaping: label)
      html.add("</a>")
    }

    /// Whether a byte stands for itself, in a destination and in HTML.
    private static func isPlain(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "?"),
        UInt8(ascii: "="), UInt8(ascii: "#"):
        true
      default: byte.isASCIILetterOrDigit
      }
    }
  }
}
