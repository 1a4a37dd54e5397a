import PortalBase

extension MarkdownTree {
  /// Reads a Markdown text: CommonMark, pipe tables and alerts.
  ///
  /// - Parameter firstLine: the number of the text's first line in its file, where front matter stands before it.
  package init(parsing text: String, firstLine: Int = 1) {
    self.init(parsing: Array(text.utf8), firstLine: firstLine)
  }

  /// - Parameter hasPlaces: whether the nodes' lines and columns have to be right. They are not for nothing.
  package init(parsing bytes: [UInt8], firstLine: Int = 1, hasPlaces: Bool = true) {
    var text = MarkedText(bytes)
    text.prepare()
    self.init(parsing: text, firstLine: firstLine, hasPlaces: hasPlaces)
  }

  /// The same of a text that is prepared.
  init(parsing prepared: MarkedText, firstLine: Int = 1, hasPlaces: Bool) {
    var text = prepared
    var tree = CommonMark.parse(text)
    if tree == nil {
      // Better no tables than a text torn apart.
      text = MarkedText(text.source)
      text.mark()
      tree = CommonMark.parse(text)
    }
    self = tree ?? MarkdownTree()
    if hasPlaces { text.place(&self, firstLine: firstLine) }
    recogniseAlerts(in: text.source, firstLine: firstLine)
  }
}

/// A text prepared for libcmark: tables taken out, markers put in.
///
/// A table's cells become paragraphs before the text, so that they see its link definitions; its lines become HTML comments that nobody else can
/// write, so that they end a paragraph and keep quotes and lists as they are. `CommonMark.parse` puts the tables together again.
struct MarkedText {
  private(set) var bytes: [UInt8]
  private(set) var markers = Markers.none
  private(set) var tables: [FoundTable] = []
  /// The places of the tables' cells in the source, in the order of their paragraphs.
  private(set) var cells: [(line: Int, offset: Int)] = []
  let source: [UInt8]

  init(_ source: [UInt8]) {
    self.source = source
    bytes = source
  }

  /// Whether a text may have tables, or needs markers: where not, it can go to libcmark as it is.
  static func mayChange(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.contains(UInt8(ascii: "|"), or: UInt8(ascii: "|")) || CJKEmphasis.mayNeedMarkers(text)
      || text.count >= Defusing.shortestText
  }

  /// The number of lines before the text itself.
  var linesBefore: Int { 2 * cells.count }

  mutating func prepare() {
    replaceTables()
    mark()
  }

  private mutating func replaceTables() {
    let mayHaveAny = source.withUnsafeBufferPointer {
      $0.contains(UInt8(ascii: "|"), or: UInt8(ascii: "|"))
    }
    guard mayHaveAny else { return }
    let lines = TextLines(source)
    let finder = TableFinder(lines)
    guard finder.hasCandidates else { return }
    guard let markers = Markers(freeIn: source) else { return }
    self.markers = markers
    // What follows a table may have tables again, which show only when the first ones are taken out. A few rounds are enough for all
    // that is written in earnest.
    for _ in 0..<4 {
      let found = finder.tables(in: CommonMark.paragraphs(bytes))
      if found.tables.isEmpty { break }
      tables = (tables + found.tables).sorted { $0.lines.lowerBound < $1.lines.lowerBound }
      bytes = []
      bytes.reserveCapacity(source.count + 16 * tables.count)
      addText(lines)
      if !found.hasRemainders { break }
    }
    if tables.isEmpty { return self.markers = .none }
    let text = bytes
    bytes = []
    bytes.reserveCapacity(source.count * 2)
    for table in tables {
      for (row, cells) in table.rows.enumerated() {
        for cell in cells { addParagraph(for: cell, line: table.line(ofRow: row)) }
      }
    }
    bytes += text
  }

  /// A cell as a paragraph: the marker and a space, so that nothing in it can start a block.
  private mutating func addParagraph(for cell: Range<Int>, line: Int) {
    cells.append((line, cell.lowerBound))
    bytes += markers.bytes(.table)
    bytes.append(0x20)
    var start = cell.lowerBound
    for index in cell
    where source[index] == UInt8(ascii: "|") && index > start && source[index - 1] == UInt8(ascii: "\\") {
      bytes += source[start..<index - 1]
      start = index
    }
    bytes += source[start..<cell.upperBound]
    bytes += [0x0A, 0x0A]
  }

  private mutating func addText(_ lines: TextLines) {
    var copied = 0
    for (number, table) in tables.enumerated() {
      for (index, line) in table.lines.enumerated() {
        bytes += source[copied..<table.starts[index]]
        bytes += "<!--".utf8
        bytes += markers.bytes(.table)
        if index == 0 { bytes += String(number).utf8 }
        bytes += "-->".utf8
        copied = lines.ranges[line - 1].upperBound
      }
    }
    bytes += source[copied...]
  }

  /// Puts markers where emphasis stands beside Chinese, Japanese or Korean characters, and where libcmark would be slow.
  mutating func mark() {
    var insertions = CJKEmphasis.insertions(for: bytes)
    let defusing = Defusing.insertions(for: bytes)
    if !defusing.isEmpty { insertions = (insertions + defusing).sorted { $0.offset < $1.offset } }
    if insertions.isEmpty { return }
    if tables.isEmpty {
      guard let free = Markers(freeIn: source) else { return }
      markers = free
    }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 4 * insertions.count)
    var copied = 0
    for insertion in insertions {
      result += bytes[copied..<insertion.offset]
      result += markers.bytes(insertion.role)
      copied = insertion.offset
    }
    bytes = result + bytes[copied...]
  }
}
