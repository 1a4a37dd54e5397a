import Exceptions
import PortalBase
import Templates

/// Atom feeds (RFC 4287): an entry per event up to the day, the newest first, at most 500.
struct AtomFeed {
  static let limit = 500

  /// What the feed's id is made from, and its title.
  let name: String
  let title: String
  /// The feed's own path below the output folder, and the page that it follows, relative to the feed.
  let path: String
  let alternate: String
  let edition: Edition
  let words: FeedWords

  /// The events of the exceptions that the audience may see, newest first; within a day by record, each record's latest first.
  /// - Parameter exceptions: sorted by id.
  static func entries(_ exceptions: [ExceptionView]) -> [EventView] {
    // Places are sorted, not events: they are small.
    var newest: [(day: Int, exception: Int, n: Int)] = []
    // The last one that still counts, once there are enough.
    var last = (day: Int.max, exception: Int.max, n: Int.max)
    for (place, exception) in exceptions.enumerated() {
      for event in exception.events {
        let key = (day: -event.day.number, exception: place, n: -event.n)
        if key < last { newest.append(key) }
      }
      // Cut now and then, so that neither memory nor what is to be sorted grows with the portal.
      if newest.count > 4 * limit {
        newest = Array(newest.sorted { $0 < $1 }.prefix(limit))
        last = newest[limit - 1]
      }
    }
    return newest.sorted { $0 < $1 }.prefix(limit).map { _, place, n in
      EventView(event: exceptions[place].record.events[-n - 1], exception: exceptions[place])
    }
  }

  /// The same of one record's events alone.
  static func entries(of exception: ExceptionView) -> [EventView] {
    exception.events.reversed().prefix(limit).map { EventView(event: $0, exception: exception) }
  }

  func append(_ entries: [EventView], to bytes: inout ByteBuffer) {
    var xml = XMLWriter(in: &bytes)
    write(entries, to: &xml)
    xml.giveBack(&bytes)
  }

  private func write(_ entries: [EventView], to xml: inout XMLWriter) {
    begin(updated: entries.first?.event.day ?? Day(number: 0), &xml)
    // Links lead to the folder of all records; in a record's own feed to that in which it stands itself.
    let folder = entries.first.map { absolute($0.exception.file == nil ? $0.exception.ways.records : "") } ?? ""
    for entry in entries { append(entry, folder, to: &xml) }
    xml.close("feed")
  }

  /// - Parameter day: of the newest event, never the day of the build: a rebuild without change gives the same bytes.
  private func begin(updated day: Day, _ xml: inout XMLWriter) {
    xml.open("feed") { xml in
      xml.attribute("xmlns", "http://www.w3.org/2005/Atom")
      xml.attribute("xml:lang", edition.language.name)
    }
    xml.add("<id>")
    words.ids.appendFeed(name, to: &xml)
    xml.add("</id>\n")
    xml.element("title", title)
    xml.updated(day)
    xml.add("<author>\n<name>")
    words.appendAuthor(to: &xml)
    xml.add("</name>\n</author>\n")
    if let base = edition.settings.baseURL {
      xml.empty("link") { xml in
        xml.attribute("rel", "self")
        xml.attribute("href", base + path)
      }
    }
    xml.add("<link rel=\"alternate\" type=\"text/html\" href=\"")
    xml.text(absolute(alternate))
    xml.add("\"/>\n")
  }

  private func append(_ entry: EventView, _ folder: String, to xml: inout XMLWriter) {
    let (event, exception) = (entry.event, entry.exception)
    let kind = EventWord(event.kind)
    xml.add("<entry>\n<id>")
    words.ids.appendEvent(event.n, of: exception.id, to: &xml)
    xml.add("</id>\n<title>")
    words.append(kind, to: &xml)
    xml.add(": ")
    xml.text(exception.id)
    if !edition.isPublic {
      xml.add(" ")
      exception.record.title.withUTF8(in: edition.language) { text, _ in xml.text(text) }
    }
    xml.add("</title>\n")
    xml.updated(event.day)
    xml.add("<link rel=\"alternate\" type=\"text/html\" href=\"")
    xml.text(folder)
    if exception.file == nil { xml.text(exception.facts.folder) }
    words.appendPlace(to: &xml)
    xml.add(event.n)
    xml.add("\"/>\n<content type=\"html\">")
    appendFacts(of: entry, kind, to: &xml)
    appendTexts(of: entry, to: &xml)
    xml.add("</content>\n</entry>\n")
  }

  /// What the timeline shows of the event, as HTML without links into the site: what happened and when, and short facts.
  private func appendFacts(of event: EventView, _ kind: EventWord, to xml: inout XMLWriter) {
    xml.add("&lt;p&gt;")
    words.append(html: event.event.day, to: &xml)
    xml.add(": ")
    words.append(html: kind, to: &xml)
    xml.add("&lt;/p&gt;")
    event.forEachFact { word, fact in
      xml.add("&lt;p&gt;")
      words.append(html: word, to: &xml)
      xml.add(": ")
      switch fact {
      case .day(let day): words.append(html: day, to: &xml)
      case .words(let words): xml.textOfHTML(words)
      case .text(let text): text.withUTF8(in: edition.language) { text, _ in xml.textOfHTML(text) }
      }
      xml.add("&lt;/p&gt;")
    }
  }

  private func appendTexts(of event: EventView, to xml: inout XMLWriter) {
    event.forEachText { word, prose in
      xml.add("&lt;p&gt;&lt;strong&gt;")
      words.append(html: word, to: &xml)
      xml.add("&lt;/strong&gt;&lt;/p&gt;")
      switch prose {
      case .text(let text): xml.text(event.exception.html(text))
      case .steps(let steps):
        xml.add("&lt;ol&gt;")
        for step in steps {
          xml.add("&lt;li&gt;")
          xml.text(event.exception.html(step))
          xml.add("&lt;/li&gt;")
        }
        xml.add("&lt;/ol&gt;")
      }
    }
  }

  /// With the base address, if the portal has one; else relative to the feed.
  private func absolute(_ relative: String) -> String {
    guard let base = edition.settings.baseURL else { return relative }
    var folders = path.split(separator: "/").dropLast().map(String.init)
    var rest = Substring(relative)
    while rest.hasPrefix("../") {
      rest = rest.dropFirst(3)
      _ = folders.popLast()
    }
    return base + (folders + [String(rest)]).joined(separator: "/")
  }
}

extension XMLWriter {
  /// An element with the day, 00:00 UTC (RFC 3339).
  fileprivate mutating func updated(_ day: Day) {
    add("<updated>")
    add(day)
    add("T00:00:00Z</updated>\n")
  }
}
