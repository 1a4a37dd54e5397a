/// The number of a node in its tree.
package struct NodeID: Hashable, Sendable {
  package let index: Int32

  init(_ index: Int32) { self.index = index }

  /// No node: the end of a chain of siblings, the parent of the document.
  static let none = NodeID(-1)
  var isNone: Bool { index < 0 }
  var position: Int { Int(index) }

  /// The document node, which every tree has.
  package static let document = NodeID(0)
}

/// One node of a Markdown document. Its children are found through the tree.
package struct Node: Sendable, Hashable {
  package var kind: NodeKind
  /// The line of the source file where the node starts, from 1; 0 where a node was made and not read.
  package var line: Int32
  /// The column of that line, from 1, in Unicode scalars; 0 where it is not known.
  package var column: Int32

  var parent = NodeID.none
  var firstChild = NodeID.none
  var lastChild = NodeID.none
  var next = NodeID.none
}

/// What a node is, without its children.
package enum NodeKind: Sendable, Hashable {
  // Blocks.
  case document, paragraph, blockQuote, item, thematicBreak
  case heading(level: Int)
  case list(ListStyle)
  /// A code block; `info` is what stands after an opening fence.
  case codeBlock(info: String, literal: String)
  case htmlBlock(String)
  case alert(AlertKind)
  /// A pipe table: the alignment of each column. Its children are rows, the first one the header.
  case table([ColumnAlignment])
  case tableRow(isHeader: Bool)
  case tableCell(ColumnAlignment)

  // Inlines.
  case text(String)
  case softBreak, lineBreak
  case code(String)
  case htmlInline(String)
  case emphasis, strong
  case link(destination: String, title: String)
  case image(destination: String, title: String)

  /// Whether the node stands in running text.
  package var isInline: Bool {
    switch self {
    case .text, .softBreak, .lineBreak, .code, .htmlInline, .emphasis, .strong, .link, .image: true
    default: false
    }
  }

  /// Whether the node's children are running text.
  package var holdsInlines: Bool {
    switch self {
    case .paragraph, .heading, .tableCell, .emphasis, .strong, .link, .image: true
    default: false
    }
  }
}

/// How a list is marked.
package struct ListStyle: Sendable, Hashable {
  package var isOrdered: Bool
  /// The number of an ordered list's first item.
  package var start: Int
  /// Whether the paragraphs of the items are shown without space between them.
  package var isTight: Bool

  package init(isOrdered: Bool, start: Int = 1, isTight: Bool = true) {
    self.isOrdered = isOrdered
    self.start = start
    self.isTight = isTight
  }
}

/// Where the text of a table's column stands.
package enum ColumnAlignment: String, Sendable, Hashable {
  case none, left, center, right
}

/// A block quote that says what it is in its first line: `[!NOTE]`.
package enum AlertKind: String, Sendable, Hashable, CaseIterable {
  case note, tip, important, warning, caution
}
