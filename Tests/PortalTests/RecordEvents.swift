/// Events of each kind, sound and broken, for the agreement of schema and decoder.
enum RecordEvents {
  private static let submitted = #"{"date": "2026-01-05", "kind": "submitted"}"#
  private static let assessed = #"{"date": "2026-01-06", "kind": "assessed", "factors": []}"#
  private static let approved = #"{"date": "2026-01-07", "kind": "approved"}"#
  private static let deployed = #"{"date": "2026-01-08", "kind": "deployed"}"#
  private static let revoked =
    #"{"date": "2026-01-09", "kind": "revoked", "conditions": ["system-security"], "reason": "A", "actions": ["B"], "appeal": "C"}"#
  private static let appealed = #"{"date": "2026-01-12", "kind": "appealed", "grounds": "other", "information": "A"}"#

  /// The events that make an event legal, told by its kind.
  static func before(_ event: String) -> [String] {
    let courses: [(kinds: [String], events: [String])] = [
      (["submitted"], []),
      (["assessed", "withdrawn"], [submitted]),
      (["approved", "approved-for-migration", "denied"], [submitted, assessed]),
      (["deployed"], [submitted, assessed, approved]),
      (["extended", "reviewed", "alternative-offered", "revoked"], [submitted, assessed, approved, deployed]),
      (["notice-sent", "deadline-moved", "appealed", "removed"], [submitted, assessed, approved, deployed, revoked]),
      (["appeal-decided"], [submitted, assessed, approved, deployed, revoked, appealed]),
    ]
    return courses.first { course in course.kinds.contains { event.contains("\"kind\": \"\($0)\"") } }?.events ?? []
  }

  private static func event(_ kind: String, _ facts: String = "") -> String {
    "{\"date\": \"2026-02-02\", \"kind\": \"\(kind)\"\(facts.isEmpty ? "" : ", ")\(facts)}"
  }

  private static let decision =
    #""conditions": ["running-cost"], "reason": "A", "actions": ["B", {"en": "C", "ja": "D"}], "appeal": "E""#

  static let legal: [String] = [
    event("submitted", #""by": {"en": "A", "ja": ""}"#),
    event("assessed", #""factors": [{"factor": "non-negotiable-baseline", "outcome": "decides", "note": "A"}]"#),
    event("assessed", #""factors": [], "conditions": [{"condition": "running-cost", "outcome": "pass"}]"#),
    event("approved"), event("approved", #""until": "2028-02-29""#), event("approved-for-migration", #""months": 12"#),
    event("denied", #""reason": "A""#),
    event("denied", #""reason": "A", "conditions": [], "incident": "B""#),
    event("withdrawn", #""note": "A""#), event("deployed", #""devices": 3"#),
    event("extended", #""until": "2026-02-02""#),
    event("reviewed", #""conditions": []"#),
    event("alternative-offered", #""alternative": "A", "supportChangesOn": "2026-03-03""#),
    event("revoked", decision), event("revoked", decision + #", "deadline": "2026-02-09", "expedited": "F""#),
    event("notice-sent", #""notice": "second""#), event("deadline-moved", #""deadline": "2026-02-02", "reason": "A""#),
    event("appealed", #""grounds": "upgrade", "information": "A""#),
    event("appeal-decided", #""outcome": "decision-confirmed", "reason": "A""#),
    event("appeal-decided", #""outcome": "approval-restored", "until": "2027-01-01""#),
    event("removed", #""consent": "A""#),
  ]

  static let broken: [String] = [
    #"{"kind": "submitted"}"#, #"{"date": "2026-01-05"}"#, #""submitted""#,
    event("submitted", #""devices": 1"#), event("submitted", #""by": ["A"]"#), event("assessed"),
    event("assessed", #""factors": [{"factor": "running-cost"}]"#),
    event("assessed", #""factors": [{"factor": "key-conditions", "outcome": "passes"}]"#),
    event("assessed", #""factors": [], "conditions": [{"condition": "running-cost", "outcome": "decides"}]"#),
    event("assessed", #""factors": [], "conditions": ["running-cost"]"#),
    event("approved", #""months": 3"#), event("approved", #""until": "soon""#), event("approved-for-migration"),
    event("approved-for-migration", #""months": "6""#), event("denied"), event("denied", #""reason": " ""#),
    event("denied", #""reason": "A", "incident": """#), event("withdrawn", #""reason": "A""#),
    event("deployed", #""devices": 0"#), event("extended"), event("reviewed"), event("alternative-offered"),
    event("revoked", decision.replacing(#"["running-cost"]"#, with: "[]")),
    event("revoked", decision.replacing(#""reason": "A", "#, with: "")),
    event("revoked", decision.replacing(#"["B", {"en": "C", "ja": "D"}]"#, with: "[]")),
    event("revoked", decision.replacing(#", "appeal": "E""#, with: "")),
    event("revoked", decision + #", "deadline": "2026-03-03""#), event("revoked", decision + #", "expedited": "F""#),
    event("notice-sent"), event("notice-sent", #""notice": "first""#),
    event("deadline-moved", #""deadline": "2026-03-03""#),
    event("appealed", #""grounds": "price", "information": "A""#), event("appealed", #""grounds": "other""#),
    event("appeal-decided"), event("appeal-decided", #""outcome": "restored""#), event("removed"),
    event("removed", #""consent": "a\nb""#),
  ]
}
