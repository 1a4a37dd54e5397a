import Exceptions
import PortalBase
import Testing

/// The steps of `waiver explain`.
@Suite struct ExplanationTests {
  private func steps(_ events: [String], asOf: String) throws -> [ExplanationStep] {
    Derivation.explanation(of: try makeRecord(events), policy: try makePolicy(), asOf: try day(asOf))
  }

  private func lines(_ events: [String], asOf: String) throws -> [String] {
    try steps(events, asOf: asOf).map { "\($0.day) \($0.what)" }
  }

  @Test func tellsEventsStatusesAndWhatIsToCome() throws {
    let events = JSONEvent.revokedHistory() + [JSONEvent.sent("second", "2026-04-03"), JSONEvent.removed("2026-06-20")]
    #expect(
      try lines(events, asOf: "2026-05-10") == [
        "2026-01-05 submitted", "2026-01-05 status requested", "2026-01-09 assessed", "2026-01-09 status in-assessment",
        "2026-01-12 approved", "2026-01-12 status approved", "2026-02-01 deployed", "2026-02-01 status deployed",
        "2026-03-02 revoked", "2026-03-02 status revoked", "2026-04-03 notice-sent", "2026-05-01 third notice overdue",
        "2026-05-10 today revoked, since 2026-03-02", "2026-05-24 final-notice", "2026-05-31 deadline",
        "2026-06-20 upcoming: removed",
      ])
  }

  @Test func givesTheReasons() throws {
    let events = JSONEvent.revokedHistory() + [JSONEvent.sent("second", "2026-04-03")]
    let found = try steps(events, asOf: "2026-06-02")
    func why(_ what: String) -> String { found.first { $0.what == what }?.why ?? "" }
    #expect(why("revoked").contains("2026-05-31"))
    #expect(why("revoked").contains("90 days after the first notice on 2026-03-02"))
    #expect(why("revoked").contains("the last day to act is 2026-05-30"))
    #expect(why("notice-sent").contains("2 days after its due day, 2026-04-01"))
    #expect(why("status out-of-sla").contains("deadline"))
    #expect(why("final notice missed").contains("2026-05-31"))
  }

  @Test func tellsWhyAnExceptionExpired() throws {
    let found = try steps(JSONEvent.deployedHistory(until: "2026-03-01"), asOf: "2026-06-01")
    let step = try #require(found.first { $0.what == "status expired" })
    #expect(step.day == (try day("2026-03-02")))
    #expect(step.event == nil)
    #expect(step.why.contains("2026-03-01"))
  }

  @Test func tellsNothingOfAWithheldRecord() throws {
    #expect(try steps(JSONEvent.deployedHistory(), asOf: "2026-01-01") == [])
  }

  @Test func neverSaysRemovedWithoutARemoval() throws {
    for date in ["2026-03-02", "2026-05-31", "2027-01-01"] {
      let found = try steps(JSONEvent.revokedHistory(), asOf: date)
      #expect(!found.contains { $0.what.contains("removed") })
    }
  }
}
