import PortalBase

/// All that follows from a record, the policy and one day (contract, section 3). The only place where status and dates are derived.
///
/// A reference, because very many views ask it for one fact, and would copy all of them; immutable, so all threads may share it.
package final class Derivation: Sendable {
  package let asOf: Day
  package let status: Status
  /// The first day of the present unbroken run of the status.
  package let statusSince: Day
  /// Every status there was, in order of days; the last is the present one.
  package let statusHistory: [StatusRun]
  /// The last day of the approval or migration, if it has one, whatever the status.
  package let lastDay: Day?
  /// Every revocation; the last is the one that data shows.
  package let revocations: [Revocation]
  package let appeals: [Appeal]
  /// The days to come that are known on this day, first to last.
  package let milestones: [Milestone]
  /// How many events of the record count on this day: they come first in its list.
  package let eventCount: Int
  /// Of the latest deployment, else the record's.
  package let devices: Int?
  /// The `n` of the latest `alternative-offered` event.
  package let latestOffer: Int?
  /// When support changes by the latest offer that names a day.
  package let supportChangesOn: Day?

  /// Nil where the record is withheld on that day.
  package init?(record: ExceptionRecord, policy: Policy, asOf: Day) {
    let events = record.events[..<(record.events.indices.first { record.events[$0].day > asOf } ?? record.events.count)]
    var fold = DerivationFold(policy: policy)
    fold.read(events, asOf: asOf)
    guard let run = fold.runs.last else { return nil }
    self.asOf = asOf
    status = run.status
    statusSince = run.since
    statusHistory = fold.runs
    lastDay = fold.lastDay
    revocations = fold.revocations.map { $0.revocation(asOf: asOf) }
    appeals = fold.appeals
    eventCount = events.count
    devices = fold.deployedDevices ?? record.devices
    latestOffer = fold.latestOffer
    supportChangesOn = fold.supportChangesOn
    milestones = Self.milestones(
      status, asOf, lastDay: lastDay, supportChange: supportChangesOn,
      revocation: fold.course.state == .revoked ? revocations.last : nil)
  }

  /// What comes on or after a day (contract, section 3, "Next").
  /// - Parameter revocation: the one that runs, also past its deadline.
  private static func milestones(
    _ status: Status, _ asOf: Day, lastDay: Day?, supportChange: Day?, revocation: Revocation?
  ) -> [Milestone] {
    var milestones: [Milestone] = []
    func add(_ day: Day?, _ kind: Milestone.Kind?) {
      if let day, let kind, day >= asOf { milestones.append(Milestone(day: day, kind: kind)) }
    }
    if let revocation {
      for notice in revocation.notices where notice.state == .upcoming || notice.state == .due {
        add(notice.due, Milestone.Kind(notice.notice))
      }
      add(revocation.deadline, .deadline)
    }
    switch status {
    case .approved, .approvedForMigration, .deployed:
      add(lastDay, .expiry)
      add(supportChange, .supportChange)
    case .expired: add(supportChange, .supportChange)
    default: break
    }
    return milestones.sorted()
  }

  /// The last day, while it matters: approved, approved for migration, deployed or expired.
  package var until: Day? {
    switch status {
    case .approved, .approvedForMigration, .deployed, .expired: lastDay
    default: nil
    }
  }

  /// The first day without service levels, while it matters: revoked or out of service levels.
  package var deadline: Day? {
    switch status {
    case .revoked, .outOfSLA: revocations.last?.deadline
    default: nil
    }
  }

  /// The day before the deadline.
  package var lastDayToAct: Day? { deadline?.adding(days: -1) }

  /// Of the latest revocation, in schedule order; empty where there was none.
  package var notices: [DerivedNotice] { revocations.last?.notices ?? [] }

  package var next: Milestone? { milestones.first }

  /// The appeal that is not decided yet.
  package var openAppeal: Appeal? { appeals.last.flatMap { $0.decision == nil ? $0 : nil } }

  /// The record's events that count on this day.
  package func events(of record: ExceptionRecord) -> ArraySlice<Event> { record.events.prefix(eventCount) }

  /// The record's events to come.
  package func upcomingEvents(of record: ExceptionRecord) -> ArraySlice<Event> { record.events.dropFirst(eventCount) }
}
