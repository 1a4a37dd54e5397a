import CBytes

/// Texts within markup and other formats: what would mean something there is written in another way.
extension ByteBuffer {
  /// Appends a text as HTML text or as a double-quoted attribute value: `&`, `<`, `>` and `"` become entities (HTML Standard,
  /// 13.3, "Escaping a string"), `'` too, so that the place's quotes do not matter. U+0000 becomes U+FFFD, which is
  /// what a parser would make of it.
  package mutating func append(escaping text: String) {
    text.withBytes { append(escaping: $0) }
  }

  /// The same for a text in UTF-8.
  package mutating func append(escaping utf8: UnsafeBufferPointer<UInt8>) {
    append(utf8, copy: waiver_copy_html) { rest, buffer in
      buffer.addEntity(for: rest, "&amp;", "&lt;", "&gt;", "&quot;", "&#39;")
    }
  }

  /// The same with `'` as it is: as the CommonMark suite writes HTML.
  package mutating func append(escapingButApostrophes utf8: UnsafeBufferPointer<UInt8>) {
    append(utf8, copy: waiver_copy_html) { rest, buffer in
      buffer.addEntity(for: rest, "&amp;", "&lt;", "&gt;", "&quot;", "'")
    }
  }

  /// Appends a text, or markup as a text, as it may stand in the elements and attributes of XML. XML 1.0, section 2.2, knows no control
  /// characters but tab and line ends, and no U+FFFE or U+FFFF, not even as entities: they become U+FFFD.
  package mutating func append(escapingXML utf8: UnsafeBufferPointer<UInt8>) {
    append(utf8, copy: waiver_copy_xml) { rest, buffer in
      buffer.addEntity(for: rest, "&amp;", "&lt;", "&gt;", "&quot;", "&#39;")
    }
  }

  /// Appends a text of HTML where that is itself a text of XML, as in feeds (RFC 4287, 3.1.1.2, `type="html"`): what
  /// `append(escaping:)` and then `append(escapingXML:)` would give.
  package mutating func append(escapingTwice utf8: UnsafeBufferPointer<UInt8>) {
    append(utf8, copy: waiver_copy_xml) { rest, buffer in
      buffer.addEntity(for: rest, "&amp;amp;", "&amp;lt;", "&amp;gt;", "&amp;quot;", "&amp;#39;")
    }
  }

  /// Appends a text as it may stand between the quotes of a JSON string, also in a script: see `JSONWriter.string`.
  mutating func append(escapingJSON utf8: UnsafeBufferPointer<UInt8>) {
    append(utf8, copy: waiver_copy_json) { rest, buffer in
      switch rest[0] {
      case 0x0A: buffer.add("\\n")
      case 0x0D: buffer.add("\\r")
      case 0x09: buffer.add("\\t")
      case UInt8(ascii: "\""): buffer.add("\\\"")
      case UInt8(ascii: "\\"): buffer.add("\\\\")
      case UInt8(ascii: "<"): buffer.add("\\u003c")
      // U+2028 and U+2029 are E2 80 A8 and E2 80 A9.
      case 0xE2 where rest.count >= 3 && rest[1] == 0x80 && rest[2] & 0xFE == 0xA8:
        if rest[2] == 0xA8 { buffer.add("\\u2028") } else { buffer.add("\\u2029") }
        return 3
      case ..<0x20:
        buffer.add("\\u")
        buffer.append(hexadecimal: UInt32(rest[0]), digits: 4)
      default: buffer.append(rest[0])
      }
      return 1
    }
  }

  /// Appends a text of a calendar (RFC 5545, 3.3.11): backslash, semicolon, comma and line ends are escaped. Other control characters may
  /// not stand in it.
  package mutating func append(escapingCalendar utf8: UnsafeBufferPointer<UInt8>) {
    append(utf8, copy: waiver_copy_calendar) { rest, buffer in
      switch rest[0] {
      case 0x0A: buffer.add("\\n")
      case 0x0D: break
      case ..<0x20, 0x7F: buffer.add("\u{FFFD}")
      default:
        buffer.append(UInt8(ascii: "\\"))
        buffer.append(rest[0])
      }
      return 1
    }
  }

  /// Appends what stands for the first character of a text that was marked, and says of how many bytes that is.
  @inline(__always)
  private mutating func addEntity(
    for rest: UnsafeBufferPointer<UInt8>, _ ampersand: StaticString, _ less: StaticString, _ greater: StaticString,
    _ quote: StaticString, _ apostrophe: StaticString
  ) -> Int {
    switch rest[0] {
    case UInt8(ascii: "&"): add(ampersand)
    case UInt8(ascii: "<"): add(less)
    case UInt8(ascii: ">"): add(greater)
    case UInt8(ascii: "\""): add(quote)
    case UInt8(ascii: "'"): add(apostrophe)
    case 0x09, 0x0A, 0x0D: append(rest[0])
    case ..<0x20: add("\u{FFFD}")
    case 0xEF where rest.count >= 3:
      // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
      if rest[1] == 0xBF, rest[2] >= 0xBE { add("\u{FFFD}") } else { append(UnsafeBufferPointer(rebasing: rest[..<3])) }
      return 3
    default: append(rest[0])
    }
    return 1
  }

  /// Appends bytes, with something else in place of some. A block at a time is looked at and copied, so that hardly anything is done for
  /// those that stay.
  ///
  /// - Parameters:
  ///   - copy: copies a block, or as many bytes as there are, and gives bits of those that may not stay.
  ///   - replace: appends what stands for the first bytes of the rest, and says for how many.
  @inline(__always)
  private mutating func append(
    _ utf8: UnsafeBufferPointer<UInt8>,
    copy: (_ to: UnsafeMutablePointer<UInt8>, _ from: UnsafePointer<UInt8>, _ count: Int) -> UInt32,
    replace: (_ rest: UnsafeBufferPointer<UInt8>, _ buffer: inout ByteBuffer) -> Int
  ) {
    guard let from = utf8.baseAddress else { return }
    var index = 0
    while index < utf8.count {
      let rest = utf8.count &- index
      // A whole block is written, whatever is counted of it.
      reserve(rest &+ waiver_block)
      let marks = copy(start + length, from + index, rest)
      let plain = marks == 0 ? min(waiver_block, rest) : marks.trailingZeroBitCount
      index &+= plain
      length &+= plain
      if marks != 0 { index += replace(UnsafeBufferPointer(rebasing: utf8[index...]), &self) }
    }
  }
}
