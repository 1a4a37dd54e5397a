import Exceptions
import PortalBase
import Testing

/// Contract, section 2: the rules between records.
@Suite struct RecordSetTests {
  /// Files by path; each record is written as `id`, `id>superseded` or `id@customer>superseded`.
  private func check(_ files: KeyValuePairs<String, [String]>) throws -> [String] {
    let decoded = try files.map { path, records in
      try decode("[\n" + records.map(record).joined(separator: ",\n") + "]", path: path)
    }
    for file in decoded { #expect(file.diagnostics == []) }
    return ExceptionRecord.checkRecords(decoded).sorted().map {
      "\($0.file):\($0.location.line):\($0.location.column) \($0.code.name)"
    }
  }

  private func record(_ text: String) -> String {
    let parts = text.split(separator: ">")
    let names = parts[0].split(separator: "@")
    let customer = names.count > 1 ? "\"customer\": \"\(names[1])\"," : ""
    let supersedes = parts.count > 1 ? "\"supersedes\": \"\(parts[1])\"," : ""
    return recordText([JSONEvent.submitted("2026-01-05")], id: String(names[0]), extra: customer + supersedes)
      .replacing("\n", with: " ")
  }

  @Test func acceptsDifferentIDs() throws {
    #expect(try check(["a.json": ["EX-1", "EX-10"], "b.json": ["EX-2"]]) == [])
  }

  @Test func reportsEqualIDsAtTheLaterPathAndLine() throws {
    #expect(try check(["b.json": ["EX-1"], "a.json": ["EX-1"]]) == ["b.json:2:8 duplicate-id"])
    #expect(try check(["a.json": ["EX-1", "EX-2", "EX-1"]]) == ["a.json:4:8 duplicate-id"])
  }

  @Test func ignoresLetterCaseInIDs() throws {
    #expect(try check(["a.json": ["ex-1"], "b.json": ["EX-1"]]) == ["b.json:2:8 duplicate-id"])
  }

  @Test func acceptsARecordThatSupersedesOneOfTheSameCustomer() throws {
    #expect(try check(["a.json": ["EX-2@contoso>EX-1"], "b.json": ["EX-1@contoso"]]) == [])
    #expect(try check(["a.json": ["EX-2>EX-1", "EX-1"]]) == [])
  }

  @Test func rejectsSupersedingARecordThatIsNotThere() throws {
    let codes = try check(["a.json": ["EX-2>EX-1"]])
    #expect(codes.map { $0.split(separator: " ")[1] } == ["supersedes-unknown"])
  }

  @Test func suggestsNotTheRecordItselfToSupersede() throws {
    func message(_ records: [String]) throws -> String {
      let decoded = try decode("[" + records.map(record).joined(separator: ",") + "]", path: "a.json")
      return try #require(ExceptionRecord.checkRecords([decoded]).first).message
    }
    #expect(try !message(["EX-2>EX-1"]).contains("did you mean"))
    #expect(try message(["EX-2>EX-1", "EX-11"]).contains("did you mean \"EX-11\"?"))
  }

  @Test func mindsLetterCaseWhenSuperseding() throws {
    #expect(try check(["a.json": ["EX-2>ex-1", "EX-1"]]).count == 1)
  }

  @Test(arguments: [("@contoso", "@northwind"), ("@contoso", ""), ("", "@contoso")])
  func rejectsSupersedingARecordOfAnotherCustomer(new: String, old: String) throws {
    let codes = try check(["a.json": ["EX-2\(new)>EX-1", "EX-1\(old)"]])
    #expect(codes.map { $0.split(separator: " ")[1] } == ["supersedes-other-customer"])
  }

  @Test(arguments: [["EX-1>EX-1"], ["EX-1>EX-2", "EX-2>EX-1"], ["EX-1>EX-2", "EX-2>EX-3", "EX-3>EX-1", "EX-4>EX-1"]])
  func rejectsCyclesOnce(records: [String]) throws {
    let codes = try check(["a.json": records])
    #expect(codes.map { $0.split(separator: " ")[1] } == ["supersedes-cycle"])
    let last = min(records.count, 3) + 1
    #expect(codes[0].hasPrefix("a.json:\(last):"))
  }

  @Test func keepsSilentAboutMissingRecordsWhereAFileCouldNotBeRead() throws {
    let sound = try decode(record("EX-2>EX-1"))
    let broken = try decode("{", path: "b.json")
    #expect(ExceptionRecord.checkRecords([sound, broken]) == [])
  }

  @Test func findsTheRecordsThatHaveErrorsOfTheirOwn() throws {
    let sound = try decode(record("EX-2>EX-1"))
    let broken = try decode(record("EX-1").replacing("drivers", with: "x"), path: "b.json")
    #expect(broken.records.isEmpty)
    #expect(ExceptionRecord.checkRecords([sound, broken]) == [])
  }

  @Test func givesTheSameWhateverTheOrderOfFiles() throws {
    let files = try [("c.json", "ex-1"), ("a.json", "EX-1"), ("b.json", "Ex-1>EX-9")].map {
      try decode(record($0.1), path: $0.0)
    }
    let forward = ExceptionRecord.checkRecords(files).sorted()
    #expect(forward == ExceptionRecord.checkRecords(files.reversed()).sorted())
    #expect(forward.map(\.file) == ["b.json", "b.json", "c.json"])
  }
}
