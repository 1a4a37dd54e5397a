/// A place in a text file: line and column, both counted from 1, the column in Unicode scalars.
package struct SourceLocation: Sendable, Hashable, Comparable {
  package var line: Int
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Where a problem stands that has no place of its own.
  package static let start = SourceLocation(line: 1, column: 1)

  package static func < (a: SourceLocation, b: SourceLocation) -> Bool {
    (a.line, a.column) < (b.line, b.column)
  }
}

/// The lines of a UTF-8 text, so that byte offsets can be told as lines and columns. Made only when there is
/// something to tell: a text without problems is never indexed.
package struct LineIndex: Sendable {
  private let bytes: [UInt8]
  private let lineStarts: [Int]
  /// How many characters begin before each block of bytes, so that a place far into a long line costs no more than another.
  private let characters: [Int]
  private static let block = 1024

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // A byte order mark is no column: editors do not show it.
    var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
    bytes.withUnsafeBufferPointer { buffer in
      for offset in buffer.indices where buffer[offset] == 0x0A { starts.append(offset + 1) }
    }
    lineStarts = starts
    var count = 0
    characters = stride(from: 0, through: bytes.count, by: Self.block).map { start in
      defer { count += Self.characters(bytes[start..<min(start + Self.block, bytes.count)]) }
      return count
    }
  }

  /// The place of a byte offset; offsets past the end stand at the end.
  package func location(of offset: Int) -> SourceLocation {
    let end = min(max(offset, lineStarts[0]), bytes.count)
    let line = lineStarts.firstPlace { $0 > end }
    return SourceLocation(line: line, column: charactersBefore(end) - charactersBefore(lineStarts[line - 1]) + 1)
  }

  private func charactersBefore(_ offset: Int) -> Int {
    let block = offset / Self.block
    return characters[block] + Self.characters(bytes[block * Self.block..<offset])
  }

  private static func characters(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
  }
}

/// Tells the places of rising byte offsets in one pass over the text, so that a long line with many places costs no more than
/// its length. A lower offset than the last one starts again from the beginning.
package struct LineCursor: Sendable {
  private let bytes: [UInt8]
  private let start: Int
  private var offset: Int
  private var place = SourceLocation.start

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    offset = start
  }

  /// The place of a byte offset; offsets past the end stand at the end.
  package mutating func location(of target: Int) -> SourceLocation {
    let end = min(max(target, start), bytes.count)
    if end < offset { (offset, place) = (start, .start) }
    bytes.withUnsafeBytes { place.advance(over: UnsafeRawBufferPointer(rebasing: $0[offset..<end])) }
    offset = end
    return place
  }
}

extension SourceLocation {
  /// Goes on to the place behind some text.
  fileprivate mutating func advance(over text: UnsafeRawBufferPointer) {
    var lineFeeds = 0
    var lastLine = 0
    var index = 0
    while index + 8 <= text.count {
      let found = EightBytes.lineFeeds(text.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      if found > 0 {
        lineFeeds += found
        lastLine = index
      }
      index += 8
    }
    while index < text.count {
      if text[index] == 0x0A {
        lineFeeds += 1
        lastLine = index
      }
      index += 1
    }
    if lineFeeds > 0 {
      line += lineFeeds
      column = 1
      // The last line feed is one of the eight bytes here.
      index = min(lastLine + 8, text.count) - 1
      while text[index] != 0x0A { index -= 1 }
      index += 1
    } else {
      index = 0
    }
    while index + 8 <= text.count {
      column += EightBytes.characters(text.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    while index < text.count {
      if text[index] & 0xC0 != 0x80 { column += 1 }
      index += 1
    }
  }
}
