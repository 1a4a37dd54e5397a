import Exceptions
import PortalBase
import Testing

/// Contract, section 3: what comes next.
@Suite struct NextTests {
  private func expect(
    _ events: [String], asOf: String, _ expected: String?, policy: Policy? = nil,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let next = try derive(events, asOf: asOf, policy: policy).next.map { "\($0.day) \($0.kind.rawValue)" }
    #expect(next == expected, sourceLocation: sourceLocation)
  }

  private func milestones(_ events: [String], asOf: String) throws -> [String] {
    try derive(events, asOf: asOf).milestones.map { "\($0.day) \($0.kind.rawValue)" }
  }

  @Test func isNothingForARequest() throws {
    try expect([JSONEvent.submitted("2026-01-05")], asOf: "2026-01-05", nil)
    try expect(JSONEvent.deployedHistory(), asOf: "2026-02-01", nil)
  }

  @Test func goesThroughTheNoticesToTheDeadline() throws {
    let events = JSONEvent.revokedHistory()
    try expect(events, asOf: "2026-03-02", "2026-04-01 second-notice")
    try expect(events, asOf: "2026-04-01", "2026-04-01 second-notice")
    try expect(events, asOf: "2026-04-02", "2026-05-01 third-notice")
    try expect(events, asOf: "2026-05-02", "2026-05-24 final-notice")
    try expect(events, asOf: "2026-05-25", "2026-05-31 deadline")
    try expect(events, asOf: "2026-05-31", "2026-05-31 deadline")
    try expect(events, asOf: "2026-06-01", nil)
  }

  @Test func skipsNoticesThatAreSent() throws {
    let events = JSONEvent.revokedHistory() + [JSONEvent.sent("second", "2026-03-30")]
    try expect(events, asOf: "2026-03-29", "2026-04-01 second-notice")
    try expect(events, asOf: "2026-03-30", "2026-05-01 third-notice")
  }

  @Test func knowsAllMilestonesOfARevocation() throws {
    #expect(
      try milestones(JSONEvent.revokedHistory(), asOf: "2026-04-01")
        == ["2026-04-01 second-notice", "2026-05-01 third-notice", "2026-05-24 final-notice", "2026-05-31 deadline"])
  }

  @Test func hasNothingToComeAfterTheEnd() throws {
    try expect(JSONEvent.revokedHistory() + [JSONEvent.removed("2026-03-05")], asOf: "2026-03-05", nil)
    let restored = JSONEvent.revokedHistory() + [JSONEvent.appealed("2026-03-05"), JSONEvent.restored("2026-03-09")]
    try expect(restored, asOf: "2026-03-08", "2026-04-01 second-notice")
    try expect(restored, asOf: "2026-03-09", nil)
  }

  @Test func namesTheLastDayAsExpiry() throws {
    let events = JSONEvent.deployedHistory(until: "2026-06-30")
    try expect(events, asOf: "2026-01-12", "2026-06-30 expiry")
    try expect(events, asOf: "2026-06-30", "2026-06-30 expiry")
    try expect(events, asOf: "2026-07-01", nil)
    let migration = [
      JSONEvent.submitted("2026-01-05"), JSONEvent.assessed("2026-01-09"), JSONEvent.migration("2026-01-12", months: 3),
    ]
    try expect(migration, asOf: "2026-02-12", "2026-04-12 expiry")
  }

  @Test func leavesOutTheExpiryOfARevokedException() throws {
    let events = JSONEvent.deployedHistory(until: "2026-03-20") + [JSONEvent.revoked("2026-03-02")]
    try expect(events, asOf: "2026-03-02", "2026-04-01 second-notice")
    #expect(try !milestones(events, asOf: "2026-03-02").contains { $0.hasSuffix("expiry") })
  }

  @Test func namesTheChangeOfSupport() throws {
    let events =
      JSONEvent.deployedHistory(until: "2026-06-30") + [JSONEvent.offered("2026-03-01", supportChangesOn: "2026-08-01")]
    try expect(events, asOf: "2026-02-28", "2026-06-30 expiry")
    #expect(try milestones(events, asOf: "2026-03-01") == ["2026-06-30 expiry", "2026-08-01 support-change"])
    try expect(events, asOf: "2026-07-01", "2026-08-01 support-change")
    try expect(events, asOf: "2026-08-01", "2026-08-01 support-change")
    try expect(events, asOf: "2026-08-02", nil)
  }

  @Test func takesTheDayOfTheLatestOfferThatNamesOne() throws {
    let offers =
      JSONEvent.deployedHistory() + [
        JSONEvent.offered("2026-03-01", supportChangesOn: "2026-08-01"),
        JSONEvent.offered("2026-03-05", supportChangesOn: "2026-09-01"), JSONEvent.offered("2026-03-09"),
      ]
    try expect(offers, asOf: "2026-03-04", "2026-08-01 support-change")
    try expect(offers, asOf: "2026-03-09", "2026-09-01 support-change")
    #expect(try derive(offers, asOf: "2026-03-09").latestOffer == 7)
  }

  @Test func leavesOutTheChangeOfSupportOfWhatIsRevokedOrRemoved() throws {
    let offered = JSONEvent.deployedHistory() + [JSONEvent.offered("2026-02-10", supportChangesOn: "2026-03-20")]
    #expect(
      try !milestones(offered + [JSONEvent.revoked("2026-03-02")], asOf: "2026-03-02").contains {
        $0.hasSuffix("change")
      })
    try expect(offered + [JSONEvent.removed("2026-03-02")], asOf: "2026-03-02", nil)
  }

  @Test func ordersTheKindsOfOneDay() throws {
    let events =
      JSONEvent.deployedHistory(until: "2026-06-30") + [JSONEvent.offered("2026-03-01", supportChangesOn: "2026-06-30")]
    #expect(try milestones(events, asOf: "2026-03-01") == ["2026-06-30 expiry", "2026-06-30 support-change"])
    let moved =
      JSONEvent.revokedHistory() + [
        JSONEvent.sent("second", "2026-03-30"), JSONEvent.moved("2026-05-10", to: "2026-05-10"),
      ]
    #expect(try milestones(moved, asOf: "2026-05-10") == ["2026-05-10 final-notice", "2026-05-10 deadline"])
    #expect(Milestone.Kind.allCases.map(\.order) == Array(0...5))
  }

  @Test func ignoresEventsToCome() throws {
    let events =
      JSONEvent.deployedHistory(until: "2026-06-30") + [JSONEvent.extended("2026-03-01", until: "2026-12-31")]
    try expect(events, asOf: "2026-02-28", "2026-06-30 expiry")
    try expect(events, asOf: "2026-03-01", "2026-12-31 expiry")
  }
}
