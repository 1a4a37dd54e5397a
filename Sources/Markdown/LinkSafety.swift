/// What a destination leads to, as a browser would read it.
enum DestinationKind {
  /// A path, a query or a fragment of this site.
  case relative
  /// Another place on the web: `http`, `https`, or without a scheme (`//host/path`).
  case web
  /// `mailto` or `tel`.
  case contact
  /// Any other scheme.
  case unsafe

  /// Browsers skip controls and spaces at the start of a URL, and tabs and line ends in all of it (URL Standard, 4.4, "basic URL
  /// parser", steps 1 to 3), so the scheme is looked for without any of these.
  init(_ destination: String) {
    var scheme: [UInt8] = []
    var slashes = 0
    for byte in destination.utf8 where byte > 0x20 && byte != 0x7F {
      switch byte {
      case UInt8(ascii: ":"):
        self = Self.ofScheme(scheme)
        return
      case UInt8(ascii: "/"), UInt8(ascii: "\\"):
        guard scheme.isEmpty else {
          self = .relative
          return
        }
        slashes += 1
        if slashes == 2 {
          self = .web
          return
        }
      case _ where slashes == 0 && byte.standsInSchemes && scheme.count < 64: scheme.append(byte | 0x20)
      default:
        self = .relative
        return
      }
    }
    self = .relative
  }

  private static func ofScheme(_ scheme: [UInt8]) -> Self {
    switch String(decoding: scheme, as: UTF8.self) {
    case "http", "https": .web
    case "mailto", "tel": .contact
    case let name: name.utf8.first?.isASCIILetter == true ? .unsafe : .relative
    }
  }
}

extension UInt8 {
  /// RFC 3986, 3.1.
  fileprivate var standsInSchemes: Bool {
    isASCIILetterOrDigit || self == UInt8(ascii: "+") || self == UInt8(ascii: "-") || self == UInt8(ascii: ".")
  }
}
