import PortalBase
import Testing

@Suite struct ObjectReaderTests {
  /// Reads an object and gives its problems as `line:column code message`.
  private func problems(_ text: String, _ body: (inout ObjectReader, inout FileProblems) -> Void) throws -> [Diagnostic]
  {
    let bytes = Array(text.utf8)
    let json = try #require(JSONReader.read(bytes).value)
    var problems = FileProblems(file: "a.json", bytes: bytes)
    if var reader = ObjectReader(json, "a thing", &problems) {
      body(&reader, &problems)
      reader.finish(&problems)
    }
    return problems.diagnostics
  }

  @Test func reportsMissingKeysAtTheOpeningBrace() throws {
    let found = try problems("\n  {\"a\": 1}") { reader, problems in
      let (present, missing) = (reader.required("a", &problems), reader.required("b", &problems))
      #expect(present?.integer == 1)
      #expect(missing == nil)
    }
    #expect(found.map(\.code) == [.missingKey])
    #expect(found.map(\.location) == [.init(line: 2, column: 3)])
    #expect(found.map(\.message) == ["a thing needs the key \"b\""])
  }

  @Test func reportsUnknownKeysWithASuggestion() throws {
    let found = try problems("{\"nane\": 1, \"zzz\": 2}") { reader, _ in
      let missing = reader.optional("name")
      #expect(missing == nil)
    }
    #expect(found.map(\.code) == [.unknownKey, .unknownKey])
    #expect(found.map(\.location.column) == [2, 13])
    #expect(found[0].message.hasSuffix("did you mean \"name\"?"))
    #expect(!found[1].message.contains("did you mean"))
  }

  @Test(arguments: [["a", "b", "c"], ["c", "b", "a"], ["b", "a", "c"]])
  func findsKeysInAnyOrder(_ order: [String]) throws {
    let found = try problems(#"{"a": 1, "b": 2, "\u0063": 3}"#) { reader, _ in
      for key in order {
        let value = reader.optional(named: key)
        #expect(value?.integer == ["a": 1, "b": 2, "c": 3][key])
      }
    }
    #expect(found == [])
  }

  @Test func takesTheFirstOfTwoEqualKeysWhereverTheLastOneWasFound() throws {
    let found = try problems(#"{"a": 1, "b": 2, "a": 3}"#) { reader, _ in
      _ = reader.optional("b")
      #expect(reader.optional("a")?.integer == 1)
    }
    #expect(found.map(\.code) == [.duplicateKey])
  }

  @Test func reportsDuplicatesAtTheSecondKey() throws {
    let found = try problems("{\"a\": 1,\n \"a\": 2, \"b\": 3, \"a\": 4}") { reader, _ in
      let (first, hasOther) = (reader.optional("a"), reader.has("b"))
      #expect(first?.integer == 1)
      #expect(hasOther)
    }
    #expect(found.map(\.code) == [.duplicateKey, .duplicateKey])
    #expect(found.map(\.location) == [.init(line: 2, column: 2), .init(line: 2, column: 18)])
  }

  @Test func findsDuplicatesAmongManyKeys() throws {
    let members = (0..<100).map { "\"k\($0)\": 1" } + ["\"k7\": 1"]
    let found = try problems("{\(members.joined(separator: ", "))}") { reader, _ in
      for index in 0..<100 { _ = reader.optional(named: "k\(index)") }
    }
    #expect(found.map(\.code) == [.duplicateKey])
  }

  @Test(arguments: [
    ("[]", "an array"), ("1", "a number"), ("null", "null"), ("true", "true or false"), ("\"\"", "a string"),
  ])
  func saysWhatIsThereInsteadOfAnObject(text: String, kind: String) throws {
    let found = try problems(text) { _, _ in Issue.record("no object") }
    #expect(found.map(\.code) == [.wrongType])
    #expect(found[0].message.hasSuffix("not \(kind)"))
  }

  @Test func namesTheRecord() throws {
    var problems = FileProblems(file: "a.json", bytes: [])
    problems.record = "EX-1"
    problems.report(.blankText, at: 0, "m")
    problems.record = nil
    problems.report(.controlCharacter, at: 0, "m")
    #expect(problems.diagnostics.map(\.record) == ["EX-1", nil])
    #expect(problems.errorCount == 1)
  }
}
