import PortalBase

/// Checks the events of one record one after the other: their days, what is legal when, and the order of notices.
///
/// After an illegal event it is open whether the event or its absence was the mistake. The check goes on with both courses, so
/// that one mistake is one report.
struct HistoryCheck {
  private let rules: RecordRules
  /// Every course that the events so far may have taken: one, unless something was wrong.
  private var courses = [Course()]
  private var previous: EventOutline?
  /// The event that made the present state.
  private var turn: EventOutline?
  private var openAppeal: EventOutline?
  private var notices = NoticeOrder()
  private var failed: [String] = []
  /// The last day that the policy allows a migration, and the event that approved it.
  private var migration: (limit: Day, approval: EventOutline)?

  init(_ rules: RecordRules) { self.rules = rules }

  mutating func add(_ event: EventOutline, _ problems: inout FileProblems) {
    checkDay(of: event, &problems)
    guard let move = event.move else {
      // An unknown kind may have led anywhere.
      courses = event.name == .appealDecided ? bothOutcomes() : Self.allCourses
      return remember(event)
    }
    if courses.contains(where: { $0.allows(move) }) {
      proceed(move)
      if event.name == .noticeSent { notices.check(event, &problems) }
    } else {
      problems.report(.illegalEvent, at: event.offset, message(about: event, move))
      if previous == nil {
        courses = Self.allCourses
        proceed(move)
      } else {
        courses = (courses + courses.map { $0.after(move) }).withoutRepetitions
      }
    }
    checkDecision(event, &problems)
    remember(event)
  }

  /// Goes on with the courses that allow the event.
  private mutating func proceed(_ move: Course.Move) {
    if courses.count == 1 {
      courses[0] = courses[0].after(move)
    } else {
      courses = courses.filter { $0.allows(move) }.map { $0.after(move) }.withoutRepetitions
    }
  }

  private static let allCourses: [Course] = {
    var all: [Course] = []
    for state in Course.State.allCases where state != .nothing {
      for hasOpenAppeal in [false, true] {
        for wasRevoked in [false, true] {
          all.append(Course(state: state, hasOpenAppeal: hasOpenAppeal, wasRevoked: wasRevoked))
        }
      }
    }
    return all
  }()

  /// After a decision of an appeal whose outcome could not be read.
  private func bothOutcomes() -> [Course] {
    let moves = [false, true].map { Course.Move(name: .appealDecided, restores: $0) }
    return moves.flatMap { move in courses.map { $0.after(move) } }.withoutRepetitions
  }

  private mutating func checkDay(of event: EventOutline, _ problems: inout FileProblems) {
    guard let day = event.day, let previous, let before = previous.day, day < before else { return }
    problems.report(
      .eventOrder, at: event.offset,
      "\(event.title) stands after \(previous.title), which is later; events are in order of days")
  }

  /// Keeps what later events are judged by.
  private mutating func remember(_ event: EventOutline) {
    switch event.name {
    case .revoked: notices.begin(event, rules.policy?.notices)
    case .deadlineMoved: notices.move(to: event.deadline)
    case .appealed: openAppeal = event
    case .appealDecided:
      openAppeal = nil
      if event.move?.restores ?? false { turn = event }
    default: break
    }
    switch event.name {
    case .extended, .reviewed, .alternativeOffered, .noticeSent, .deadlineMoved, .appealed, .appealDecided: break
    default: turn = event
    }
    previous = event
  }
}

// MARK: - Decisions

extension HistoryCheck {
  /// Warnings about approvals and last days that are legal, but hardly meant.
  private mutating func checkDecision(_ event: EventOutline, _ problems: inout FileProblems) {
    switch event.name {
    case .assessed:
      if !failed.isEmpty { failed.removeAll { key in event.judged.contains { $0.condition == key } } }
      for result in event.judged where result.outcome == .fail { failed.append(result.condition) }
    case .approved, .approvedForMigration:
      checkFailedConditions(event, &problems)
      if event.name == .approvedForMigration, let day = event.day, let maximum = rules.policy?.migration.maximumMonths {
        migration = (day.adding(months: maximum), event)
      } else {
        migration = nil
      }
      checkPast(event, &problems)
    case .extended: checkMigration(event, &problems)
    case .appealDecided:
      checkPast(event, &problems)
      checkMigration(event, &problems)
    default: break
    }
  }

  private func checkFailedConditions(_ event: EventOutline, _ problems: inout FileProblems) {
    let broken = failed.filter { key in
      guard let day = event.day, let condition = rules.policy?.days(of: key) else { return true }
      return condition.isInEffect(on: day)
    }
    guard !broken.isEmpty else { return }
    let names = broken.map { "\"\($0)\"" }.joined(separator: ", ")
    problems.report(
      .approvedOverFailure, at: event.offset,
      "\(event.title) approves although the assessment failed the condition\(broken.count > 1 ? "s" : "") \(names)")
  }

  /// The last day of `extended` is checked as an error where it is read.
  private func checkPast(_ event: EventOutline, _ problems: inout FileProblems) {
    guard let day = event.day, let until = event.until, until.day < day else { return }
    problems.report(
      .lastDayInThePast, at: until.offset,
      "the last day is \(until.day), before the approval on \(day), so the exception is expired from the start")
  }

  private func checkMigration(_ event: EventOutline, _ problems: inout FileProblems) {
    guard let migration, let until = event.until, until.day > migration.limit else { return }
    problems.report(
      .migrationTooLong, at: until.offset,
      "the migration, \(migration.approval.title), is extended to \(until.day); the policy's maximum ends on \(migration.limit)"
    )
  }
}

// MARK: - Messages

extension HistoryCheck {
  /// Names the event, the one that it contradicts, and what would have been possible.
  private func message(about event: EventOutline, _ move: Course.Move) -> String {
    if move.name == .submitted, let first = previous {
      return "\(event.title) cannot follow \(first.title): a record has one \"submitted\", and it comes first"
    }
    guard let turn else {
      return "\(event.title) comes first; the first event of a record is \"submitted\""
    }
    if move.name == .appealed, let openAppeal {
      return "\(event.title) cannot follow \(openAppeal.title): that appeal is still open, and only one can be"
    }
    if move.name == .appealDecided {
      return "\(event.title) cannot follow \(turn.title): no appeal is open then; an \"appealed\" comes before"
    }
    let state = Course.State.allCases.first { state in courses.contains { $0.state == state } }
    let present = state.map { "the exception is \"\($0.rawValue)\" then" } ?? "it is not possible then"
    let hint =
      move.name == .denied && !move.hasIncident && (state == .approved || state == .approvedForMigration)
      ? "; what is approved can only be denied with an \"incident\"" : ""
    let needed = Course.states(allowing: move).map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    let condition = move.name == .appealed ? "\(needed) (after a revocation)" : needed
    return "\(event.title) cannot follow \(turn.title): \(present), and the event needs one that is \(condition)\(hint)"
  }
}

extension [Course] {
  fileprivate var withoutRepetitions: [Course] { Array(Set(self)) }
}
