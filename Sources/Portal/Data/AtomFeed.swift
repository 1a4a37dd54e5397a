import Exceptions
import PortalBase
import Templates

/// Atom feeds (RFC 4287): an entry per event up to the day, the newest first, at most 500.
struct AtomFeed {
  static let limit = 500

  /// The id of the feed itself, and its title.
  let id: String
  let title: String
  /// The feed's own path below the output folder, and the page that it follows, relative to the feed.
  let path: String
  let alternate: String
  let edition: Edition

  /// One entry: an event of a record.
  struct Entry {
    let event: Event
    let exception: ExceptionView
  }

  /// The events of the exceptions that the audience may see, newest first; within a day by record, each record's latest first.
  /// - Parameter exceptions: sorted by id.
  static func entries(_ exceptions: [ExceptionView]) -> [Entry] {
    // Places are sorted, not events: they are small.
    var newest: [(day: Int, exception: Int, n: Int)] = []
    for (place, exception) in exceptions.enumerated() {
      for event in exception.events { newest.append((-event.day.number, place, -event.n)) }
      // Cut now and then, so that memory does not grow with the portal.
      if newest.count > 64 * limit { newest = Array(newest.sorted { $0 < $1 }.prefix(limit)) }
    }
    return newest.sorted { $0 < $1 }.prefix(limit).map { _, place, n in
      Entry(event: exceptions[place].record.events[-n - 1], exception: exceptions[place])
    }
  }

  /// The same of one record's events alone.
  static func entries(of exception: ExceptionView) -> [Entry] {
    exception.events.reversed().prefix(limit).map { Entry(event: $0, exception: exception) }
  }

  func append(_ entries: [Entry], to bytes: inout [UInt8]) {
    var xml = XMLWriter(capacity: 1024 + 1024 * entries.count)
    write(entries, to: &xml)
    bytes.append(contentsOf: xml.bytes)
  }

  private func write(_ entries: [Entry], to xml: inout XMLWriter) {
    xml.open("feed") { xml in
      xml.attribute("xmlns", "http://www.w3.org/2005/Atom")
      xml.attribute("xml:lang", edition.language.name)
    }
    xml.element("id", id)
    xml.element("title", title)
    // Of the newest event, never the day of the build: a rebuild without change gives the same bytes.
    xml.time("updated", entries.first?.event.day ?? Day(number: 0))
    xml.open("author")
    xml.element("name", edition.phrase(edition.settings.provider).text)
    xml.close("author")
    let base = edition.settings.baseURL
    if let base {
      xml.empty("link") { xml in
        xml.attribute("rel", "self")
        xml.attribute("href", base + path)
      }
    }
    xml.alternate { $0.text(absolute(alternate)) }
    let home = entries.first.map { absolute($0.exception.home) } ?? ""
    let ids = EntryID(edition.settings)
    var content = ByteBuffer()
    for entry in entries {
      content.truncate(to: 0)
      append(entry, ids, home, &content, to: &xml)
    }
    xml.close("feed")
  }

  /// - Parameters:
  ///   - home: the folder of the language, for links.
  ///   - content: empty; room for the entry's content.
  private func append(
    _ entry: Entry, _ ids: EntryID, _ home: String, _ content: inout ByteBuffer, to xml: inout XMLWriter
  ) {
    let (event, exception) = (entry.event, entry.exception)
    let kind = event.title(edition)
    xml.open("entry")
    xml.element("id", ids.event(event.n, of: exception.id))
    xml.element(
      "title",
      content: { xml in
        xml.text(kind)
        xml.text(": ")
        xml.text(exception.id)
        if let title = exception.title {
          xml.text(" ")
          xml.text(title.text)
        }
      })
    xml.time("updated", event.day)
    xml.alternate { xml in
      xml.text(home)
      xml.text(Paths.record(exception.id))
      xml.text(Paths.timelineFile)
      xml.text("#event-")
      xml.text(String(event.n))
    }
    write(EventView(event: event, exception: exception), kind, to: &content)
    xml.element("content") {
      $0.attribute("type", "html")
    } content: {
      $0.text(content)
    }
    xml.close("entry")
  }

  /// What the timeline shows of the event, as HTML without links into the site.
  private func write(_ event: EventView, _ kind: String, to html: inout ByteBuffer) {
    func append(_ name: String, _ value: String, _ html: inout ByteBuffer) {
      html.add("<p>")
      html.append(escaping: name)
      html.add(": ")
      html.append(escaping: value)
      html.add("</p>")
    }
    append(edition.words(event.event.day), kind, &html)
    for detail in event.details { append(detail.name, detail.value.text, &html) }
    for text in event.texts {
      html.add("<p><strong>")
      html.append(escaping: text.name)
      html.add("</strong></p>")
      html.append(text.html.bytes)
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
  fileprivate mutating func time(_ name: StaticString, _ day: Day) {
    element(
      name,
      content: { xml in
        xml.text(day.description)
        xml.text("T00:00:00Z")
      })
  }

  /// The page that shows the same.
  fileprivate mutating func alternate(_ address: (inout XMLWriter) -> Void) {
    empty("link") { xml in
      xml.attribute("rel", "alternate")
      xml.attribute("type", "text/html")
      xml.attribute("href", address)
    }
  }
}
