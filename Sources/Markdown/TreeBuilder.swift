/// Builds a tree from what libcmark found in a marked text, and puts its tables together again.
struct TreeBuilder {
  private(set) var tree = MarkdownTree()
  let markers: Markers
  private let text: MarkedText
  /// How a table's line starts in the marked text.
  private let tableMark: [UInt8]
  /// The nodes that are open, without the document.
  private var open: [NodeID] = []
  /// The number of cells' paragraphs still to come, and the nodes of those that came.
  private var cellsLeft: Int
  private var cells: [NodeID] = []
  /// How many tables were put together.
  private var tablesPlaced = 0
  /// How many of the cells stand in their tables.
  private var cellsPlaced = 0
  /// Whether the next text starts with the mark of a cell's paragraph.
  private var startsCell = false
  /// How many empty cells may still be added to short rows: a table of n header cells and n short rows must not cost n².
  private var padding = 200_000

  init(_ text: MarkedText) {
    self.text = text
    markers = text.markers
    cellsLeft = text.cells.count
    tableMark = text.tables.isEmpty ? [] : Array("<!--".utf8) + markers.bytes(.table)
    tree.reserve(8 + text.bytes.count / 24)
  }

  /// Whether every table came back where it was taken out.
  var isComplete: Bool { tablesPlaced == text.tables.count && cellsPlaced == text.cells.count }

  private var parent: NodeID { open.last ?? .document }

  /// Adds a node, which is then the parent of what comes until `leave`.
  mutating func enter(_ kind: NodeKind, line: Int32, column: Int32) {
    if case .text(let literal) = kind {
      open.append(addText(literal, line: line, column: column))
    } else if cellsLeft > 0, open.isEmpty {
      cellsLeft -= 1
      startsCell = true
      let cell = tree.appendDetached(.tableCell(.none))
      tree[cell].line = line
      tree[cell].column = column
      cells.append(cell)
      open.append(cell)
    } else {
      open.append(tree.append(kind, to: parent, line: line, column: column))
    }
  }

  mutating func leave() { open.removeLast() }

  /// Adds a text, or lengthens the text before it: libcmark parts texts at every character that might have meant something.
  private mutating func addText(_ literal: String, line: Int32, column: Int32) -> NodeID {
    var literal = literal
    if startsCell {
      startsCell = false
      if literal.first == " " { literal.removeFirst() }
    }
    if literal.isEmpty { return parent }
    if let last = tree.lastChild(of: parent), tree.extendText(of: last, with: literal) { return last }
    return tree.append(.text(literal), to: parent, line: line, column: column)
  }

  /// What a line of HTML stands for: the number of a table at its header, -1 at its other lines; nil if it is an author's.
  func tableLine(_ literal: UnsafePointer<CChar>?) -> Int? {
    guard let literal, !tableMark.isEmpty else { return nil }
    var index = 0
    while literal[index] == 0x20 { index += 1 }
    for byte in tableMark {
      if UInt8(bitPattern: literal[index]) != byte { return nil }
      index += 1
    }
    var number = -1
    while let digit = UInt8(exactly: literal[index]), digit.isASCIIDigit {
      number = max(0, number) * 10 + Int(digit - UInt8(ascii: "0"))
      index += 1
    }
    return number
  }

  /// Adds a table at its header's line; nothing at its other lines.
  mutating func enterTable(_ number: Int) {
    guard text.tables.indices.contains(number) else { return open.append(parent) }
    tablesPlaced += 1
    let found = text.tables[number]
    let line = Int32(found.lines.lowerBound + text.linesBefore)
    let table = tree.append(.table(found.alignments), to: parent, line: line, column: 1)
    for (index, cells) in found.rows.enumerated() {
      let rowLine = Int32(found.line(ofRow: index) + text.linesBefore)
      let row = tree.append(.tableRow(isHeader: index == 0), to: table, line: rowLine, column: 1)
      for (column, alignment) in found.alignments.enumerated() {
        if column < cells.count {
          placeCell(alignment, in: row)
        } else if padding > 0 {
          padding -= 1
          tree.append(.tableCell(alignment), to: row, line: rowLine, column: 0)
        } else {
          break
        }
      }
    }
    open.append(table)
  }

  private mutating func placeCell(_ alignment: ColumnAlignment, in row: NodeID) {
    guard cellsPlaced < cells.count else { return }
    let cell = cells[cellsPlaced]
    cellsPlaced += 1
    tree[cell].kind = .tableCell(alignment)
    tree.attach(cell, to: row)
  }
}

extension UInt8 {
  var isASCIIDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
