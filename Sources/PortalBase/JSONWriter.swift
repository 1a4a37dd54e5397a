/// Writes JSON text (RFC 8259) as bytes, keys in the order given, so that the same facts are always the same bytes.
///
///     var json = JSONWriter()
///     json.object { json in
///       json.member("asOf", "2026-07-01")
///       json.member("due") { json in json.array(items) { json, item in … } }
///     }
package struct JSONWriter: Sendable {
  package private(set) var bytes: [UInt8] = []
  /// Whether the next value or key is the first of its array or object.
  private var isFirst = true
  private var depth = 0
  private let isPretty: Bool

  /// - Parameter isPretty: one member or item a line, indented by two spaces; else all on one line.
  package init(isPretty: Bool = false) { self.isPretty = isPretty }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    nest(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  package mutating func array(_ body: (inout JSONWriter) -> Void) {
    nest(UInt8(ascii: "["), UInt8(ascii: "]"), body)
  }

  package mutating func array<Item>(_ items: some Sequence<Item>, _ body: (inout JSONWriter, Item) -> Void) {
    array { json in
      for item in items { json.item { body(&$0, item) } }
    }
  }

  package mutating func array(_ strings: some Sequence<String>) {
    array(strings) { $0.string($1) }
  }

  /// One value of an array.
  package mutating func item(_ body: (inout JSONWriter) -> Void) {
    separate()
    body(&self)
  }

  package mutating func member(_ key: String, _ body: (inout JSONWriter) -> Void) {
    separate()
    string(key)
    bytes.append(UInt8(ascii: ":"))
    if isPretty { bytes.append(UInt8(ascii: " ")) }
    body(&self)
  }

  package mutating func member(_ key: String, _ text: String) { member(key) { $0.string(text) } }
  package mutating func member(_ key: String, _ number: Int) { member(key) { $0.number(number) } }
  package mutating func member(_ key: String, _ flag: Bool) { member(key) { $0.bool(flag) } }

  package mutating func number(_ value: Int) { bytes.append(contentsOf: String(value).utf8) }
  package mutating func bool(_ value: Bool) { bytes.append(contentsOf: (value ? "true" : "false").utf8) }

  /// A string: quotes, backslashes and control characters as escapes (RFC 8259, section 7); all else as UTF-8. U+2028 and U+2029 are
  /// escaped too, and `<`, so that the text may also stand in a script.
  package mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var copy = text
    copy.withUTF8 { utf8 in
      var start = 0
      var index = 0
      while index < utf8.count {
        let byte = utf8[index]
        let isLineSeparator = byte == 0xE2 && utf8[index + 1] == 0x80 && utf8[index + 2] & 0xFE == 0xA8
        guard byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x3C || isLineSeparator else {
          index += 1
          continue
        }
        bytes.append(contentsOf: utf8[start..<index])
        appendEscape(isLineSeparator ? 0x2000 | UInt16(utf8[index + 2] & 0x3F) : UInt16(byte))
        index += isLineSeparator ? 3 : 1
        start = index
      }
      bytes.append(contentsOf: utf8[start...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func appendEscape(_ unit: UInt16) {
    switch unit {
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    case 0x22: bytes.append(contentsOf: "\\\"".utf8)
    case 0x5C: bytes.append(contentsOf: "\\\\".utf8)
    default:
      let digits = String(unit, radix: 16)
      bytes.append(contentsOf: "\\u".utf8)
      bytes.append(contentsOf: String(repeating: "0", count: 4 - digits.count).utf8)
      bytes.append(contentsOf: digits.utf8)
    }
  }

  private mutating func nest(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
    bytes.append(open)
    depth += 1
    isFirst = true
    body(&self)
    depth -= 1
    if !isFirst { breakLine() }
    isFirst = false
    bytes.append(close)
  }

  private mutating func separate() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    breakLine()
  }

  private mutating func breakLine() {
    guard isPretty else { return }
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: depth * 2))
  }
}
