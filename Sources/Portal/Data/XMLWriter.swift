import PortalBase

/// Appends XML text: elements with escaped content. Enough for Atom and sitemaps.
struct XMLWriter: ~Copyable {
  private(set) var bytes: ByteBuffer

  /// - Parameter capacity: how many bytes it will be, about.
  init(capacity: Int = 1 << 13) {
    bytes = ByteBuffer(capacity: capacity)
    bytes.add("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
  }

  mutating func open(_ name: StaticString, _ attributes: (inout XMLWriter) -> Void = { _ in }) {
    begin(name, attributes)
    bytes.add(">\n")
  }

  mutating func close(_ name: StaticString) {
    bytes.add("</")
    bytes.add(name)
    bytes.add(">\n")
  }

  mutating func element(
    _ name: StaticString, _ attributes: (inout XMLWriter) -> Void = { _ in }, content: (inout XMLWriter) -> Void
  ) {
    begin(name, attributes)
    bytes.add(">")
    content(&self)
    close(name)
  }

  mutating func element(_ name: StaticString, _ text: String) {
    element(name, content: { $0.text(text) })
  }

  mutating func empty(_ name: StaticString, _ attributes: (inout XMLWriter) -> Void) {
    begin(name, attributes)
    bytes.add("/>\n")
  }

  /// Of the element that is being begun: to be called where attributes are asked for.
  mutating func attribute(_ name: StaticString, _ value: String) {
    attribute(name) { $0.text(value) }
  }

  mutating func attribute(_ name: StaticString, _ value: (inout XMLWriter) -> Void) {
    bytes.add(" ")
    bytes.add(name)
    bytes.add("=\"")
    value(&self)
    bytes.add("\"")
  }

  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  /// Markup as the text of an element (RFC 4287, 3.1.1.2, `type="html"`).
  mutating func text(_ markup: borrowing ByteBuffer) {
    markup.withBytes { append($0) }
  }

  private mutating func begin(_ name: StaticString, _ attributes: (inout XMLWriter) -> Void) {
    bytes.add("<")
    bytes.add(name)
    attributes(&self)
  }

  /// Appends text as it may stand in elements and attributes. XML 1.0, section 2.2, knows no control characters but tab and line ends, and
  /// no U+FFFE or U+FFFF, not even as entities: they become U+FFFD.
  private mutating func append(_ utf8: UnsafeBufferPointer<UInt8>) {
    if utf8.isXML { return bytes.append(escaping: utf8) }
    var clean = String.UnicodeScalarView()
    for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
      clean.append(scalar.isXMLCharacter ? scalar : "\u{FFFD}")
    }
    bytes.append(escaping: String(clean))
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether XML knows all characters of a text in UTF-8.
  fileprivate var isXML: Bool {
    let raw = UnsafeRawBufferPointer(self)
    var index = 0
    while index < count {
      if index + 8 <= count,
        EightBytes.areXML(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      {
        index += 8
        continue
      }
      let byte = self[index]
      if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { return false }
      // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
      if byte == 0xEF, index + 2 < count, self[index + 1] == 0xBF, self[index + 2] >= 0xBE { return false }
      index += 1
    }
    return true
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
