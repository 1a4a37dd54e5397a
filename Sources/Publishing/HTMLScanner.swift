import PortalBase

/// Finds ids and references in HTML that Waiver rendered: the tags are well formed there.
///
/// Most tags have no attributes, and are passed over with the text around them, sixteen bytes at a time. What is sought is an equals
/// sign, and whether it stands in a tag is seen from the bytes before it. Only comments, scripts and styles, in which all may stand, have to
/// be found themselves.
enum HTMLScanner {
  enum Kind {
    /// `id`, and `name` of an `a`.
    case id
    /// `href`, `src` and other attributes that hold one URL.
    case reference
  }

  /// Reads on from a place outside of tags to the next one behind something: a tag with attributes, a comment, a script, a style, or what only
  /// looked like one of these. It depends on nothing but the bytes from the one to the other, and on `lookahead` behind.
  /// - Parameter found: called with every value, as it stands between its quotes.
  /// - Returns: that place, or the end.
  @inline(__always)
  static func step(
    _ bytes: UnsafeBufferPointer<UInt8>, from position: Int, _ found: (Kind, UnsafeBufferPointer<UInt8>) -> Void
  ) -> Int {
    let place = bytes.nextPlaceOfMarkup(from: position)
    if place >= bytes.count { return bytes.count }
    if let tag = tag(bytes, around: place, after: position) { return scanTag(bytes, tag, found) }
    if starts(bytes, place, "<!--") { return after("-->", bytes, place + 4) }
    return place &+ 1
  }

  /// How many bytes behind the place where a step ends it may have looked at, at most.
  static let lookahead = 8

  /// The name of the tag in which a place is, or that begins there; nil for a place in text.
  /// - Parameter start: a place outside of tags, from which on no other one has attributes.
  @inline(__always)
  private static func tag(
    _ bytes: UnsafeBufferPointer<UInt8>, around place: Int, after start: Int
  ) -> Int? {
    var index = bytes.skipBack(from: place, to: start)
    while index >= start {
      let byte = bytes[index]
      if byte == UInt8(ascii: ">") { return nil }
      if byte == UInt8(ascii: "<"), isLetter(bytes[index &+ 1]) { return index &+ 1 }
      index &-= 1
    }
    return nil
  }

  /// Reads a start tag from its name on, from one `=` to the next: what stands before it is an attribute's name.
  /// - Returns: the position after it; after the end tag for elements whose text is no markup.
  @inline(__always)
  private static func scanTag(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ found: (Kind, UnsafeBufferPointer<UInt8>) -> Void
  ) -> Int {
    let end = bytes.count
    var position = start
    while true {
      let stop = bytes.place(of: UInt8(ascii: "="), or: UInt8(ascii: ">"), from: position)
      if stop >= end || bytes[stop] == UInt8(ascii: ">") {
        position = min(end, stop + 1)
        break
      }
      let kind = bytes.mayMatter(before: stop) ? kind(bytes, tag: start, position..<stop) : nil
      position = stop &+ 1
      while position < end, isSpace(bytes[position]) { position &+= 1 }
      let value = valueRange(bytes, position)
      position = value.isQuoted ? value.upperBound &+ 1 : value.upperBound
      if let kind { found(kind, UnsafeBufferPointer(rebasing: bytes[value.lowerBound..<value.upperBound])) }
    }
    if bytes[start] | 0x20 == UInt8(ascii: "s") {
      if isName(bytes, start, "script") { return after("</script", bytes, position) }
      if isName(bytes, start, "style") { return after("</style", bytes, position) }
    }
    return position
  }

  private struct Value {
    var lowerBound: Int
    var upperBound: Int
    var isQuoted: Bool
  }

  @inline(__always)
  private static func valueRange(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Value {
    let end = bytes.count
    guard start < end else { return Value(lowerBound: end, upperBound: end, isQuoted: false) }
    let quote = bytes[start]
    // As Waiver writes nearly all of them.
    if quote == UInt8(ascii: "\"") {
      let close = bytes.place(of: UInt8(ascii: "\""), from: start &+ 1)
      return Value(lowerBound: start &+ 1, upperBound: close, isQuoted: close < end)
    }
    if quote == UInt8(ascii: "'") {
      let close = bytes.place(of: UInt8(ascii: "'"), from: start &+ 1)
      return Value(lowerBound: start + 1, upperBound: close, isQuoted: close < end)
    }
    var position = start
    while position < end, !isSpace(bytes[position]), bytes[position] != UInt8(ascii: ">") { position += 1 }
    return Value(lowerBound: start, upperBound: position, isQuoted: false)
  }

  /// What the attribute holds whose name ends a range of a tag; nil for the many that matter not.
  private static func kind(_ bytes: UnsafeBufferPointer<UInt8>, tag: Int, _ range: Range<Int>) -> Kind? {
    var end = range.upperBound
    while end > range.lowerBound, isSpace(bytes[end - 1]) { end -= 1 }
    if end == range.lowerBound { return nil }
    // The last letter leaves few to be looked at whole.
    switch bytes[end - 1] | 0x20 {
    case UInt8(ascii: "d"): return ends(bytes, range.lowerBound..<end, "id") ? .id : nil
    case UInt8(ascii: "f"):
      // A base would change what all other references mean; Waiver's pages have none.
      return ends(bytes, range.lowerBound..<end, "href") ? .reference : nil
    case UInt8(ascii: "c"): return ends(bytes, range.lowerBound..<end, "src") ? .reference : nil
    case UInt8(ascii: "e"):
      if isName(bytes, tag, "a"), ends(bytes, range.lowerBound..<end, "name") { return .id }
      return ends(bytes, range.lowerBound..<end, "cite") ? .reference : nil
    case UInt8(ascii: "r"): return ends(bytes, range.lowerBound..<end, "poster") ? .reference : nil
    case UInt8(ascii: "n"): return ends(bytes, range.lowerBound..<end, "action") ? .reference : nil
    default: return nil
    }
  }

  /// Whether the last name of a range is this one.
  @inline(__always)
  private static func ends(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ name: StaticString) -> Bool {
    let start = range.upperBound - name.utf8CodeUnitCount
    guard start >= range.lowerBound, starts(bytes, start, name) else { return false }
    return start == range.lowerBound || isSpace(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: "/")
  }

  /// Whether this name stands at a position, and no longer one.
  @inline(__always)
  private static func isName(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ name: StaticString) -> Bool {
    let end = position + name.utf8CodeUnitCount
    return starts(bytes, position, name) && (end == bytes.count || isNameEnd(bytes[end]))
  }

  @inline(__always)
  private static func starts(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard position + count <= bytes.count else { return false }
    for index in 0..<count {
      let byte = bytes[position + index]
      let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      if lower != text.utf8Start[index] { return false }
    }
    return true
  }

  /// The position after the next occurrence of a text, or the end.
  private static func after(_ text: StaticString, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var position = start
    while position + text.utf8CodeUnitCount <= bytes.count {
      if starts(bytes, position, text) { return position + text.utf8CodeUnitCount }
      position += 1
    }
    return bytes.count
  }

  @inline(__always)
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }

  @inline(__always)
  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

  @inline(__always)
  private static func isNameEnd(_ byte: UInt8) -> Bool {
    isSpace(byte) || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
  }
}

/// Calls the body with the bytes of an attribute's value, its character references undone: those that Waiver writes, and numeric ones.
@inline(__always)
func withoutEntities<Result>(
  _ value: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
) -> Result {
  value.contains(UInt8(ascii: "&")) ? decodingEntities(value).withUnsafeBufferPointer(body) : body(value)
}

private func decodingEntities(_ value: UnsafeBufferPointer<UInt8>) -> [UInt8] {
  var result: [UInt8] = []
  var index = 0
  while index < value.count {
    let rest = value[index...]
    if value[index] == UInt8(ascii: "&"), let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")),
      let text = character(String(decoding: value[(index + 1)..<end], as: UTF8.self))
    {
      result.append(contentsOf: text.utf8)
      index = end + 1
    } else {
      result.append(value[index])
      index += 1
    }
  }
  return result
}

private func character(_ name: String) -> String? {
  switch name {
  case "amp": return "&"
  case "lt": return "<"
  case "gt": return ">"
  case "quot": return "\""
  case "apos": return "'"
  default:
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let number = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
  }
}
