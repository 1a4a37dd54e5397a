import Exceptions
import PortalBase
import Templates

/// What the overview tells of all exceptions together.
struct Overview: Sendable {
  let lead: String
  let attention: [DatedRow]
  /// How many more rows need attention than the overview shows.
  let attentionLeft: Int
  let counts: [CountView]
  let horizon: Horizon
  let changes: [DatedRow]
  let deviations: [DeviationView]

  /// How far ahead a day counts as near, and how long ago an event as recent.
  static let span = 30
  /// How many rows that need attention the overview shows; the page of deadlines has them all.
  static let attentionLimit = 40
  /// How many of the latest events it shows.
  static let changesLimit = 100

  init(_ site: Site, _ frame: Frame) {
    let edition = frame.edition
    func view(_ record: Int) -> ExceptionView {
      ExceptionView(facts: site.exceptions[record], edition: edition, ways: frame.ways)
    }
    lead = edition.format("overview-lead", ["service": edition.phrase(edition.settings.service).text])
    let near = site.dates.prefix { edition.asOf.days(until: $0.day) <= Self.span }
    attention = near.prefix(Self.attentionLimit).map { DatedRow($0, view($0.record)) }
    attentionLeft = near.count - attention.count
    counts = Status.allCases.compactMap { status in
      site.lists.order[.status(status)].map { records in
        CountView(
          status: edition.statusViews[status], count: records.count,
          url: frame.way(to: Paths.list(site.lists.name(.status(status)), page: 0)))
      }
    }
    horizon = Horizon(site, frame)
    changes = Self.changes(site.exceptions, frame)
    deviations = Self.deviations(site, frame)
  }

  /// The latest hundred events of the last 30 days.
  private static func changes(_ exceptions: [ExceptionFacts], _ frame: Frame) -> [DatedRow] {
    let edition = frame.edition
    let start = edition.asOf.adding(days: -span)
    let changes = concurrentMap(Array(exceptions.indices), batch: 512) { record in
      let facts = exceptions[record]
      return facts.derivation.events(of: facts.record).reversed().prefix { $0.day >= start }
        .filter { facts.isPublic($0) }.map { (event: $0, record: record) }
    }.flatMap { $0 }
    // Latest first; within a day by record, each record's latest event first.
    let sorted = changes.sortedConcurrently { a, b in
      if a.event.day != b.event.day { return a.event.day > b.event.day }
      return a.record != b.record ? a.record < b.record : a.event.n > b.event.n
    }
    return sorted.prefix(changesLimit).map { event, record in
      let exception = ExceptionView(facts: exceptions[record], edition: edition, ways: frame.ways)
      return DatedRow(day: event.day, kind: event.title(edition), exception: exception)
    }
  }

  /// Exceptions in force by type: approved or deployed, or revoked but not removed.
  private static func deviations(_ site: Site, _ frame: Frame) -> [DeviationView] {
    let edition = frame.edition
    var count: [String: (count: Int, devices: Int)] = [:]
    for facts in site.exceptions where facts.derivation.status.isInForce {
      let sum = count[facts.record.type, default: (0, 0)]
      let devices = edition.isPublic ? 0 : facts.derivation.devices ?? 0
      count[facts.record.type] = (sum.count + 1, sum.devices + devices)
    }
    return edition.policy.types.enumerated().compactMap { index, type in
      count[type.key].map {
        DeviationView(
          name: edition.phrase(type.name), count: $0.count, devices: edition.isPublic ? nil : $0.devices,
          url: frame.way(to: Paths.list(site.lists.name(.type(index)), page: 0)))
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
