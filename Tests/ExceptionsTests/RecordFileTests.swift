import Exceptions
import PortalBase
import Testing

/// Contract, sections 1 and 2: files of one record, of an array of records, and of one record a line.
@Suite struct RecordFileTests {
  private func line(_ id: String, more: String = "") -> String {
    recordText([JSONEvent.submitted("2026-01-05")], id: id, extra: more).replacing("\n", with: " ")
  }

  @Test func readsAnArrayOfRecords() throws {
    let decoded = try decode("[\(line("EX-1")),\n \(line("EX-2"))]")
    #expect(decoded.diagnostics == [])
    #expect(decoded.records.map(\.id) == ["EX-1", "EX-2"])
    #expect(decoded.records.map(\.location) == [.init(line: 1, column: 2), .init(line: 2, column: 2)])
  }

  @Test(arguments: ["a.json", "a.jsonl"])
  func stopsWhereThereAreTooManyProblems(path: String) throws {
    let items = Array(repeating: "{}", count: 40_000)
    let text = path == "a.json" ? "[\(items.joined(separator: ","))]" : items.joined(separator: "\n")
    let decoded = try decode(text, path: path)
    #expect(decoded.diagnostics.count == FileProblems.mostTold + 1)
    #expect(decoded.diagnostics.count { $0.code == .tooManyProblems } == 1)
    #expect(!decoded.isComplete)
  }

  @Test func stopsInARecordOfTooManyProblems() throws {
    let events = Array(repeating: "0", count: 150_000).joined(separator: ",")
    let decoded = try decode("{\"events\": [\(events)]}")
    #expect(decoded.diagnostics.count == FileProblems.mostTold + 1)
    #expect(decoded.records.isEmpty)
  }

  @Test func readsAnEmptyArray() throws {
    #expect(try decode("[]").diagnostics == [])
  }

  @Test(arguments: ["\n", "\r\n", "\n\n \t\n"])
  func readsARecordALine(separator: String) throws {
    let decoded = try decode(line("EX-1") + separator + line("EX-2") + "\n", path: "content/exceptions/a.jsonl")
    #expect(decoded.diagnostics == [])
    #expect(decoded.records.map(\.id) == ["EX-1", "EX-2"])
  }

  @Test func skipsAByteOrderMark() throws {
    for path in ["a.json", "a.jsonl"] {
      let decoded = try decode("\u{FEFF}" + line("EX-1"), path: path)
      #expect(decoded.diagnostics == [])
      #expect(decoded.records.first?.location == .start)
    }
  }

  @Test func goesOnAfterALineThatIsNotJSON() throws {
    let text = line("EX-1") + "\n{\"id\": §nope}\n" + line("EX-3", more: "§\"x\": 1,")
    try expectProblems(text, ["invalid-json", "unknown-key"], path: "a.jsonl")
    let decoded = try decode(Marked(text).text, path: "a.jsonl")
    #expect(decoded.records.map(\.id) == ["EX-1"])
    #expect(!decoded.isComplete)
  }

  @Test func rejectsAnArrayInALine() throws {
    try expectProblems("§[\(line("EX-1"))]", ["wrong-type"], path: "a.jsonl")
  }

  @Test(arguments: ["§", " \n§", "{§", "{\"id\": \"EX-1\"§", "[1, §]", "§nope", "{} §{}", "{\"a\": §01}"])
  func callsWhatIsNotJSONInvalid(text: String) throws {
    try expectProblems(text, ["invalid-json"])
  }

  @Test(arguments: ["§7", "§\"EX-1\"", "[§null]", "[§[]]"])
  func callsJSONThatIsNoRecordOfTheWrongType(text: String) throws {
    try expectProblems(text, ["wrong-type"])
  }

  @Test func callsInvalidUTF8InvalidJSON() throws {
    let bytes = Array("{\"id\": \"".utf8) + [0xFF] + Array("\"}".utf8)
    let file = SourceFile(path: "a.json", bytes: bytes)
    let decoded = ExceptionRecord.decode(file, rules, policy: nil, customers: nil)
    #expect(decoded.diagnostics.map(\.code.name) == ["invalid-json"])
  }

  @Test func reportsTheProblemsOfAllRecordsWithTheirIDs() throws {
    let text = "[\(line("EX-1", more: "\"x\": 1,")), \(line("EX-2", more: "\"y\": 1,"))]"
    #expect(try decode(text).diagnostics.map(\.record) == ["EX-1", "EX-2"])
  }

  @Test func countsColumnsInScalars() throws {
    try expectProblems(line("EX-1").replacing("\"T\"", with: "\"日本😀\", §\"x\": 1"), ["unknown-key"])
  }

  @Test func tellsThePlacesOfManyRecordsOnOneLine() throws {
    let records = (1...2000).map { line("EX-\($0)", more: "\"x\": 1,") }
    let decoded = try decode("[" + records.joined(separator: ",") + "]")
    #expect(decoded.diagnostics.count == 2000)
    #expect(Set(decoded.diagnostics.map(\.location)).count == 2000)
  }
}
