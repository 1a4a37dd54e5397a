import PortalBase
import Templates

/// What all feeds in one language say alike, escaped once for all.
///
/// A reference with all texts in one array, because each event of each feed asks for some of them, and threads that count references to
/// the same texts wait for each other.
final class FeedWords: Sendable {
  let ids: EntryID
  private let bytes: [UInt8]
  private let author: Range<Int>
  /// Where an event stands in its record's folder, but for its number.
  private let place: Range<Int>
  /// Of each word: as text, and as text of HTML that is itself a text.
  private let words: [(text: Range<Int>, html: Range<Int>)]
  /// Of each day that the language's table has, as text of HTML.
  private let days: [Range<Int>]
  private let dates: DateViews

  init(_ edition: Edition) {
    ids = EntryID(edition.settings)
    dates = edition.dates
    var xml = ByteBuffer(capacity: 1 << 16)
    func keep(_ text: String, _ append: (UnsafeBufferPointer<UInt8>) -> Void) -> Range<Int> {
      let start = xml.count
      text.withBytes(append)
      return start..<xml.count
    }
    func text(_ text: String) -> Range<Int> { keep(text) { xml.append(escapingXML: $0) } }
    func html(_ text: String) -> Range<Int> { keep(text) { xml.append(escapingTwice: $0) } }
    author = text(edition.phrase(edition.settings.provider).text)
    place = text(Paths.timelineFile + "#event-")
    words = EventWord.allCases.map { (text(edition.names[$0]), html(edition.names[$0])) }
    days = dates.made.map { html($0.value.text) }
    bytes = xml.bytes
  }

  func appendAuthor(to xml: inout XMLWriter) { xml.add(bytes, author) }
  func appendPlace(to xml: inout XMLWriter) { xml.add(bytes, place) }
  func append(_ word: EventWord, to xml: inout XMLWriter) { xml.add(bytes, words[word.rawValue].text) }

  /// The word in the content of an entry.
  func append(html word: EventWord, to xml: inout XMLWriter) { xml.add(bytes, words[word.rawValue].html) }

  /// The day, with its weekday, in the content of an entry.
  func append(html day: Day, to xml: inout XMLWriter) {
    if let place = dates.place(of: day) {
      xml.add(bytes, days[place])
    } else {
      xml.textOfHTML(dates[day].value.text)
    }
  }
}
