import Markdown
import PortalBase

extension LocalizedDocument {
  /// The rows of the bilingual page, in document order: a pair for every segment, or, without segments, for every block.
  /// - Parameter findings: of this document; each is shown at its segment.
  package func bilingualRows(source: SourceDocument?, findings: [Finding]) -> [BilingualRow] {
    let found = Dictionary(grouping: findings.filter { $0.segment != nil }) { $0.segment ?? "" }
    var builder = RowBuilder(target: self, source: source, findings: found)
    return builder.rows()
  }

  /// What the rows are made of, each tree with its file: of a document without segments the source, too.
  package func bilingualTrees(source: SourceDocument?) -> [(tree: MarkdownTree, file: String)] {
    let own = (tree, id.file)
    guard let source, !hasSegments else { return [own] }
    return [own, (source.tree, source.id.file)]
  }
}

private struct RowBuilder {
  let target: LocalizedDocument
  let source: SourceDocument?
  let findings: [String: [Finding]]
  let headingIDs: [NodeID: String]
  /// The segments of each block.
  let segments: [NodeID: [Int]]
  /// Which segment has an id first.
  let firstWithID: [String: Int]

  init(target: LocalizedDocument, source: SourceDocument?, findings: [String: [Finding]]) {
    self.target = target
    self.source = source
    self.findings = findings
    headingIDs = Dictionary(
      zip(target.headings.map(\.node), target.headingIDs(source)), uniquingKeysWith: { first, _ in first })
    firstWithID = Dictionary(
      target.segments.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    segments = Dictionary(grouping: target.segmentation.drafts.indices) { target.segmentation.drafts[$0].block }
  }

  mutating func rows() -> [BilingualRow] {
    if target.hasSegments || source == nil {
      return DocumentUnit.units(target.blocks).map { row($0, nil) }
    }
    guard let source else { return [] }
    return BlockPairing(target, source).pairs.map { row($0.target, $0.source) }
  }

  /// One block or table of either document, or of both.
  private func row(_ own: DocumentUnit?, _ other: DocumentUnit?) -> BilingualRow {
    let blocks = own.map { Array(target.blocks[$0.blocks]) } ?? []
    let others = other.flatMap { unit in source.map { Array($0.blocks[unit.blocks]) } } ?? []
    guard let first = blocks.first ?? others.first else {
      return BilingualRow(kind: .paragraph, headingID: nil, pairs: [], table: [])
    }
    if first.table != nil {
      return BilingualRow(kind: .table, headingID: nil, pairs: [], table: table(blocks, others, own))
    }
    let headingID = headingIDs[first.node].flatMap { blocks.isEmpty ? nil : $0 }
    return BilingualRow(
      kind: kind(first), headingID: headingID, pairs: pairs(blocks.first, others.first, own?.blocks.lowerBound),
      table: [])
  }

  private func kind(_ block: TextBlock) -> BilingualRow.Kind {
    switch block.kind {
    case .heading(let level): return .heading(level: level)
    case .code, .html, .rule: return .block
    case .paragraph, .cell: break
    }
    let context = block.context
    if context.listDepth > 0 {
      return .listItem(depth: context.listDepth, number: context.number, isFirst: context.isFirstInItem)
    }
    if let alert = context.alert { return .alert(alert) }
    return context.quoteDepth > 0 ? .quote : .paragraph
  }

  private func table(_ own: [TextBlock], _ others: [TextBlock], _ unit: DocumentUnit?) -> [[BilingualCell]] {
    let start = unit?.blocks.lowerBound ?? 0
    return CellGrid(own, others).rows.enumerated().map { row, cells in
      cells.map { place in
        let cell = place.own.map { own[$0] }
        let other = place.other.map { others[$0] }
        return BilingualCell(
          isHead: row == 0, alignment: alignment(cell, other), pairs: pairs(cell, other, place.own.map { start + $0 }))
      }
    }
  }

  private func alignment(_ cell: TextBlock?, _ other: TextBlock?) -> ColumnAlignment {
    let kind = cell.map { target.tree.kind(of: $0.node) } ?? other.flatMap { cell in source?.tree.kind(of: cell.node) }
    if case .tableCell(let alignment)? = kind { return alignment }
    return .none
  }

  /// The pairs of a block: one per segment, with what stands outside of segments between them.
  private func pairs(_ own: TextBlock?, _ other: TextBlock?, _ index: Int?) -> [BilingualPair] {
    if let own, let numbers = segments[own.node] { return segmentPairs(own.node, numbers) }
    let isWhole = own.map(isWholeBlock) ?? other.map(isWholeBlock) ?? false
    let targetFragment = own.map { fragment(target.tree, $0, isWhole) } ?? .empty
    var sourceFragment = Fragment.empty
    if let other, let source { sourceFragment = fragment(source.tree, other, isWhole) }
    // Code and rules carry no segments: both languages share them.
    if target.hasSegments, isWhole { sourceFragment = targetFragment }
    if targetFragment.isEmpty, sourceFragment.isEmpty { return [] }
    let id = target.hasSegments || isWhole ? nil : index.map { "block-\($0 + 1)" }
    return [
      BilingualPair(
        id: id, target: targetFragment, source: sourceFragment, findings: id.flatMap { findings[$0] } ?? [])
    ]
  }

  private func isWholeBlock(_ block: TextBlock) -> Bool {
    switch block.kind {
    case .code, .html, .rule: true
    case .heading, .paragraph, .cell: false
    }
  }

  private func fragment(_ tree: MarkdownTree, _ block: TextBlock, _ isWhole: Bool) -> Fragment {
    isWhole ? tree.fragment(ofWhole: block.node) : tree.fragment(of: tree.leaves(of: block.node), in: block.node)
  }

  private func segmentPairs(_ block: NodeID, _ numbers: [Int]) -> [BilingualPair] {
    let parts = parts(of: block)
    var pairs: [BilingualPair] = []
    func fragment(_ part: Part) -> Fragment? { parts[part].map { target.tree.fragment(of: $0, in: block) } }
    func addOutside(_ part: Part) {
      guard let shared = fragment(part) else { return }
      pairs.append(BilingualPair(id: nil, target: shared, source: shared, findings: []))
    }
    for number in numbers {
      addOutside(.before(Int32(number)))
      let draft = target.segmentation.drafts[number]
      // An id that stands in the document twice can be a link target only once.
      let isFirst = firstWithID[draft.id] == number
      pairs.append(
        BilingualPair(
          id: isFirst ? draft.id : nil, target: fragment(.target(Int32(number))) ?? .empty,
          source: fragment(.source(Int32(number))) ?? .empty, findings: isFirst ? findings[draft.id] ?? [] : []))
    }
    addOutside(.atEnd)
    return pairs
  }

  /// What a piece of a block belongs to. Text that no segment holds belongs to both languages, before the segment that comes next.
  private enum Part: Hashable {
    case target(Int32)
    case source(Int32)
    case before(Int32)
    case atEnd
  }

  /// The leaves of a block by what they belong to, told in one walk.
  private func parts(of block: NodeID) -> [Part: [NodeID]] {
    var parts: [Part: [NodeID]] = [:]
    var outside: [NodeID] = []
    func close(_ part: Part) {
      if outside.contains(where: { hasText(target.tree.kind(of: $0)) }) { parts[part, default: []] += outside }
      outside.removeAll(keepingCapacity: true)
    }
    for id in target.tree.leaves(of: block) {
      switch target.segmentation.label(of: id) {
      case .plain: outside.append(id)
      case .target(let segment):
        close(.before(segment))
        parts[.target(segment), default: []].append(id)
      case .source(let segment):
        close(.before(segment))
        parts[.source(segment), default: []].append(id)
      case .markup: break
      }
    }
    close(.atEnd)
    return parts
  }

  private func hasText(_ kind: NodeKind) -> Bool {
    switch kind {
    case .text(let text): !text.unicodeScalars.allSatisfy(isSpace)
    case .code, .image: true
    default: false
    }
  }
}

/// The cells of a table and of its counterpart by row and column.
private struct CellGrid {
  struct Place {
    var own: Int?
    var other: Int?
  }

  private(set) var rows: [[Place]] = []

  init(_ own: [TextBlock], _ others: [TextBlock]) {
    for (index, cell) in own.enumerated() { place(cell) { $0.own = $0.own ?? index } }
    for (index, cell) in others.enumerated() { place(cell) { $0.other = $0.other ?? index } }
    // Rows are of one length; but those of a table of n columns and n short rows must not cost n².
    let columns = rows.reduce(0) { max($0, $1.count) }
    guard columns * rows.count <= 4 * (own.count + others.count) else { return }
    for row in rows.indices {
      rows[row] += [Place](repeating: Place(), count: columns - rows[row].count)
    }
  }

  private mutating func place(_ cell: TextBlock, _ set: (inout Place) -> Void) {
    while rows.count <= cell.row { rows.append([]) }
    while rows[cell.row].count <= cell.column { rows[cell.row].append(Place()) }
    set(&rows[cell.row][cell.column])
  }
}
