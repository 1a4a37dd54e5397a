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
  /// Whether it is one that its last line underlines; then `lines` may reach too far.
  var isHeading: Bool
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

  /// The tables in some paragraphs, and whether other blocks may follow a table where libcmark saw but one paragraph.
  func tables(in paragraphs: [FoundParagraph]) -> (tables: [FoundTable], hasRemainders: Bool) {
    var tables: [FoundTable] = []
    var hasRemainders = false
    for var paragraph in paragraphs where paragraph.lines.count > 1 {
      paragraph.lines = paragraph.lines.lowerBound...lastLine(of: paragraph)
      // As on GitHub, only the first delimiter row of a paragraph counts: were each tried against the line above it, the rows of a
      // broken table could become a smaller one.
      let line = paragraph.lines.dropFirst().first { alignments(at: $0, in: paragraph) != nil }
      guard let line, let table = table(withDelimiterRow: line, in: paragraph) else { continue }
      tables.append(table)
      // What follows in the paragraph is other blocks; they may have tables of their own.
      hasRemainders = hasRemainders || table.lines.upperBound < paragraph.lines.upperBound
    }
    return (tables, hasRemainders)
  }

  /// The last line of a paragraph; of a heading its first line of nothing but `=` or `-`.
  private func lastLine(of paragraph: FoundParagraph) -> Int {
    let last = min(paragraph.lines.upperBound, lines.count)
    guard paragraph.isHeading else { return last }
    let underline = (paragraph.lines.lowerBound...last).dropFirst().first { line in
      guard let start = start(of: line, in: paragraph) else { return false }
      let text = TableSyntax.trimmed(lines.text[start..<max(start, lines.ranges[line - 1].upperBound)])
      return text.allSatisfy { $0 == UInt8(ascii: "=") } || text.allSatisfy { $0 == UInt8(ascii: "-") }
    }
    return underline ?? last
  }

  /// The alignments that a line sets if it is a delimiter row.
  private func alignments(at line: Int, in paragraph: FoundParagraph) -> [ColumnAlignment]? {
    let isUnderline = paragraph.isHeading && line == paragraph.lines.upperBound
    guard !isUnderline, TableSyntax.isDelimiterCandidate(lines[line]), let start = start(of: line, in: paragraph),
      hasPipe(start..<lines.ranges[line - 1].upperBound) || hasPipe(lines.ranges[line - 2])
    else { return nil }
    return TableSyntax.alignments(of: lines.text[start..<lines.ranges[line - 1].upperBound])
  }

  private func table(withDelimiterRow line: Int, in paragraph: FoundParagraph) -> FoundTable? {
    guard let alignments = alignments(at: line, in: paragraph), let start = start(of: line, in: paragraph),
      let headerStart = line - 1 == paragraph.lines.lowerBound
        ? lines.ranges[line - 2].lowerBound + paragraph.column : self.start(of: line - 1, in: paragraph)
    else { return nil }
    let header = lines.text[headerStart..<max(headerStart, lines.ranges[line - 2].upperBound)]
    let cells = TableSyntax.cells(of: header)
    guard cells.count == alignments.count else { return nil }
    var table = FoundTable(
      alignments: alignments, lines: line - 1...line, starts: [headerStart, start], rows: [cells])
    addRows(to: &table, of: paragraph)
    return table
  }

  private func addRows(to table: inout FoundTable, of paragraph: FoundParagraph) {
    var line = table.lines.upperBound + 1
    while line <= paragraph.lines.upperBound, let start = start(of: line, in: paragraph) {
      let row = TableSyntax.trimmed(lines.text[start..<lines.ranges[line - 1].upperBound])
      let cells = TableSyntax.cells(of: row)
      if cells.isEmpty || TableSyntax.startsBlock(row) { break }
      table.starts.append(start)
      table.rows.append(Array(cells.prefix(table.alignments.count)))
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
        guard nonspace < range.upperBound, nonspace - index < 4, lines.text[nonspace] == UInt8(ascii: ">") else {
          return nil
        }
        index = nonspace + 1
        if index < range.upperBound, lines.text[index].isSpaceOrTab { index += 1 }
      case .item(let column):
        let hasTab = lines.text[range.lowerBound..<nonspace].contains(0x09)
        guard hasTab || nonspace - range.lowerBound >= column else { return nil }
        index = hasTab ? nonspace : max(index, range.lowerBound + column)
      }
    }
    // What is indented more is code, where a paragraph does not go on (CommonMark 0.30, 4.4).
    let isCode =
      lines.text[index..<range.upperBound].prefix(4).allSatisfy { $0 == 0x20 }
      || lines.text[index..<range.upperBound].first == 0x09
    return isCode && index + 4 <= range.upperBound ? nil : index
  }
}
