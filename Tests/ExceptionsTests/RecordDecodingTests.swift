import Exceptions
import PortalBase
import Testing

/// Contract, section 2: the fields of a record.
@Suite struct RecordDecodingTests {
  private let submitted = [JSONEvent.submitted("2026-01-05")]

  /// A record whose members are given, with one event.
  private func record(_ members: String) -> String {
    "{\(members),\n\"events\": [\(submitted[0])]}"
  }

  private func base(without key: String = "", with more: String = "") -> String {
    let members = [
      "id": "\"EX-1\"", "title": "\"T\"", "type": "\"drivers\"", "requirement": "\"R\"", "proposal": "\"P\"",
      "timeline": "{\"permanent\": true}",
    ]
    let kept = members.filter { $0.key != key }.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }
    return record((kept + (more.isEmpty ? [] : [more])).joined(separator: ", "))
  }

  @Test func readsEveryField() throws {
    let text = record(
      """
      "$schema": "../schemas/exception.schema.json", "id": "EX-2026-0007", "title": {"en": "Title", "ja": "題"},
      "type": "drivers", "customer": "northwind", "changeRequest": "CHG0012345", "requirement": {"ja": "必要", "en": "Need"},
      "proposal": "Way", "timeline": {"months": 6}, "devices": 240, "supersedes": "EX-2025-0003", "internalNote": "Secret"
      """)
    let found = try #require(try decode(text).records.first)
    #expect(found.id == "EX-2026-0007")
    #expect(found.title.versions.map(\.text) == ["Title", "題"])
    #expect(found.type == "drivers")
    #expect(found.customer == "northwind")
    #expect(found.changeRequest == "CHG0012345")
    #expect(found.requirement.version(in: LanguageTag("ja")).text == "必要")
    #expect(found.proposal.isPlain)
    #expect(found.timeline == .months(6))
    #expect(found.devices == 240)
    #expect(found.supersedes == "EX-2025-0003")
    #expect(found.internalNote?.versions.map(\.text) == ["Secret"])
    #expect(found.events.count == 1)
    #expect(found.file == "content/exceptions/a.json")
    #expect(found.location == .start)
  }

  @Test(arguments: ["id", "title", "type", "requirement", "proposal", "timeline"])
  func demandsEveryRequiredKeyAtTheOpeningBrace(key: String) throws {
    let messages = try expectProblems("§" + base(without: key), ["missing-key"])
    #expect(messages[0].contains("\"\(key)\""))
  }

  @Test func demandsEvents() throws {
    let other = base().replacing("\"events\"", with: "§\"event\"")
    try expectProblems("\n §" + other, ["missing-key", "unknown-key"])
    try expectProblems(base().replacing("[\(submitted[0])]", with: "§[]"), ["invalid-value"])
  }

  @Test func rejectsUnknownKeysWithASuggestion() throws {
    let messages = try expectProblems(base(with: "\n§\"changerequest\": \"CHG1\""), ["unknown-key"])
    #expect(messages[0].contains("did you mean \"changeRequest\"?"))
  }

  @Test func rejectsDuplicateKeysAtTheSecondOne() throws {
    try expectProblems(base(with: "\n  §\"id\": \"EX-2\""), ["duplicate-key"])
  }

  @Test func rejectsAnUnknownTypeWithASuggestion() throws {
    let messages = try expectProblems(base(without: "type", with: "\"type\": §\"driver\""), ["unknown-type"])
    #expect(messages == ["unknown exception type \"driver\"; did you mean \"drivers\"?"])
  }

  @Test func rejectsAnUnknownCustomerWithASuggestion() throws {
    let messages = try expectProblems(base(with: "\"customer\": §\"nortwind\""), ["unknown-customer"])
    #expect(messages[0].contains("did you mean \"northwind\"?"))
  }

  @Test func checksNothingAgainstAPolicyThatCouldNotBeRead() throws {
    let file = SourceFile(path: "a.json", text: base(without: "type", with: "\"type\": \"any\", \"customer\": \"any\""))
    #expect(ExceptionRecord.decode(file, rules, policy: nil, customers: nil).diagnostics == [])
  }

  // MARK: Ids

  @Test(arguments: [
    "a", "A.b_c-1", "EX-2026-0007", String(repeating: "x", count: 64), "a.htm", "a.html5", "xml", "html", "a..b",
  ])
  func acceptsIDs(id: String) throws {
    #expect(try decode(base(without: "id", with: "\"id\": \"\(id)\"")).diagnostics == [])
  }

  @Test(arguments: [
    "", ".a", "-a", "_a", "a.", "a.html", "a.xml", "a/b", "a b", "é", "日本", "a%20", String(repeating: "x", count: 65),
    "..",
    "a\\u0000",
  ])
  func rejectsIDs(id: String) throws {
    let decoded = try decode(base(without: "id", with: "\"id\": \"\(id)\""))
    #expect(decoded.diagnostics.map(\.code.name).contains("invalid-id"))
    #expect(!decoded.isComplete)
  }

  // MARK: Timeline, numbers

  @Test(arguments: [
    ("{\"months\": 1}", ExceptionRecord.Timeline.months(1)), ("{\"months\": 600}", .months(600)),
    ("{\"permanent\": true}", .permanent), ("{\"months\": 6.0}", .months(6)),
  ])
  func readsATimeline(text: String, timeline: ExceptionRecord.Timeline) throws {
    #expect(try decode(base(without: "timeline", with: "\"timeline\": \(text)")).records.first?.timeline == timeline)
  }

  @Test func readsATimelineUntilADay() throws {
    let decoded = try decode(base(without: "timeline", with: "\"timeline\": {\"until\": \"2026-12-31\"}"))
    #expect(decoded.records.first?.timeline == .until(try day("2026-12-31")))
  }

  @Test(arguments: [
    ("§{}", "missing-key"), ("§{\"months\": 6, \"permanent\": true}", "invalid-value"),
    ("{\"permanent\": §false}", "invalid-value"), ("{\"permanent\": §1}", "wrong-type"),
    ("{\"months\": §0}", "invalid-value"), ("{\"months\": §1.5}", "invalid-value"),
    ("{\"months\": §\"6\"}", "wrong-type"),
    ("{\"until\": §\"2026-02-30\"}", "invalid-day"), ("§\"permanent\"", "wrong-type"), ("§null", "wrong-type"),
    ("§{§\"month\": 6}", "missing-key unknown-key"), ("{\"months\": §-1}", "invalid-value"),
    ("{\"months\": §1e999}", "invalid-value"),
  ])
  func demandsExactlyOneTimeline(text: String, codes: String) throws {
    try expectProblems(
      base(without: "timeline", with: "\"timeline\": \(text)"), codes.split(separator: " ").map(String.init))
  }

  @Test(arguments: ["§0", "§-3", "§2.5", "§99999999999999999999"])
  func demandsAWholeNumberOfDevicesFromOne(devices: String) throws {
    try expectProblems(base(with: "\"devices\": \(devices)"), ["invalid-value"])
  }

  @Test(arguments: [
    "2026-02-29", "2026-13-01", "2026-1-5", "20260105", "2026-01-05T00:00", "1899-12-31", "2200-01-01", "",
    "２０２６-01-05",
  ])
  func rejectsWhatIsNoDay(text: String) throws {
    let event = #"{"date": §"\#(text)", "kind": "submitted"}"#
    try expectEventProblems([event], ["invalid-day"])
  }

  @Test(arguments: ["1900-01-01", "2199-12-31", "2028-02-29"])
  func acceptsDays(text: String) throws {
    #expect(try makeRecord([JSONEvent.submitted(text)]).events.first?.day == (try day(text)))
  }

  // MARK: Texts

  @Test(arguments: [
    ("§{\"ja\": \"題\"}", "missing-source-language"), ("{\"en\": \"T\", §\"fr\": \"T\"}", "unknown-locale"),
    ("§\"  \"", "blank-text"), ("§\"\\u3000\\n\"", "blank-text"), ("{\"en\": \"T\", \"ja\": §\" \"}", "blank-text"),
    ("§\"a\\nb\"", "line-end-in-text"), ("§\"a\\r\"", "line-end-in-text"), ("§\"a\\u2028b\"", "line-end-in-text"),
    ("§7", "wrong-type"), ("§[\"T\"]", "wrong-type"), ("§{}", "missing-source-language"),
    ("\"a§\\u0000\"", "invalid-character"), ("\"a§\\ud800b\"", "invalid-character"),
    ("\"a§\\udc00\"", "invalid-character"), ("§\"a\\u0007b\"", "control-character"),
    ("§\"a\\u007fb\"", "control-character"), ("§\"a\\ufffeb\"", "control-character"),
    ("{\"en\": \"T\", §\"en\": \"U\"}", "duplicate-key"), ("{\"en\": §null}", "wrong-type"),
  ])
  func checksAPlainText(title: String, code: String) throws {
    try expectProblems(base(without: "title", with: "\"title\": \(title)"), [code])
  }

  @Test func showsControlCharactersAsReplacement() throws {
    let decoded = try decode(base(without: "title", with: "\"title\": \"a\\u0007b\\tc\""))
    #expect(decoded.records.first?.title.versions.first?.text == "a\u{FFFD}b\tc")
    #expect(decoded.diagnostics.map(\.severity) == [.warning])
  }

  @Test func allowsLineEndsInMarkdown() throws {
    let decoded = try decode(base(without: "requirement", with: "\"requirement\": \"a\\n\\nb\\r\\n\""))
    #expect(decoded.diagnostics == [])
    #expect(decoded.records.first?.requirement.versions.first?.text == "a\n\nb\r\n")
  }

  @Test func acceptsCharactersBeyondTheBasicPlane() throws {
    let decoded = try decode(base(without: "title", with: "\"title\": \"\\ud83d\\ude00𠮷\""))
    #expect(decoded.records.first?.title.versions.first?.text == "😀𠮷")
    #expect(decoded.diagnostics == [])
  }

  @Test(arguments: ["\"\"", "\" \\n\"", "{\"en\": \"\"}", "{\"en\": \"\", \"ja\": \" \"}"])
  func takesABlankOptionalTextForAbsent(text: String) throws {
    let decoded = try decode(base(with: "\"internalNote\": \(text)"))
    #expect(decoded.diagnostics == [])
    #expect(decoded.records.first?.internalNote == nil)
  }

  @Test func takesABlankTranslationOfAnOptionalTextForMissing() throws {
    let decoded = try decode(base(with: "\"internalNote\": {\"en\": \"N\", \"ja\": \"\"}"))
    #expect(decoded.diagnostics == [])
    #expect(decoded.records.first?.internalNote?.has(LanguageTag("ja")) == false)
  }

  @Test(arguments: ["requirement", "proposal"])
  func rejectsABlankRequiredMarkdown(key: String) throws {
    try expectProblems(base(without: key, with: "\"\(key)\": §\"\""), ["blank-text"])
  }
}
