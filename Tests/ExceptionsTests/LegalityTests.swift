import Exceptions
import PortalBase
import Testing

/// Contract, section 2: which event is legal in which state.
@Suite struct LegalityTests {
  /// A history that ends in each state, every event on another day, and the kinds that are legal next (besides none).
  static let states: KeyValuePairs<String, (history: [String], legal: Set<String>)> = {
    let requested = [JSONEvent.submitted("2026-01-05")]
    let assessed = requested + [JSONEvent.assessed("2026-01-09")]
    let approved = assessed + [JSONEvent.approved("2026-01-12")]
    let migration = assessed + [JSONEvent.migration("2026-01-12", months: 6)]
    let denied = assessed + [JSONEvent.denied("2026-01-12")]
    let deployed = approved + [JSONEvent.deployed("2026-02-01")]
    let revoked = deployed + [JSONEvent.revoked("2026-03-02")]
    let appealed = [JSONEvent.appealed("2026-03-05")]
    let approvedKinds: Set = [
      "denied+incident", "withdrawn", "deployed", "extended", "reviewed", "alternative-offered",
    ]
    let deployedKinds: Set = ["extended", "reviewed", "alternative-offered", "revoked", "removed"]
    return [
      "nothing": ([], ["submitted"]),
      "requested": (requested, ["assessed", "withdrawn"]),
      "in-assessment": (
        assessed, ["assessed", "approved", "approved-for-migration", "denied", "denied+incident", "withdrawn"]
      ),
      "approved": (approved, approvedKinds),
      "approved-for-migration": (migration, approvedKinds),
      "denied": (denied, ["appealed"]),
      "withdrawn": (assessed + [JSONEvent.withdrawn("2026-01-12")], []),
      "deployed": (deployed, deployedKinds),
      "expired": (
        JSONEvent.deployedHistory(until: "2026-02-10"), deployedKinds
      ),
      "revoked": (revoked, ["notice-sent", "deadline-moved", "appealed", "removed"]),
      "removed without revocation": (deployed + [JSONEvent.removed("2026-03-02")], []),
      "removed after revocation": (revoked + [JSONEvent.removed("2026-03-05")], ["appealed"]),
      "denied, appeal open": (denied + appealed, ["appeal-decided"]),
      "revoked, appeal open": (
        revoked + appealed, ["notice-sent", "deadline-moved", "removed", "appeal-decided"]
      ),
      "removed, appeal open": (revoked + [JSONEvent.removed("2026-03-05")] + appealed, ["appeal-decided"]),
      "removed with an appeal open": (revoked + appealed + [JSONEvent.removed("2026-03-06")], ["appeal-decided"]),
      "denied, appeal confirmed": (denied + appealed + [JSONEvent.confirmed("2026-03-06")], ["appealed"]),
      "revoked, appeal confirmed": (
        revoked + appealed + [JSONEvent.confirmed("2026-03-06")],
        ["notice-sent", "deadline-moved", "appealed", "removed"]
      ),
      "restored from revoked": (revoked + appealed + [JSONEvent.restored("2026-03-06")], deployedKinds),
      "restored from denied": (denied + appealed + [JSONEvent.restored("2026-03-06")], approvedKinds),
      "restored from removed": (
        revoked + [JSONEvent.removed("2026-03-05")] + appealed + [JSONEvent.restored("2026-03-06")], approvedKinds
      ),
      "removed again after a restoration": (
        revoked + appealed + [JSONEvent.restored("2026-03-06"), JSONEvent.removed("2026-03-07")], ["appealed"]
      ),
      "past the deadline": (
        revoked + [JSONEvent.sent("second", "2026-08-01")], ["notice-sent", "deadline-moved", "appealed", "removed"]
      ),
    ]
  }()

  static let events: KeyValuePairs<String, String> = [
    "submitted": JSONEvent.submitted("2026-09-01"),
    "assessed": JSONEvent.assessed("2026-09-01"),
    "approved": JSONEvent.approved("2026-09-01"),
    "approved-for-migration": JSONEvent.migration("2026-09-01", months: 6),
    "denied": JSONEvent.denied("2026-09-01"),
    "denied+incident": JSONEvent.denied("2026-09-01", incident: true),
    "withdrawn": JSONEvent.withdrawn("2026-09-01"),
    "deployed": JSONEvent.deployed("2026-09-01"),
    "extended": JSONEvent.extended("2026-09-01", until: "2026-12-01"),
    "reviewed": JSONEvent.reviewed("2026-09-01"),
    "alternative-offered": JSONEvent.offered("2026-09-01"),
    "revoked": JSONEvent.revoked("2026-09-01"),
    "notice-sent": JSONEvent.sent("final", "2026-09-01"),
    "deadline-moved": JSONEvent.moved("2026-09-01", to: "2026-12-01"),
    "appealed": JSONEvent.appealed("2026-09-01"),
    "appeal-decided": JSONEvent.confirmed("2026-09-01"),
    "removed": JSONEvent.removed("2026-09-01"),
  ]

  @Test(arguments: states.map(\.key))
  func allowsExactlyTheLegalEvents(state: String) throws {
    let (history, legal) = try #require(Self.states.first { $0.key == state }?.value)
    #expect(legal.isSubset(of: Set(Self.events.map(\.key))))
    if !history.isEmpty { #expect(try decode(recordText(history)).diagnostics == [], "\(state)") }
    for (kind, event) in Self.events {
      let diagnostics = try decode(recordText(history + [event])).diagnostics
      let codes = diagnostics.map(\.code.name)
      #expect(codes == (legal.contains(kind) ? [] : ["illegal-event"]), "\(kind) after \(state): \(diagnostics)")
      #expect(diagnostics.allSatisfy { $0.location == .init(line: 4 + history.count, column: 1) })
    }
  }

  @Test func namesBothEventsAndTheirDays() throws {
    let message = try expectEventProblems(
      [JSONEvent.submitted("2026-01-05"), "§" + JSONEvent.deployed("2026-02-01")], ["illegal-event"])[0]
    for part in ["\"deployed\" on 2026-02-01", "\"submitted\" on 2026-01-05", "\"approved\"", "\"requested\""] {
      #expect(message.contains(part), "\(message)")
    }
  }

  @Test func namesTheOpenAppeal() throws {
    let events =
      JSONEvent.revokedHistory() + [JSONEvent.appealed("2026-03-05"), "§" + JSONEvent.appealed("2026-03-07")]
    #expect(try expectEventProblems(events, ["illegal-event"])[0].contains("\"appealed\" on 2026-03-05"))
  }

  @Test func hintsAtTheIncidentThatADenialOfAnApprovalNeeds() throws {
    let events = Array(JSONEvent.deployedHistory().dropLast()) + ["§" + JSONEvent.denied("2026-01-20")]
    #expect(try expectEventProblems(events, ["illegal-event"])[0].contains("\"incident\""))
  }

  @Test func demandsTheOrderOfDaysAtTheLaterEvent() throws {
    let events = [
      JSONEvent.submitted("2026-01-05"), "§" + JSONEvent.assessed("2026-01-04"), JSONEvent.approved("2026-01-12"),
    ]
    let message = try expectEventProblems(events, ["event-order"])[0]
    #expect(message.contains("2026-01-04"))
    #expect(message.contains("\"submitted\" on 2026-01-05"))
  }

  @Test func allowsSeveralEventsOnOneDay() throws {
    let events = [
      JSONEvent.submitted("2026-01-05"), JSONEvent.assessed("2026-01-05"), JSONEvent.approved("2026-01-05"),
      JSONEvent.deployed("2026-01-05"), JSONEvent.revoked("2026-01-05"), JSONEvent.removed("2026-01-05"),
    ]
    #expect(try decode(recordText(events)).diagnostics == [])
  }

  // MARK: One mistake, one report

  @Test func reportsAMissingEventOnce() throws {
    let events = [
      JSONEvent.submitted("2026-01-05"), JSONEvent.assessed("2026-01-09"), "§" + JSONEvent.deployed("2026-02-01"),
      JSONEvent.revoked("2026-03-02"), JSONEvent.sent("second", "2026-04-01"), JSONEvent.removed("2026-04-09"),
    ]
    try expectEventProblems(events, ["illegal-event"])
  }

  @Test func reportsASuperfluousEventOnce() throws {
    let events =
      JSONEvent.deployedHistory() + ["§" + JSONEvent.approved("2026-02-20"), JSONEvent.revoked("2026-03-02")]
    try expectEventProblems(events, ["illegal-event"])
  }

  @Test func reportsAMissingSubmissionOnce() throws {
    var events = Array(JSONEvent.revokedHistory().dropFirst())
    events[0] = "§" + events[0]
    #expect(try expectEventProblems(events, ["illegal-event"])[0].contains("first"))
  }

  @Test func goesOnAfterAnEventThatCouldNotBeRead() throws {
    let events = [
      JSONEvent.submitted("2026-01-05"), JSONEvent.assessed("2026-01-09"),
      "§" + JSONEvent.make("approved-for-migration", "2026-01-12"), JSONEvent.deployed("2026-02-01"),
      #"{"date": §"2026-03-32", "kind": "revoked", "conditions": [§"secure"], "reason": "R", "actions": ["A"], "appeal": "P"}"#,
      JSONEvent.sent("second", "2026-04-01"), "§" + JSONEvent.assessed("2026-04-02"),
    ]
    try expectEventProblems(events, ["missing-key", "invalid-day", "unknown-condition", "illegal-event"])
  }

  @Test func reportsEachOfTwoMistakes() throws {
    let events = [
      JSONEvent.submitted("2026-01-05"), "§" + JSONEvent.approved("2026-01-09"), JSONEvent.deployed("2026-01-12"),
      "§" + JSONEvent.withdrawn("2026-01-13"), JSONEvent.revoked("2026-03-02"),
    ]
    try expectEventProblems(events, ["illegal-event", "illegal-event"])
  }
}
