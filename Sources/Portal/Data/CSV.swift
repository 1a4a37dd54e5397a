import PortalBase

/// Comma-separated values (RFC 4180): CRLF, a field in quotes where it needs them.
struct CSV {
  private(set) var bytes: [UInt8] = []

  init(header: [String]) { row(header) }

  mutating func row(_ fields: [String]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(field)
    }
    bytes += [0x0D, 0x0A]
  }

  private mutating func append(_ field: String) {
    var field = field
    field.withUTF8 { append($0) }
  }

  private mutating func append(_ field: UnsafeBufferPointer<UInt8>) {
    let needsQuotes = field.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    if needsQuotes { bytes.append(0x22) }
    if Self.isFormula(field) { bytes.append(UInt8(ascii: "'")) }
    guard needsQuotes else { return bytes.append(contentsOf: field) }
    for byte in field {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
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
