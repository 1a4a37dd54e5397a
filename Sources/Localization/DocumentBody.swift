import Markdown
import PortalBase

/// A block of running text, or one that stands for itself, in document order.
struct TextBlock: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case heading(level: Int)
    case paragraph
    case cell
    case code
    case html
    case rule
  }

  let kind: Kind
  let node: NodeID
  /// The table that a cell belongs to, with its row and column.
  var table: NodeID?
  var row = 0
  var column = 0
  var context = BlockContext()
}

/// Where a block stands: in which list, quote or alert.
struct BlockContext: Sendable, Hashable {
  var listDepth = 0
  /// Of an ordered item, on its first block.
  var number: Int?
  var isFirstInItem = false
  var quoteDepth = 0
  var alert: AlertKind?
}

extension MarkdownTree {
  /// The blocks of a document, without those that only hold others.
  func textBlocks() -> [TextBlock] {
    var blocks: [TextBlock] = []
    var contexts = [BlockContext()]
    var numbers: [Int?] = []
    var table: (node: NodeID, row: Int, column: Int)?
    var walk = walk()
    while let step = walk.next() {
      switch step {
      case .enter(let id):
        let kind = kind(of: id)
        if let leaf = TextBlock.Kind(kind) {
          var block = TextBlock(kind: leaf, node: id, context: contexts[contexts.count - 1])
          if let place = table, leaf == .cell {
            (block.table, block.row, block.column) = (place.node, place.row, place.column)
            table?.column += 1
          }
          blocks.append(block)
          contexts[contexts.count - 1].isFirstInItem = false
          contexts[contexts.count - 1].number = nil
          walk.skipChildren(of: id)
          continue
        }
        var context = contexts[contexts.count - 1]
        switch kind {
        case .list(let style):
          context.listDepth += 1
          numbers.append(style.isOrdered ? style.start : nil)
        case .item:
          context.isFirstInItem = true
          context.number = numbers.last ?? nil
          if let number = context.number { numbers[numbers.count - 1] = number + 1 }
        case .blockQuote: context.quoteDepth += 1
        case .alert(let alert): context.alert = alert
        case .table: table = (id, -1, 0)
        case .tableRow: table = table.map { ($0.node, $0.row + 1, 0) }
        default: break
        }
        contexts.append(context)
      case .exit(let id):
        if TextBlock.Kind(self.kind(of: id)) != nil { continue }
        contexts.removeLast()
        if case .list = self.kind(of: id) { numbers.removeLast() }
      }
    }
    return blocks
  }
}

extension TextBlock.Kind {
  init?(_ kind: NodeKind) {
    switch kind {
    case .heading(let level): self = .heading(level: level)
    case .paragraph: self = .paragraph
    case .tableCell: self = .cell
    case .codeBlock: self = .code
    case .htmlBlock: self = .html
    case .thematicBreak: self = .rule
    default: return nil
    }
  }
}

/// A heading with what leads to it.
struct DocumentHeading: Sendable, Hashable {
  let node: NodeID
  let level: Int
  /// What the source language says.
  let sourceText: String
  /// Explicit anchors at the heading.
  let anchors: [String]
}

/// A page's content: the tree to render, and the ids of its headings in document order.
package struct DocumentPage: Sendable {
  package let tree: MarkdownTree
  package let headingIDs: [String]

  /// Renders the page.
  /// - Parameter options: `headingIDs` is replaced by the page's own.
  package func html(_ options: RenderOptions, problems: inout [MarkdownProblem]) -> HTML {
    var options = options
    options.headingIDs = .given(headingIDs)
    return tree.html(options, problems: &problems)
  }
}

/// A piece of a document that the bilingual page shows: the inline content of one side of a segment, or a block such as code.
package struct Fragment: Sendable {
  package let tree: MarkdownTree

  package var isEmpty: Bool { tree.firstChild(of: .document) == nil }
  package var plainText: String { tree.plainText() }

  package static let empty = Fragment(tree: MarkdownTree())

  package func html(_ options: RenderOptions, problems: inout [MarkdownProblem]) -> HTML {
    var options = options
    options.headingIDs = .none
    return tree.html(options, problems: &problems)
  }
}
