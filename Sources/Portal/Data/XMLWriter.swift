import PortalBase

/// Appends XML text: elements with escaped content. Enough for Atom and sitemaps.
struct XMLWriter {
  private(set) var bytes: [UInt8]

  /// - Parameter bytes: what stands before; taken over, for a copy of a long text would cost as much as writing it.
  init(_ bytes: consuming [UInt8] = []) {
    self.bytes = bytes
    add("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
  }

  mutating func open(_ name: StaticString, _ attributes: (inout XMLWriter) -> Void = { _ in }) {
    begin(name, attributes)
    add(">\n")
  }

  mutating func close(_ name: StaticString) {
    add("</")
    add(name)
    add(">\n")
  }

  mutating func element(
    _ name: StaticString, _ attributes: (inout XMLWriter) -> Void = { _ in }, content: (inout XMLWriter) -> Void
  ) {
    begin(name, attributes)
    add(">")
    content(&self)
    close(name)
  }

  mutating func element(_ name: StaticString, _ text: String) {
    element(name, content: { $0.text(text) })
  }

  mutating func empty(_ name: StaticString, _ attributes: (inout XMLWriter) -> Void) {
    begin(name, attributes)
    add("/>\n")
  }

  /// Of the element that is being begun: to be called where attributes are asked for.
  mutating func attribute(_ name: StaticString, _ value: String) {
    attribute(name) { $0.text(value) }
  }

  mutating func attribute(_ name: StaticString, _ value: (inout XMLWriter) -> Void) {
    add(" ")
    add(name)
    add("=\"")
    value(&self)
    add("\"")
  }

  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  /// Markup as the text of an element (RFC 4287, 3.1.1.2, `type="html"`).
  mutating func text(_ markup: HTML) {
    markup.bytes.withUnsafeBufferPointer { append($0) }
  }

  private mutating func begin(_ name: StaticString, _ attributes: (inout XMLWriter) -> Void) {
    add("<")
    add(name)
    attributes(&self)
  }

  private mutating func add(_ literal: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// Appends text as it may stand in elements and attributes. XML 1.0, section 2.2, knows no control characters but tab and line ends, and
  /// no U+FFFE or U+FFFF, not even as entities: they become U+FFFD.
  private mutating func append(_ utf8: UnsafeBufferPointer<UInt8>) {
    if utf8.isXML { return String.appendEscaped(utf8, to: &bytes) }
    var clean = String.UnicodeScalarView()
    for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
      clean.append(scalar.isXMLCharacter ? scalar : "\u{FFFD}")
    }
    String(clean).appendEscaped(to: &bytes)
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
