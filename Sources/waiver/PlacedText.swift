import PortalBase

/// Finds the lines of a file that rising places are in, in one pass over it, so that thousands of problems in one file, or on one long
/// line, cost no more than its length. A place before the last one starts again from the beginning.
struct PlacedText {
  /// What is seen of a line around a place.
  struct Window {
    /// Without the line's end.
    var scalars: [Unicode.Scalar]
    /// The position of the place in them; behind the last where the line is shorter.
    var column: Int
    /// Whether the line begins before them.
    var isCut: Bool
  }

  private let bytes: [UInt8]
  private var lineStart: Int
  private var line = 1
  /// A place on the line, which scalars before it are counted up to.
  private var offset: Int
  private var column = 1

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    lineStart = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    offset = lineStart
  }

  /// - Parameter width: how many scalars are wanted at most before the place, and from it on.
  /// - Returns: nil where there is no such line, or nothing in it.
  mutating func window(around location: SourceLocation, width: Int) -> Window? {
    guard find(location) else { return nil }
    var start = offset
    for _ in 0..<width where start > lineStart { start = before(start) }
    var end = offset
    for _ in 0..<width { end = after(end) }
    var scalars = Array(String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars)
    if scalars.last == "\r", end == bytes.count || bytes[end] == 0x0A { scalars.removeLast() }
    if scalars.isEmpty { return nil }
    let column = String(decoding: bytes[start..<offset], as: UTF8.self).unicodeScalars.count
    return Window(scalars: scalars, column: min(column, scalars.count), isCut: start > lineStart)
  }

  /// Goes to a place, or to the end of its line; false where there is no such line.
  private mutating func find(_ location: SourceLocation) -> Bool {
    if location.line < line || (location.line == line && location.column < column) { self = PlacedText(bytes) }
    while line < location.line {
      guard let end = bytes[offset...].firstIndex(of: 0x0A) else { return false }
      line += 1
      lineStart = end + 1
      offset = lineStart
      column = 1
    }
    while line == location.line, column < location.column, !isLineEnd(offset) {
      offset = after(offset)
      column += 1
    }
    return line == location.line
  }

  private func isLineEnd(_ offset: Int) -> Bool { offset == bytes.count || bytes[offset] == 0x0A }

  /// The start of the next scalar of the line, or its end.
  private func after(_ offset: Int) -> Int {
    if isLineEnd(offset) { return offset }
    var next = offset + 1
    while next < bytes.count, bytes[next] & 0xC0 == 0x80 { next += 1 }
    return next
  }

  private func before(_ offset: Int) -> Int {
    var previous = offset - 1
    while previous > lineStart, bytes[previous] & 0xC0 == 0x80 { previous -= 1 }
    return previous
  }
}
