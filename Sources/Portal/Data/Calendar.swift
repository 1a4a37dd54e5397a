import PortalBase

/// One all-day entry of the calendar.
struct CalendarEntry: Sendable {
  /// The same for ever: built from the record and what the day is of, never from the day itself.
  let uid: String
  let day: Day
  /// When the facts behind the entry last changed: the day of the latest event.
  let changed: Day
  /// How often the day has been moved (RFC 5545, 3.8.7.4).
  let sequence: Int
  let summary: String
  let url: String?
}

/// iCalendar (RFC 5545): all-day events with an alarm a week before.
enum Calendar {
  static func bytes(name: String, language: String, entries: [CalendarEntry]) -> [UInt8] {
    var out = Folded()
    out.line("BEGIN:VCALENDAR")
    out.line("VERSION:2.0")
    out.line("PRODID:-//Waiver//Exception portal//EN")
    out.line("CALSCALE:GREGORIAN")
    out.line("METHOD:PUBLISH")
    out.line("X-WR-CALNAME;LANGUAGE=") { line in
      line.append(language)
      line.add(":")
      line.append(calendarText: name)
    }
    for entry in entries { append(entry, to: &out) }
    out.line("END:VCALENDAR")
    return out.bytes.bytes
  }

  private static func append(_ entry: CalendarEntry, to out: inout Folded) {
    out.line("BEGIN:VEVENT")
    out.line("UID:") { $0.append(calendarText: entry.uid) }
    out.line("DTSTAMP:") { line in
      line.append(basic: entry.changed)
      line.add("T000000Z")
    }
    out.line("SEQUENCE:") { $0.append(decimal: entry.sequence) }
    out.line("DTSTART;VALUE=DATE:") { $0.append(basic: entry.day) }
    out.line("DTEND;VALUE=DATE:") { $0.append(basic: entry.day.adding(days: 1)) }
    out.line("SUMMARY:") { $0.append(calendarText: entry.summary) }
    out.line("TRANSP:TRANSPARENT")
    if let url = entry.url { out.line("URL:") { $0.append(url) } }
    out.line("BEGIN:VALARM")
    out.line("ACTION:DISPLAY")
    out.line("DESCRIPTION:") { $0.append(calendarText: entry.summary) }
    out.line("TRIGGER:-P7D")
    out.line("END:VALARM")
    out.line("END:VEVENT")
  }

  /// Lines of at most 75 bytes, continued after CRLF and a space, never within a character (RFC 5545, 3.1).
  private struct Folded: ~Copyable {
    var bytes = ByteBuffer(capacity: 1 << 16)

    /// A line that begins with a name, or is all of it.
    mutating func line(_ name: StaticString, _ value: (inout ByteBuffer) -> Void = { _ in }) {
      let start = bytes.count
      bytes.add(name)
      value(&bytes)
      if bytes.count - start > 75 { fold(from: start) }
      bytes.add("\r\n")
    }

    private mutating func fold(from start: Int) {
      let line = bytes.withBytes { Array($0[start...]) }
      bytes.truncate(to: start)
      var start = 0
      // What follows the first break has a byte less, for the space.
      var limit = 75
      while line.count - start > limit {
        var end = start + limit
        while line[end] & 0xC0 == 0x80 { end -= 1 }
        append(line[start..<end])
        bytes.add("\r\n ")
        start = end
        limit = 74
      }
      append(line[start...])
    }

    private mutating func append(_ part: ArraySlice<UInt8>) { part.withUnsafeBufferPointer { bytes.append($0) } }
  }
}

extension ByteBuffer {
  fileprivate mutating func append(calendarText text: String) {
    var text = text
    text.withUTF8 { append(escapingCalendar: $0) }
  }

  /// Appends a day as YYYYMMDD.
  fileprivate mutating func append(basic day: Day) {
    for byte in day.description.utf8 where byte != UInt8(ascii: "-") { append(byte) }
  }
}
