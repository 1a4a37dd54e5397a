/// HTML that is already safe: made by escaping, by the Markdown renderer, or by a template. As UTF-8 bytes, because it is
/// only ever copied to a file.
public struct HTML: Sendable, Hashable {
  /// The markup, in UTF-8.
  public var bytes: [UInt8]

  /// Takes bytes that are safe markup. The caller vouches for them.
  package init(safe bytes: [UInt8]) { self.bytes = bytes }
  package init(safe text: String) { bytes = Array(text.utf8) }
  package init(escaping text: String) {
    var buffer = ByteBuffer(capacity: text.utf8.count + 16)
    buffer.append(escaping: text)
    bytes = buffer.bytes
  }

  package static let empty = HTML(safe: [])
  /// Whether there is no markup at all.
  public var isEmpty: Bool { bytes.isEmpty }
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  package static func += (left: inout HTML, right: HTML) { left.bytes += right.bytes }
  package mutating func append(safe text: String) { bytes.append(contentsOf: text.utf8) }
  package mutating func append(escaping text: String) { self += HTML(escaping: text) }
}

extension ByteBuffer {
  /// Appends a text as HTML text or as a double-quoted attribute value: `&`, `<`, `>` and `"` become entities (HTML Standard,
  /// 13.3, "Escaping a string"), `'` too, so that the place's quotes do not matter. U+0000 becomes U+FFFD, which is
  /// what a parser would make of it.
  package mutating func append(escaping text: String) {
    var text = text
    text.withUTF8 { append(escaping: $0) }
  }

  /// The bytes that do not stay as they are; all are below 64, so that one bit each tells them.
  private static let special: UInt64 =
    1 << 0 | 1 << UInt64(UInt8(ascii: "&")) | 1 << UInt64(UInt8(ascii: "<")) | 1 << UInt64(UInt8(ascii: ">"))
    | 1 << UInt64(UInt8(ascii: "\"")) | 1 << UInt64(UInt8(ascii: "'"))

  /// The same for a text in UTF-8.
  package mutating func append(escaping utf8: UnsafeBufferPointer<UInt8>) {
    let special = Self.special
    var start = 0
    utf8.forEachThatMayNeedEscape { index, byte in
      guard byte < 64, special >> UInt64(byte) & 1 == 1 else { return }
      if start < index { append(UnsafeBufferPointer(rebasing: utf8[start..<index])) }
      add(Self.entity(for: byte))
      start = index + 1
    }
    if start < utf8.count { append(UnsafeBufferPointer(rebasing: utf8[start...])) }
  }

  private static func entity(for byte: UInt8) -> StaticString {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: "\u{FFFD}"
    }
  }
}

extension String {
  /// The text with HTML's special characters as entities.
  package var htmlEscaped: String { HTML(escaping: self).text }
}
