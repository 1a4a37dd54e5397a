/// Writes JSON text (RFC 8259) as bytes, keys in the order given, so that the same facts are always the same bytes.
///
///     var json = JSONWriter()
///     json.object { json in
///       json.member("asOf", "2026-07-01")
///       json.member("due") { json in json.array(items) { json, item in … } }
///     }
package struct JSONWriter: ~Copyable {
  private var out = ByteBuffer(capacity: 256)
  /// Whether the next value or key is the first of its array or object.
  private var isFirst = true
  private var depth = 0
  private let isPretty: Bool

  /// - Parameter isPretty: one member or item a line, indented by two spaces; else all on one line.
  package init(isPretty: Bool = false) { self.isPretty = isPretty }

  /// What was written.
  package var bytes: [UInt8] { out.bytes }
  package var text: String { out.withBytes { String(decoding: $0, as: UTF8.self) } }

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
    out.append(UInt8(ascii: ":"))
    if isPretty { out.append(UInt8(ascii: " ")) }
    body(&self)
  }

  package mutating func member(_ key: String, _ text: String) { member(key) { $0.string(text) } }
  package mutating func member(_ key: String, _ number: Int) { member(key) { $0.number(number) } }
  package mutating func member(_ key: String, _ flag: Bool) { member(key) { $0.bool(flag) } }

  package mutating func number(_ value: Int) { out.append(decimal: value) }
  package mutating func bool(_ value: Bool) { out.append(value ? "true" : "false") }

  /// A string: quotes, backslashes and control characters as escapes (RFC 8259, section 7); all else as UTF-8. U+2028 and U+2029 are
  /// escaped too, and `<`, so that the text may also stand in a script.
  package mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { string($0) }
  }

  /// The same of a text in UTF-8.
  package mutating func string(_ utf8: UnsafeBufferPointer<UInt8>) {
    out.append(UInt8(ascii: "\""))
    out.append(escapingJSON: utf8)
    out.append(UInt8(ascii: "\""))
  }

  private mutating func nest(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
    out.append(open)
    depth += 1
    isFirst = true
    body(&self)
    depth -= 1
    if !isFirst { breakLine() }
    isFirst = false
    out.append(close)
  }

  private mutating func separate() {
    if !isFirst { out.append(UInt8(ascii: ",")) }
    isFirst = false
    breakLine()
  }

  private mutating func breakLine() {
    guard isPretty else { return }
    out.append(0x0A)
    for _ in 0..<depth { out.add("  ") }
  }
}
