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
    var own: [UInt8] = []
    swap(&own, &bytes)
    var xml = XMLWriter(own)
    write(entries, to: &xml)
    bytes = xml.bytes
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
    var record: EntryRecord?
    for entry in entries {
      let shared = record.flatMap { $0.id == entry.exception.id ? $0 : nil } ?? EntryRecord(entry.exception, ids, home)
      append(entry, shared, to: &xml)
      record = shared
    }
    xml.close("feed")
  }

  private func append(_ entry: Entry, _ record: EntryRecord, to xml: inout XMLWriter) {
    let kind = entry.event.title(edition)
    xml.open("entry")
    xml.element("id", record.ids.event(entry.event.n))
    xml.element(
      "title",
      content: { xml in
        xml.text(kind)
        xml.text(record.title)
      })
    xml.time("updated", entry.event.day)
    xml.alternate { xml in
      xml.text(record.address)
      xml.text(String(entry.event.n))
    }
    xml.element("content") {
      $0.attribute("type", "html")
    } content: {
      $0.text(content(entry, kind))
    }
    xml.close("entry")
  }

  /// What the timeline shows of the event, as HTML without links into the site.
  private func content(_ entry: Entry, _ kind: String) -> HTML {
    let view = EventView(event: entry.event, exception: entry.exception)
    var html = HTML(safe: "<p>")
    html.append(escaping: edition.words(entry.event.day))
    html.append(safe: ": ")
    html.append(escaping: kind)
    html.append(safe: "</p>")
    for detail in view.details {
      html.append(safe: "<p>")
      html.append(escaping: detail.name)
      html.append(safe: ": ")
      html.append(escaping: detail.value.text)
      html.append(safe: "</p>")
    }
    for text in view.texts {
      html.append(safe: "<p><strong>")
      html.append(escaping: text.name)
      html.append(safe: "</strong></p>")
      html += text.html
    }
    return html
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

/// What the entries of one record share.
private struct EntryRecord {
  let id: String
  let ids: EntryID.Prefix
  /// What follows the kind of event in the title.
  let title: String
  /// The timeline, up to the number of the event.
  let address: String

  /// - Parameter home: the folder of the language, for links.
  init(_ exception: ExceptionView, _ ids: EntryID, _ home: String) {
    id = exception.id
    self.ids = ids.prefix(of: id)
    title = ": " + id + (exception.title.map { " " + $0.text } ?? "")
    address = home + Paths.timeline(id) + "#event-"
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
