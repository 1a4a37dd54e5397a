import PortalBase

/// Appends XML text: elements with escaped content. Enough for Atom and sitemaps.
struct XMLWriter {
  private(set) var bytes: [UInt8] = Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8)

  mutating func open(_ name: String, _ attributes: [(String, String)] = []) {
    append(name, attributes, end: ">")
    bytes.append(0x0A)
  }

  mutating func close(_ name: String) { bytes += Array("</\(name)>\n".utf8) }

  mutating func element(_ name: String, _ text: String, _ attributes: [(String, String)] = []) {
    append(name, attributes, end: ">")
    text.withoutXMLControls.appendEscaped(to: &bytes)
    close(name)
  }

  mutating func empty(_ name: String, _ attributes: [(String, String)]) {
    append(name, attributes, end: "/>")
    bytes.append(0x0A)
  }

  private mutating func append(_ name: String, _ attributes: [(String, String)], end: String) {
    bytes += Array("<\(name)".utf8)
    for (key, value) in attributes {
      bytes += Array(" \(key)=\"".utf8)
      value.withoutXMLControls.appendEscaped(to: &bytes)
      bytes.append(UInt8(ascii: "\""))
    }
    bytes += Array(end.utf8)
  }
}

extension String {
  /// XML 1.0, section 2.2, knows no control characters but tab and line ends, and no U+FFFE or U+FFFF, not even as entities.
  fileprivate var withoutXMLControls: String {
    let isClean = unicodeScalars.allSatisfy(\.isXMLCharacter)
    if isClean { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars { result.append(scalar.isXMLCharacter ? scalar : "\u{FFFD}") }
    return String(result)
  }
}

extension Unicode.Scalar {
  fileprivate var isXMLCharacter: Bool {
    switch value {
    case 0x9, 0xA, 0xD, 0x20...0xFFFD, 0x10000...: true
    default: false
    }
  }
}
