import Exceptions
import PortalBase
import Testing

/// Contract, section 2: the kinds of events and their own fields.
@Suite struct EventDecodingTests {
  private static let toAssessment = [JSONEvent.submitted("2026-01-05"), JSONEvent.assessed("2026-01-09")]

  /// The last event of a history.
  private func last(_ history: [String], _ event: String) throws -> EventKind {
    try #require(try makeRecord(history + [event]).events.last).kind
  }

  @Test func keepsWhatEveryEventMayHave() throws {
    let event = #"{"date": "2026-01-05", "kind": "submitted", "by": "A. Sato", "note": "N", "internalNote": "I"}"#
    let found = try #require(try makeRecord([event]).events.first)
    #expect(found.n == 1)
    #expect(found.day == (try day("2026-01-05")))
    #expect(found.by?.versions.first?.text == "A. Sato")
    #expect(found.note?.versions.first?.text == "N")
    #expect(found.internalNote?.versions.first?.text == "I")
  }

  @Test func readsAnAssessment() throws {
    let event = JSONEvent.make(
      "assessed", "2026-01-09",
      """
      "factors": [{"factor": "baseline", "outcome": "continues", "note": "N"}, {"factor": "needed", "outcome": "decides"},
        {"factor": "replaceable", "outcome": "not-reached"}],
      "conditions": [{"condition": "security", "outcome": "pass", "note": "N"}, {"condition": "cost", "outcome": "fail"}]
      """)
    guard case .assessed(let factors, let conditions) = try last([JSONEvent.submitted("2026-01-05")], event) else {
      Issue.record("not an assessment")
      return
    }
    #expect(factors.map(\.outcome) == [.continues, .decides, .notReached])
    #expect(factors[0].note?.versions.first?.text == "N")
    #expect(conditions.map(\.condition) == ["security", "cost"])
    #expect(conditions.map(\.outcome) == [.pass, .fail])
  }

  @Test func readsDecisions() throws {
    let until = try day("2026-12-31")
    #expect(try last(Self.toAssessment, JSONEvent.approved("2026-01-12")) == .approved(until: nil))
    #expect(
      try last(Self.toAssessment, JSONEvent.approved("2026-01-12", until: "2026-12-31")) == .approved(until: until))
    #expect(
      try last(Self.toAssessment, JSONEvent.migration("2026-01-12", months: 6)) == .approvedForMigration(months: 6))
    #expect(try last(Self.toAssessment, JSONEvent.withdrawn("2026-01-12")) == .withdrawn)
    guard case .denied(let denial) = try last(Self.toAssessment, JSONEvent.denied("2026-01-12", incident: true)) else {
      Issue.record("not a denial")
      return
    }
    #expect(denial.incident?.versions.first?.text == "I")
    #expect(denial.conditions == [])
  }

  @Test func readsWhatFollowsAnApproval() throws {
    let history = JSONEvent.deployedHistory()
    let approved = Array(history.dropLast())
    #expect(try last(approved, JSONEvent.deployed("2026-02-01", devices: 9)) == .deployed(devices: 9))
    #expect(
      try last(history, JSONEvent.extended("2026-02-02", until: "2026-02-02"))
        == .extended(until: try day("2026-02-02")))
    #expect(try last(history, JSONEvent.reviewed("2026-02-02")) == .reviewed(conditions: []))
    guard
      case .alternativeOffered(let offer) = try last(
        history, JSONEvent.offered("2026-02-02", supportChangesOn: "2026-08-01"))
    else {
      Issue.record("not an offer")
      return
    }
    #expect(offer.supportChangesOn == (try day("2026-08-01")))
    guard case .removed(let consent) = try last(history, JSONEvent.removed("2026-02-02")) else {
      Issue.record("not a removal")
      return
    }
    #expect(consent.versions.first?.text == "C")
  }

  @Test func readsARevocationAndItsNotices() throws {
    guard case .revoked(let decision) = try last(JSONEvent.deployedHistory(), JSONEvent.revoked("2026-03-02")) else {
      Issue.record("not a revocation")
      return
    }
    #expect(decision.conditions == ["security"])
    #expect(decision.actions.count == 1)
    #expect(decision.expedited == nil)
    let history = JSONEvent.revokedHistory(deadline: "2026-04-20")
    #expect(try last(history, JSONEvent.sent("second", "2026-04-01")) == .noticeSent(.second))
    guard case .deadlineMoved(let deadline, _) = try last(history, JSONEvent.moved("2026-04-01", to: "2026-05-01"))
    else {
      Issue.record("not a moved deadline")
      return
    }
    #expect(deadline == (try day("2026-05-01")))
  }

  @Test func readsAnAppealAndItsDecision() throws {
    let history = JSONEvent.revokedHistory() + [JSONEvent.appealed("2026-03-05")]
    guard case .appealed(let appeal) = try makeRecord(history).events[5].kind,
      case .appealDecided(let decision) = try last(history, JSONEvent.restored("2026-03-09", until: "2026-12-31"))
    else {
      Issue.record("not an appeal")
      return
    }
    #expect(appeal.grounds == .software)
    #expect(decision.outcome == .approvalRestored)
    #expect(decision.until == (try day("2026-12-31")))
  }

  // MARK: What is wrong

  @Test func rejectsAnUnknownKindOnceWithASuggestion() throws {
    let events = Self.toAssessment + [#"{"date": "2026-01-12", "kind": §"aproved", "until": "2026-12-31"}"#]
    let messages = try expectEventProblems(events + [JSONEvent.deployed("2026-02-01")], ["unknown-kind"])
    #expect(messages[0].contains("did you mean \"approved\"?"))
  }

  @Test func rejectsKeysOfAnotherKindNamingTheKind() throws {
    let event = JSONEvent.make("approved", "2026-01-12", "§\"months\": 6")
    let messages = try expectEventProblems(Self.toAssessment + [event], ["unknown-key"])
    #expect(messages[0].contains("an event of kind \"approved\""))
  }

  @Test func demandsDateAndKind() throws {
    try expectEventProblems(["§{\"kind\": \"submitted\"}"], ["missing-key"])
    try expectEventProblems(["§{\"date\": \"2026-01-05\"}"], ["missing-key"])
    try expectEventProblems(["§7"], ["wrong-type"])
  }

  @Test(arguments: [
    ("assessed", ""), ("approved-for-migration", ""), ("denied", ""), ("extended", ""), ("reviewed", ""),
    ("alternative-offered", ""), ("notice-sent", ""), ("deadline-moved", "\"deadline\": \"2026-06-01\""),
    ("deadline-moved", "\"reason\": \"R\""), ("appealed", "\"grounds\": \"other\""),
    ("appealed", "\"information\": \"I\""), ("appeal-decided", ""), ("removed", ""),
    ("revoked", "\"reason\": \"R\", \"actions\": [\"A\"], \"appeal\": \"P\""),
    ("revoked", "\"conditions\": [\"cost\"], \"actions\": [\"A\"], \"appeal\": \"P\""),
    ("revoked", "\"conditions\": [\"cost\"], \"reason\": \"R\", \"appeal\": \"P\""),
    ("revoked", "\"conditions\": [\"cost\"], \"reason\": \"R\", \"actions\": [\"A\"]"),
  ])
  func demandsTheFieldsOfAKind(kind: String, fields: String) throws {
    let event = "§" + JSONEvent.make(kind, "2026-05-12", fields)
    try expectEventProblems(history(before: kind) + [event], ["missing-key"])
  }

  /// A history after which an event of a kind is legal.
  private func history(before kind: String) -> [String] {
    switch kind {
    case "assessed", "approved-for-migration", "denied": Self.toAssessment
    case "notice-sent", "deadline-moved", "appealed": JSONEvent.revokedHistory()
    case "appeal-decided": JSONEvent.revokedHistory() + [JSONEvent.appealed("2026-03-05")]
    default: JSONEvent.deployedHistory()
    }
  }

  @Test(arguments: [
    "\"conditions\": §[], \"reason\": \"R\", \"actions\": [\"A\"], \"appeal\": \"P\"",
    "\"conditions\": [\"cost\"], \"reason\": \"R\", \"actions\": §[], \"appeal\": \"P\"",
  ])
  func demandsAConditionAndAnActionOfARevocation(fields: String) throws {
    try expectEventProblems(
      JSONEvent.deployedHistory() + [JSONEvent.make("revoked", "2026-03-02", fields)], ["invalid-value"])
  }

  @Test(arguments: ["\"expedited\": \"E\"", "\"deadline\": \"2026-04-01\""])
  func demandsBothOrNeitherOfExpeditedAndDeadline(field: String) throws {
    let fields = "\"conditions\": [\"cost\"], \"reason\": \"R\", \"actions\": [\"A\"], \"appeal\": \"P\", " + field
    try expectEventProblems(
      JSONEvent.deployedHistory() + ["§" + JSONEvent.make("revoked", "2026-03-02", fields)], ["missing-key"])
  }

  @Test(arguments: ["first", "fourth", ""])
  func rejectsANoticeThatCannotBeSent(notice: String) throws {
    let event = JSONEvent.make("notice-sent", "2026-04-01", "\"notice\": §\"\(notice)\"")
    try expectEventProblems(JSONEvent.revokedHistory() + [event], ["invalid-value"])
  }

  @Test func rejectsUnknownGroundsAndOutcomes() throws {
    let appeal = JSONEvent.make("appealed", "2026-03-05", "\"grounds\": §\"hardware\", \"information\": \"I\"")
    let decision = JSONEvent.make("appeal-decided", "2026-03-09", "\"outcome\": §\"approval-restore\"")
    try expectEventProblems(JSONEvent.revokedHistory() + [appeal, decision], ["invalid-value", "invalid-value"])
  }

  @Test(arguments: ["§2", "§13"])
  func rejectsMonthsOutsideTheWindow(months: String) throws {
    let event = JSONEvent.make("approved-for-migration", "2026-01-12", "\"months\": \(months)")
    try expectEventProblems(Self.toAssessment + [event], ["migration-window"])
  }

  @Test(arguments: [3, 12])
  func acceptsMonthsOfTheWindow(months: Int) throws {
    #expect(
      try decode(recordText(Self.toAssessment + [JSONEvent.migration("2026-01-12", months: months)])).diagnostics == [])
  }

  @Test func rejectsAnExtensionThatEndsBeforeItIsMade() throws {
    let event = JSONEvent.make("extended", "2026-02-02", "\"until\": §\"2026-02-01\"")
    try expectEventProblems(JSONEvent.deployedHistory() + [event], ["day-before-event"])
  }

  @Test func acceptsAnExtensionToAnEarlierLastDay() throws {
    let events =
      JSONEvent.deployedHistory(until: "2026-12-31") + [JSONEvent.extended("2026-02-02", until: "2026-03-01")]
    #expect(try decode(recordText(events)).diagnostics == [])
  }

  @Test func rejectsADeadlineBeforeItsEvent() throws {
    let revoked = JSONEvent.revoked("2026-03-02", deadline: "2026-03-01").replacing(
      "\"2026-03-01\"", with: "§\"2026-03-01\"")
    let moved = JSONEvent.moved("2026-03-05", to: "2026-03-04").replacing("\"2026-03-04\"", with: "§\"2026-03-04\"")
    try expectEventProblems(JSONEvent.deployedHistory() + [revoked, moved], ["day-before-event", "day-before-event"])
  }

  @Test func acceptsADeadlineOnTheDayOfItsEvent() throws {
    let events = JSONEvent.revokedHistory(deadline: "2026-03-02") + [JSONEvent.moved("2026-03-05", to: "2026-03-05")]
    #expect(try decode(recordText(events)).diagnostics == [])
  }

  @Test func warnsOfALastDayBeforeTheApproval() throws {
    let event = JSONEvent.approved("2026-01-12", until: "2026-01-11").replacing(
      "\"2026-01-11\"", with: "§\"2026-01-11\"")
    try expectEventProblems(Self.toAssessment + [event], ["last-day-in-the-past"])
  }

  @Test func warnsOfALastDayThatADecisionDoesNotSet() throws {
    let decision = JSONEvent.make(
      "appeal-decided", "2026-03-09", "\"outcome\": \"decision-confirmed\", \"until\": §\"2026-12-31\"")
    let events = JSONEvent.revokedHistory() + [JSONEvent.appealed("2026-03-05"), decision]
    try expectEventProblems(events, ["until-without-restoration"])
  }
}
