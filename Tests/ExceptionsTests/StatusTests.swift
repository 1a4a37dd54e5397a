import Exceptions
import PortalBase
import Testing

/// Contract, section 3: status, last day, deadline and `statusSince`.
@Suite struct StatusTests {
  /// Checks the status on days, each written `day status since`.
  private func expect(
    _ events: [String], _ lines: String..., policy: Policy? = nil,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    for line in lines {
      let parts = line.split(separator: " ").map(String.init)
      let derivation = try derive(events, asOf: parts[0], policy: policy)
      let found = "\(parts[0]) \(derivation.status.rawValue) \(derivation.statusSince)"
      #expect(found == line, sourceLocation: sourceLocation)
    }
  }

  @Test func isWithheldBeforeTheFirstEvent() throws {
    let record = try makeRecord(JSONEvent.deployedHistory())
    let policy = try makePolicy()
    #expect(record.isWithheld(asOf: try day("2026-01-04")))
    #expect(Derivation(record: record, policy: policy, asOf: try day("2026-01-04")) == nil)
    #expect(!record.isWithheld(asOf: try day("2026-01-05")))
    #expect(Derivation(record: record, policy: policy, asOf: try day("2026-01-05")) != nil)
  }

  @Test func followsTheEventsUpToTheDay() throws {
    try expect(
      JSONEvent.revokedHistory() + [JSONEvent.removed("2026-05-02")], "2026-01-05 requested 2026-01-05",
      "2026-01-08 requested 2026-01-05", "2026-01-09 in-assessment 2026-01-09", "2026-01-12 approved 2026-01-12",
      "2026-02-01 deployed 2026-02-01", "2026-03-01 deployed 2026-02-01", "2026-03-02 revoked 2026-03-02",
      "2026-05-01 revoked 2026-03-02", "2026-05-02 removed 2026-05-02", "2027-01-01 removed 2026-05-02")
  }

  @Test func keepsTheDayOfTheFirstOfSeveralAssessments() throws {
    let events = [
      JSONEvent.submitted("2026-01-05"), JSONEvent.assessed("2026-01-09"), JSONEvent.assessed("2026-01-11"),
    ]
    try expect(events, "2026-01-12 in-assessment 2026-01-09")
  }

  @Test func countsADayAsItEnds() throws {
    let events = [
      JSONEvent.submitted("2026-01-05"), JSONEvent.assessed("2026-01-05"), JSONEvent.approved("2026-01-05"),
      JSONEvent.deployed("2026-01-05"), JSONEvent.revoked("2026-02-01"), JSONEvent.appealed("2026-02-01"),
      JSONEvent.restored("2026-02-01"),
    ]
    try expect(events, "2026-01-05 deployed 2026-01-05", "2026-02-01 deployed 2026-01-05")
  }

  @Test(arguments: [("2026-01-31", "2026-04-30"), ("2026-01-15", "2026-04-15"), ("2025-11-30", "2026-02-28")])
  func endsAMigrationAfterItsMonths(approval: String, last: String) throws {
    let events = [
      JSONEvent.submitted("2025-11-01"), JSONEvent.assessed("2025-11-02"), JSONEvent.migration(approval, months: 3),
    ]
    let derivation = try derive(events, asOf: last)
    #expect(derivation.status == .approvedForMigration)
    #expect(derivation.until == (try day(last)))
    let after = try day(last).adding(days: 1)
    try expect(events, "\(after) expired \(after)")
  }

  @Test func expiresFromTheDayAfterTheLastDay() throws {
    try expect(
      JSONEvent.deployedHistory(until: "2026-06-30"), "2026-06-30 deployed 2026-02-01", "2026-07-01 expired 2026-07-01",
      "2027-01-01 expired 2026-07-01")
    try expect(
      Array(JSONEvent.deployedHistory(until: "2026-01-20").dropLast()), "2026-01-20 approved 2026-01-12",
      "2026-01-21 expired 2026-01-21")
  }

  @Test func neverExpiresWithoutALastDay() throws {
    try expect(JSONEvent.deployedHistory(), "2199-12-31 deployed 2026-02-01")
    #expect(try derive(JSONEvent.deployedHistory(), asOf: "2199-12-31").until == nil)
  }

  @Test func staysExpiredWhenDeployedLate() throws {
    let events = JSONEvent.deployedHistory(until: "2026-01-20")
    try expect(events, "2026-01-31 expired 2026-01-21", "2026-02-01 expired 2026-01-21")
  }

  @Test func isDeployedAgainAfterAnExtension() throws {
    let events =
      JSONEvent.deployedHistory(until: "2026-03-01") + [JSONEvent.extended("2026-03-10", until: "2026-04-01")]
    try expect(
      events, "2026-03-09 expired 2026-03-02", "2026-03-10 deployed 2026-03-10", "2026-04-01 deployed 2026-03-10",
      "2026-04-02 expired 2026-04-02")
  }

  @Test func isUnbrokenWhenExtendedInTime() throws {
    let events =
      JSONEvent.deployedHistory(until: "2026-03-01") + [JSONEvent.extended("2026-03-02", until: "2026-04-01")]
    try expect(
      events, "2026-03-01 deployed 2026-02-01", "2026-03-02 deployed 2026-02-01", "2026-04-02 expired 2026-04-02")
  }

  @Test func expiresSoonerByAnExtensionToAnEarlierDay() throws {
    let events =
      JSONEvent.deployedHistory(until: "2026-12-31") + [JSONEvent.extended("2026-03-01", until: "2026-03-01")]
    try expect(events, "2026-03-01 deployed 2026-02-01", "2026-03-02 expired 2026-03-02")
  }

  @Test func isRevokedAndNotExpiredPastTheLastDay() throws {
    let events = JSONEvent.deployedHistory(until: "2026-03-10") + [JSONEvent.revoked("2026-03-02")]
    try expect(events, "2026-03-15 revoked 2026-03-02", "2026-05-31 out-of-sla 2026-05-31")
    #expect(try derive(events, asOf: "2026-03-15").until == nil)
  }

  @Test func mayBeRevokedAfterExpiry() throws {
    let events = JSONEvent.deployedHistory(until: "2026-02-10") + [JSONEvent.revoked("2026-03-02")]
    try expect(events, "2026-03-01 expired 2026-02-11", "2026-03-02 revoked 2026-03-02")
  }

  // MARK: Deadlines

  @Test func losesServiceLevelsFromTheDeadlineOn() throws {
    try expect(
      JSONEvent.revokedHistory(), "2026-05-30 revoked 2026-03-02", "2026-05-31 out-of-sla 2026-05-31",
      "2027-05-31 out-of-sla 2026-05-31")
    let derivation = try derive(JSONEvent.revokedHistory(), asOf: "2026-03-02")
    #expect(derivation.deadline == (try day("2026-05-31")))
    #expect(derivation.lastDayToAct == (try day("2026-05-30")))
  }

  @Test func takesTheDaysFromThePolicy() throws {
    let policy = try makeShortPolicy()
    try expect(
      JSONEvent.revokedHistory(), "2026-04-15 revoked 2026-03-02", "2026-04-16 out-of-sla 2026-04-16", policy: policy)
  }

  @Test func takesTheDeadlineOfAnExpeditedRevocation() throws {
    try expect(
      JSONEvent.revokedHistory(deadline: "2026-03-20"), "2026-03-19 revoked 2026-03-02",
      "2026-03-20 out-of-sla 2026-03-20")
    try expect(JSONEvent.revokedHistory(deadline: "2026-03-02"), "2026-03-02 out-of-sla 2026-03-02")
  }

  @Test func isRevokedAgainWhenTheDeadlineMoves() throws {
    let events = JSONEvent.revokedHistory() + [JSONEvent.moved("2026-06-10", to: "2026-07-01")]
    try expect(
      events, "2026-06-09 out-of-sla 2026-05-31", "2026-06-10 revoked 2026-06-10", "2026-06-30 revoked 2026-06-10",
      "2026-07-01 out-of-sla 2026-07-01")
  }

  @Test func isUnbrokenWhenTheDeadlineMovesOnItsDay() throws {
    let events = JSONEvent.revokedHistory() + [JSONEvent.moved("2026-05-31", to: "2026-07-01")]
    try expect(events, "2026-05-31 revoked 2026-03-02")
  }

  @Test func losesServiceLevelsAtOnceWhenTheDeadlineMovesToTheSameDay() throws {
    let events = JSONEvent.revokedHistory() + [JSONEvent.moved("2026-03-20", to: "2026-03-20")]
    try expect(events, "2026-03-19 revoked 2026-03-02", "2026-03-20 out-of-sla 2026-03-20")
  }

  @Test func ignoresAMoveToCome() throws {
    let events = JSONEvent.revokedHistory() + [JSONEvent.moved("2026-06-10", to: "2026-07-01")]
    #expect(try derive(events, asOf: "2026-06-09").deadline == (try day("2026-05-31")))
    #expect(try derive(events, asOf: "2026-06-10").deadline == (try day("2026-07-01")))
  }

  @Test func tellsTheDeadlineOnlyWhileItMatters() throws {
    let restored = JSONEvent.revokedHistory() + [JSONEvent.appealed("2026-03-05"), JSONEvent.restored("2026-03-09")]
    #expect(try derive(restored, asOf: "2026-03-08").deadline != nil)
    #expect(try derive(restored, asOf: "2026-03-09").deadline == nil)
    let removed = JSONEvent.revokedHistory() + [JSONEvent.removed("2026-08-05")]
    #expect(try derive(removed, asOf: "2026-08-04").deadline != nil)
    #expect(try derive(removed, asOf: "2026-08-05").deadline == nil)
  }

  // MARK: Appeals

  @Test func doesNotStopTheClockForAnAppeal() throws {
    let events = JSONEvent.revokedHistory() + [JSONEvent.appealed("2026-05-20")]
    try expect(events, "2026-05-21 revoked 2026-03-02", "2026-05-31 out-of-sla 2026-05-31")
    #expect(try derive(events, asOf: "2026-05-21").openAppeal?.event == 6)
    let confirmed = events + [JSONEvent.confirmed("2026-06-05")]
    try expect(confirmed, "2026-06-05 out-of-sla 2026-05-31")
    #expect(try derive(confirmed, asOf: "2026-06-05").openAppeal == nil)
    #expect(try derive(confirmed, asOf: "2026-06-05").appeals.first?.outcome == .decisionConfirmed)
  }

  @Test func restoresARevokedExceptionToDeployed() throws {
    let events = JSONEvent.revokedHistory() + [JSONEvent.appealed("2026-06-05"), JSONEvent.restored("2026-06-09")]
    try expect(events, "2026-06-08 out-of-sla 2026-05-31", "2026-06-09 deployed 2026-06-09")
  }

  @Test func restoresADeniedExceptionToApproved() throws {
    let events = [
      JSONEvent.submitted("2026-01-05"), JSONEvent.assessed("2026-01-09"), JSONEvent.denied("2026-01-12"),
      JSONEvent.appealed("2026-01-15"), JSONEvent.restored("2026-01-20"),
    ]
    try expect(events, "2026-01-19 denied 2026-01-12", "2026-01-20 approved 2026-01-20")
    #expect(try derive(events, asOf: "2026-01-20").until == nil)
  }

  @Test func restoresARemovedExceptionToApproved() throws {
    let events =
      JSONEvent.revokedHistory() + [
        JSONEvent.removed("2026-04-05"), JSONEvent.appealed("2026-04-06"), JSONEvent.restored("2026-04-09"),
      ]
    try expect(events, "2026-04-08 removed 2026-04-05", "2026-04-09 approved 2026-04-09")
  }

  @Test func keepsTheLastDayOfARestoredException() throws {
    let events =
      JSONEvent.deployedHistory(until: "2026-03-20") + [
        JSONEvent.revoked("2026-03-02"), JSONEvent.appealed("2026-03-25"), JSONEvent.restored("2026-03-30"),
      ]
    try expect(events, "2026-03-29 revoked 2026-03-02", "2026-03-30 expired 2026-03-30")
    #expect(try derive(events, asOf: "2026-03-30").until == (try day("2026-03-20")))
  }

  @Test func takesTheLastDayThatARestorationSets() throws {
    let events =
      JSONEvent.deployedHistory(until: "2026-03-20") + [
        JSONEvent.revoked("2026-03-02"), JSONEvent.appealed("2026-03-25"),
        JSONEvent.restored("2026-03-30", until: "2026-09-30"),
      ]
    try expect(events, "2026-03-30 deployed 2026-03-30", "2026-10-01 expired 2026-10-01")
  }

  @Test func keepsTheLastDayOfAMigrationDeniedAndRestored() throws {
    let events = [
      JSONEvent.submitted("2026-01-05"), JSONEvent.assessed("2026-01-09"), JSONEvent.migration("2026-01-12", months: 3),
      JSONEvent.denied("2026-02-01", incident: true), JSONEvent.appealed("2026-02-02"),
      JSONEvent.restored("2026-02-09"),
    ]
    try expect(
      events, "2026-02-08 denied 2026-02-01", "2026-02-09 approved 2026-02-09", "2026-04-12 approved 2026-02-09",
      "2026-04-13 expired 2026-04-13")
  }

  // MARK: Devices

  @Test func countsTheDevicesOfTheLatestDeployment() throws {
    let extra = "\"devices\": 5,"
    let approved = Array(JSONEvent.deployedHistory().dropLast())
    let deployed = approved + [JSONEvent.deployed("2026-02-01", devices: 9)]
    #expect(try derive(deployed, asOf: "2026-01-31", extra: extra).devices == 5)
    #expect(try derive(deployed, asOf: "2026-02-01", extra: extra).devices == 9)
    #expect(try derive(approved, asOf: "2026-02-01").devices == nil)
    let again =
      deployed + [
        JSONEvent.revoked("2026-03-02"), JSONEvent.removed("2026-03-03"), JSONEvent.appealed("2026-03-04"),
        JSONEvent.restored("2026-03-05"), JSONEvent.deployed("2026-03-06"),
      ]
    #expect(try derive(again, asOf: "2026-03-06", extra: extra).devices == 5)
  }

  @Test func separatesEventsToCome() throws {
    let record = try makeRecord(JSONEvent.revokedHistory())
    let derivation = try #require(Derivation(record: record, policy: try makePolicy(), asOf: try day("2026-02-15")))
    #expect(derivation.events(of: record).map(\.n) == [1, 2, 3, 4])
    #expect(derivation.upcomingEvents(of: record).map(\.n) == [5])
  }

  @Test func keepsTheWholeHistory() throws {
    let events = JSONEvent.revokedHistory() + [JSONEvent.moved("2026-06-10", to: "2026-07-01")]
    let history = try derive(events, asOf: "2026-07-05").statusHistory
    #expect(
      history.map(\.status)
        == [.requested, .inAssessment, .approved, .deployed, .revoked, .outOfSLA, .revoked, .outOfSLA])
    #expect(history.last?.since == (try day("2026-07-01")))
  }
}
