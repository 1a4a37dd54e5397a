import PortalBase

/// Reads the events of a record one after the other and keeps what follows from them. `Derivation` and the explanation are both
/// made from it, so that they cannot differ.
struct DerivationFold {
  private let schedule: NoticeSchedule
  private(set) var course = Course()
  private(set) var lastDay: Day?
  private(set) var revocations: [RevocationCourse] = []
  private(set) var appeals: [Appeal] = []
  private(set) var runs: [StatusRun] = []
  private(set) var deployedDevices: Int?
  private(set) var latestOffer: Int?
  private(set) var supportChangesOn: Day?

  init(policy: Policy) { schedule = policy.notices }

  /// Reads the events up to a day.
  /// - Parameter visit: called after every event, and after the status runs up to the next one are known.
  mutating func read(
    _ events: ArraySlice<Event>, asOf: Day, visit: (Event, borrowing DerivationFold) -> Void = { _, _ in }
  ) {
    for index in events.indices {
      add(events[index])
      let day = events[index].day
      // A day counts as it ends: several events of one day give one status.
      let next = index + 1 < events.endIndex ? events[index + 1].day : asOf.adding(days: 1)
      if next > day { addRuns(from: day, before: next) }
      visit(events[index], self)
    }
  }

  private mutating func add(_ event: Event) {
    switch event.kind {
    case .approved(let until): lastDay = until
    case .approvedForMigration(let months): lastDay = event.day.adding(months: months)
    case .extended(let until): lastDay = until
    case .deployed(let devices): deployedDevices = devices
    case .alternativeOffered(let offer):
      latestOffer = event.n
      supportChangesOn = offer.supportChangesOn ?? supportChangesOn
    case .revoked(let decision):
      revocations.append(
        RevocationCourse(
          number: revocations.count + 1, event: event, decision: decision, schedule: schedule))
    case .noticeSent(let notice): updateRevocation { $0.send(notice, event) }
    case .deadlineMoved(let deadline, _): updateRevocation { $0.move(to: deadline, event) }
    case .appealed: appeals.append(Appeal(event: event.n, decision: nil, outcome: nil))
    case .appealDecided(let decision): decide(decision, event)
    case .removed: updateRevocation { $0.end(.removed(event: event.n, day: event.day)) }
    case .submitted, .assessed, .denied, .withdrawn, .reviewed: break
    }
    course = course.after(event.kind.move)
  }

  private mutating func decide(_ decision: AppealDecision, _ event: Event) {
    if let open = appeals.popLast() {
      appeals.append(Appeal(event: open.event, decision: event.n, outcome: decision.outcome))
    }
    guard decision.outcome == .approvalRestored else { return }
    updateRevocation { $0.end(.restored(event: event.n, day: event.day)) }
    if let until = decision.until { lastDay = until }
  }

  private mutating func updateRevocation(_ change: (inout RevocationCourse) -> Void) {
    if !revocations.isEmpty { change(&revocations[revocations.count - 1]) }
  }

  // MARK: - Status

  /// The statuses of the days from one event to the next: days alone can change the status once in between, by expiry or by the
  /// deadline.
  private mutating func addRuns(from first: Day, before end: Day) {
    guard let status = status(on: first) else { return }
    addRun(status, first)
    guard let change = dayOfChange, first < change, change < end, let later = self.status(on: change) else { return }
    addRun(later, change)
  }

  private mutating func addRun(_ status: Status, _ day: Day) {
    if runs.last?.status != status { runs.append(StatusRun(status: status, since: day)) }
  }

  /// The day on which the status changes by itself.
  private var dayOfChange: Day? {
    switch course.state {
    case .approved, .approvedForMigration, .deployed: lastDay?.adding(days: 1)
    case .revoked: revocations.last?.deadline
    default: nil
    }
  }

  /// The status on a day, by the events read so far; nil before the first.
  private func status(on day: Day) -> Status? {
    let hasChanged = dayOfChange.map { $0 <= day } ?? false
    switch course.state {
    case .nothing: return nil
    case .requested: return .requested
    case .inAssessment: return .inAssessment
    case .approved: return hasChanged ? .expired : .approved
    case .approvedForMigration: return hasChanged ? .expired : .approvedForMigration
    case .deployed: return hasChanged ? .expired : .deployed
    case .revoked: return hasChanged ? .outOfSLA : .revoked
    case .denied: return .denied
    case .withdrawn: return .withdrawn
    case .removed: return .removed
    }
  }
}
