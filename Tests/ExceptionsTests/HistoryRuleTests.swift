import Exceptions
import PortalBase
import Testing

/// Contract, section 2: the rules for factors, conditions, extensions and the order of notices.
@Suite struct HistoryRuleTests {
  private func assessment(_ fields: String, on date: String = "2026-01-09") -> [String] {
    [JSONEvent.submitted("2026-01-05"), JSONEvent.make("assessed", date, fields)]
  }

  private func factors(_ outcomes: String...) -> String {
    let keys = ["baseline", "needed", "replaceable"]
    let items = zip(keys, outcomes).filter { !$1.isEmpty }.map { key, outcome in
      let mark = outcome.hasPrefix("§") ? "§" : ""
      return "\(mark){\"factor\": \"\(key)\", \"outcome\": \"\(outcome.replacing("§", with: ""))\"}"
    }
    return "\"factors\": [\(items.joined(separator: ", "))]"
  }

  // MARK: Factors

  @Test(arguments: [
    [], ["continues"], ["decides"], ["continues", "decides"], ["continues", "continues", "decides"],
    ["decides", "not-reached", "not-reached"], ["decides", "", "not-reached"], ["continues", "decides", "not-reached"],
    ["", "decides"], ["continues", "continues", "continues"],
  ])
  func acceptsFactorsUpToTheDecidingOne(outcomes: [String]) throws {
    let fields = factors(
      outcomes.first ?? "", outcomes.count > 1 ? outcomes[1] : "", outcomes.count > 2 ? outcomes[2] : "")
    #expect(try decode(recordText(assessment(fields))).diagnostics == [])
  }

  @Test(arguments: [
    ["decides", "§decides", ""], ["decides", "§continues", ""], ["§not-reached", "", ""],
    ["continues", "§not-reached", ""], ["decides", "not-reached", "§continues"], ["decides", "", "§decides"],
  ])
  func rejectsFactorsBeyondTheDecidingOne(outcomes: [String]) throws {
    try expectEventProblems(assessment(factors(outcomes[0], outcomes[1], outcomes[2])), ["factor-outcome"])
  }

  @Test func judgesFactorsInTheOrderOfThePolicy() throws {
    let fields =
      #""factors": [§{"factor": "needed", "outcome": "decides"}, {"factor": "baseline", "outcome": "decides"}]"#
    try expectEventProblems(assessment(fields), ["factor-outcome"])
  }

  @Test func rejectsUnknownFactorsAndOutcomes() throws {
    let fields =
      #""factors": [{"factor": §"basline", "outcome": "continues"}, {"factor": "needed", "outcome": §"decide"}]"#
    let messages = try expectEventProblems(assessment(fields), ["unknown-factor", "invalid-value"])
    #expect(messages[0].contains("did you mean \"baseline\"?"))
    #expect(messages[1].contains("did you mean \"decides\"?"))
  }

  @Test func rejectsAFactorOrConditionThatStandsTwice() throws {
    let fields = """
      "factors": [{"factor": "baseline", "outcome": "continues"}, §{"factor": "baseline", "outcome": "decides"}],
      "conditions": [{"condition": "cost", "outcome": "pass"}, §{"condition": "cost", "outcome": "fail"}]
      """
    try expectEventProblems(assessment(fields), ["repeated-entry", "repeated-entry"])
  }

  @Test func rejectsUnknownKeysInAFactor() throws {
    let fields = #""factors": [{"factor": "baseline", "outcome": "continues", §"notes": "N"}]"#
    try expectEventProblems(assessment(fields), ["unknown-key"])
  }

  // MARK: Conditions

  @Test(arguments: [("later", "2026-03-31"), ("bygone", "2026-01-15")])
  func demandsThatAConditionIsInEffect(condition: String, date: String) throws {
    let result = #"{"condition": §"\#(condition)", "outcome": "pass"}"#
    let code = ["condition-not-in-effect"]
    try expectEventProblems(assessment("\"factors\": [], \"conditions\": [\(result)]", on: date), code)
    let keys = "\"conditions\": [§\"\(condition)\"], \"reason\": \"R\""
    let assessed = [JSONEvent.submitted("2026-01-05"), JSONEvent.assessed("2026-01-09")]
    try expectEventProblems(assessed + [JSONEvent.make("denied", date, keys)], code)
    let deployed = assessed + [JSONEvent.approved("2026-01-10"), JSONEvent.deployed("2026-01-11")]
    let revocation = JSONEvent.make("revoked", date, keys + ", \"actions\": [\"A\"], \"appeal\": \"P\"")
    try expectEventProblems(deployed + [revocation], code)
  }

  @Test(arguments: [("later", "2026-04-01"), ("bygone", "2026-01-14")])
  func acceptsAConditionInEffect(condition: String, date: String) throws {
    let result = #"{"condition": "\#(condition)", "outcome": "pass"}"#
    let events = assessment("\"factors\": [], \"conditions\": [\(result)]", on: date)
    #expect(try decode(recordText(events)).diagnostics == [])
  }

  @Test func demandsThatAReviewedConditionIsAnnounced() throws {
    let history = [
      JSONEvent.submitted("2026-01-05"), JSONEvent.assessed("2026-01-09"), JSONEvent.approved("2026-01-10"),
    ]
    func review(_ date: String, _ condition: String) -> String {
      JSONEvent.make("reviewed", date, "\"conditions\": [{\"condition\": \(condition), \"outcome\": \"fail\"}]")
    }
    try expectEventProblems(history + [review("2026-01-31", "§\"later\"")], ["condition-not-announced"])
    #expect(try decode(recordText(history + [review("2026-02-01", "\"later\"")])).diagnostics == [])
  }

  @Test func warnsOfAnApprovalOverAFailedCondition() throws {
    let failed = #""factors": [], "conditions": [{"condition": "cost", "outcome": "fail"}]"#
    let messages = try expectEventProblems(
      assessment(failed) + ["§" + JSONEvent.approved("2026-01-12")], ["approved-over-failed-condition"])
    #expect(messages[0].contains("\"cost\""))
    try expectEventProblems(
      assessment(failed) + ["§" + JSONEvent.migration("2026-01-12", months: 6)], ["approved-over-failed-condition"])
    #expect(try decode(recordText(assessment(failed) + [JSONEvent.approved("2026-01-12")])).records.count == 1)
  }

  @Test func takesTheLatestJudgementOfACondition() throws {
    let failed = #""factors": [], "conditions": [{"condition": "cost", "outcome": "fail"}]"#
    let passed = JSONEvent.make("assessed", "2026-01-10", failed.replacing("fail", with: "pass"))
    let events = assessment(failed) + [passed, JSONEvent.approved("2026-01-12")]
    #expect(try decode(recordText(events)).diagnostics == [])
  }

  // MARK: Migrations

  @Test func warnsOfAMigrationBeyondTheMaximum() throws {
    let history = [
      JSONEvent.submitted("2026-01-05"), JSONEvent.assessed("2026-01-09"), JSONEvent.migration("2026-01-31", months: 3),
    ]
    let tooFar = JSONEvent.make("extended", "2026-04-01", "\"until\": §\"2027-02-01\"")
    try expectEventProblems(history + [tooFar], ["migration-too-long"])
    let longest = JSONEvent.extended("2026-04-01", until: "2027-01-31")
    #expect(try decode(recordText(history + [longest])).diagnostics == [])
  }

  @Test func warnsOfNoOtherExtension() throws {
    let events = JSONEvent.deployedHistory() + [JSONEvent.extended("2026-04-01", until: "2199-12-31")]
    #expect(try decode(recordText(events)).diagnostics == [])
  }

  // MARK: The order of notices

  @Test(arguments: [
    ["second"], ["third"], ["final"], ["second", "third", "final"], ["second", "final"], ["third", "final"],
    ["second", "final", "+", "final"], ["final", "-", "+", "final"], ["final", "+", "final", "+", "final"],
    ["final", "+", "-", "final"],
  ])
  func acceptsNoticesInTheOrderOfTheSchedule(steps: [String]) throws {
    #expect(try decode(recordText(JSONEvent.revokedHistory() + sendings(steps))).diagnostics == [])
  }

  @Test(arguments: [
    ["second", "§second"], ["third", "§second"], ["final", "§third"], ["final", "§final"], ["final", "-", "§final"],
    ["final", "+", "final", "§final"], ["final", "+", "§second"], ["final", "=", "§final"],
    ["second", "+", "§second"], ["+", "final", "§final"], ["third", "§second", "§third", "final"],
  ])
  func rejectsNoticesInAnotherOrder(steps: [String]) throws {
    try expectEventProblems(
      JSONEvent.revokedHistory() + sendings(steps), steps.filter { $0.hasPrefix("§") }.map { _ in "notice-order" })
  }

  /// Notices, a week apart; `+` and `-` move the deadline by ten days, `=` to the same day.
  private func sendings(_ steps: [String]) -> [String] {
    var deadline = Day("2026-05-31") ?? Day(number: 0)
    var date = Day("2026-03-02") ?? Day(number: 0)
    return steps.map { step in
      date = date.adding(days: 7)
      let notice = step.replacing("§", with: "")
      if ["second", "third", "final"].contains(notice) {
        return (step == notice ? "" : "§") + JSONEvent.sent(notice, date.description)
      }
      deadline = deadline.adding(days: notice == "+" ? 10 : notice == "-" ? -10 : 0)
      return JSONEvent.moved(date.description, to: deadline.description)
    }
  }

  @Test func beginsAnewWithEveryRevocation() throws {
    let events =
      JSONEvent.revokedHistory() + [
        JSONEvent.sent("second", "2026-04-01"), JSONEvent.appealed("2026-04-02"), JSONEvent.restored("2026-04-03"),
        JSONEvent.revoked("2026-05-01"), JSONEvent.sent("second", "2026-06-01"),
      ]
    #expect(try decode(recordText(events)).diagnostics == [])
  }

  @Test func namesBothSendings() throws {
    let events =
      JSONEvent.revokedHistory() + [
        JSONEvent.sent("third", "2026-04-01"), "§" + JSONEvent.sent("second", "2026-04-02"),
      ]
    let message = try expectEventProblems(events, ["notice-order"])[0]
    #expect(message.contains("2026-04-01"))
    #expect(message.contains("2026-04-02"))
  }
}
