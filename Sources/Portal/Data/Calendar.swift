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
    out.line("X-WR-CALNAME;LANGUAGE=\(language):\(escape(name))")
    for entry in entries { append(entry, to: &out) }
    out.line("END:VCALENDAR")
    return out.bytes.bytes
  }

  private static func append(_ entry: CalendarEntry, to out: inout Folded) {
    out.line("BEGIN:VEVENT")
    out.line("UID:\(escape(entry.uid))")
    out.line("DTSTAMP:\(basic(entry.changed))T000000Z")
    out.line("SEQUENCE:\(entry.sequence)")
    out.line("DTSTART;VALUE=DATE:\(basic(entry.day))")
    out.line("DTEND;VALUE=DATE:\(basic(entry.day.adding(days: 1)))")
    out.line("SUMMARY:\(escape(entry.summary))")
    out.line("TRANSP:TRANSPARENT")
    if let url = entry.url { out.line("URL:\(url)") }
    out.line("BEGIN:VALARM")
    out.line("ACTION:DISPLAY")
    out.line("DESCRIPTION:\(escape(entry.summary))")
    out.line("TRIGGER:-P7D")
    out.line("END:VALARM")
    out.line("END:VEVENT")
  }

  private static func basic(_ day: Day) -> String {
    String(decoding: day.description.utf8.filter { $0 != UInt8(ascii: "-") }, as: UTF8.self)
  }

  /// RFC 5545, 3.3.11: backslash, semicolon, comma and line ends. Other control characters may not stand in a text.
  static func escape(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy {
      $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: ",")
    }
    if isPlain { return text }
    var result = ByteBuffer(capacity: text.utf8.count + 32)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: ";"), UInt8(ascii: ","):
        result.append(UInt8(ascii: "\\"))
        result.append(byte)
      case UInt8(ascii: "\n"): result.add("\\n")
      case UInt8(ascii: "\r"): continue
      case ..<0x20, 0x7F: result.add("\u{FFFD}")
      default: result.append(byte)
      }
    }
    return result.withBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// Lines of at most 75 bytes, continued after CRLF and a space, never within a character (RFC 5545, 3.1).
  private struct Folded: ~Copyable {
    var bytes = ByteBuffer(capacity: 1 << 16)

    mutating func line(_ text: String) {
      var text = text
      text.withUTF8 { utf8 in
        var start = 0
        // What follows the first break has a byte less, for the space.
        var limit = 75
        while utf8.count - start > limit {
          var end = start + limit
          while utf8[end] & 0xC0 == 0x80 { end -= 1 }
          bytes.append(UnsafeBufferPointer(rebasing: utf8[start..<end]))
          bytes.add("\r\n ")
          start = end
          limit = 74
        }
        bytes.append(UnsafeBufferPointer(rebasing: utf8[start...]))
      }
      bytes.add("\r\n")
    }
  }
}
