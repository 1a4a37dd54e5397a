/// Questions about eight bytes at once, each in a few instructions.
public enum EightBytes {
  @inline(__always)
  private static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  private static var highest: UInt64 { repeated(0x80) }

  /// The highest bits of those that are this one, where the first byte is the lowest. Of the bits above the first that is set, some may be
  /// wrong.
  @inline(__always)
  static func marks(of byte: UInt8, in eight: UInt64) -> UInt64 {
    let (ones, highest): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    let differences = eight ^ (ones &* UInt64(byte))
    return (differences &- ones) & ~differences & highest
  }

  /// The highest bits of those that may need an entity in HTML: `"`, `&` and `'` lie within 0x22...0x27, `<` and `>` within
  /// 0x3C...0x3E, and there is zero. Others of these ranges are marked too, what is outside of them never.
  @inline(__always)
  static func htmlMarks(_ eight: UInt64) -> UInt64 {
    let low = eight & ~highest
    return (markup(low) | below(1, low)) & ~eight & highest
  }

  /// The same of those that may not stand in XML as they are: also control characters of ASCII, and 0xEF, which U+FFFE and U+FFFF begin
  /// with.
  @inline(__always)
  static func xmlMarks(_ eight: UInt64) -> UInt64 {
    let low = eight & ~highest
    let others = eight ^ repeated(0xEF)
    let starts = ~((others & ~highest) &+ repeated(0x7F)) & ~others
    return ((markup(low) | below(0x20, low)) & ~eight | starts) & highest
  }

  /// The highest bits of those that may not stand in a string of JSON that stands in a script: `"`, `\`, `<`, control characters of ASCII,
  /// and 0xE2, which U+2028 and U+2029 begin with.
  @inline(__always)
  static func jsonMarks(_ eight: UInt64) -> UInt64 {
    let low = eight & ~highest
    let specials = below(1, low ^ repeated(0x22)) | below(1, low ^ repeated(0x5C)) | below(1, low ^ repeated(0x3C))
    let starts = below(1, low ^ repeated(0x62))
    return ((specials | below(0x20, low)) & ~eight | starts & eight) & highest
  }

  /// The highest bits of those that may not stand in a text of a calendar: `\`, `;`, `,` and control characters of ASCII.
  @inline(__always)
  static func calendarMarks(_ eight: UInt64) -> UInt64 {
    let low = eight & ~highest
    let specials = below(1, low ^ repeated(0x5C)) | below(1, low ^ repeated(0x3B)) | below(1, low ^ repeated(0x2C))
    return (specials | below(0x20, low) | below(1, low ^ repeated(0x7F))) & ~eight & highest
  }

  /// The highest bits of those that can begin anything but text within a line of Markdown (CommonMark 0.30, section 6): backslashes,
  /// backticks, `*`, `_`, brackets, `<`, `&`; and of control characters.
  @inline(__always)
  static func markdownMarks(_ eight: UInt64) -> UInt64 {
    let low = eight & ~highest
    let brackets = below(0x5E, low) & ~below(0x5B, low) | below(0x61, low) & ~below(0x5F, low)
    let others = below(1, low ^ repeated(0x26)) | below(1, low ^ repeated(0x2A)) | below(1, low ^ repeated(0x3C))
    return (brackets | others | below(0x20, low)) & ~eight & highest
  }

  /// Of bytes without their highest bits: marks those within 0x22...0x27 and 0x3C...0x3E. Only the highest bits count.
  @inline(__always)
  private static func markup(_ low: UInt64) -> UInt64 {
    below(0x28, low) & ~below(0x22, low) | below(0x3F, low) & ~below(0x3C, low)
  }

  /// Of bytes without their highest bits: marks those less than a limit. Only the highest bits count.
  @inline(__always)
  private static func below(_ limit: UInt8, _ low: UInt64) -> UInt64 {
    // The highest bit of a sum tells whether a byte is at least 0x80 less what was added.
    ~(low &+ repeated(0x80 - limit))
  }

  /// The eight digits of a number in base 16, the first one the lowest.
  @inline(__always)
  static func hexadecimal(_ number: UInt32) -> UInt64 {
    // Its bytes are drawn apart, the highest one being the lowest, and then the halves of each.
    var eight = UInt64(number.byteSwapped)
    eight = (eight | eight << 16) & 0x0000_FFFF_0000_FFFF
    eight = (eight | eight << 8) & 0x00FF_00FF_00FF_00FF
    eight = (eight >> 4 | eight << 8) & repeated(0x0F)
    let letters = (eight &+ repeated(6)) >> 4 & repeated(1)
    return eight &+ repeated(UInt8(ascii: "0")) &+ letters &* UInt64(UInt8(ascii: "a") - UInt8(ascii: "9") - 1)
  }

  /// Up to eight bytes, the first one the lowest; letters take the place of those that are missing.
  @inline(__always)
  static func load(_ start: UnsafeRawPointer, _ count: Int) -> UInt64 {
    if count >= 8 { return UInt64(littleEndian: start.loadUnaligned(as: UInt64.self)) }
    var eight = repeated(0x41)
    if count >= 4 {
      // The last four, behind which the letters follow, and the first four over some of them.
      let last = UInt64(UInt32(littleEndian: (start + count - 4).loadUnaligned(as: UInt32.self)))
      let first = UInt64(UInt32(littleEndian: start.loadUnaligned(as: UInt32.self)))
      let shift = UInt64(8 * (count - 4))
      return (eight << 32 | last) << shift | first
    }
    for index in (0..<count).reversed() {
      eight = eight << 8 | UInt64(start.load(fromByteOffset: index, as: UInt8.self))
    }
    return eight
  }

  /// Whether the first or the fourth is 0xE0 or 0xED, after which not every byte may follow (Unicode 16, table 3-7).
  @inline(__always)
  static func hasRareLead(_ eight: UInt64) -> Bool {
    let (first, second) = (UInt8(truncatingIfNeeded: eight), UInt8(truncatingIfNeeded: eight >> 24))
    return first == 0xE0 || first == 0xED || second == 0xE0 || second == 0xED
  }

  /// How many of them are a line feed.
  @inline(__always)
  static func lineFeeds(_ eight: UInt64) -> Int {
    let differences = eight ^ repeated(0x0A)
    let others = (differences & ~highest) &+ repeated(0x7F)
    return 8 - ((others | differences) & highest).nonzeroBitCount
  }

  /// How many characters of UTF-8 begin in them.
  @inline(__always)
  static func characters(_ eight: UInt64) -> Int {
    8 - (eight & ~(eight << 1) & highest).nonzeroBitCount
  }
}

/// Whether a text comes before another one by its bytes. Many times faster than `lexicographicallyPrecedes`, which takes them one by one.
package func precedesInBytes(_ a: String, _ b: String) -> Bool {
  let isBefore = a.utf8.withContiguousStorageIfAvailable { a in
    b.utf8.withContiguousStorageIfAvailable { b in
      let order = memcmp(a, b)
      return order == 0 ? a.count < b.count : order < 0
    }
  }
  return isBefore.flatMap { $0 } ?? a.utf8.lexicographicallyPrecedes(b.utf8)
}

/// The order of the bytes that both have, as the function of C of that name gives it.
private func memcmp(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Int {
  let (left, right) = (UnsafeRawBufferPointer(a), UnsafeRawBufferPointer(b))
  let count = min(left.count, right.count)
  var index = 0
  while index + 8 <= count {
    let first = left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    let second = right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    if first != second { return first.bigEndian < second.bigEndian ? -1 : 1 }
    index += 8
  }
  while index < count {
    if left[index] != right[index] { return left[index] < right[index] ? -1 : 1 }
    index += 1
  }
  return 0
}

/// Whether the bytes are well-formed UTF-8 (Unicode 16, table 3-7).
func isValidUTF8(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
  let text = UnsafeBufferPointer(rebasing: bytes)
  let raw = UnsafeRawBufferPointer(text)
  var index = 0
  func follows(_ range: ClosedRange<UInt8>, _ count: Int) -> Bool {
    guard index + count < text.count, range.contains(text[index + 1]) else { return false }
    for place in 1...count where text[index + place] & 0xC0 != 0x80 { return false }
    index += count + 1
    return true
  }
  while index < text.count {
    if index + 8 <= text.count {
      // Two characters of East Asian writing, or eight of ASCII, are passed over at once.
      let eight = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
      if eight & 0x8080_8080_8080_8080 == 0 {
        index += 8
        continue
      }
      if eight & 0xC0C0_F0C0_C0F0 == 0x8080_E080_80E0, !EightBytes.hasRareLead(eight) {
        index += 6
        continue
      }
    }
    let isWellFormed: Bool
    switch text[index] {
    case 0..<0x80:
      index += 1
      continue
    case 0xC2...0xDF: isWellFormed = follows(0x80...0xBF, 1)
    case 0xE0: isWellFormed = follows(0xA0...0xBF, 2)
    case 0xED: isWellFormed = follows(0x80...0x9F, 2)
    case 0xE1...0xEF: isWellFormed = follows(0x80...0xBF, 2)
    case 0xF0: isWellFormed = follows(0x90...0xBF, 3)
    case 0xF1...0xF3: isWellFormed = follows(0x80...0xBF, 3)
    case 0xF4: isWellFormed = follows(0x80...0x8F, 3)
    default: isWellFormed = false
    }
    if !isWellFormed { return false }
  }
  return true
}
