import CBytes

extension ArraySlice<UInt8> {
  /// Where a text first stands; nil where it does not. Many times faster than the library's search, which is made for any elements.
  package func firstPlace(of text: StaticString) -> Range<Int>? {
    let count = text.utf8CodeUnitCount
    guard count > 0, count <= self.count else { return nil }
    let found = withUnsafeBufferPointer { bytes -> Int? in
      let wanted = UnsafeBufferPointer(start: text.utf8Start, count: count)
      for start in 0...(bytes.count - count) where bytes[start] == wanted[0] {
        if (1..<count).allSatisfy({ bytes[start + $0] == wanted[$0] }) { return start }
      }
      return nil
    }
    return found.map { startIndex + $0..<startIndex + $0 + count }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where one of two bytes stands next, from a place on, or the end: sixteen bytes at a time are passed over.
  @inlinable @inline(__always)
  public func place(of one: UInt8, or other: UInt8, from start: Int = 0) -> Int {
    guard let baseAddress else { return 0 }
    return Swift.min(waiver_place_of(baseAddress, start, count, one, other), count)
  }

  /// Where a byte stands next, from a place on, or the end.
  @inlinable @inline(__always)
  public func place(of byte: UInt8, from start: Int) -> Int { place(of: byte, or: byte, from: start) }

  /// Where one of three bytes stands next, from a place on, or the end.
  package func place(of one: UInt8, _ other: UInt8, or third: UInt8, from start: Int) -> Int {
    let raw = UnsafeRawBufferPointer(self)
    var position = start
    while position + 8 <= raw.count {
      let eight = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      let found =
        EightBytes.marks(of: one, in: eight) | EightBytes.marks(of: other, in: eight)
        | EightBytes.marks(of: third, in: eight)
      if found != 0 { return position + found.trailingZeroBitCount >> 3 }
      position += 8
    }
    while position < raw.count, raw[position] != one, raw[position] != other, raw[position] != third { position += 1 }
    return position
  }

  /// Where a byte stands next, from a place on, that is no mere text in a line of Markdown, or the end: see `waiver_marks_of_markdown`.
  package func placeOfMarkdown(from start: Int) -> Int {
    guard let baseAddress else { return 0 }
    var position = start
    while position < count {
      let marks = waiver_marks_of_markdown(baseAddress + position, count - position)
      if marks != 0 { return position + marks.trailingZeroBitCount }
      position += waiver_block
    }
    return count
  }

  /// Whether all bytes are those of ASCII.
  package var isASCII: Bool {
    let raw = UnsafeRawBufferPointer(self)
    var position = 0
    var all: UInt64 = 0
    while position + 8 <= raw.count {
      all |= raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      position += 8
    }
    return all & 0x8080_8080_8080_8080 == 0 && self[position...].allSatisfy { $0 < 0x80 }
  }

  /// Whether one of the bytes is one of two.
  package func contains(_ one: UInt8, or other: UInt8) -> Bool { place(of: one, or: other) < count }
}

extension RandomAccessCollection where Index == Int {
  /// The first place for which a condition holds that holds for all after it too, found by halving; the end where there is none.
  @inlinable
  public func firstPlace(where isReached: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if isReached(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// A text to be sought in very many bytes: nearly its whole length is passed over at a time (R. N. Horspool, "Practical fast searching in
/// strings", 1980).
package struct BytePattern: Sendable {
  private let bytes: [UInt8]
  /// By the byte at the place where the text would end: how far off the next place is where it could.
  private let steps: [Int]

  package init(_ text: String) {
    bytes = Array(text.utf8)
    var steps = [Int](repeating: max(1, bytes.count), count: 256)
    for (index, byte) in bytes.enumerated().dropLast() { steps[Int(byte)] = bytes.count - 1 - index }
    self.steps = steps
  }

  /// Whether the text stands in some bytes.
  package func isIn(_ other: [UInt8]) -> Bool {
    guard let last = bytes.last else { return true }
    return other.withUnsafeBufferPointer { other in
      bytes.withUnsafeBufferPointer { bytes in
        steps.withUnsafeBufferPointer { steps in
          var end = bytes.count - 1
          while end < other.count {
            let byte = other[end]
            if byte == last, bytes.indices.allSatisfy({ bytes[$0] == other[end + 1 - bytes.count + $0] }) {
              return true
            }
            end += steps[Int(byte)]
          }
          return false
        }
      }
    }
  }
}
