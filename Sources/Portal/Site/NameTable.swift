import PortalBase
import Templates

/// Names by their keys, in one language.
///
/// Each is also written for all pages at once, and all of these stand in one array: threads that count references to the same texts wait for
/// each other. For that it is a reference itself, too.
final class NameTable: Sendable {
  private let places: [String: Int]
  private let names: [Phrase]
  private let bytes: [UInt8]
  /// Of each name, as element content; empty where the name is.
  private let written: [Range<Int>]

  /// - Parameter entries: of two with one key, the first counts.
  init(_ entries: [(key: String, name: Phrase)]) {
    var bytes = ByteBuffer()
    names = entries.map(\.name)
    written = names.map { name in
      let start = bytes.count
      if !name.text.isEmpty { name.append(.text, to: &bytes) }
      return start..<bytes.count
    }
    self.bytes = bytes.bytes
    places = Dictionary(entries.indices.map { (entries[$0].key, $0) }) { first, _ in first }
  }

  /// The name; the key itself where nothing has it.
  subscript(key: String) -> Phrase { places[key].map { names[$0] } ?? Phrase(key) }

  /// Appends the name as its place asks for.
  /// - Returns: whether there is one.
  func append(_ key: String, _ escaping: Escaping, to buffer: inout ByteBuffer) -> Bool {
    guard escaping == .text, let place = places[key] else {
      let name = self[key]
      name.append(escaping, to: &buffer)
      return !name.text.isEmpty
    }
    bytes.withUnsafeBufferPointer { buffer.append(UnsafeBufferPointer(rebasing: $0[written[place]])) }
    return !written[place].isEmpty
  }
}
