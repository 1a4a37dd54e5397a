import Markdown
import PortalBase

/// One row of the bilingual page, in document order: pairs of texts, or a table of them.
package struct BilingualRow: Sendable {
  package enum Kind: Sendable, Hashable {
    case heading(level: Int)
    case paragraph
    /// Depth from 1; the number of an ordered item; whether it is the item's first block.
    case listItem(depth: Int, number: Int?, isFirst: Bool)
    case quote
    case alert(AlertKind)
    case table
    /// Code, raw HTML or a rule: a block that is shown whole.
    case block
  }

  package let kind: Kind
  /// Of a heading: its id, the same as on the source page.
  package let headingID: String?
  /// One per segment, in order; of a block one; of a table none.
  package let pairs: [BilingualPair]
  /// Of a table: its rows, the head first.
  package let table: [[BilingualCell]]
}

package struct BilingualCell: Sendable {
  package let isHead: Bool
  package let alignment: ColumnAlignment
  package let pairs: [BilingualPair]
}

/// Target and source of one segment, beside each other.
package struct BilingualPair: Sendable {
  /// The segment's id, also its `id` on the page; nil for text outside of segments.
  package let id: String?
  package let target: Fragment
  package let source: Fragment
  package let findings: [Finding]

  package var isStale: Bool { findings.contains { $0.code == .translationDrift } }
}
