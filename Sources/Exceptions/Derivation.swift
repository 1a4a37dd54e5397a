import PortalBase

/// All that follows from a record, the policy and one day (contract, section 3). The only place where status and dates are derived.
package struct Derivation: Sendable {
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
    return nil
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

  /// How the status and the days came about, step by step, for `waiver explain`.
  package static func explanation(of record: ExceptionRecord, policy: Policy, asOf: Day) -> [ExplanationStep] { [] }
}
