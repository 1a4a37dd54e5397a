import Exceptions
import PortalBase
import Templates

/// What the overview tells of all exceptions together.
struct Overview: Sendable {
  let lead: String
  let attention: [DatedRow]
  let counts: [CountView]
  let changes: [DatedRow]
  let deviations: [DeviationView]

  /// How far ahead a day counts as near, and how long ago an event as recent.
  static let span = 30

  init(_ exceptions: [ExceptionView], _ edition: Edition) {
    lead = edition.format("overview-lead", ["service": edition.phrase(edition.settings.service).text])
    attention = Self.attention(exceptions, edition)
    counts = Self.counts(exceptions, edition)
    changes = Self.changes(exceptions, edition)
    deviations = Self.deviations(exceptions, edition)
  }

  private static func attention(_ exceptions: [ExceptionView], _ edition: Edition) -> [DatedRow] {
    let rows = Deadlines.rows(exceptions, edition)
    return rows.filter { edition.asOf.days(until: $0.day) <= span }
  }

  private static func counts(_ exceptions: [ExceptionView], _ edition: Edition) -> [CountView] {
    var count: [Status: Int] = [:]
    for exception in exceptions { count[exception.derivation.status, default: 0] += 1 }
    return Status.allCases.compactMap { status in
      count[status].map { CountView(status: StatusView(status, edition), count: $0) }
    }
  }

  /// The latest hundred events of the last 30 days.
  private static func changes(_ exceptions: [ExceptionView], _ edition: Edition) -> [DatedRow] {
    let start = edition.asOf.adding(days: -span)
    var changes: [(day: Day, n: Int, row: DatedRow)] = []
    for exception in exceptions where exception.record.lastDay(upTo: edition.asOf) >= start {
      for event in exception.events where event.day >= start {
        changes.append((event.day, event.n, DatedRow(day: event.day, kind: event.title(edition), exception: exception)))
      }
    }
    // Latest first; within a day by record, each record's latest event first.
    changes.sort { a, b in
      if a.day != b.day { return a.day > b.day }
      if a.row.exception.id != b.row.exception.id { return a.row.exception.id < b.row.exception.id }
      return a.n > b.n
    }
    return changes.prefix(100).map(\.row)
  }

  /// Exceptions in force by type: approved or deployed, or revoked but not removed.
  private static func deviations(_ exceptions: [ExceptionView], _ edition: Edition) -> [DeviationView] {
    var count: [String: (count: Int, devices: Int)] = [:]
    for exception in exceptions where exception.derivation.status.isInForce {
      let sum = count[exception.record.type, default: (0, 0)]
      count[exception.record.type] = (sum.count + 1, sum.devices + (exception.devices ?? 0))
    }
    return edition.policy.types.compactMap { type in
      count[type.key].map {
        DeviationView(
          name: edition.phrase(type.name), count: $0.count, devices: edition.audience.isPublic ? nil : $0.devices)
      }
    }
  }
}

extension Status {
  /// Whether devices may deviate from the standard plan: approved, deployed, or revoked and not removed.
  var isInForce: Bool {
    switch self {
    case .approved, .approvedForMigration, .deployed, .revoked, .outOfSLA: true
    case .requested, .inAssessment, .denied, .withdrawn, .expired, .removed: false
    }
  }
}

extension ExceptionRecord {
  /// The day of the latest event that counts on a day; the first event's where none does.
  func lastDay(upTo day: Day) -> Day {
    events.last { $0.day <= day }?.day ?? events[0].day
  }
}

/// Everything with a day to come.
enum Deadlines {
  /// Overdue notices and all milestones, by day, then record, then the order of kinds.
  static func rows(_ exceptions: [ExceptionView], _ edition: Edition) -> [DatedRow] {
    var rows: [(day: Day, order: Int, row: DatedRow)] = []
    for exception in exceptions {
      for notice in exception.derivation.notices where notice.state == .overdue {
        guard let kind = Milestone.Kind(notice.notice) else { continue }
        let words = edition.string("milestone-" + kind.rawValue)
        rows.append((notice.due, kind.order, DatedRow(day: notice.due, kind: words, exception: exception)))
      }
      for milestone in exception.milestones.map(\.milestone) {
        let words = edition.string("milestone-" + milestone.kind.rawValue)
        rows.append(
          (milestone.day, milestone.kind.order, DatedRow(day: milestone.day, kind: words, exception: exception)))
      }
    }
    rows.sort { a, b in
      if a.day != b.day { return a.day < b.day }
      if a.row.exception.id != b.row.exception.id { return a.row.exception.id < b.row.exception.id }
      return a.order < b.order
    }
    return rows.map(\.row)
  }
}
