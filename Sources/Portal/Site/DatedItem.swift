import Exceptions
import PortalBase

/// A day that is known of a record: a notice that is overdue, or a milestone to come.
struct DatedItem: Sendable, Equatable {
  let day: Day
  let kind: Milestone.Kind
  /// The place among the site's exceptions.
  let record: Int
  let isOverdue: Bool

  /// Overdue notices and all milestones of the exceptions, by day, then record, then the order of kinds.
  static func all(_ exceptions: [ExceptionFacts], _ audience: Audience) -> [DatedItem] {
    concurrentMap(Array(exceptions.indices), batch: 512) { all(of: $0, exceptions[$0], audience) }.flatMap { $0 }
      .sortedConcurrently { a, b in
        if a.day != b.day { return a.day < b.day }
        return a.record == b.record ? a.kind.order < b.kind.order : a.record < b.record
      }
  }

  static func all(of record: Int, _ facts: ExceptionFacts, _ audience: Audience) -> [DatedItem] {
    var items: [DatedItem] = []
    for notice in facts.derivation.notices where notice.state == .overdue {
      guard let kind = Milestone.Kind(notice.notice) else { continue }
      items.append(DatedItem(day: notice.due, kind: kind, record: record, isOverdue: true))
    }
    for milestone in facts.derivation.milestones where !audience.isPublic || milestone.kind != .supportChange {
      items.append(DatedItem(day: milestone.day, kind: milestone.kind, record: record, isOverdue: false))
    }
    return items
  }
}

extension Milestone.Kind {
  /// Who has to act by the day: the service sends notices and changes support; the customer acts by a deadline or a last day.
  var actorKey: String {
    switch self {
    case .secondNotice, .thirdNotice, .finalNotice, .supportChange: "actor-service"
    case .deadline, .expiry: "actor-customer"
    }
  }

  /// A shape for each kind, the same in pictures, tables and lists.
  var shape: String {
    switch self {
    case .secondNotice: "②"
    case .thirdNotice: "③"
    case .finalNotice: "◆"
    case .deadline: "▼"
    case .expiry: "◇"
    case .supportChange: "◈"
    }
  }
}
