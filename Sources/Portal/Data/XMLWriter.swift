import PortalBase

/// Appends XML text: elements with escaped content. Enough for Atom and sitemaps.
struct XMLWriter: ~Copyable {
  private(set) var bytes: ByteBuffer

  init() {
    bytes = ByteBuffer(capacity: 1 << 13)
    begin()
  }

  /// Writes at the end of a buffer, until it is given back.
  init(in buffer: inout ByteBuffer) {
    bytes = ByteBuffer(capacity: 0)
    swap(&bytes, &buffer)
    begin()
  }

  consuming func giveBack(_ buffer: inout ByteBuffer) { swap(&bytes, &buffer) }

  private mutating func begin() { bytes.add("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n") }

  mutating func open(_ name: StaticString, _ attributes: (inout XMLWriter) -> Void = { _ in }) {
    begin(name, attributes)
    bytes.add(">\n")
  }

  mutating func close(_ name: StaticString) {
    bytes.add("</")
    bytes.add(name)
    bytes.add(">\n")
  }

  mutating func element(_ name: StaticString, _ text: String) {
    begin(name)
    bytes.add(">")
    self.text(text)
    close(name)
  }

  mutating func empty(_ name: StaticString, _ attributes: (inout XMLWriter) -> Void) {
    begin(name, attributes)
    bytes.add("/>\n")
  }

  /// Of the element that is being begun: to be called where attributes are asked for.
  mutating func attribute(_ name: StaticString, _ value: String) {
    bytes.add(" ")
    bytes.add(name)
    bytes.add("=\"")
    text(value)
    bytes.add("\"")
  }

  private mutating func begin(_ name: StaticString, _ attributes: (inout XMLWriter) -> Void = { _ in }) {
    bytes.add("<")
    bytes.add(name)
    attributes(&self)
  }
}

/// What stands between tags, or in attributes.
extension XMLWriter {
  /// XML that the program itself writes, for what is written so often that each tag counts.
  @inline(__always)
  mutating func add(_ xml: StaticString) { bytes.add(xml) }

  /// XML that was made before: a part of an array.
  @inline(__always)
  mutating func add(_ xml: [UInt8], _ range: Range<Int>) {
    xml.withUnsafeBufferPointer { bytes.append(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  mutating func add(uuid: UInt128) { bytes.append(uuid: uuid) }

  mutating func add(_ day: Day) { bytes.append(day) }

  mutating func add(_ number: Int) { bytes.append(decimal: number) }

  mutating func text(_ text: String) {
    text.withBytes { bytes.append(escapingXML: $0) }
  }

  mutating func text(_ utf8: UnsafeBufferPointer<UInt8>) { bytes.append(escapingXML: utf8) }

  /// HTML as a text (RFC 4287, 3.1.1.2, `type="html"`).
  mutating func text(_ html: HTML) { html.bytes.withUnsafeBufferPointer { bytes.append(escapingXML: $0) } }

  /// A text of HTML that is a text of XML.
  mutating func textOfHTML(_ text: String) {
    text.withBytes { bytes.append(escapingTwice: $0) }
  }

  mutating func textOfHTML(_ utf8: UnsafeBufferPointer<UInt8>) { bytes.append(escapingTwice: utf8) }
}
