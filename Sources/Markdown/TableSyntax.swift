/// The lines of pipe tables, as GitHub's specification has them (GitHub Flavored Markdown 0.29, 4.10).
enum TableSyntax {
  /// The cells of a row, without the white space around them; pipes behind a backslash part no cells.
  static func cells(of row: ArraySlice<UInt8>) -> [Range<Int>] {
    var row = trimmed(row)
    if row.first == UInt8(ascii: "|") { row = row.dropFirst() }
    var cells: [Range<Int>] = []
    var start = row.startIndex
    var index = row.startIndex
    while index < row.endIndex {
      if row[index] == UInt8(ascii: "|"), index == row.startIndex || row[index - 1] != UInt8(ascii: "\\") {
        cells.append(trimmed(row[start..<index]).indices)
        start = index + 1
      }
      index += 1
    }
    let rest = trimmed(row[start...])
    if !rest.isEmpty { cells.append(rest.indices) }
    return cells
  }

  /// The alignments of a delimiter row, `| :-- | --: |`; nil if the line is none.
  static func alignments(of row: ArraySlice<UInt8>) -> [ColumnAlignment]? {
    guard isDelimiterCandidate(row) else { return nil }
    var alignments: [ColumnAlignment] = []
    for cell in cells(of: row) {
      var dashes = row[cell]
      let isLeft = dashes.first == UInt8(ascii: ":")
      if isLeft { dashes = dashes.dropFirst() }
      let isRight = dashes.last == UInt8(ascii: ":")
      if isRight { dashes = dashes.dropLast() }
      guard !dashes.isEmpty, dashes.allSatisfy({ $0 == UInt8(ascii: "-") }) else { return nil }
      alignments.append(isLeft ? (isRight ? .center : .left) : (isRight ? .right : .none))
    }
    return alignments.isEmpty ? nil : alignments
  }

  /// Whether a line has nothing but what a delimiter row may have, block quote marks before it included.
  static func isDelimiterCandidate(_ line: ArraySlice<UInt8>) -> Bool {
    var hasDash = false
    for byte in line {
      switch byte {
      case UInt8(ascii: "-"): hasDash = true
      case UInt8(ascii: "|"), UInt8(ascii: ":"), UInt8(ascii: ">"), 0x20, 0x09: break
      default: return false
      }
    }
    return hasDash
  }

  /// Whether a line of a paragraph would start another block if it did not stand in one: a list item, a rule, or a tag alone on its line.
  static func startsBlock(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first else { return true }
    switch first {
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
      let isRule = first == UInt8(ascii: "-") && line.count >= 3 && line.allSatisfy { $0 == first }
      return isRule || line.dropFirst().first.map(\.isSpaceOrTab) ?? true
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let rest = line.drop { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
      guard line.count - rest.count <= 9, rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ")") else {
        return false
      }
      return rest.dropFirst().first.map(\.isSpaceOrTab) ?? true
    case UInt8(ascii: "<"):
      var reader = HTMLTagReader(bytes: line)
      return reader.read() != nil && reader.bytes.allSatisfy(\.isSpaceOrTab)
    default: return false
    }
  }

  static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text.drop(while: \.isSpaceOrTab)
    while let last = text.last, last.isSpaceOrTab { text = text.dropLast() }
    return text
  }
}
