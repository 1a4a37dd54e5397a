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

extension String {
  /// The text with HTML's special characters as entities.
  package var htmlEscaped: String { HTML(escaping: self).text }
}
