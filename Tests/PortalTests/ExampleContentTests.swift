import Exceptions
import Portal
import PortalBase
import Testing

/// The example portal shows everything that can become of an exception: pages, letters and tests rely on finding it there.
@Suite struct ExampleContentTests {
  private let derivations: [Derivation]
  private let records: [ExceptionRecord]
  private let asOf: Day
  private let policy: Policy

  init() throws {
    let day = try #require(try ExampleContent.settings().pinnedDay)
    let policy = try ExampleContent.policy()
    let records = try ExampleContent.decodedRecords().flatMap(\.records)
    derivations = records.compactMap { Derivation(record: $0, policy: policy, asOf: day) }
    (asOf, self.policy, self.records) = (day, policy, records)
  }

  private var events: [EventKind] { records.flatMap(\.events).map(\.kind) }

  @Test func hasNoProblem() throws {
    let decoded = try ExampleContent.decodedRecords()
    #expect(decoded.flatMap(\.diagnostics) == [])
    #expect(ExceptionRecord.checkRecords(decoded) == [])
    #expect(records.count >= 20)
  }

  @Test func reachesEveryStatus() {
    #expect(Set(derivations.map(\.status)) == Set(Status.allCases))
  }

  @Test func reachesEveryStateOfNotices() {
    let notices = derivations.flatMap(\.revocations).flatMap(\.notices)
    #expect(Set(notices.map(\.state)) == Set(DerivedNotice.State.allCases))
    #expect(notices.contains { $0.daysLate ?? 0 > 0 })
    #expect(notices.contains { !$0.earlierSendings.isEmpty })
  }

  @Test func hasEveryKindOfEventAndOutcome() {
    #expect(Set(events.map(\.name)) == Set(EventKind.Name.allCases))
    let outcomes = events.compactMap { if case .appealDecided(let decision) = $0 { decision.outcome } else { nil } }
    #expect(Set(outcomes) == Set(AppealDecision.Outcome.allCases))
    #expect(derivations.contains { $0.openAppeal != nil })
  }

  @Test func hasUnusualRevocations() {
    let revocations = derivations.flatMap(\.revocations)
    #expect(revocations.contains { $0.decision.expedited != nil })
    #expect(revocations.contains { $0.number == 2 })
    #expect(revocations.contains { $0.moves.contains { $0.to < $0.from } })
    #expect(revocations.contains { $0.moves.contains { $0.to > $0.from } })
  }

  @Test func hasSomethingToCome() {
    #expect(
      Set(derivations.compactMap(\.next?.kind)).isSuperset(of: [.secondNotice, .finalNotice, .deadline, .expiry]))
    #expect(derivations.contains { $0.milestones.contains { $0.kind == .supportChange } })
    #expect(records.contains { $0.isWithheld(asOf: asOf) })
    let planned = records.filter { $0.events.contains { $0.day <= asOf } && $0.events.contains { $0.day > asOf } }
    #expect(!planned.isEmpty)
  }

  @Test func hasConditionsToComeInEffectAndRetired() {
    let announced = policy.conditions.filter { $0.effective > asOf && $0.announced <= asOf }
    #expect(announced.count == 1)
    #expect(policy.conditions.filter { $0.isInEffect(on: asOf) }.count == 4)
    #expect(policy.conditions.contains { $0.retired.map { $0 <= asOf } ?? false })
    let verdicts = events.flatMap { (kind: EventKind) -> [ConditionResult] in
      if case .reviewed(let results) = kind { results.filter { $0.condition == announced[0].key } } else { [] }
    }
    #expect(Set(verdicts.map(\.outcome)) == Set(ConditionResult.Outcome.allCases))
  }

  @Test func hasTextsWithoutTranslation() {
    #expect(records.contains { !$0.proposal.has(LanguageTag("ja")) && $0.title.has(LanguageTag("ja")) })
    #expect(records.contains { !$0.title.has(LanguageTag("ja")) })
  }

  @Test func hasCustomersWithAndWithoutContactInSeveralCountries() throws {
    let customers = try ExampleContent.customers()
    #expect(Set(customers.map(\.address.country)).isSuperset(of: ["JP", "GB", "US", "DE"]))
    #expect(customers.contains { $0.contact == nil && $0.locale == LanguageTag("ja") })
    #expect(customers.contains { $0.contact == nil && $0.locale == LanguageTag("en") })
    #expect(records.contains { $0.supersedes != nil })
  }
}
