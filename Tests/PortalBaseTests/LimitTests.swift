import PortalBase
import TestSupport
import Testing

/// What no author writes, but somebody may: it has to end, within bounds, and be told.
@Suite struct LimitTests {
  @Test func refusesMoreValuesThanItReads() {
    let text = Array("[0,0,0]".utf8)
    #expect(JSONReader.read(text, maximumValues: 4).problems.isEmpty)
    let (value, problems) = JSONReader.read(text, maximumValues: 3)
    #expect(value == nil)
    #expect(problems.map(\.kind) == [.tooLarge] && problems.map(\.offset) == [5])
    var found = FileProblems(file: "a.json", bytes: text)
    found.report(problems)
    #expect(
      found.diagnostics.map(\.description) == [
        "a.json:1:6: error: more than 3 values; use several files [json-too-large]"
      ])
  }

  @Test func readsOneValueOfAText() throws {
    let text = Array(#"[1, {"a": [2]}, 3]"#.utf8)
    let found = try #require(JSONReader.readValue(text, at: 4))
    #expect(found.value["a"]?.array?.map(\.integer) == [2])
    #expect(found.end == 14)
    #expect(JSONReader.readValue(text, at: 3) == nil && JSONReader.readValue(text, at: 99) == nil)
  }

  @Test func tellsThatThereAreTooManyProblems() throws {
    let bytes = Array("{}\n{}".utf8)
    var problems = FileProblems(file: "a.json", bytes: bytes)
    for _ in 0..<FileProblems.mostTold { problems.report(.unknownKey, at: 0, "unknown") }
    #expect(!problems.isFull)
    problems.report(.unknownKey, at: 3, "one more")
    #expect(problems.isFull)
    // From here on nothing is looked at.
    let json = try #require(JSONReader.read(bytes, in: 3..<5).value)
    let isRead = ObjectReader(json, "a thing", &problems) != nil
    #expect(!isRead)
    let told = problems.diagnostics
    #expect(told.count == FileProblems.mostTold + 1)
    #expect(told.last?.code == .tooManyProblems && told.last?.location == SourceLocation(line: 2, column: 1))
  }

  @Test func refusesATextThatNobodyReads() throws {
    let rules = TextRules(locales: [LanguageTag("en")])
    for (length, codes) in [(FileProblems.longestText, []), (FileProblems.longestText + 1, [.textTooLong])]
      as [(Int, [Diagnostic.Code])]
    {
      let bytes = Array("\"\(String(repeating: "x", count: length))\"".utf8)
      var problems = FileProblems(file: "a.json", bytes: bytes)
      let text = problems.text(JSONReader.read(bytes).value, "note", rules, isMarkdown: true)
      #expect((text == nil) == !codes.isEmpty)
      #expect(problems.diagnostics.map(\.code) == codes)
    }
  }

  @Test func leavesOutTheMiddleOfALongMessage() {
    let name = String(repeating: "\u{65E5}", count: 100_000)
    let message = Diagnostic(.unknownKey, file: "a.json", "the key \"\(name)\" is unknown; remove it").message
    #expect(message.unicodeScalars.count < 700)
    #expect(message.hasPrefix("the key \"\u{65E5}") && message.hasSuffix("\" is unknown; remove it"))
  }

  @Test func suggestsNothingAmongVeryManyNames() {
    let names = (0..<2000).map { "name-\($0)" }
    #expect(suggestion(for: "name-1x", in: names.prefix(1000)) == "; did you mean \"name-1\"?")
    #expect(suggestion(for: "name-1x", in: names) == "")
  }

  @Test func tellsRepeatedKeysAmongVeryMany() throws {
    let keys = (0..<50_000).map { "\"k\($0 % 49_998)\": \"\"" }.joined(separator: ",")
    let bytes = Array("{\(keys)}".utf8)
    let json = try #require(JSONReader.read(bytes).value)
    var problems = FileProblems(file: "a.json", bytes: bytes)
    _ = problems.text(json, "title", TextRules(locales: [LanguageTag("en")]))
    #expect(problems.diagnostics.count { $0.code == .duplicateKey } == 2)
    #expect(problems.diagnostics.count { $0.code == .unknownLocale } == 49_998)
  }

  /// The index of lines counts in blocks, the cursor from where it was.
  @Test func tellsTheSamePlacesInTwoWays() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<20 {
      var text = random.number(in: 0...1) == 0 ? "\u{FEFF}" : ""
      while text.utf8.count < 9000 {
        text += random.pick(["a", "\u{E9}", "\u{65E5}", "\u{1F600}", "lorem ipsum"]) ?? ""
      }
      for _ in 0..<random.number(in: 0...3) { text += "\n" + text.prefix(700) }
      let bytes = Array(text.utf8)
      let index = LineIndex(bytes)
      var cursor = LineCursor(bytes)
      for offset in stride(from: 0, through: bytes.count + 5, by: 37) {
        #expect(index.location(of: offset) == cursor.location(of: offset))
      }
    }
  }
}
