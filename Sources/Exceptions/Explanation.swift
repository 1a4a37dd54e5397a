import PortalBase

extension Derivation {
  /// How the status and the days came about, step by step, for `waiver explain`: the events up to `asOf`, what days alone
  /// brought about, the notices that were not sent, and what is to come. In order of days. Empty where the record is withheld.
  package static func explanation(of record: ExceptionRecord, policy: Policy, asOf: Day) -> [ExplanationStep] {
    guard let derivation = Derivation(record: record, policy: policy, asOf: asOf) else { return [] }
    var explainer = Explainer(policy: policy, asOf: asOf)
    var fold = DerivationFold(policy: policy)
    fold.read(derivation.events(of: record), asOf: asOf) { explainer.add($0, $1) }
    for revocation in derivation.revocations { explainer.addUnsentNotices(of: revocation) }
    explainer.addPresent(derivation)
    for milestone in derivation.milestones { explainer.add(milestone, derivation) }
    for event in derivation.upcomingEvents(of: record) {
      explainer.add(
        event.day, event.n, "upcoming: \(event.kind.name.rawValue)",
        "the event is dated after \(asOf), so it does not count yet")
    }
    // Stable: on one day, what happened stands before what follows from it.
    return explainer.steps.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
      .map(\.element)
  }
}

/// Puts facts into sentences. It derives nothing by itself.
private struct Explainer {
  let policy: Policy
  let asOf: Day
  private(set) var steps: [ExplanationStep] = []
  private var runCount = 0

  init(policy: Policy, asOf: Day) {
    self.policy = policy
    self.asOf = asOf
  }

  mutating func add(_ day: Day, _ event: Int?, _ what: String, _ why: String) {
    steps.append(ExplanationStep(day: day, event: event, what: what, why: why))
  }

  /// An event, with the course of things after it.
  mutating func add(_ event: Event, _ fold: borrowing DerivationFold) {
    add(event.day, event.n, event.kind.name.rawValue, why(event, fold))
    for run in fold.runs.dropFirst(runCount) {
      add(run.since, nil, "status \(run.status.rawValue)", why(run, event, fold))
    }
    runCount = fold.runs.count
  }

  private func why(_ event: Event, _ fold: borrowing DerivationFold) -> String {
    switch event.kind {
    case .approved, .extended: return lastDay(fold.lastDay)
    case .approvedForMigration(let months):
      return "\(plural(months, "month")) from the approval: \(lastDay(fold.lastDay))"
    case .deployed(let devices): return devices.map { "on \(plural($0, "device"))" } ?? lastDay(fold.lastDay)
    case .denied(let denial):
      return denial.incident == nil ? "decided after the assessment" : "because of a severe incident or threat"
    case .revoked(let decision):
      return "this is the first notice, for \(list(decision.conditions)); \(deadline(fold.revocations.last))"
    case .noticeSent(let notice): return sending(notice, fold.revocations.last)
    case .deadlineMoved: return deadline(fold.revocations.last)
    case .appealed(let appeal): return "grounds: \(appeal.grounds.rawValue); an appeal does not stop the clock"
    case .appealDecided(let decision): return outcome(decision, fold)
    case .alternativeOffered(let offer):
      return offer.supportChangesOn.map { "support changes on \($0)" } ?? "no day on which support changes"
    case .removed: return "with the customer's consent"
    case .submitted, .assessed, .withdrawn, .reviewed: return "recorded in the record"
    }
  }

  private func outcome(_ decision: AppealDecision, _ fold: borrowing DerivationFold) -> String {
    switch decision.outcome {
    case .decisionConfirmed: "decision-confirmed: nothing changes"
    case .approvalRestored:
      "approval-restored: the exception is \(fold.course.state.rawValue) again, notices to come are cancelled; \(lastDay(fold.lastDay))"
    }
  }

  private func lastDay(_ day: Day?) -> String { day.map { "the last day is \($0)" } ?? "there is no last day" }

  private func deadline(_ revocation: RevocationCourse?) -> String {
    guard let revocation else { return "" }
    let facts = revocation.revocation(asOf: asOf)
    return "the deadline is \(facts.deadline), \(basis(facts)); the last day to act is \(facts.lastDayToAct)"
  }

  /// Where a deadline comes from.
  private func basis(_ revocation: Revocation) -> String {
    if let move = revocation.moves.last { return "moved on \(move.day) from \(move.from)" }
    if revocation.decision.expedited != nil { return "set with the expedited revocation on \(revocation.day)" }
    return "\(policy.notices.deadlineDays) days after the first notice on \(revocation.day)"
  }

  private func sending(_ notice: Notice, _ revocation: RevocationCourse?) -> String {
    guard let sent = revocation?.revocation(asOf: asOf).notice(notice), let late = sent.daysLate else { return "" }
    let timing =
      late == 0
      ? "on its due day" : "\(plural(late.magnitude, "day")) \(late > 0 ? "after" : "before") its due day, \(sent.due)"
    return "the \(notice.rawValue) notice, sent \(timing)"
  }

  private func why(_ run: StatusRun, _ event: Event, _ fold: borrowing DerivationFold) -> String {
    switch run.status {
    case .expired: "from the day after the last day, \(fold.lastDay.map(\.description) ?? "")"
    case .outOfSLA: "from the deadline on; the exception is not removed by it"
    default: "by \(event.kind.name.rawValue) on \(event.day)"
    }
  }

  // MARK: - What did not happen, and what comes

  mutating func addUnsentNotices(of revocation: Revocation) {
    for notice in revocation.notices {
      switch notice.state {
      case .cancelled: add(notice, revocation, "the revocation ended on \(revocation.ending?.day ?? asOf)")
      case .missed: add(notice, revocation, missed(notice, revocation))
      case .overdue: add(notice, revocation, "\(offset(notice, revocation)); it was not sent by \(asOf)")
      case .sent, .due, .upcoming: break
      }
    }
  }

  private func missed(_ notice: DerivedNotice, _ revocation: Revocation) -> String {
    if let ending = revocation.ending { return "it was not sent, and the revocation ended on \(ending.day)" }
    if asOf > revocation.deadline { return "it was not sent by the deadline, \(revocation.deadline)" }
    return "a later notice was sent instead"
  }

  private mutating func add(_ notice: DerivedNotice, _ revocation: Revocation, _ why: String) {
    add(notice.due, nil, "\(notice.notice.rawValue) notice \(notice.state.rawValue)", why)
  }

  /// How the due day of a notice is reckoned.
  private func offset(_ notice: DerivedNotice, _ revocation: Revocation) -> String {
    switch notice.notice {
    case .first, .second, .third:
      "\(plural(revocation.day.days(until: notice.due), "day")) after the first notice on \(revocation.day)"
    case .final:
      "\(plural(notice.due.days(until: revocation.deadline), "day")) before the deadline, \(revocation.deadline)"
    }
  }

  /// The status on the day itself.
  mutating func addPresent(_ derivation: Derivation) {
    let next = derivation.next.map { "next: \($0.kind.rawValue) on \($0.day)" } ?? "nothing is to come"
    add(asOf, nil, "today \(derivation.status.rawValue), since \(derivation.statusSince)", next)
  }

  mutating func add(_ milestone: Milestone, _ derivation: Derivation) {
    let why: String
    switch milestone.kind {
    case .secondNotice, .thirdNotice, .finalNotice:
      why =
        derivation.revocations.last.flatMap { revocation in
          revocation.notices.first { Milestone.Kind($0.notice) == milestone.kind }.map { offset($0, revocation) }
        } ?? ""
    case .deadline:
      why = derivation.revocations.last.map { "the first day without service levels, \(basis($0))" } ?? ""
    case .expiry: why = "the last day; expired from the day after"
    case .supportChange: why = "by the alternative offered"
    }
    add(milestone.day, nil, milestone.kind.rawValue, why)
  }

  private func list(_ names: [String]) -> String { names.joined(separator: ", ") }

  private func plural(_ count: some BinaryInteger, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
