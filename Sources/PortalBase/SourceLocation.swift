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

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // A byte order mark is no column: editors do not show it.
    var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
    for (offset, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
    lineStarts = starts
  }

  /// The place of a byte offset; offsets past the end stand at the end.
  package func location(of offset: Int) -> SourceLocation {
    let end = min(max(offset, lineStarts[0]), bytes.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= end { low = middle } else { high = middle }
    }
    var column = 1
    for byte in bytes[lineStarts[low]..<end] where byte & 0xC0 != 0x80 { column += 1 }
    return SourceLocation(line: low + 1, column: column)
  }
}
