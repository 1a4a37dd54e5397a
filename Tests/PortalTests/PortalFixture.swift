import Portal
import PortalBase
import Testing

/// A small portal in memory: its records are the test's, its templates the repository's own.
struct PortalFixture {
  let content: Content

  static let portal = """
    {"title": {"en": "Ledger", "ja": "台帳"}, "service": "Desk", "provider": "Provider", "baseURL": "https://portal.example/x/",
     "tagAuthority": "portal.example,2026", "locales": ["en", "ja"], "timeZone": "Asia/Tokyo",
     "letters": {"window": "uk-notify", "sender": {"name": "S", "address": ["A", "B"], "contact": "C"}}}
    """

  static let policy = """
    {"types": [{"key": "drivers", "name": {"en": "Drivers", "ja": "ドライバー"}, "description": "D"},
               {"key": "other", "name": "Other", "description": "D"}],
     "factors": [{"key": "baseline", "name": "Baseline", "description": "D"},
                 {"key": "needed", "name": "Needed", "description": "D"},
                 {"key": "possible", "name": "Possible", "description": "D"}],
     "conditions": [
       {"key": "security", "name": "Security", "description": "D", "announced": "2020-01-01", "effective": "2020-03-01"},
       {"key": "cost", "name": "Cost", "description": "D", "announced": "2020-01-01", "effective": "2020-03-01",
        "retired": "2026-01-01"},
       {"key": "maker", "name": "Made", "description": "D", "announced": "2026-06-01", "effective": "2026-08-01"},
       {"key": "secret", "name": "Later", "description": "D", "announced": "2026-12-01", "effective": "2027-02-01"}],
     "notices": {"deadlineDays": 90, "schedule": [
       {"notice": "first", "afterFirst": 0}, {"notice": "second", "afterFirst": 30},
       {"notice": "third", "afterFirst": 60}, {"notice": "final", "beforeDeadline": 7}]},
     "migration": {"minimumMonths": 3, "maximumMonths": 12}, "conditionWarningDays": 30}
    """

  static let customers = """
    [{"key": "northwind", "name": "Northwind Ltd", "locale": "en", "address": {"lines": ["A"], "country": "GB"}},
     {"key": "southwind", "name": {"en": "Southwind KK", "ja": "南風株式会社"}, "locale": "ja",
      "address": {"lines": ["B"], "country": "JP"}}]
    """

  init(_ records: [String], portal: String = Self.portal, extra: [SourceFile] = []) throws {
    var files = try [".md", ".html", ".json", ".css", ".js"].flatMap {
      try ExampleContent.files(below: "templates", suffix: $0)
    }
    files += [
      SourceFile(path: "content/portal.json", text: portal), SourceFile(path: "content/policy.json", text: Self.policy),
      SourceFile(path: "content/customers.json", text: Self.customers),
      SourceFile(path: "content/exceptions/all.json", text: "[" + records.joined(separator: ",\n") + "]"),
    ]
    let (content, diagnostics) = Content.load(files + extra) { $0 == "Asia/Tokyo" }
    self.content = try #require(content, "\(diagnostics.filter(\.stopsPublishing))")
  }

  func site(asOf: String = "2026-07-01", _ audience: Audience = .internal) throws -> Site {
    Site(content, asOf: try #require(Day(asOf)), audience: audience, digest: "digest")
  }
}

extension Site {
  /// The file at a path; a failed test where the site has none.
  func text(_ path: String) throws -> String {
    let route = try #require(self.route(at: path), "the site has no \(path)")
    var bytes: [UInt8] = []
    render(route, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  var paths: [String] { routes.map(\.path) }

  /// All files but those copied from the templates' folder.
  func allTexts() throws -> [(path: String, text: String)] {
    try paths.filter { !$0.hasPrefix("assets/") }.map { ($0, try text($0)) }
  }
}

/// Records of the fixture, as JSON.
enum Records {
  /// The events up to the deployment on 10 January 2026.
  static let deployed = [
    #"{"date": "2026-01-05", "kind": "submitted", "by": "Person One"}"#,
    #"{"date": "2026-01-06", "kind": "assessed", "by": "Person Two", "factors": [{"factor": "baseline", "outcome": "continues"}, {"factor": "needed", "outcome": "decides", "note": "Factor note"}], "conditions": [{"condition": "security", "outcome": "pass", "note": "Judged note"}]}"#,
    #"{"date": "2026-01-07", "kind": "approved", "until": "2026-12-31", "note": "Event note", "internalNote": "Inner note"}"#,
    #"{"date": "2026-01-10", "kind": "deployed", "devices": 777}"#,
  ]

  /// A revocation whose first notice is of a day.
  static func revoked(_ day: String) -> String {
    #"{"date": "\#(day)", "kind": "revoked", "conditions": ["security"], "reason": "Reason text", "actions": ["First action", "Second action"], "appeal": "Appeal text"}"#
  }

  static func sent(_ notice: String, _ day: String) -> String {
    #"{"date": "\#(day)", "kind": "notice-sent", "notice": "\#(notice)"}"#
  }

  static func event(_ day: String, _ kind: String, _ facts: String = "") -> String {
    #"{"date": "\#(day)", "kind": "\#(kind)"\#(facts.isEmpty ? "" : ", " + facts)}"#
  }

  static func record(
    _ id: String, _ events: [String], customer: String = "northwind", title: String = #""Title text""#,
    more: String = ""
  ) -> String {
    """
    {"id": "\(id)", "title": \(title), "type": "drivers", "customer": "\(customer)", "changeRequest": "CHG42",
     "requirement": "Requirement text", "proposal": "Proposal text", "timeline": {"months": 6},
     "internalNote": "Secret remark"\(more.isEmpty ? "" : ", " + more), "events": [\(events.joined(separator: ",\n"))]}
    """
  }
}
