import Exceptions
import PortalBase

/// One thing that `waiver due` lists: a notice to send, a deadline, a last day, a change of support or of a condition.
package struct DueItem: Sendable, Hashable {
  package enum Subject: Sendable, Hashable {
    case record(String)
    case condition(String)

    package var name: String {
      switch self {
      case .record(let id): id
      case .condition(let key): key
      }
    }
  }

  package enum State: String, Sendable, Hashable {
    case overdue, today, soon
  }

  package let subject: Subject
  package let kind: String
  package let day: Day
  package let state: State
  /// The place among the kinds of one day and subject.
  let order: Int
}

extension DueItem: Comparable {
  /// By day, then record or condition, then kind (contract, section 4, "Due").
  package static func < (a: DueItem, b: DueItem) -> Bool {
    if a.day != b.day { return a.day < b.day }
    if a.subject.name != b.subject.name { return a.subject.name.utf8.lexicographicallyPrecedes(b.subject.name.utf8) }
    return a.order < b.order
  }
}

extension Site {
  /// What is overdue, due today, and due within a number of days, both ends included.
  package func due(within days: Int) -> [DueItem] {
    let last = asOf.adding(days: days)
    var items: [DueItem] = []
    for facts in exceptions {
      let subject = DueItem.Subject.record(facts.record.id)
      for notice in facts.derivation.notices where notice.state == .overdue {
        guard let kind = Milestone.Kind(notice.notice) else { continue }
        items.append(
          DueItem(subject: subject, kind: kind.rawValue, day: notice.due, state: .overdue, order: kind.order))
      }
      for milestone in facts.derivation.milestones where milestone.day <= last {
        if audience.isPublic, milestone.kind == .supportChange { continue }
        items.append(item(subject, milestone.kind.rawValue, milestone.day, order: milestone.kind.order))
      }
    }
    for condition in content.policy.conditions where condition.isAnnounced(by: asOf) {
      for day in [condition.effective, condition.retired].compactMap({ $0 }) where asOf <= day && day <= last {
        items.append(item(.condition(condition.key), "condition-change", day, order: Milestone.Kind.allCases.count))
      }
    }
    return items.sorted()
  }

  private func item(_ subject: DueItem.Subject, _ kind: String, _ day: Day, order: Int) -> DueItem {
    DueItem(subject: subject, kind: kind, day: day, state: day == asOf ? .today : .soon, order: order)
  }
}
