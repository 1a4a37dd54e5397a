import Exceptions
import PortalBase

/// The contract's section 3 once more, without a thought of speed: every question is answered from all events anew, and days are
/// walked one by one. The property tests compare it with `Derivation`.
struct Oracle {
  let events: [Event]
  let schedule: NoticeSchedule
  let asOf: Day

  init(_ record: ExceptionRecord, _ policy: Policy, asOf: Day) {
    events = record.events.filter { $0.day <= asOf }
    schedule = policy.notices
    self.asOf = asOf
  }

  // MARK: Status

  private func state(_ events: [Event]) -> String {
    var state = ""
    for event in events {
      switch event.kind.name {
      case .submitted: state = "requested"
      case .assessed: state = "in-assessment"
      case .approved, .approvedForMigration, .denied, .withdrawn, .deployed, .revoked, .removed:
        state = event.kind.name.rawValue
      case .appealDecided where restores(event): state = state == "revoked" ? "deployed" : "approved"
      default: break
      }
    }
    return state
  }

  private func restores(_ event: Event) -> Bool {
    if case .appealDecided(let decision) = event.kind { decision.outcome == .approvalRestored } else { false }
  }

  func lastDay(_ events: [Event]) -> Day? {
    var last: Day?
    for event in events {
      switch event.kind {
      case .approved(let until): last = until
      case .approvedForMigration(let months): last = event.day.adding(months: months)
      case .extended(let until): last = until
      case .appealDecided(let decision): if let until = decision.until { last = until }
      default: break
      }
    }
    return last
  }

  func status(on day: Day) -> String? {
    let past = events.filter { $0.day <= day }
    if past.isEmpty { return nil }
    let state = state(past)
    if ["approved", "approved-for-migration", "deployed"].contains(state), let last = lastDay(past), last < day {
      return "expired"
    }
    if state == "revoked", deadline(sinceRevocation(past)) <= day { return "out-of-sla" }
    return state
  }

  var statusSince: Day {
    let present = status(on: asOf)
    var day = asOf
    while status(on: day.adding(days: -1)) == present { day = day.adding(days: -1) }
    return day
  }

  // MARK: Notices

  /// The latest `revoked` and what came after it.
  private func sinceRevocation(_ events: [Event]) -> [Event] {
    events.lastIndex { $0.kind.name == .revoked }.map { Array(events[$0...]) } ?? []
  }

  private func deadline(_ course: [Event]) -> Day {
    for event in course.reversed() {
      if case .deadlineMoved(let deadline, _) = event.kind { return deadline }
      if case .revoked(let decision) = event.kind, let other = decision.expedited { return other.deadline }
    }
    return course[0].day.adding(days: schedule.deadlineDays)
  }

  private func due(_ notice: Notice, _ course: [Event]) -> Day {
    let first = course[0].day
    switch notice {
    case .first: return first
    case .second: return first.adding(days: schedule.secondAfterFirst)
    case .third: return first.adding(days: schedule.thirdAfterFirst)
    case .final:
      let standard = deadline(course).adding(days: -schedule.finalBeforeDeadline)
      let move = course.last { $0.kind.name == .deadlineMoved }
      return move.map { max($0.day, standard) } ?? standard
    }
  }

  /// The index of the sending that counts.
  private func sending(_ notice: Notice, _ course: [Event]) -> Int? {
    if notice == .first { return 0 }
    guard let sent = course.lastIndex(where: { $0.kind == .noticeSent(notice) }) else { return nil }
    if notice == .final, due(.final, course) > course[0].day {
      for index in course.indices where index > sent {
        if case .deadlineMoved(let later, _) = course[index].kind, later > deadline(Array(course[..<index])) {
          return nil
        }
      }
    }
    return sent
  }

  /// Each as `notice due state sent`.
  var notices: [String] {
    let course = sinceRevocation(events)
    if course.isEmpty { return [] }
    let end = course.first { $0.kind.name == .removed || restores($0) }?.day
    let finalDue = sending(.final, course).map { due(.final, Array(course[..<$0])) } ?? due(.final, course)
    return Notice.allCases.compactMap { notice in
      if let index = sending(notice, course) {
        let due = index == 0 ? course[0].day : due(notice, Array(course[..<index]))
        return "\(notice.rawValue) \(due) sent \(course[index].day)"
      }
      let due = due(notice, course)
      if notice == .final ? due <= course[0].day : due >= finalDue { return nil }
      return "\(notice.rawValue) \(due) \(state(of: notice, due, end, course))"
    }
  }

  private func state(of notice: Notice, _ due: Day, _ end: Day?, _ course: [Event]) -> String {
    let laterWasSent = course.contains {
      if case .noticeSent(let other) = $0.kind { other > notice } else { false }
    }
    if let end { return end <= due ? "cancelled" : "missed" }
    if laterWasSent || asOf > deadline(course) { return "missed" }
    return asOf < due ? "upcoming" : asOf == due ? "due" : "overdue"
  }

  // MARK: Next

  /// As `day kind`.
  var next: String? {
    var candidates: [(day: Day, order: Int, kind: String)] = []
    let status = status(on: asOf) ?? ""
    if status == "revoked" || status == "out-of-sla" {
      for notice in notices {
        let parts = notice.split(separator: " ").map(String.init)
        if parts[2] == "upcoming" || parts[2] == "due", let day = Day(parts[1]) {
          candidates.append((day, Notice(rawValue: parts[0])?.position ?? 0, "\(parts[0])-notice"))
        }
      }
      candidates.append((deadline(sinceRevocation(events)), 4, "deadline"))
    }
    let isApproved = ["approved", "approved-for-migration", "deployed"].contains(status)
    if isApproved, let last = lastDay(events) { candidates.append((last, 5, "expiry")) }
    if isApproved || status == "expired" {
      for event in events.reversed() {
        if case .alternativeOffered(let offer) = event.kind, let change = offer.supportChangesOn {
          candidates.append((change, 6, "support-change"))
          break
        }
      }
    }
    return candidates.filter { $0.day >= asOf }.min { ($0.day, $0.order) < ($1.day, $1.order) }
      .map { "\($0.day) \($0.kind)" }
  }
}
