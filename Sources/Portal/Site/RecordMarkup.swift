import Exceptions
import Markdown
import PortalBase

/// The Markdown texts of one record as HTML, in one language. Its pages and its feed show the same texts, and are rendered one after the
/// other: so whoever renders keeps the last record's, and most texts are read once instead of three times.
package struct RecordMarkup: Sendable {
  private var locale: Int?
  private var record = 0
  private(set) var fragments: [Key: HTML] = [:]

  /// A text, hashed by its length and both its ends: to hash all of it would cost as much as the shorter half of the texts.
  struct Key: Hashable, Sendable {
    let text: String

    func hash(into hasher: inout Hasher) {
      var text = text
      text.withUTF8 { utf8 in
        hasher.combine(utf8.count)
        hasher.combine(bytes: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: utf8.prefix(8))))
        hasher.combine(bytes: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: utf8.suffix(24))))
      }
    }
  }

  package init() {}

  /// Reads the texts of another record or language than before.
  mutating func turn(to record: Int, _ facts: ExceptionFacts, in edition: Edition) {
    if locale == edition.index && self.record == record { return }
    locale = edition.index
    self.record = record
    fragments.removeAll(keepingCapacity: true)
    if edition.audience.isPublic { return }
    facts.record.forEachMarkdownText { text in
      let version = text.version(in: edition.language)
      fragments[Key(text: version.text)] = edition.html(version)
    }
  }
}
