import TestSupport
import Testing

@testable import PortalBase

/// Escaping looks at eight bytes at a time: it must give what looking at every character gives.
@Suite struct EntitiesTests {
  private static let alphabet: [Unicode.Scalar] = [
    "a", "b", " ", "&", "<", ">", "\"", "'", "#", "%", "=", "\u{0}", "\u{1}", "\t", "\n", "\r", "\u{1F}", "\u{7F}", "é",
    "日", "、",
    "（", "\u{FEFF}", "\u{FFFD}", "\u{FFFE}", "\u{FFFF}", "\u{10000}", "\u{1FFFE}", "\u{10FFFF}",
  ]

  private static func html(_ scalar: Unicode.Scalar, apostrophe: String = "&#39;") -> String {
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    case "'": apostrophe
    case "\u{0}": "\u{FFFD}"
    default: String(scalar)
    }
  }

  private static func isXML(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0xFFFD, 0x10000...: true
    default: false
    }
  }

  private static func xml(_ text: String) -> String {
    text.unicodeScalars.map { html(isXML($0) ? $0 : "\u{FFFD}") }.joined()
  }

  private func escaped(_ text: String, _ append: (inout ByteBuffer, UnsafeBufferPointer<UInt8>) -> Void) -> String {
    var text = text
    var buffer = ByteBuffer(capacity: 0)
    text.withUTF8 { append(&buffer, $0) }
    return buffer.withBytes { String(decoding: $0, as: UTF8.self) }
  }

  @Test func escapesRandomTextsAsTheirCharacters() {
    var random = SeededGenerator(seed: 20_261_121)
    for _ in 0..<3_000 {
      let scalars = (0..<random.number(in: 0...40)).compactMap { _ in random.pick(Self.alphabet) }
      let text = String(String.UnicodeScalarView(scalars))
      let html = scalars.map { Self.html($0) }.joined()
      #expect(escaped(text) { $0.append(escaping: $1) } == html)
      #expect(
        escaped(text) { $0.append(escapingButApostrophes: $1) }
          == scalars.map { Self.html($0, apostrophe: "'") }.joined())
      #expect(escaped(text) { $0.append(escapingXML: $1) } == Self.xml(text))
      #expect(escaped(text) { $0.append(escapingTwice: $1) } == Self.xml(html))
    }
  }

  private static func json(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    case "\"", "\\": "\\\(scalar)"
    case "<": "\\u003c"
    case "\u{2028}": "\\u2028"
    case "\u{2029}": "\\u2029"
    case ..<" ": "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
    default: String(scalar)
    }
  }

  private static func calendar(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": ""
    case "\\", ";", ",": "\\\(scalar)"
    case ..<" ", "\u{7F}": "\u{FFFD}"
    default: String(scalar)
    }
  }

  @Test func escapesRandomTextsForJSONAndCalendars() {
    let alphabet = Self.alphabet + ["\\", ";", ",", "\u{2027}", "\u{2028}", "\u{2029}", "\u{202A}", "€", "\u{E2}"]
    var random = SeededGenerator(seed: 8_259)
    for _ in 0..<3_000 {
      let scalars = (0..<random.number(in: 0...40)).compactMap { _ in random.pick(alphabet) }
      let text = String(String.UnicodeScalarView(scalars))
      var json = JSONWriter()
      json.string(text)
      #expect(json.text == "\"" + scalars.map(Self.json).joined() + "\"")
      #expect(escaped(text) { $0.append(escapingCalendar: $1) } == scalars.map(Self.calendar).joined())
    }
  }
}
