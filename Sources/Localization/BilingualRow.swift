import PortalBase

/// One row of the bilingual page: a pair of texts, or something that stands between them.
package struct BilingualRow: Sendable {
  package enum Kind: Sendable, Hashable {
    case heading(level: Int)
    case paragraph
    /// Depth from 1; the number of an ordered item, nil for a bullet or a later paragraph of an item.
    case listItem(depth: Int, number: Int?)
    case quote
    /// `NOTE`, `WARNING`, …
    case alert(String)
    case code
    case table
    /// A directive of the documentation system, shown as a labelled block.
    case directive(String)
    case rule
  }

  package let kind: Kind
  /// The pairs of the row: one per segment; none in a table.
  package let pairs: [BilingualPair]
  /// Of a table: its rows, the head first.
  package let table: [[BilingualCell]]
}

package struct BilingualCell: Sendable {
  package let isHead: Bool
  package let pairs: [BilingualPair]
}

/// Target and source of one segment, beside each other.
package struct BilingualPair: Sendable {
  /// The segment's id, also its `id` on the page.
  package let id: String?
  package let target: Fragment
  package let source: Fragment
  package let findings: [Finding]
  package var isStale: Bool { findings.contains { $0.code.name == "translation-drift" } }
}

/// A piece of a document that a page shows: inline content of a segment, or a block.
package struct Fragment: Sendable {
  package let plainText: String
}
