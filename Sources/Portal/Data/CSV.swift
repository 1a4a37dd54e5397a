import PortalBase

/// Comma-separated values (RFC 4180): CRLF, a field in quotes where it needs them.
struct CSV: ~Copyable {
  private(set) var bytes = ByteBuffer(capacity: 1 << 13)
  /// Whether the next field is the first of its row.
  private var isFirst = true

  init(header: [String]) {
    for name in header { field(name) }
    endRow()
  }

  mutating func field(_ text: String) {
    var text = text
    text.withUTF8 { field($0) }
  }

  mutating func field(_ text: UnsafeBufferPointer<UInt8>) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    let needsQuotes = text.contains(0x22, or: 0x2C) || text.contains(0x0A, or: 0x0D)
    if needsQuotes { bytes.append(0x22) }
    if Self.isFormula(text) { bytes.append(UInt8(ascii: "'")) }
    guard needsQuotes else { return bytes.append(text) }
    var start = 0
    while start < text.count {
      let quote = text.place(of: 0x22, from: start)
      bytes.append(UnsafeBufferPointer(rebasing: text[start..<quote]))
      if quote < text.count { bytes.add("\"\"") }
      start = quote + 1
    }
    bytes.append(0x22)
  }

  mutating func endRow() {
    isFirst = true
    bytes.add("\r\n")
  }

  /// Spreadsheets run a cell that begins so; an apostrophe before it makes it a text (OWASP, "CSV Injection").
  private static func isFormula(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = field.first else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0A, 0x0D: return true
    case 0xEF: return ["＝", "＋", "－", "＠"].contains { field.starts(with: $0.utf8) }
    default: return false
    }
  }
}
