import Exceptions
import PortalBase
import Testing

/// Contract, section 3: the notice schedule. Revoked on 2026-03-02, the notices are due on 04-01, 05-01 and 05-24.
@Suite struct NoticeScheduleTests {
  /// Checks the notices on a day, each written `notice due state`, and of a sent one `sent-day days-late` too.
  private func expect(
    _ events: [String], asOf: String, _ lines: String..., policy: Policy? = nil,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let found = try derive(events, asOf: asOf, policy: policy).notices.map(describe)
    #expect(found == lines, sourceLocation: sourceLocation)
  }

  private func describe(_ notice: DerivedNotice) -> String {
    let sending = notice.sent.map { " \($0) \(notice.daysLate ?? 0)" } ?? ""
    return "\(notice.notice.rawValue) \(notice.due) \(notice.state.rawValue)\(sending)"
  }

  private let first = "first 2026-03-02 sent 2026-03-02 0"

  @Test func hasNoNoticesBeforeARevocation() throws {
    try expect(JSONEvent.revokedHistory(), asOf: "2026-03-01")
  }

  @Test func reckonsFromTheFirstNotice() throws {
    try expect(
      JSONEvent.revokedHistory(), asOf: "2026-03-02", first, "second 2026-04-01 upcoming", "third 2026-05-01 upcoming",
      "final 2026-05-24 upcoming")
  }

  @Test func takesTheOffsetsOfThePolicy() throws {
    try expect(
      JSONEvent.revokedHistory(), asOf: "2026-03-02", first, "second 2026-03-12 upcoming", "third 2026-03-22 upcoming",
      "final 2026-04-11 upcoming", policy: try makeShortPolicy())
  }

  @Test func isDueOnTheDayAndOverdueAfterwards() throws {
    try expect(
      JSONEvent.revokedHistory(), asOf: "2026-04-01", first, "second 2026-04-01 due", "third 2026-05-01 upcoming",
      "final 2026-05-24 upcoming")
    try expect(
      JSONEvent.revokedHistory(), asOf: "2026-05-31", first, "second 2026-04-01 overdue", "third 2026-05-01 overdue",
      "final 2026-05-24 overdue")
  }

  @Test func isMissedAfterTheDeadline() throws {
    try expect(
      JSONEvent.revokedHistory(), asOf: "2026-06-01", first, "second 2026-04-01 missed", "third 2026-05-01 missed",
      "final 2026-05-24 missed")
  }

  @Test func isMissedWhenALaterNoticeWasSent() throws {
    let events = JSONEvent.revokedHistory() + [JSONEvent.sent("third", "2026-05-03")]
    try expect(
      events, asOf: "2026-05-03", first, "second 2026-04-01 missed", "third 2026-05-01 sent 2026-05-03 2",
      "final 2026-05-24 upcoming")
    try expect(
      events, asOf: "2026-05-02", first, "second 2026-04-01 overdue", "third 2026-05-01 overdue",
      "final 2026-05-24 upcoming")
  }

  @Test func tellsByHowManyDaysANoticeWasEarlyOrLate() throws {
    let events =
      JSONEvent.revokedHistory() + [
        JSONEvent.sent("second", "2026-03-30"), JSONEvent.sent("third", "2026-05-01"),
        JSONEvent.sent("final", "2026-06-05"),
      ]
    try expect(
      events, asOf: "2026-07-01", first, "second 2026-04-01 sent 2026-03-30 -2", "third 2026-05-01 sent 2026-05-01 0",
      "final 2026-05-24 sent 2026-06-05 12")
  }

  // MARK: The end of a revocation

  @Test(arguments: ["removed", "restored"])
  func isCancelledOnOrAfterTheEndAndMissedBefore(end: String) throws {
    let ending =
      end == "removed"
      ? [JSONEvent.removed("2026-05-01")] : [JSONEvent.appealed("2026-04-28"), JSONEvent.restored("2026-05-01")]
    try expect(
      JSONEvent.revokedHistory() + ending, asOf: "2026-05-01", first, "second 2026-04-01 missed",
      "third 2026-05-01 cancelled", "final 2026-05-24 cancelled")
    try expect(
      JSONEvent.revokedHistory() + ending, asOf: "2027-05-01", first, "second 2026-04-01 missed",
      "third 2026-05-01 cancelled", "final 2026-05-24 cancelled")
  }

  @Test func isCancelledEvenIfALaterNoticeWasSentEarly() throws {
    let events = JSONEvent.revokedHistory() + [JSONEvent.sent("third", "2026-03-05"), JSONEvent.removed("2026-03-06")]
    try expect(
      events, asOf: "2026-03-06", first, "second 2026-04-01 cancelled", "third 2026-05-01 sent 2026-03-05 -57",
      "final 2026-05-24 cancelled")
  }

  @Test func endsWithTheRemovalEvenIfTheApprovalIsRestoredLater() throws {
    let events =
      JSONEvent.revokedHistory() + [
        JSONEvent.removed("2026-03-20"), JSONEvent.appealed("2026-04-10"), JSONEvent.restored("2026-04-20"),
      ]
    try expect(
      events, asOf: "2026-05-01", first, "second 2026-04-01 cancelled", "third 2026-05-01 cancelled",
      "final 2026-05-24 cancelled")
    #expect(
      try derive(events, asOf: "2026-05-01").revocations[0].ending == .removed(event: 6, day: try day("2026-03-20")))
  }

  // MARK: Another deadline

  @Test func keepsTheNoticesBeforeTheFinalOneOfAnExpeditedDeadline() throws {
    try expect(
      JSONEvent.revokedHistory(deadline: "2026-04-20"), asOf: "2026-03-02", first, "second 2026-04-01 upcoming",
      "final 2026-04-13 upcoming")
    try expect(
      JSONEvent.revokedHistory(deadline: "2026-04-08"), asOf: "2026-03-02", first, "final 2026-04-01 upcoming")
    try expect(
      JSONEvent.revokedHistory(deadline: "2026-07-01"), asOf: "2026-03-02", first, "second 2026-04-01 upcoming",
      "third 2026-05-01 upcoming", "final 2026-06-24 upcoming")
  }

  @Test(arguments: [("2026-03-10", true), ("2026-03-09", false), ("2026-03-02", false)])
  func dropsAFinalNoticeThatIsNotAfterTheFirst(deadline: String, isKept: Bool) throws {
    let notices = try derive(JSONEvent.revokedHistory(deadline: deadline), asOf: "2026-03-02").notices
    #expect(notices.map(\.notice) == (isKept ? [.first, .final] : [.first]))
  }

  @Test func movesTheFinalNoticeWithTheDeadline() throws {
    let events = JSONEvent.revokedHistory() + [JSONEvent.moved("2026-03-10", to: "2026-05-20")]
    try expect(
      events, asOf: "2026-03-10", first, "second 2026-04-01 upcoming", "third 2026-05-01 upcoming",
      "final 2026-05-13 upcoming")
    try expect(
      events, asOf: "2026-03-09", first, "second 2026-04-01 upcoming", "third 2026-05-01 upcoming",
      "final 2026-05-24 upcoming")
  }

  @Test func isDueNoEarlierThanTheMoveOfTheDeadline() throws {
    let events = JSONEvent.revokedHistory() + [JSONEvent.moved("2026-04-10", to: "2026-04-12")]
    try expect(events, asOf: "2026-04-10", first, "second 2026-04-01 overdue", "final 2026-04-10 due")
    try expect(events, asOf: "2026-04-12", first, "second 2026-04-01 overdue", "final 2026-04-10 overdue")
    try expect(events, asOf: "2026-04-13", first, "second 2026-04-01 missed", "final 2026-04-10 missed")
  }

  @Test func dropsTheFinalNoticeOfADeadlineMovedOnTheFirstDay() throws {
    let events = JSONEvent.revokedHistory() + [JSONEvent.moved("2026-03-02", to: "2026-03-05")]
    try expect(events, asOf: "2026-03-02", first)
  }

  @Test func revivesNoticesWhenThePastDeadlineMoves() throws {
    let events = JSONEvent.revokedHistory() + [JSONEvent.moved("2026-06-10", to: "2026-07-01")]
    try expect(
      events, asOf: "2026-06-10", first, "second 2026-04-01 overdue", "third 2026-05-01 overdue",
      "final 2026-06-24 upcoming")
  }

  @Test func keepsTheDueDayOfASentNotice() throws {
    let events =
      JSONEvent.revokedHistory() + [
        JSONEvent.sent("second", "2026-04-01"), JSONEvent.sent("third", "2026-05-02"),
        JSONEvent.sent("final", "2026-05-25"),
        JSONEvent.moved("2026-05-26", to: "2026-05-28"),
      ]
    try expect(
      events, asOf: "2026-05-26", first, "second 2026-04-01 sent 2026-04-01 0", "third 2026-05-01 sent 2026-05-02 1",
      "final 2026-05-24 sent 2026-05-25 1")
  }

  @Test func keepsASentNoticeThatTheNewDeadlineWouldDrop() throws {
    let events =
      JSONEvent.revokedHistory() + [
        JSONEvent.sent("second", "2026-04-01"), JSONEvent.moved("2026-04-02", to: "2026-04-08"),
      ]
    try expect(events, asOf: "2026-04-02", first, "second 2026-04-01 sent 2026-04-01 0", "final 2026-04-02 due")
  }

  @Test func keepsANoticeSentAlthoughItWasDropped() throws {
    let events = JSONEvent.revokedHistory(deadline: "2026-04-01") + [JSONEvent.sent("second", "2026-03-20")]
    try expect(
      events, asOf: "2026-03-20", first, "second 2026-04-01 sent 2026-03-20 -12", "final 2026-03-25 upcoming")
  }

  // MARK: The final notice, once more

  private var movedAfterFinal: [String] {
    JSONEvent.revokedHistory() + [
      JSONEvent.sent("final", "2026-05-24"), JSONEvent.moved("2026-05-28", to: "2026-06-30"),
    ]
  }

  @Test func asksForTheFinalNoticeOnceMore() throws {
    try expect(
      movedAfterFinal, asOf: "2026-05-27", first, "second 2026-04-01 missed", "third 2026-05-01 missed",
      "final 2026-05-24 sent 2026-05-24 0")
    try expect(
      movedAfterFinal, asOf: "2026-05-28", first, "second 2026-04-01 missed", "third 2026-05-01 missed",
      "final 2026-06-23 upcoming")
    let final = try #require(try derive(movedAfterFinal, asOf: "2026-05-28").notices.last)
    #expect(final.earlierSendings.map(\.event) == [6])
  }

  @Test func countsTheNewFinalNotice() throws {
    let events = movedAfterFinal + [JSONEvent.sent("final", "2026-06-25")]
    try expect(
      events, asOf: "2026-06-25", first, "second 2026-04-01 missed", "third 2026-05-01 missed",
      "final 2026-06-23 sent 2026-06-25 2")
  }

  @Test func missesTheNewFinalNotice() throws {
    try expect(
      movedAfterFinal, asOf: "2026-07-01", first, "second 2026-04-01 missed", "third 2026-05-01 missed",
      "final 2026-06-23 missed")
  }

  @Test func staysAskedForWhenTheDeadlineMovesBack() throws {
    let events = movedAfterFinal + [JSONEvent.moved("2026-05-29", to: "2026-06-03")]
    try expect(
      events, asOf: "2026-05-29", first, "second 2026-04-01 missed", "third 2026-05-01 missed", "final 2026-05-29 due")
  }

  @Test func asksForNothingWhenTheDeadlineMovesToTheSameOrAnEarlierDay() throws {
    for deadline in ["2026-05-31", "2026-05-30"] {
      let events =
        JSONEvent.revokedHistory() + [
          JSONEvent.sent("final", "2026-05-24"), JSONEvent.moved("2026-05-28", to: deadline),
        ]
      try expect(
        events, asOf: "2026-05-28", first, "second 2026-04-01 missed", "third 2026-05-01 missed",
        "final 2026-05-24 sent 2026-05-24 0")
    }
  }

  @Test func missesTheNoticesBeforeAFinalNoticeThatWasSentBefore() throws {
    let events =
      JSONEvent.revokedHistory(deadline: "2026-03-20") + [
        JSONEvent.sent("final", "2026-03-13"), JSONEvent.moved("2026-03-15", to: "2026-05-31"),
      ]
    try expect(
      events, asOf: "2026-03-15", first, "second 2026-04-01 missed", "third 2026-05-01 missed",
      "final 2026-05-24 upcoming")
  }

  // MARK: A second revocation

  private var revokedTwice: [String] {
    JSONEvent.revokedHistory() + [
      JSONEvent.sent("second", "2026-04-01"), JSONEvent.appealed("2026-04-02"), JSONEvent.restored("2026-04-10"),
      JSONEvent.revoked("2026-06-01"),
    ]
  }

  @Test func showsTheLatestRevocation() throws {
    try expect(
      revokedTwice, asOf: "2026-06-02", "first 2026-06-01 sent 2026-06-01 0", "second 2026-07-01 upcoming",
      "third 2026-07-31 upcoming", "final 2026-08-23 upcoming")
    let derivation = try derive(revokedTwice, asOf: "2026-06-02")
    #expect(derivation.deadline == (try day("2026-08-30")))
    #expect(derivation.statusSince == (try day("2026-06-01")))
  }

  @Test func keepsEveryRevocation() throws {
    let revocations = try derive(revokedTwice, asOf: "2026-06-02").revocations
    #expect(revocations.map(\.number) == [1, 2])
    #expect(revocations.map(\.event) == [5, 9])
    #expect(revocations[0].notices.map(\.state) == [.sent, .sent, .cancelled, .cancelled])
    #expect(revocations[0].ending == .restored(event: 8, day: try day("2026-04-10")))
    #expect(revocations[0].deadline == (try day("2026-05-31")))
    #expect(revocations[1].ending == nil)
  }

  @Test func keepsTheMovesOfADeadline() throws {
    let events = JSONEvent.revokedHistory(deadline: "2026-04-20") + [JSONEvent.moved("2026-03-10", to: "2026-05-20")]
    let revocation = try #require(try derive(events, asOf: "2026-03-10").revocations.first)
    #expect(revocation.standardDeadline == (try day("2026-05-31")))
    #expect(revocation.moves.map(\.from) == [try day("2026-04-20")])
    #expect(revocation.moves.map(\.to) == [try day("2026-05-20")])
    #expect(revocation.lastDayToAct == (try day("2026-05-19")))
  }
}
