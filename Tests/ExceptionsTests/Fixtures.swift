import Exceptions
import PortalBase
import Testing

/// A portal in two languages, as the decoders need to know it.
let rules = TextRules(locales: [LanguageTag("en"), LanguageTag("ja")])

/// A policy for tests. `security` and `cost` are long in effect, `later` takes effect on 2026-04-01 and was announced on 2026-02-01,
/// `bygone` was retired on 2026-01-15.
func policyText(
  notices: String = """
  {"deadlineDays": 90, "schedule": [{"notice": "first", "afterFirst": 0}, {"notice": "second", "afterFirst": 30},
    {"notice": "third", "afterFirst": 60}, {"notice": "final", "beforeDeadline": 7}]}
  """
) -> String {
  """
  {"types": [\(entry("drivers")), \(entry("devices"))],
   "factors": [\(entry("baseline")), \(entry("needed")), \(entry("replaceable"))],
   "conditions": [
     {"key": "security", "name": "N", "description": "D", "announced": "2019-01-01", "effective": "2019-03-01"},
     {"key": "cost", "name": "N", "description": "D", "announced": "2019-01-01", "effective": "2019-03-01"},
     {"key": "later", "name": "N", "description": "D", "announced": "2026-02-01", "effective": "2026-04-01"},
     {"key": "bygone", "name": "N", "description": "D", "announced": "2019-01-01", "effective": "2019-03-01",
      "retired": "2026-01-15"}],
   "notices": \(notices),
   "migration": {"minimumMonths": 3, "maximumMonths": 12}, "conditionWarningDays": 30}
  """
}

private func entry(_ key: String) -> String {
  #"{"key": "\#(key)", "name": {"en": "N", "ja": "名"}, "description": "D"}"#
}

func makePolicy(_ text: String = policyText()) throws -> Policy {
  let (policy, diagnostics) = Policy.decode(SourceFile(path: "content/policy.json", text: text), rules)
  #expect(diagnostics == [])
  return try #require(policy)
}

/// Notices on days 10 and 20, the final one 5 days before a deadline after 45.
func makeShortPolicy() throws -> Policy {
  try makePolicy(
    policyText(
      notices: """
        {"deadlineDays": 45, "schedule": [{"notice": "first", "afterFirst": 0}, {"notice": "second", "afterFirst": 10},
          {"notice": "third", "afterFirst": 20}, {"notice": "final", "beforeDeadline": 5}]}
        """))
}

func day(_ text: String) throws -> Day { try #require(Day(text)) }

// MARK: - Records

/// A record with these events, one on a line from line 4 on; `extra` stands on line 2.
func recordText(_ events: [String], id: String = "EX-1", extra: String = "") -> String {
  """
  {"id": "\(id)", "title": "T", "type": "drivers", "requirement": "R", "proposal": "P", "timeline": {"permanent": true},
  \(extra)
  "events": [
  \(events.joined(separator: ",\n"))
  ]}
  """
}

func decode(_ text: String, path: String = "content/exceptions/a.json", policy: Policy? = nil) throws -> DecodedRecords
{
  ExceptionRecord.decode(
    SourceFile(path: path, text: text), rules, policy: try policy ?? makePolicy(), customers: ["northwind", "contoso"])
}

/// The record of a legal history. Warnings are allowed.
func makeRecord(_ events: [String], extra: String = "", policy: Policy? = nil) throws -> ExceptionRecord {
  let decoded = try decode(recordText(events, extra: extra), policy: policy)
  #expect(decoded.diagnostics.filter { $0.severity == .error } == [])
  return try #require(decoded.records.first)
}

func derive(_ events: [String], asOf: String, extra: String = "", policy: Policy? = nil) throws -> Derivation {
  let policy = try policy ?? makePolicy()
  let record = try makeRecord(events, extra: extra, policy: policy)
  return try #require(Derivation(record: record, policy: policy, asOf: try day(asOf)))
}

// MARK: - Problems with their places

/// Texts in which every `§` marks the place of one problem, in the order of the file.
struct Marked {
  let text: String
  let places: [PortalBase.SourceLocation]

  init(_ marked: String) {
    var text = ""
    var places: [PortalBase.SourceLocation] = []
    var place = PortalBase.SourceLocation.start
    for scalar in marked.unicodeScalars {
      if scalar == "§" {
        places.append(place)
        continue
      }
      text.unicodeScalars.append(scalar)
      if scalar == "\n" {
        place = PortalBase.SourceLocation(line: place.line + 1, column: 1)
      } else {
        place.column += 1
      }
    }
    self.text = text
    self.places = places
  }
}

/// Checks that a record file has exactly these problems, at the marks; gives their messages.
@discardableResult
func expectProblems(
  _ marked: String, _ codes: [String], path: String = "content/exceptions/a.json",
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws -> [String] {
  let source = Marked(marked)
  let found = try decode(source.text, path: path).diagnostics.sorted()
  #expect(found.map(\.code.name) == codes, "\(found)", sourceLocation: sourceLocation)
  #expect(found.map(\.location) == source.places, "\(found)", sourceLocation: sourceLocation)
  return found.map(\.message)
}

/// The same for the events of an otherwise sound record.
@discardableResult
func expectEventProblems(
  _ events: [String], _ codes: [String], sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws -> [String] {
  try expectProblems(recordText(events), codes, sourceLocation: sourceLocation)
}
