/// A pipe table found in the source: its lines, and the places of its cells.
struct FoundTable {
  var alignments: [ColumnAlignment]
  /// The lines, from 1: header, delimiter row, body rows.
  var lines: ClosedRange<Int>
  /// The byte offset in the source where each line's text starts, behind the marks of quotes and lists around it.
  var starts: [Int]
  /// The rows, the header first: the byte ranges of their cells, no more than there are columns.
  var rows: [[Range<Int>]]

  /// The source line of a row.
  func line(ofRow row: Int) -> Int { row == 0 ? lines.lowerBound : lines.lowerBound + row + 1 }
}

/// A paragraph as libcmark found it, with what stands around it.
struct FoundParagraph {
  /// A quote, or a list item whose text starts at a column (from 0, in bytes).
  enum Container { case quote, item(column: Int) }

  var lines: ClosedRange<Int>
  /// The byte of the first line where its text starts, from 0.
  var column: Int
  /// From the outermost inwards.
  var containers: [Container]
}

/// Finds the pipe tables in the paragraphs that libcmark sees, which knows no tables.
struct TableFinder {
  private let lines: TextLines

  init(_ lines: TextLines) { self.lines = lines }

  /// Whether it is worth looking: a line that may be a delimiter row, and a pipe in it or above it.
  var hasCandidates: Bool {
    (0..<lines.count).dropFirst().contains { index in
      TableSyntax.isDelimiterCandidate(lines.text[lines.ranges[index]])
        && (hasPipe(lines.ranges[index]) || hasPipe(lines.ranges[index - 1]))
    }
  }

  private func hasPipe(_ range: Range<Int>) -> Bool { lines.text[range].contains(UInt8(ascii: "|")) }

  func tables(in paragraphs: [FoundParagraph]) -> [FoundTable] {
    var tables: [FoundTable] = []
    for paragraph in paragraphs where paragraph.lines.count > 1 {
      var line = paragraph.lines.lowerBound + 1
      while line <= min(paragraph.lines.upperBound, lines.count) {
        if let table = table(withDelimiterRow: line, in: paragraph) {
          tables.append(table)
          line = table.lines.upperBound + 2
        } else {
          line += 1
        }
      }
    }
    return tables
  }

  private func table(withDelimiterRow line: Int, in paragraph: FoundParagraph) -> FoundTable? {
    guard TableSyntax.isDelimiterCandidate(lines[line]), let start = start(of: line, in: paragraph),
      let headerStart = line - 1 == paragraph.lines.lowerBound
        ? lines.ranges[line - 2].lowerBound + paragraph.column : self.start(of: line - 1, in: paragraph)
    else { return nil }
    let header = lines.text[headerStart..<max(headerStart, lines.ranges[line - 2].upperBound)]
    let delimiters = lines.text[start..<lines.ranges[line - 1].upperBound]
    guard header.contains(UInt8(ascii: "|")) || delimiters.contains(UInt8(ascii: "|")),
      let alignments = TableSyntax.alignments(of: delimiters)
    else { return nil }
    let cells = TableSyntax.cells(of: header)
    guard cells.count == alignments.count else { return nil }
    var table = FoundTable(
      alignments: alignments, lines: line - 1...line, starts: [headerStart, start], rows: [cells])
    addRows(to: &table, of: paragraph)
    return table
  }

  private func addRows(to table: inout FoundTable, of paragraph: FoundParagraph) {
    var line = table.lines.upperBound + 1
    while line <= min(paragraph.lines.upperBound, lines.count), let start = start(of: line, in: paragraph) {
      let row = TableSyntax.trimmed(lines.text[start..<lines.ranges[line - 1].upperBound])
      if TableSyntax.startsBlock(row) { break }
      table.starts.append(start)
      table.rows.append(Array(TableSyntax.cells(of: row).prefix(table.alignments.count)))
      line += 1
    }
    table.lines = table.lines.lowerBound...line - 1
  }

  /// The byte where a line's text starts, behind the marks of what stands around the paragraph; nil where the line lacks them
  /// (a lazy continuation, CommonMark 0.30, 5.1), which ends a table.
  private func start(of line: Int, in paragraph: FoundParagraph) -> Int? {
    let range = lines.ranges[line - 1]
    var index = range.lowerBound
    for container in paragraph.containers {
      var nonspace = index
      while nonspace < range.upperBound, lines.text[nonspace].isSpaceOrTab { nonspace += 1 }
      switch container {
      case .quote:
        guard nonspace < range.upperBound, lines.text[nonspace] == UInt8(ascii: ">") else { return nil }
        index = nonspace + 1
        if index < range.upperBound, lines.text[index].isSpaceOrTab { index += 1 }
      case .item(let column):
        let hasTab = lines.text[range.lowerBound..<nonspace].contains(0x09)
        guard hasTab || nonspace - range.lowerBound >= column else { return nil }
        index = hasTab ? nonspace : max(index, range.lowerBound + column)
      }
    }
    return index
  }
}
