import PortalBase

/// What an exception is on one day (contract, section 3).
package enum Status: String, Sendable, Hashable, CaseIterable {
  case requested
  case inAssessment = "in-assessment"
  case approved
  case approvedForMigration = "approved-for-migration"
  case denied, withdrawn, deployed, expired
  /// The notice period runs.
  case revoked
  /// From the deadline on.
  case outOfSLA = "out-of-sla"
  case removed
}

/// A status and the first day of its unbroken run. A day counts as it ends.
package struct StatusRun: Sendable, Hashable {
  package let status: Status
  package let since: Day
}

/// A day to come, or today, on which something happens to an exception.
package struct Milestone: Sendable, Hashable, Comparable {
  /// In the order that they take on one day.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case secondNotice = "second-notice"
    case thirdNotice = "third-notice"
    case finalNotice = "final-notice"
    case deadline
    /// The last day.
    case expiry
    case supportChange = "support-change"

    package var order: Int {
      switch self {
      case .secondNotice: 0
      case .thirdNotice: 1
      case .finalNotice: 2
      case .deadline: 3
      case .expiry: 4
      case .supportChange: 5
      }
    }

    /// The kind of a notice's milestone; nil for the first, which is the revocation itself.
    package init?(_ notice: Notice) {
      switch notice {
      case .first: return nil
      case .second: self = .secondNotice
      case .third: self = .thirdNotice
      case .final: self = .finalNotice
      }
    }
  }

  package let day: Day
  package let kind: Kind

  package static func < (a: Milestone, b: Milestone) -> Bool {
    (a.day, a.kind.order) < (b.day, b.kind.order)
  }
}

/// A revocation notice as it stands on one day.
package struct DerivedNotice: Sendable, Hashable {
  package enum State: String, Sendable, Hashable, CaseIterable {
    case sent, cancelled, missed, upcoming, due, overdue
  }

  /// The `n` of an event that sent the notice, and its day.
  package struct Sending: Sendable, Hashable {
    package let event: Int
    package let day: Day
    /// When it was due as it was sent.
    package let due: Day
  }

  package let notice: Notice
  /// Of a notice that was sent, the day on which it was due then.
  package let due: Day
  package let state: State
  /// The sending that counts, where the state is `sent`.
  package let sending: Sending?
  /// Sendings that count no more, because the deadline moved to a later day afterwards: only of `final`.
  package let earlierSendings: [Sending]

  package var sent: Day? { sending?.day }
  /// How many days after its due day the notice was sent; negative: before it. Nil where it is not sent.
  package var daysLate: Int? { sending.map { $0.due.days(until: $0.day) } }
}

/// One revocation of an exception, with what followed from it up to one day.
package struct Revocation: Sendable, Hashable {
  /// What ended it, if anything did: the `n` and day of the event.
  package enum Ending: Sendable, Hashable {
    case removed(event: Int, day: Day)
    case restored(event: Int, day: Day)

    package var day: Day {
      switch self {
      case .removed(_, let day), .restored(_, let day): day
      }
    }
  }

  /// A `deadline-moved` event: its `n` and day, and the deadlines before and after it.
  package struct Move: Sendable, Hashable {
    package let event: Int
    package let day: Day
    package let from: Day
    package let to: Day
  }

  /// Counted from 1: the pages of the second revocation are `first-notice-2.html` and so on.
  package let number: Int
  /// The `n` of the `revoked` event.
  package let event: Int
  package let decision: RevocationDecision
  /// The day of the first notice.
  package let day: Day
  /// What the schedule alone would give.
  package let standardDeadline: Day
  /// The first day without service levels.
  package let deadline: Day
  package let moves: [Move]
  package let ending: Ending?
  /// In schedule order; the first is always there.
  package let notices: [DerivedNotice]

  /// The day before the deadline.
  package var lastDayToAct: Day { deadline.adding(days: -1) }

  package func notice(_ notice: Notice) -> DerivedNotice? { notices.first { $0.notice == notice } }
}

/// An appeal: the `n` of its event, and of the event that decided it.
package struct Appeal: Sendable, Hashable {
  package let event: Int
  package let decision: Int?
  package let outcome: AppealDecision.Outcome?
}

/// One step of the way to a status: what happened or came about on a day, and why.
package struct ExplanationStep: Sendable, Hashable {
  package let day: Day
  /// The `n` of the event, if the step is one; else it follows from the days.
  package let event: Int?
  package let what: String
  package let why: String
}
