import Exceptions
import PortalBase
import Testing

/// Contract, section 1: `policy.json`.
@Suite struct PolicyDecodingTests {
  private func problems(_ marked: String) -> [String] {
    let source = Marked(marked)
    let (policy, diagnostics) = Policy.decode(SourceFile(path: "content/policy.json", text: source.text), rules)
    let errors = diagnostics.filter { $0.severity == .error }
    #expect((policy == nil) == !errors.isEmpty)
    #expect(diagnostics.sorted().map(\.location) == source.places, "\(diagnostics)")
    return diagnostics.sorted().map(\.code.name)
  }

  private func replacing(_ old: String, _ new: String) throws -> String {
    let text = policyText()
    let parts = text.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
    try #require(parts.count == 2, "the policy does not contain \(old)")
    return parts[0] + new + parts[1]
  }

  @Test func readsEveryPart() throws {
    let policy = try makePolicy()
    #expect(policy.types.map(\.key) == ["drivers", "devices"])
    #expect(policy.factors.map(\.key) == ["baseline", "needed", "replaceable"])
    #expect(policy.type("drivers")?.name.version(in: LanguageTag("ja")).text == "名")
    #expect(
      policy.notices
        == NoticeSchedule(deadlineDays: 90, secondAfterFirst: 30, thirdAfterFirst: 60, finalBeforeDeadline: 7))
    #expect(policy.migration.minimumMonths == 3)
    #expect(policy.migration.maximumMonths == 12)
    #expect(policy.conditionWarningDays == 30)
  }

  @Test func readsAnotherSchedule() throws {
    #expect(
      try makeShortPolicy().notices
        == NoticeSchedule(deadlineDays: 45, secondAfterFirst: 10, thirdAfterFirst: 20, finalBeforeDeadline: 5))
  }

  @Test func allowsASchemaKey() throws {
    #expect(problems(try replacing("{\"types\"", #"{"$schema": "schemas/policy.schema.json", "types""#)) == [])
  }

  @Test func tellsEachConditionsDays() throws {
    let policy = try makePolicy()
    let later = try #require(policy.condition("later"))
    #expect(!later.isAnnounced(by: try day("2026-01-31")))
    #expect(later.isAnnounced(by: try day("2026-02-01")))
    #expect(!later.isInEffect(on: try day("2026-03-31")))
    #expect(later.isInEffect(on: try day("2026-04-01")))
    let bygone = try #require(policy.condition("bygone"))
    #expect(bygone.isInEffect(on: try day("2026-01-14")))
    #expect(!bygone.isInEffect(on: try day("2026-01-15")))
  }

  @Test(arguments: [
    "", "{\"notice\": \"first\", \"afterFirst\": 0}",
    "{\"notice\": \"first\", \"afterFirst\": 0}, {\"notice\": \"second\", \"afterFirst\": 30}, {\"notice\": \"final\", \"beforeDeadline\": 7}",
  ])
  func demandsFourNotices(notices: String) {
    let text = policyText(notices: "{\"deadlineDays\": 90, \"schedule\": §[\(notices)]}")
    #expect(problems(text) == ["notice-schedule"])
  }

  @Test func demandsTheOrderOfNotices() {
    let text = policyText(
      notices: """
        {"deadlineDays": 90, "schedule": [{"notice": "first", "afterFirst": 0}, {"notice": §"third", "afterFirst": 30},
        {"notice": §"second", "afterFirst": 60}, {"notice": "final", "beforeDeadline": 7}]}
        """)
    #expect(problems(text) == ["notice-schedule", "notice-schedule"])
  }

  @Test(arguments: [
    ("§30", "30", "60", "7", "90"), ("0", "§0", "60", "7", "90"), ("0", "30", "§30", "7", "90"),
    ("0", "60", "§30", "7", "90"), ("0", "30", "60", "§30", "90"), ("0", "30", "60", "§40", "90"),
    ("0", "30", "60", "§7", "67"),
  ])
  func demandsRisingDaysBeforeTheDeadline(
    first: String, second: String, third: String, final: String, deadline: String
  ) {
    let text = policyText(
      notices: """
        {"deadlineDays": \(deadline), "schedule": [{"notice": "first", "afterFirst": \(first)},
          {"notice": "second", "afterFirst": \(second)}, {"notice": "third", "afterFirst": \(third)},
          {"notice": "final", "beforeDeadline": \(final)}]}
        """)
    #expect(problems(text) == ["notice-schedule"])
  }

  @Test func demandsTheFinalNoticeBeforeTheDeadline() {
    let text = policyText(
      notices: """
        {"deadlineDays": 90, "schedule": [{"notice": "first", "afterFirst": 0}, {"notice": "second", "afterFirst": 30},
          {"notice": "third", "afterFirst": 60}, {"notice": "final", "beforeDeadline": §0}]}
        """)
    #expect(problems(text) == ["invalid-value"])
  }

  @Test func demandsTheOffsetsOfEachNotice() {
    let text = policyText(
      notices: """
        {"deadlineDays": 90, "schedule": [{"notice": "first", "afterFirst": 0}, §{"notice": "second"},
          {"notice": "third", "afterFirst": 60}, §{"notice": "final", §"afterFirst": 83}]}
        """)
    #expect(problems(text) == ["missing-key", "missing-key", "unknown-key"])
  }

  @Test func demandsTheDaysOfWarningForACondition() throws {
    let sooner = try replacing(#""effective": "2026-04-01""#, #""effective": §"2026-03-02""#)
    #expect(problems(sooner) == ["condition-warning"])
    let justInTime = try replacing(#""effective": "2026-04-01""#, #""effective": "2026-03-03""#)
    #expect(problems(justInTime) == [])
  }

  @Test(arguments: [
    "ab", "Drivers", "-drivers", "dri vers", "dri_vers", "tr\u{E4}ger", String(repeating: "a", count: 65),
  ])
  func rejectsMalformedKeys(key: String) throws {
    #expect(problems(try replacing("\"key\": \"drivers\"", "\"key\": §\"\(key)\"")) == ["invalid-key"])
  }

  @Test(arguments: ["abc", "0-9", String(repeating: "a", count: 64), "a--"])
  func acceptsWellFormedKeys(key: String) throws {
    #expect(problems(try replacing("\"key\": \"drivers\"", "\"key\": \"\(key)\"")) == [])
  }

  @Test(arguments: [("devices", "drivers"), ("needed", "baseline"), ("cost", "security")])
  func rejectsEqualKeys(second: String, first: String) throws {
    #expect(problems(try replacing("\"key\": \"\(second)\"", "\"key\": §\"\(first)\"")) == ["equal-keys"])
  }

  @Test func rejectsAWindowThatEndsBeforeItBegins() throws {
    #expect(problems(try replacing("\"maximumMonths\": 12", "\"maximumMonths\": §2")) == ["invalid-value"])
  }

  @Test(arguments: ["types", "factors", "conditions", "notices", "migration", "conditionWarningDays"])
  func demandsEveryPart(key: String) throws {
    let text = "§" + (try replacing("\"\(key)\":", "§\"x-\(key)\":"))
    #expect(problems(text) == ["missing-key", "unknown-key"])
  }

  @Test func reportsAllProblemsInOneRun() throws {
    var text = try replacing(
      "\"key\": \"drivers\", \"name\": {\"en\": \"N\"", "\"key\": \"drivers\", \"name\": §{\"fr\": \"N\"")
    text = text.replacing("{\"fr\"", with: "{§\"fr\"").replacing(
      "\"minimumMonths\": 3", with: "\"minimumMonths\": §\"3\"")
    #expect(problems(text) == ["missing-source-language", "unknown-locale", "wrong-type"])
  }

  @Test func tellsWhatIsNotJSON() {
    #expect(problems("{\"types\": [§}") == ["invalid-json"])
    #expect(problems("§[]") == ["wrong-type"])
  }
}
