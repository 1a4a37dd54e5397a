import PortalBase

/// The policy as data (`content/policy.json`): what may be asked for, how it is judged, and which days follow from a revocation.
package struct Policy: Sendable, Hashable {
  /// A named thing of the policy: an exception type or an assessment factor.
  package struct Entry: Sendable, Hashable {
    package let key: String
    package let name: LocalizedText
    /// Markdown.
    package let description: LocalizedText
  }

  /// A condition that every exception must keep, from one day until another.
  package struct Condition: Sendable, Hashable {
    package let key: String
    package let name: LocalizedText
    /// Markdown.
    package let description: LocalizedText
    package let days: Days

    package struct Days: Sendable, Hashable {
      package let announced: Day
      /// The first day on which it binds.
      package let effective: Day
      /// The first day on which it binds no more.
      package let retired: Day?

      package func isAnnounced(by day: Day) -> Bool { announced <= day }

      package func isInEffect(on day: Day) -> Bool {
        effective <= day && retired.map { day < $0 } ?? true
      }
    }

    package var announced: Day { days.announced }
    package var effective: Day { days.effective }
    package var retired: Day? { days.retired }
    package func isAnnounced(by day: Day) -> Bool { days.isAnnounced(by: day) }
    package func isInEffect(on day: Day) -> Bool { days.isInEffect(on: day) }
  }

  /// How many months a migration may last.
  package struct Migration: Sendable, Hashable {
    package let minimumMonths: Int
    package let maximumMonths: Int
  }

  package let types: [Entry]
  /// In order of assessment.
  package let factors: [Entry]
  package let conditions: [Condition]
  package let notices: NoticeSchedule
  package let migration: Migration
  /// How many days a condition is announced before it takes effect, at least.
  package let conditionWarningDays: Int

  package func type(_ key: String) -> Entry? { types.first { $0.key == key } }
  package func factor(_ key: String) -> Entry? { factors.first { $0.key == key } }
  package func condition(_ key: String) -> Condition? { conditions.first { $0.key == key } }
}

/// The four revocation notices, in schedule order.
package enum Notice: String, Sendable, Hashable, CaseIterable, Comparable {
  case first, second, third, final

  /// The place in the schedule, from 0.
  package var position: Int {
    switch self {
    case .first: 0
    case .second: 1
    case .third: 2
    case .final: 3
    }
  }

  package static func < (a: Notice, b: Notice) -> Bool { a.position < b.position }
}

/// When the notices of a revocation are due, and when its deadline comes: offsets in days. The first notice is the revocation
/// itself, so it needs none.
package struct NoticeSchedule: Sendable, Hashable {
  /// From the first notice to the first day without service levels.
  package let deadlineDays: Int
  /// From the first notice to the second.
  package let secondAfterFirst: Int
  /// From the first notice to the third.
  package let thirdAfterFirst: Int
  /// From the final notice to the deadline.
  package let finalBeforeDeadline: Int

  package init(deadlineDays: Int, secondAfterFirst: Int, thirdAfterFirst: Int, finalBeforeDeadline: Int) {
    self.deadlineDays = deadlineDays
    self.secondAfterFirst = secondAfterFirst
    self.thirdAfterFirst = thirdAfterFirst
    self.finalBeforeDeadline = finalBeforeDeadline
  }
}
