#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Finds ids and references in HTML that Waiver rendered: the tags are well formed there, and all else is skipped quickly.
enum HTMLScanner {
  enum Kind {
    /// `id`, and `name` of an `a`.
    case id
    /// `href`, `src` and other attributes that hold one URL.
    case reference
  }

  /// Calls `found` with every value, as it stands between its quotes.
  @inline(__always)
  static func scan(_ bytes: [UInt8], _ found: (Kind, UnsafeBufferPointer<UInt8>) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      let end = bytes.count
      var position = 0
      while position < end, let tag = memchr(base + position, 0x3C, end - position) {
        position = base.distance(to: tag.assumingMemoryBound(to: UInt8.self)) + 1
        if position >= end { return }
        let first = bytes[position]
        if isLetter(first) {
          position = scanTag(bytes, position, found)
        } else if first == UInt8(ascii: "!"), starts(bytes, position, "!--") {
          position = after("-->", bytes, position + 3)
        }
      }
    }
  }

  /// Reads a start tag from its name on.
  /// - Returns: the position after it; after the end tag for elements whose text is no markup.
  @inline(__always)
  private static func scanTag(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ found: (Kind, UnsafeBufferPointer<UInt8>) -> Void
  ) -> Int {
    var position = start
    let end = bytes.count
    while position < end, !isNameEnd(bytes[position]) { position += 1 }
    let name = start..<position
    while position < end {
      while position < end, isSpace(bytes[position]) || bytes[position] == UInt8(ascii: "/") { position += 1 }
      if position >= end { break }
      if bytes[position] == UInt8(ascii: ">") {
        position += 1
        break
      }
      let attribute = position
      while position < end, !isNameEnd(bytes[position]) { position += 1 }
      let attributeEnd = position
      if position == attribute { position += 1 }
      while position < end, isSpace(bytes[position]) { position += 1 }
      guard position < end, bytes[position] == UInt8(ascii: "=") else { continue }
      position += 1
      while position < end, isSpace(bytes[position]) { position += 1 }
      let value = valueRange(bytes, position)
      position = min(end, value.upperBound + (value.isQuoted ? 1 : 0))
      if let kind = kind(bytes, name, attribute, attributeEnd) {
        found(kind, UnsafeBufferPointer(rebasing: bytes[value.lowerBound..<value.upperBound]))
      }
    }
    let length = name.count
    if length == 6, starts(bytes, start, "script") { return after("</script", bytes, position) }
    if length == 5, starts(bytes, start, "style") { return after("</style", bytes, position) }
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
    guard start < end, let base = bytes.baseAddress else {
      return Value(lowerBound: end, upperBound: end, isQuoted: false)
    }
    let quote = bytes[start]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let from = start + 1
      guard from < end, let close = memchr(base + from, Int32(quote), end - from) else {
        return Value(lowerBound: from, upperBound: end, isQuoted: false)
      }
      let to = base.distance(to: close.assumingMemoryBound(to: UInt8.self))
      return Value(lowerBound: from, upperBound: to, isQuoted: true)
    }
    var position = start
    while position < end, !isSpace(bytes[position]), bytes[position] != UInt8(ascii: ">") { position += 1 }
    return Value(lowerBound: start, upperBound: position, isQuoted: false)
  }

  /// What an attribute holds; nil for the many that matter not.
  @inline(__always)
  private static func kind(
    _ bytes: UnsafeBufferPointer<UInt8>, _ tag: Range<Int>, _ start: Int, _ end: Int
  ) -> Kind? {
    switch end - start {
    case 2: return starts(bytes, start, "id") ? .id : nil
    case 3: return starts(bytes, start, "src") ? .reference : nil
    case 4:
      if starts(bytes, start, "href") {
        // A base would change what all other references mean; Waiver's pages have none.
        return .reference
      }
      if tag.count == 1, bytes[tag.lowerBound] == UInt8(ascii: "a"), starts(bytes, start, "name") { return .id }
      return starts(bytes, start, "cite") ? .reference : nil
    case 6: return starts(bytes, start, "poster") || starts(bytes, start, "action") ? .reference : nil
    default: return nil
    }
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

/// The bytes of an attribute's value with its character references undone: those that Waiver writes, and numeric ones.
func decodingEntities(_ value: UnsafeBufferPointer<UInt8>) -> [UInt8] {
  if !value.contains(UInt8(ascii: "&")) { return Array(value) }
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
