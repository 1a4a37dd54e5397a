import PortalBase

extension MarkedText {
  /// Turns libcmark's lines and columns into those of the file: without what was put into the text, and in Unicode scalars.
  func place(_ tree: inout MarkdownTree, firstLine: Int) {
    let isPlain = markers.isEmpty && bytes.allSatisfy { $0 < 0x80 }
    if isPlain {
      if firstLine != 1 { tree.shiftLines(by: Int32(firstLine - 1)) }
      return
    }
    var marked = ColumnCounter(TextLines(bytes), markers: markers)
    var original = ColumnCounter(TextLines(source), markers: .none)
    tree.updatePlaces { line, column in
      guard line > 0 else { return (0, 0) }
      let counted = column > 0 ? marked.column(line: Int(line), byte: Int(column) - 1) : 0
      guard line <= linesBefore else {
        return (Int32(Int(line) - linesBefore + firstLine - 1), Int32(counted))
      }
      let cell = cells[(Int(line) - 1) / 2]
      // The cell's paragraph starts with a marker, which is not counted, and a space.
      let start = original.column(line: cell.line, offset: cell.offset)
      return (Int32(cell.line + firstLine - 1), Int32(start + max(0, counted - 2)))
    }
    tree[.document].line = Int32(firstLine)
    tree[.document].column = 1
  }
}

/// Counts the columns of places in a text, in Unicode scalars. Places mostly come in order, so it goes on from the last one,
/// or back to a mark before it, and a long line with many places stays linear.
private struct ColumnCounter {
  private let lines: TextLines
  private let markers: Markers
  private var line = 0
  private var offset = 0
  private var column = 1
  /// Places of the line that were passed, some way from each other.
  private var marks: [(offset: Int, column: Int)] = []

  init(_ lines: TextLines, markers: Markers) {
    self.lines = lines
    self.markers = markers
  }

  mutating func column(line: Int, byte: Int) -> Int {
    guard line <= lines.count else { return 1 }
    return column(line: line, offset: lines.ranges[line - 1].lowerBound + byte)
  }

  mutating func column(line: Int, offset target: Int) -> Int {
    guard line <= lines.count else { return 1 }
    let range = lines.ranges[line - 1]
    let target = min(target, range.upperBound)
    if line != self.line {
      self.line = line
      (offset, column) = (range.lowerBound, 1)
      marks = [(offset, column)]
    } else if target < offset {
      (offset, column) = lastMark(upTo: target)
    }
    while offset < target {
      step()
      if let last = marks.last, offset - last.offset >= 64 { marks.append((offset, column)) }
    }
    return column
  }

  private func lastMark(upTo target: Int) -> (offset: Int, column: Int) {
    marks[max(0, marks.firstPlace { $0.offset > target } - 1)]
  }

  /// Goes over a scalar or a marker.
  private mutating func step() {
    let byte = lines.text[offset]
    switch byte {
    case 0xEF:
      switch markers.role(at: offset, in: lines.text) {
      case nil: column += 1
      case .punctuationBefore: column -= 1  // The comma behind it will be counted.
      case .punctuationBehind: column -= 1  // The comma before it was counted.
      case .letter, .table: break
      }
      offset += 3
      return
    default: column += 1
    }
    offset += byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }
}
