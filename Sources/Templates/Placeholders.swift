import PortalBase

/// What stands in Markdown source for a tag, so that it goes through libcmark unharmed: private-use characters, which Markdown takes
/// for letters. A template's own use of these characters becomes a placeholder too, and values never meet them.
enum Placeholder {
  /// In which shape a tag went into the Markdown source, and so what comes off around it afterwards.
  enum Form: UInt8 {
    /// Within a line.
    case inline = 0x80
    /// A line of its own: an HTML comment, which is a block by itself and ends paragraphs, lists and tables.
    case block = 0x82
    /// A list item or table row of its own.
    case item = 0x83
    /// The id of a heading.
    case headingID = 0x84
    /// Among the attributes of an HTML tag, where Markdown takes nothing but the name of an attribute.
    case attribute = 0x85
  }

  private static let end: UInt8 = 0x81
  private static let digits: UInt8 = 0x90
  /// U+E000 to U+E03F are EE 80 80 to EE 80 BF in UTF-8.
  private static let lead: (UInt8, UInt8) = (0xEE, 0x80)

  static func isReserved(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.count >= 3 && bytes[bytes.startIndex] == lead.0 && bytes[bytes.startIndex + 1] == lead.1
  }

  static func append(_ form: Form, _ number: Int, to bytes: inout [UInt8]) {
    if form == .attribute { return appendName(number, to: &bytes) }
    func put(_ byte: UInt8) { bytes += [lead.0, lead.1, byte] }
    if form == .block { bytes += Array("<!--".utf8) }
    put(form.rawValue)
    var shift = 28
    while shift > 0, number >> shift == 0 { shift -= 4 }
    while shift >= 0 {
      put(digits + UInt8(number >> shift & 0xF))
      shift -= 4
    }
    put(end)
    if form == .block { bytes += Array("-->".utf8) }
  }

  /// A space that was put before the name goes again; the full stop ends it, whatever follows.
  private static let names = (bare: Array("data-waiver-tag-a".utf8), spaced: Array(" data-waiver-tag-b".utf8))

  private static func appendName(_ number: Int, to bytes: inout [UInt8]) {
    bytes += bytes.last.map(isBlank) ?? true ? names.bare : names.spaced
    bytes += Array("\(number).".utf8)
  }

  private static func readName(_ bytes: [UInt8], at offset: Int) -> (form: Form, number: Int, end: Int)? {
    guard let name = [names.bare, names.spaced].first(where: { bytes[offset...].starts(with: $0) }) else { return nil }
    let digits = bytes[(offset + name.count)...].prefix { isASCIIDigit($0) }
    guard digits.endIndex < bytes.count, bytes[digits.endIndex] == UInt8(ascii: "."),
      let number = Int(String(decoding: digits, as: UTF8.self))
    else { return nil }
    return (.attribute, number, digits.endIndex + 1)
  }

  static func text(_ form: Form, _ number: Int) -> String {
    var bytes: [UInt8] = []
    append(form, number, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The placeholder at an offset of rendered HTML, as it is or percent-encoded; nil where there is none.
  static func read(_ bytes: [UInt8], at offset: Int) -> (form: Form, number: Int, end: Int)? {
    if bytes[offset] == 0x20 || bytes[offset] == UInt8(ascii: "d") { return readName(bytes, at: offset) }
    var position = offset
    guard let first = character(bytes, &position), let form = Form(rawValue: first) else { return nil }
    var number = 0
    while let byte = character(bytes, &position) {
      if byte == end { return (form, number, position) }
      guard byte & 0xF0 == digits, number < 1 << 27 else { return nil }
      number = number << 4 | Int(byte & 0xF)
    }
    return nil
  }

  /// The last byte of a reserved character.
  private static func character(_ bytes: [UInt8], _ position: inout Int) -> UInt8? {
    if position + 3 <= bytes.count, isReserved(bytes[position..<position + 3]) {
      position += 3
      return bytes[position - 1]
    }
    guard position + 9 <= bytes.count, bytes[position..<position + 7].elementsEqual("%EE%80%".utf8),
      let byte = UInt8(String(decoding: bytes[position + 7..<position + 9], as: UTF8.self), radix: 16)
    else { return nil }
    position += 9
    return byte
  }

  /// The plain text without placeholders; what each stands for is asked for.
  static func replace(in text: String, with replacement: (Int) -> String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var position = 0
    while position < bytes.count {
      if let found = read(bytes, at: position) {
        result += Array(replacement(found.number).utf8)
        position = found.end
      } else {
        result.append(bytes[position])
        position += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
