import PortalBase

/// A revocation while its events are read: the deadline as it stands, and which notices were sent.
struct RevocationCourse {
  let number: Int
  let event: Int
  let decision: RevocationDecision
  let day: Day
  private let schedule: NoticeSchedule
  private(set) var deadline: Day
  private var moves: [Revocation.Move] = []
  private(set) var ending: Revocation.Ending?
  /// The sendings that count, by position in the schedule.
  private var sendings: [DerivedNotice.Sending?] = [nil, nil, nil, nil]
  /// Sendings of the final notice before the deadline moved to a later day.
  private var earlierFinals: [DerivedNotice.Sending] = []

  init(number: Int, event: Event, decision: RevocationDecision, schedule: NoticeSchedule) {
    self.number = number
    self.event = event.n
    self.decision = decision
    self.schedule = schedule
    day = event.day
    deadline = decision.expedited?.deadline ?? event.day.adding(days: schedule.deadlineDays)
    sendings[Notice.first.position] = DerivedNotice.Sending(event: event.n, day: event.day, due: event.day)
  }

  mutating func send(_ notice: Notice, _ event: Event) {
    sendings[notice.position] = DerivedNotice.Sending(event: event.n, day: event.day, due: due(notice))
  }

  mutating func move(to newDeadline: Day, _ event: Event) {
    if newDeadline > deadline, let sent = sendings[Notice.final.position] {
      // To be sent once more; the new one counts.
      earlierFinals.append(sent)
      sendings[Notice.final.position] = nil
    }
    moves.append(Revocation.Move(event: event.n, day: event.day, from: deadline, to: newDeadline))
    deadline = newDeadline
  }

  /// Only the first ending counts: an exception that was removed is not revoked any more when its approval is restored.
  mutating func end(_ ending: Revocation.Ending) {
    if self.ending == nil { self.ending = ending }
  }

  /// The day on which a notice is due by the deadline as it stands, whether or not it is kept.
  private func due(_ notice: Notice) -> Day {
    switch notice {
    case .first: return day
    case .second: return day.adding(days: schedule.secondAfterFirst)
    case .third: return day.adding(days: schedule.thirdAfterFirst)
    case .final:
      let due = deadline.adding(days: -schedule.finalBeforeDeadline)
      return moves.last.map { max(due, $0.day) } ?? due
    }
  }

  func revocation(asOf: Day) -> Revocation {
    Revocation(
      number: number, event: event, decision: decision, day: day,
      standardDeadline: day.adding(days: schedule.deadlineDays), deadline: deadline, moves: moves, ending: ending,
      notices: Notice.allCases.compactMap { derive($0, asOf) })
  }

  // MARK: - Notices

  /// The notice as it stands on a day; nil where it is not kept.
  private func derive(_ notice: Notice, _ asOf: Day) -> DerivedNotice? {
    if let sending = counting(notice) {
      let earlier = notice == .final ? earlierFinals.filter { $0 != sending } : []
      return DerivedNotice(
        notice: notice, due: sending.due, state: .sent, sending: sending, earlierSendings: earlier)
    }
    let due = due(notice)
    guard notice == .final ? due > day : due < finalDay else { return nil }
    return DerivedNotice(
      notice: notice, due: due, state: state(of: notice, due, asOf), sending: nil,
      earlierSendings: notice == .final ? earlierFinals : [])
  }

  /// The sending that counts. A final notice that is to be sent once more, but has no day on which it could be due, counts as sent
  /// before.
  private func counting(_ notice: Notice) -> DerivedNotice.Sending? {
    if let sending = sendings[notice.position] { return sending }
    return notice == .final && due(.final) <= day ? earlierFinals.last : nil
  }

  /// The day of the final notice as the list of notices has it, or would have it if it were kept: the second and third come before it.
  private var finalDay: Day { counting(.final)?.due ?? due(.final) }

  /// The state of a notice that is not sent (contract, section 3, "Notice schedule").
  private func state(of notice: Notice, _ due: Day, _ asOf: Day) -> DerivedNotice.State {
    if let ending { return ending.day <= due ? .cancelled : .missed }
    if isLaterSent(than: notice) || asOf > deadline { return .missed }
    if asOf < due { return .upcoming }
    return asOf == due ? .due : .overdue
  }

  private func isLaterSent(than notice: Notice) -> Bool {
    if notice != .final, !earlierFinals.isEmpty { return true }
    return sendings[(notice.position + 1)...].contains { $0 != nil }
  }
}
