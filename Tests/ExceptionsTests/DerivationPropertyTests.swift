import Exceptions
import PortalBase
import TestSupport
import Testing

/// Properties of the derivation over random legal histories. A failure names its seed.
@Suite struct DerivationPropertyTests {
  static let seeds = Array(UInt64(1)...150)

  private struct Subject {
    let record: ExceptionRecord
    let policy: Policy
    let events: [String]
    /// From two days before the first event until after everything has come.
    var days: ClosedRange<Int>
  }

  /// Every third history under another schedule.
  private func subject(_ seed: UInt64) throws -> Subject {
    let policy = try seed % 3 == 0 ? makeShortPolicy() : makePolicy()
    let history = RandomHistory(seed: seed, deadlineDays: policy.notices.deadlineDays)
    let decoded = try decode(recordText(history.events), policy: policy)
    try #require(!decoded.diagnostics.hasErrors, "seed \(seed): \(decoded.diagnostics)")
    let record = try #require(decoded.records.first)
    let first = try #require(record.events.first).day.number
    let last = try #require(record.events.last).day.number
    return Subject(record: record, policy: policy, events: history.events, days: first - 2...last + 130)
  }

  /// A day of an event, of something to come, or near one: where things change.
  private func interestingDays(_ subject: Subject) -> [Day] {
    var numbers = Set(subject.record.events.map(\.day.number))
    for event in subject.record.events {
      guard let found = Derivation(record: subject.record, policy: subject.policy, asOf: event.day) else { continue }
      numbers.formUnion(found.milestones.map(\.day.number))
      numbers.formUnion(found.notices.map(\.due.number))
    }
    return Set(numbers.flatMap { [$0 - 1, $0, $0 + 1] }).sorted().filter(subject.days.contains).map(Day.init(number:))
  }

  @Test(arguments: seeds)
  func agreesWithTheStatusOfEveryDay(seed: UInt64) throws {
    let subject = try subject(seed)
    var run: (status: String, since: Day)?
    let last = Day(number: subject.days.upperBound)
    for number in subject.days {
      let asOf = Day(number: number)
      let oracle = Oracle(subject.record, subject.policy, asOf: asOf)
      let derivation = Derivation(record: subject.record, policy: subject.policy, asOf: asOf)
      let status = oracle.status(on: asOf)
      #expect(derivation?.status.rawValue == status, "seed \(seed), \(asOf)")
      if let status, run?.status != status { run = (status, asOf) }
      #expect(derivation?.statusSince == run?.since, "seed \(seed), \(asOf)")
      #expect(derivation?.lastDay == oracle.lastDay(oracle.events), "seed \(seed), \(asOf)")
    }
    #expect(Oracle(subject.record, subject.policy, asOf: last).statusSince == run?.since, "seed \(seed)")
  }

  @Test(arguments: seeds)
  func agreesWithTheNoticesAndWhatIsNext(seed: UInt64) throws {
    let subject = try subject(seed)
    for asOf in interestingDays(subject) {
      guard let derivation = Derivation(record: subject.record, policy: subject.policy, asOf: asOf) else { continue }
      let oracle = Oracle(subject.record, subject.policy, asOf: asOf)
      let notices = derivation.notices.map { notice in
        "\(notice.notice.rawValue) \(notice.due) \(notice.state.rawValue)\(notice.sent.map { " \($0)" } ?? "")"
      }
      #expect(notices == oracle.notices, "seed \(seed), \(asOf)")
      #expect(derivation.next.map { "\($0.day) \($0.kind.rawValue)" } == oracle.next, "seed \(seed), \(asOf)")
    }
  }

  @Test(arguments: seeds)
  func ignoresEventsToCome(seed: UInt64) throws {
    let subject = try subject(seed)
    for asOf in Set(subject.record.events.map(\.day)) {
      let whole = try #require(Derivation(record: subject.record, policy: subject.policy, asOf: asOf))
      let past = try makeRecord(Array(subject.events.prefix(whole.eventCount)), policy: subject.policy)
      let truncated = try #require(Derivation(record: past, policy: subject.policy, asOf: asOf))
      #expect(facts(whole) == facts(truncated), "seed \(seed), \(asOf)")
    }
  }

  private func facts(_ derivation: Derivation) -> String {
    "\(derivation.statusHistory) \(derivation.revocations) \(derivation.milestones) \(derivation.appeals)"
      + " \(String(describing: derivation.lastDay)) \(String(describing: derivation.devices))"
  }

  @Test(arguments: seeds)
  func keepsItsPromises(seed: UInt64) throws {
    let subject = try subject(seed)
    for asOf in interestingDays(subject) {
      guard let derivation = Derivation(record: subject.record, policy: subject.policy, asOf: asOf) else { continue }
      let place: Comment = "seed \(seed), \(asOf)"
      #expect(derivation.statusSince <= asOf, place)
      #expect(derivation.next.map { $0.day >= asOf } ?? true, place)
      #expect(derivation.milestones == derivation.milestones.sorted(), place)
      #expect(derivation.statusHistory.map(\.since) == Set(derivation.statusHistory.map(\.since)).sorted(), place)
      if derivation.status == .removed {
        #expect(subject.record.events.contains { $0.day <= asOf && $0.kind.name == .removed }, place)
      }
      for revocation in derivation.revocations { check(revocation, subject.policy, place) }
    }
  }

  private func check(_ revocation: Revocation, _ policy: Policy, _ place: Comment) {
    #expect(revocation.notices.first?.notice == .first, place)
    #expect(revocation.notices.map(\.notice) == revocation.notices.map(\.notice).sorted(), place)
    if revocation.decision.expedited == nil, revocation.moves.isEmpty {
      #expect(revocation.deadline == revocation.day.adding(days: policy.notices.deadlineDays), place)
      #expect(revocation.notices.count == 4, place)
    }
    let unsent = revocation.notices.filter { $0.state != .sent }.map(\.due.number)
    #expect(unsent == Set(unsent).sorted(), place)
    for notice in revocation.notices {
      #expect((notice.sent != nil) == (notice.state == .sent), place)
      #expect(notice.due >= revocation.day || notice.state == .sent, place)
    }
  }

  @Test(arguments: seeds)
  func explainsEveryDay(seed: UInt64) throws {
    let subject = try subject(seed)
    for asOf in interestingDays(subject) {
      guard let derivation = Derivation(record: subject.record, policy: subject.policy, asOf: asOf) else { continue }
      let steps = Derivation.explanation(of: subject.record, policy: subject.policy, asOf: asOf)
      #expect(steps.map(\.day) == steps.map(\.day).sorted(), "seed \(seed), \(asOf)")
      let statuses = steps.filter { $0.what.hasPrefix("status ") }.map { $0.what.dropFirst(7) }
      #expect(statuses.last.map(String.init) == derivation.status.rawValue, "seed \(seed), \(asOf)")
      #expect(!steps.contains { $0.why.isEmpty }, "seed \(seed), \(asOf)")
    }
  }

  /// Else the other properties would prove little.
  @Test func coversEveryStatusAndNoticeState() throws {
    var statuses = Set<Status>()
    var states = Set<String>()
    var kinds = Set<Milestone.Kind>()
    var facts = Set<String>()
    for seed in Self.seeds {
      let subject = try subject(seed)
      for asOf in interestingDays(subject) {
        guard let found = Derivation(record: subject.record, policy: subject.policy, asOf: asOf) else { continue }
        statuses.insert(found.status)
        kinds.formUnion(found.milestones.map(\.kind))
        states.formUnion(found.notices.map { "\($0.notice) \($0.state)" })
        if found.notices.contains(where: { !$0.earlierSendings.isEmpty }) { facts.insert("final once more") }
        if found.revocations.count > 1 { facts.insert("revoked twice") }
        if !found.notices.isEmpty, found.notices.count < 4 { facts.insert("dropped") }
        if Set(found.statusHistory.map(\.status)).count < found.statusHistory.count { facts.insert("status again") }
      }
    }
    #expect(statuses == Set(Status.allCases))
    #expect(kinds == Set(Milestone.Kind.allCases))
    #expect(states.count == 1 + 3 * 6, "\(states.sorted())")
    #expect(facts.count == 4, "\(facts)")
  }

  // MARK: Broken records

  /// Whatever is wrong with a record, reading it ends, and without a report there is a record.
  @Test(arguments: Array(UInt64(1)...200))
  func readsDamagedRecordsWithoutHarm(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var bytes = Array(recordText(RandomHistory(seed: seed, deadlineDays: 90).events).utf8)
    for _ in 0..<random.number(in: 1...3) {
      let index = random.number(in: 0...bytes.count - 1)
      switch random.number(in: 0...2) {
      case 0: bytes[index] = UInt8(random.number(in: 0...255))
      case 1: bytes.remove(at: index)
      default: bytes.insert(contentsOf: bytes[index..<min(bytes.count, index + 40)], at: index)
      }
    }
    let file = SourceFile(path: "a.json", bytes: bytes)
    let decoded = ExceptionRecord.decode(file, rules, policy: try makePolicy(), customers: [])
    #expect(decoded.diagnostics.hasErrors == decoded.records.isEmpty, "seed \(seed)")
  }

  /// An event more or less than is legal is reported; whatever is not reported can be derived.
  @Test(arguments: Array(UInt64(1)...200))
  func reportsShuffledHistoriesAtLeastOnce(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var events = RandomHistory(seed: seed, deadlineDays: 90).events
    events.remove(at: random.number(in: 0...events.count - 1))
    guard !events.isEmpty else { return }
    let decoded = try decode(recordText(events))
    #expect(decoded.diagnostics.hasErrors == decoded.records.isEmpty, "seed \(seed)")
    guard let record = decoded.records.first else { return }
    for event in record.events {
      let oracle = Oracle(record, try makePolicy(), asOf: event.day)
      let derivation = Derivation(record: record, policy: try makePolicy(), asOf: event.day)
      #expect(derivation?.status.rawValue == oracle.status(on: event.day), "seed \(seed)")
    }
  }
}
