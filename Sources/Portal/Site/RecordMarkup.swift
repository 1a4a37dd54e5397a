import Exceptions
import Markdown
import PortalBase

/// The Markdown texts of one record as HTML, in one language. Its pages and its feed show the same texts, and are rendered one after the
/// other: so whoever renders keeps the last record's, and most texts are read once instead of three times.
package struct RecordMarkup: Sendable {
  private var locale: Int?
  private var record = 0
  private(set) var fragments: [LocalizedText.Identity: HTML] = [:]

  package init() {}

  /// Reads the texts of another record or language than before.
  mutating func turn(to record: Int, _ facts: ExceptionFacts, in edition: Edition) {
    if locale == edition.index && self.record == record { return }
    locale = edition.index
    self.record = record
    fragments.removeAll(keepingCapacity: true)
    if edition.isPublic { return }
    facts.record.forEachMarkdownText { fragments[$0.identity] = edition.html($0) }
  }
}
