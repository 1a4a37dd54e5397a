import Testing

/// A sound text with one thing replaced.
struct Variation: Sendable {
  let old: String
  let new: String

  init(_ old: String, _ new: String) { (self.old, self.new) = (old, new) }

  func applied(to text: String) throws -> String {
    try #require(text.contains(old), "the sound text has no \(old)")
    return text.replacing(old, with: new, maxReplacements: 1)
  }
}

/// The kinds of files that have both a schema and a decoder; the raw value is the schema's name.
enum SchemaKind: String, CaseIterable, Sendable {
  case portal, policy, customers, exception, glossary, locale, letter
  case acceptedFindings = "accepted-findings"

  var path: String {
    switch self {
    case .exception: "content/exceptions/a.json"
    case .locale: "templates/locales/en.json"
    case .letter: "content/letters/EX-1/first-notice.en.json"
    default: "content/\(rawValue).json"
    }
  }

  static func record(events: [String]) -> String {
    """
    {"id": "EX-1", "title": "A", "type": "drivers", "requirement": "B", "proposal": {"en": "C", "ja": "D"},
     "timeline": {"months": 6}, "events": [\(events.joined(separator: ", "))]}
    """
  }

  var sound: String {
    switch self {
    case .portal:
      """
      {"$schema": "s", "title": "A", "service": {"en": "B", "ja": "C"}, "provider": "D", "baseURL": "https://a.example/",
       "tagAuthority": "a.example,2026", "locales": ["en", "ja"], "timeZone": "Asia/Tokyo", "asOf": "2026-07-01",
       "audience": "internal", "externalDocuments": "https://b.example/{locale}/",
       "letters": {"window": "us-10", "sender": {"name": "E", "address": ["F", "G"], "contact": "H"}}}
      """
    case .policy:
      """
      {"types": [{"key": "drivers", "name": "A", "description": "B"}], "factors": [{"key": "needed", "name": "C", "description": "D"}],
       "conditions": [{"key": "security", "name": "E", "description": "F", "announced": "2025-01-01", "effective": "2025-02-01"}],
       "notices": {"deadlineDays": 90, "schedule": [{"notice": "first", "afterFirst": 0}, {"notice": "second", "afterFirst": 30},
         {"notice": "third", "afterFirst": 60}, {"notice": "final", "beforeDeadline": 7}]},
       "migration": {"minimumMonths": 3, "maximumMonths": 12}, "conditionWarningDays": 30}
      """
    case .customers:
      """
      [{"key": "abc", "name": "A", "locale": "ja", "address": {"lines": ["B"], "postalCode": "1", "country": "JP"},
        "contact": {"name": {"en": "C", "ja": "D"}, "title": "E"}}]
      """
    case .exception:
      """
      {"$schema": "s", "id": "EX-1", "title": {"en": "A"}, "type": "drivers", "customer": "abc", "changeRequest": "C1",
       "requirement": "B", "proposal": "C", "timeline": {"months": 6}, "devices": 4, "internalNote": "D",
       "events": [{"date": "2026-02-28", "kind": "submitted", "by": "E", "note": "F", "internalNote": "G"}]}
      """
    case .glossary:
      """
      {"$schema": "s", "ja": {"terms": [{"source": "A", "approved": ["B"], "forbidden": ["C"]}], "protectedNames": ["D"]}}
      """
    case .acceptedFindings:
      """
      {"findings": [{"document": "ja/a.md", "segment": "b-101", "code": "translation-missing", "texts": "0", "reason": "C"}]}
      """
    case .locale:
      """
      {"name": "A", "direction": "ltr", "dates": {"months": \(Self.names(12)), "weekdays": \(Self.names(7)), "long": "{d} {month} {y}",
       "longWithWeekday": "{weekday} {d}", "short": "{dd}", "month": "{month}", "eras": [{"name": "B", "from": "2019-05-01"}]},
       "plurals": "english", "strings": {"a": "B {n}", "c": {"one": "D", "other": "E"}}}
      """
    case .letter:
      """
      {"kind": "first", "reference": "EX-1", "customer": "abc", "locale": "en", "date": "2026-03-02", "issued": "2026-03-01",
       "version": "1", "files": [{"ending": "html", "sha256": "0"}, {"ending": "txt", "sha256": "0"}]}
      """
    }
  }

  private static func names(_ count: Int) -> String {
    "[" + (1...count).map { "\"n\($0)\"" }.joined(separator: ", ") + "]"
  }

  /// Variations that are as sound as the text itself.
  var legal: [Variation] {
    switch self {
    case .portal:
      [
        Variation("\"baseURL\": \"https://a.example/\",", ""), Variation("\"internal\"", "\"customer:abc\""),
        Variation("a.example,2026", "a@b.example,2026-01-31"), Variation("\"ja\"]", "\"zh-Hant\", \"ja\"]"),
      ]
    case .policy:
      [
        Variation("\"2025-02-01\"", "\"2025-02-01\", \"retired\": \"2026-01-01\""),
        Variation("\"minimumMonths\": 3", "\"minimumMonths\": 3.0"), Variation("\"D\"", "\"several\\nlines\""),
      ]
    case .customers:
      [
        Variation("\"postalCode\": \"1\", ", ""), Variation("\"title\": \"E\"", "\"title\": \"\""),
        Variation(", \"title\": \"E\"", ""),
      ]
    case .exception:
      [
        Variation("\"months\": 6", "\"permanent\": true"), Variation("\"months\": 6", "\"until\": \"2024-02-29\""),
        Variation("\"devices\": 4", "\"devices\": 4e1"), Variation("\"note\": \"F\"", "\"note\": \" \""),
        Variation("\"C1\"", "\"\""), Variation("\"B\"", "\"a\\nb\""), Variation("\"EX-1\"", "\"a.html.B_\""),
      ]
    case .glossary: [Variation(", \"protectedNames\": [\"D\"]", ""), Variation(", \"forbidden\": [\"C\"]", "")]
    case .acceptedFindings: [Variation("\"segment\": \"b-101\", ", "")]
    case .letter:
      [
        Variation("{\"kind\"", "{\"$schema\": \"s\", \"kind\""), Variation("\"en\"", "\"ja+en\""),
        Variation("\"sha256\": \"0\"}]", "\"sha256\": \"0\"}, {\"ending\": \"pdf\", \"sha256\": \"0\"}]"),
      ]
    case .locale:
      [
        Variation("\"ltr\"", "\"rtl\""),
        Variation("\"month\": \"{month}\"", "\"month\": \"{month}\", \"era\": \"{era}{eraYear}\""),
      ]
    }
  }

  /// Variations with a fault that a schema can tell.
  var broken: [Variation] {
    let unknownKey = Variation("{", "{\"oddKey\": 1, ")
    return switch self {
    case .portal:
      [
        unknownKey, Variation("\"title\": \"A\"", "\"title\": 1"), Variation("\"title\": \"A\"", "\"title\": \" \""),
        Variation("\"title\": \"A\"", "\"title\": \"a\\nb\""), Variation("\"title\": \"A\"", "\"title\": {}"),
        Variation("\"title\": \"A\", ", ""), Variation("https://a", "ftp://a"),
        Variation("a.example,2026", "a.example"),
        Variation("[\"en\", \"ja\"]", "[]"), Variation("[\"en\", \"ja\"]", "[\"en\", \"en\"]"),
        Variation("[\"en\", \"ja\"]", "[\"en\", \"j\"]"), Variation("\"2026-07-01\"", "\"2026-06-31\""),
        Variation("\"window\": \"us-10\", ", ""), Variation("[\"F\", \"G\"]", "[]"), Variation("\"H\"", "null"),
      ]
    case .policy:
      [
        unknownKey, Variation("\"drivers\"", "\"Dr\""), Variation("\"announced\": \"2025-01-01\", ", ""),
        Variation("\"2025-02-01\"", "\"2025-02-29\""), Variation("\"afterFirst\": 0", "\"afterFirst\": 1"),
        Variation("\"second\"", "\"third\""), Variation("{\"notice\": \"first\", \"afterFirst\": 0},", ""),
        Variation("\"beforeDeadline\"", "\"afterFirst\""), Variation("90", "\"90\""), Variation("90", "90.5"),
        Variation("\"conditionWarningDays\": 30", "\"conditionWarningDays\": -1"), Variation("\"D\"", "\"\""),
      ]
    case .customers:
      [
        Variation("\"key\"", "\"oddKey\": 1, \"key\""), Variation("\"abc\"", "\"ab\""), Variation("\"JP\"", "\"jp\""),
        Variation("[\"B\"]", "[]"), Variation("[\"B\"]", "[\"\"]"), Variation("\"locale\": \"ja\", ", ""),
        Variation("\"name\": {\"en\": \"C\", \"ja\": \"D\"}, ", ""), Variation("\"1\"", "1"),
      ]
    case .exception:
      [
        unknownKey, Variation("\"EX-1\"", "\"-1\""), Variation("\"EX-1\"", "\"a.xml\""),
        Variation("\"EX-1\"", "\"a.\""),
        Variation("\"months\": 6", "\"months\": 0"), Variation("\"months\": 6", "\"permanent\": false"),
        Variation("\"months\": 6", "\"months\": 6, \"permanent\": true"), Variation("\"months\": 6", ""),
        Variation("\"devices\": 4", "\"devices\": 1.5"), Variation("{\"en\": \"A\"}", "{\"en\": \"a\\u2028b\"}"),
        Variation("\"B\"", "\"\\n\""), Variation("\"C1\"", "\"a\\nb\""), Variation("\"2026-02-28\"", "\"2026-02-29\""),
        Variation("\"2026-02-28\"", "\"1899-12-31\""), Variation("\"2026-02-28\"", "\"2026-2-28\""),
        Variation("\"submitted\"", "\"filed\""), Variation("\"by\": \"E\"", "\"who\": \"E\""), Variation("\"F\"", "7"),
      ]
    case .glossary:
      [
        Variation("\"terms\"", "\"words\""), Variation("\"source\": \"A\", ", ""), Variation("[\"B\"]", "[]"),
        Variation("\"D\"", "\" \""), Variation("\"ja\"", "\"j\""),
      ]
    case .acceptedFindings:
      [
        unknownKey, Variation("\"translation-missing\"", "\"missing\""), Variation(", \"reason\": \"C\"", ""),
        Variation("\"C\"", "\"\""), Variation("\"findings\"", "\"found\""),
      ]
    case .letter:
      [
        unknownKey, Variation("\"version\": \"1\", ", ""), Variation("\"2026-03-02\"", "\"2026-02-29\""),
        Variation("\"abc\"", "\" \""), Variation("\"abc\"", "\"a\\nb\""), Variation("\"abc\"", "1"),
        Variation("\"txt\"", "\"doc\""), Variation(", {\"ending\": \"txt\", \"sha256\": \"0\"}", ""),
        Variation("{\"ending\"", "{\"oddKey\": 1, \"ending\""),
      ]
    case .locale:
      [
        unknownKey, Variation("\"ltr\"", "\"up\""), Variation("\"n12\"", "\"n12\", \"n13\""),
        Variation("{dd}", "{ddd}"),
        Variation("B {n}", "B {n"), Variation("\"english\"", "\"British\""),
        Variation("\"other\": \"E\"", "\"few\": \"E\""),
        Variation("\"short\": \"{dd}\", ", ""), Variation("2019-05-01", "2019-5-1"),
      ]
    }
  }
}
