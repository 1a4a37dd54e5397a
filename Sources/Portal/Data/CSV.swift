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
    let text = Self.isFormula(field) ? "'" + field : field
    let needsQuotes = text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    guard needsQuotes else {
      bytes += Array(text.utf8)
      return
    }
    bytes.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  /// Spreadsheets run a cell that begins so; an apostrophe before it makes it a text (OWASP, "CSV Injection").
  private static func isFormula(_ field: String) -> Bool {
    guard let first = field.utf8.first else { return false }
    return "=+-@\t\r\n".utf8.contains(first) || field.hasPrefix("＝") || field.hasPrefix("＋") || field.hasPrefix("－")
      || field.hasPrefix("＠")
  }
}
