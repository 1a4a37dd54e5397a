import Exceptions
import Markdown
import PortalBase
import Templates

/// What one page hands on to the next that is rendered in the same thread: the Markdown of its record. It changes no byte.
package struct RenderScratch {
  var markup = RecordMarkup()

  package init() {}
}

/// The title of one record, and its Markdown texts as HTML, in one language. Its pages and its feed show the same texts, and are rendered
/// one after the other: so whoever renders keeps the last record's, and most texts are read once instead of three times.
struct RecordMarkup {
  private var locale: Int?
  private var record = 0
  /// Nil where the audience may not see it.
  private(set) var title: Phrase?
  /// Which texts they are: so few that to look at them all takes less time than to look one up in a table.
  private var texts: [LocalizedText.Identity] = []
  /// Each of them as blocks.
  private var fragments: [HTML] = []

  /// A text of the record; nil for any other.
  func html(_ text: LocalizedText) -> HTML? {
    let identity = text.identity
    for index in texts.indices where texts[index].start == identity.start && texts[index].file == identity.file {
      return fragments[index]
    }
    return nil
  }

  /// Reads the texts of another record or language than before.
  mutating func turn(to record: Int, _ facts: ExceptionFacts, in edition: Edition) {
    if locale == edition.index && self.record == record { return }
    locale = edition.index
    self.record = record
    texts.removeAll(keepingCapacity: true)
    fragments.removeAll(keepingCapacity: true)
    title = edition.isPublic ? nil : edition.phrase(facts.record.title)
    if edition.isPublic { return }
    var html = ByteBuffer()
    facts.record.forEachMarkdownText { text in
      html.truncate(to: 0)
      edition.append(text, to: &html)
      texts.append(text.identity)
      fragments.append(HTML(safe: html.bytes))
    }
  }
}

extension Edition {
  /// A record's Markdown text as blocks; in another language than the page's it says so, visibly and to a screen reader.
  func html(_ text: LocalizedText) -> HTML {
    var html = ByteBuffer()
    append(text, to: &html)
    return HTML(safe: html.bytes)
  }

  /// Appends these blocks.
  func append(_ text: LocalizedText, to html: inout ByteBuffer) {
    text.withUTF8(in: language) { text, tag in
      if tag == language {
        Markdown.append(text, to: &html)
        return
      }
      html.add("<p class=\"untranslated\">")
      html.append(escaping: string("untranslated"))
      html.add("</p><div lang=\"")
      html.append(escaping: tag.name)
      html.add("\"")
      let direction = direction(of: tag)
      if direction != self.direction {
        html.add(" dir=\"")
        html.append(direction.rawValue)
        html.add("\"")
      }
      html.add(">")
      Markdown.append(text, to: &html)
      html.add("</div>")
    }
  }
}
