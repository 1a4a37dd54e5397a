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
    let rows = (own + others).reduce(0) { max($0, $1.row + 1) }
    let columns = (own + others).reduce(0) { max($0, $1.column + 1) }
    let start = unit?.blocks.lowerBound ?? 0
    return (0..<rows).map { row in
      (0..<columns).map { column in
        let index = own.firstIndex { $0.row == row && $0.column == column }
        let cell = index.map { own[$0] }
        let other = others.first { $0.row == row && $0.column == column }
        return BilingualCell(
          isHead: row == 0, alignment: alignment(cell, other), pairs: pairs(cell, other, index.map { start + $0 }))
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
    isWhole ? tree.fragment(ofWhole: block.node) : tree.fragment(of: block.node) { _ in true }
  }

  private func segmentPairs(_ block: NodeID, _ numbers: [Int]) -> [BilingualPair] {
    var pairs: [BilingualPair] = []
    var outside = outsideParts(block, numbers)
    for number in numbers {
      if let part = outside.removeValue(forKey: number) { pairs.append(part) }
      let draft = target.segmentation.drafts[number]
      let mark = Int32(number)
      // An id that stands in the document twice can be a link target only once.
      let isFirst = firstWithID[draft.id] == number
      pairs.append(
        BilingualPair(
          id: isFirst ? draft.id : nil,
          target: target.tree.fragment(of: block) { target.segmentation.label(of: $0) == .target(mark) },
          source: target.tree.fragment(of: block) { target.segmentation.label(of: $0) == .source(mark) },
          findings: isFirst ? findings[draft.id] ?? [] : []))
    }
    if let part = outside[Int.max] { pairs.append(part) }
    return pairs
  }

  /// Text of a block that no segment holds, by the segment that it stands before; it belongs to both languages.
  private func outsideParts(_ block: NodeID, _ numbers: [Int]) -> [Int: BilingualPair] {
    var groups: [Int: Set<NodeID>] = [:]
    var pending = Set<NodeID>()
    func close(_ key: Int) {
      let hasText = pending.contains { id in
        switch target.tree.kind(of: id) {
        case .text(let text): !text.unicodeScalars.allSatisfy(isSpace)
        case .code, .image: true
        default: false
        }
      }
      if hasText { groups[key, default: []].formUnion(pending) }
      pending = []
    }
    for case .enter(let id) in target.tree.walk(from: block) where id != block {
      guard target.tree.firstChild(of: id) == nil else { continue }
      switch target.segmentation.label(of: id) {
      case .plain: pending.insert(id)
      case .target(let segment), .source(let segment): close(Int(segment))
      case .markup: break
      }
    }
    close(.max)
    return groups.mapValues { nodes in
      let part = target.tree.fragment(of: block) { nodes.contains($0) }
      return BilingualPair(id: nil, target: part, source: part, findings: [])
    }
  }
}
