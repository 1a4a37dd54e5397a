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
    var destination = destination
    self = destination.withUTF8 { Self($0) }
  }

  /// The same of a destination in UTF-8.
  init(_ destination: UnsafeBufferPointer<UInt8>) {
    var scheme = Scheme()
    var slashes = 0
    for byte in destination where byte > 0x20 && byte != 0x7F {
      switch byte {
      case UInt8(ascii: ":"):
        self = scheme.kind
        return
      case UInt8(ascii: "/"), UInt8(ascii: "\\"):
        guard scheme.count == 0 else {
          self = .relative
          return
        }
        slashes += 1
        if slashes == 2 {
          self = .web
          return
        }
      case _ where slashes == 0 && byte.standsInSchemes && scheme.count < 64: scheme.append(byte)
      default:
        self = .relative
        return
      }
    }
    self = .relative
  }

  /// What stands before a colon.
  private struct Scheme {
    private(set) var count = 0
    private var first: UInt8 = 0
    /// The last eight letters, in lower case: more than any of the known names has.
    private var last: UInt64 = 0

    mutating func append(_ byte: UInt8) {
      if count == 0 { first = byte }
      count += 1
      last = last << 8 | UInt64(byte | 0x20)
    }

    var kind: DestinationKind {
      switch last {
      case Self.letters("http"), Self.letters("https"): .web
      case Self.letters("mailto"), Self.letters("tel"): .contact
      default: first.isASCIILetter ? .unsafe : .relative
      }
    }

    private static func letters(_ name: StaticString) -> UInt64 {
      UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount).reduce(0) { $0 << 8 | UInt64($1) }
    }
  }
}

extension UInt8 {
  /// RFC 3986, 3.1.
  fileprivate var standsInSchemes: Bool {
    isASCIILetterOrDigit || self == UInt8(ascii: "+") || self == UInt8(ascii: "-") || self == UInt8(ascii: ".")
  }
}
