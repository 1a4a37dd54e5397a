import Markdown
import PortalBase

/// A block, or a whole table: what is paired between two versions of a document without side-by-side markup.
struct DocumentUnit {
  enum Shape: Hashable {
    case block(TextBlock.Kind, listDepth: Int, isFirstInItem: Bool, quoteDepth: Int, AlertKind?)
    case table(columns: Int, rows: Int)
  }

  let shape: Shape
  /// The places of its blocks: one, or the cells of a table.
  let blocks: Range<Int>
  let isTable: Bool

  static func units(_ blocks: [TextBlock]) -> [DocumentUnit] {
    var units: [DocumentUnit] = []
    var start = 0
    while start < blocks.count {
      let block = blocks[start]
      var end = start + 1
      if let table = block.table {
        while end < blocks.count, blocks[end].table == table { end += 1 }
        let rows = blocks[start..<end].reduce(0) { max($0, $1.row + 1) }
        let columns = blocks[start..<end].reduce(0) { max($0, $1.column + 1) }
        units.append(DocumentUnit(shape: .table(columns: columns, rows: rows), blocks: start..<end, isTable: true))
      } else {
        let context = block.context
        let shape = Shape.block(
          block.kind, listDepth: context.listDepth, isFirstInItem: context.isFirstInItem,
          quoteDepth: context.quoteDepth, context.alert)
        units.append(DocumentUnit(shape: shape, blocks: start..<end, isTable: false))
      }
      start = end
    }
    return units
  }
}

/// Which units of a localized document and of its source belong together, in the order of both.
struct BlockPairing {
  struct Pair {
    let target: DocumentUnit?
    let source: DocumentUnit?
  }

  let pairs: [Pair]
  /// Whether both documents are built alike, so that every pair is certain.
  let isExact: Bool

  init(_ target: LocalizedDocument, _ source: SourceDocument) {
    let old = DocumentUnit.units(target.blocks)
    let new = DocumentUnit.units(source.blocks)
    isExact = old.map(\.shape) == new.map(\.shape)
    if isExact {
      pairs = zip(old, new).map { Pair(target: $0, source: $1) }
      return
    }
    let targetTraits = old.map { UnitTraits($0, target.tree, target.blocks) }
    let sourceTraits = new.map { UnitTraits($0, source.tree, source.blocks) }
    let found = OrderedPairing.best(old.count, new.count) { targetTraits[$0].likeness(to: sourceTraits[$1]) }
    var pairs: [Pair] = []
    var (i, j) = (0, 0)
    for (nextOld, nextNew) in found + [(old.count, new.count)] {
      while i < nextOld {
        pairs.append(Pair(target: old[i], source: nil))
        i += 1
      }
      while j < nextNew {
        pairs.append(Pair(target: nil, source: new[j]))
        j += 1
      }
      guard nextOld < old.count, nextNew < new.count else { continue }
      pairs.append(Pair(target: old[nextOld], source: new[nextNew]))
      (i, j) = (nextOld + 1, nextNew + 1)
    }
    self.pairs = pairs
  }
}

/// What two versions of a block have in common whatever their languages: kind, links, digits, code, length.
private struct UnitTraits {
  let kind: TextBlock.Kind
  let isTable: Bool
  let listDepth: Int
  let destinations: Set<String>
  let numbers: Set<UInt64>
  let text: String
  let length: Int

  init(_ unit: DocumentUnit, _ tree: MarkdownTree, _ blocks: [TextBlock]) {
    let block = blocks[unit.blocks.lowerBound]
    kind = block.kind
    isTable = unit.isTable
    listDepth = block.context.listDepth
    var destinations = Set<String>()
    var text = ""
    for block in blocks[unit.blocks] {
      for case .enter(let id) in tree.walk(from: block.node) {
        if case .link(let destination, _) = tree.kind(of: id) {
          destinations.insert(comparableDestination(destination))
        }
      }
      text += tree.plainText(of: block.node)
    }
    self.destinations = destinations
    self.text = text
    let scalars = foldedScalars(text)
    numbers = Set(
      scalars.indices.compactMap { index in
        let isStart = digitValue(scalars[index]) != nil && (index == 0 || digitValue(scalars[index - 1]) == nil)
        return isStart ? DigitRun(scalars, index).value : nil
      })
    // A wide character says about as much as two narrow ones.
    length = scalars.reduce(0) { $0 + (isWideLetter($1) ? 2 : 1) }
  }

  func likeness(to other: UnitTraits) -> Int? {
    guard isTable == other.isTable else { return nil }
    var score: Int
    switch (kind, other.kind) {
    case (.heading(let a), .heading(let b)): score = a == b ? 60 : 20
    case (.paragraph, .paragraph): score = listDepth == other.listDepth ? 40 : 15
    case (.cell, .cell), (.code, .code), (.html, .html), (.rule, .rule): score = 40
    default: return nil
    }
    if text == other.text { score += 60 }
    score += 25 * destinations.intersection(other.destinations).count
    score += 10 * min(4, numbers.intersection(other.numbers).count)
    score -= 5 * min(4, numbers.symmetricDifference(other.numbers).count)
    let (short, long) = (min(length, other.length), max(length, other.length, 1))
    score += 10 * short / long
    return max(1, score)
  }
}
