import PortalBase

/// HTML as the CommonMark suite writes it.
extension ByteBuffer {
  /// Appends a text as HTML text or as a double-quoted attribute value, as the CommonMark suite writes it: `'` stays.
  mutating func add(escaping text: String) {
    var text = text
    text.withUTF8 { add(escaping: $0) }
  }

  mutating func add(escaping utf8: UnsafeBufferPointer<UInt8>) { append(escapingButApostrophes: utf8) }

  /// Appends text of raw HTML, or an attribute's value there: its entities stay, all else is escaped.
  mutating func add(escapingKeepingEntities text: String) {
    let parts = text.split(separator: "&", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index > 0 {
        let name = part.utf8.prefix { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "#") }
        let isEntity = !name.isEmpty && part.utf8.dropFirst(name.count).first == UInt8(ascii: ";")
        if isEntity { add("&") } else { add("&amp;") }
      }
      add(escaping: String(part))
    }
  }

  /// Appends a destination as an attribute value: what may not stand in a URL is percent-encoded (as libcmark does), what may not
  /// stand in an attribute is an entity.
  mutating func add(destination: String) {
    var destination = destination
    destination.withUTF8 { add(destination: $0) }
  }

  mutating func add(destination utf8: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for (index, byte) in utf8.enumerated() where !byte.standsInURLs {
      append(UnsafeBufferPointer(rebasing: utf8[start..<index]))
      start = index + 1
      switch byte {
      case UInt8(ascii: "&"): add("&amp;")
      case UInt8(ascii: "'"): add("&#x27;")
      default:
        append(UInt8(ascii: "%"))
        append(Self.hexDigit(byte >> 4))
        append(Self.hexDigit(byte & 15))
      }
    }
    append(UnsafeBufferPointer(rebasing: utf8[start...]))
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }
}

extension UInt8 {
  fileprivate var standsInURLs: Bool {
    if isASCIILetterOrDigit { return true }
    switch self {
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "!"),
      UInt8(ascii: "*"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: "%"),
      UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "?"), UInt8(ascii: "="), UInt8(ascii: ";"),
      UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "$"), UInt8(ascii: "~"):
      return true
    default: return false
    }
  }

  var isASCIILetter: Bool { (self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "z") }
  var isASCIILetterOrDigit: Bool { isASCIILetter || isASCIIDigit }
  var isSpaceOrTab: Bool { self == 0x20 || self == 0x09 }
  /// Space, tab or the end of a line.
  var isHTMLSpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D && self != 0x0B) }
}
