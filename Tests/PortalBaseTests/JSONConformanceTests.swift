import PortalBase
import TestSupport
import Testing

/// JSONTestSuite (nst): what is JSON is read, what is not is refused with a place, and nothing does harm.
@Suite(.enabled(if: Conformance.isPresent, Conformance.skipReason))
struct JSONConformanceTests {
  private func files(_ prefix: String) throws -> [SourceFile] {
    let files = try Conformance.files(in: "json").filter { $0.path.hasPrefix("json/\(prefix)_") }
    #expect(!files.isEmpty)
    return files
  }

  @Test func readsEveryFileThatIsJSON() throws {
    for file in try files("y") {
      let (value, problems) = JSONReader.read(file.bytes)
      // A few hold U+0000, which is JSON, but no text of ours.
      #expect(value != nil, "\(file.path): \(problems)")
      #expect(!problems.contains { $0.kind == .notJSON || $0.kind == .tooDeep }, "\(file.path): \(problems)")
    }
  }

  @Test func refusesEveryFileThatIsNotJSON() throws {
    for file in try files("n") {
      let (value, problems) = JSONReader.read(file.bytes)
      #expect(value == nil, "\(file.path)")
      #expect(problems.last?.kind == .notJSON, "\(file.path): \(problems)")
      #expect(problems.allSatisfy { (0...file.bytes.count).contains($0.offset) }, "\(file.path)")
    }
  }

  @Test func readsOrRefusesWhatIsLeftOpen() throws {
    for file in try files("i") {
      let (value, problems) = JSONReader.read(file.bytes)
      #expect(value != nil || !problems.isEmpty, "\(file.path)")
    }
  }

  @Test func reportsWhatIsNotJSONAsInvalidJSON() throws {
    for file in try files("n") {
      var problems = FileProblems(file: file.path, bytes: file.bytes)
      problems.report(JSONReader.read(file.bytes).problems)
      #expect(problems.diagnostics.contains { $0.code == .invalidJSON }, "\(file.path)")
      #expect(problems.diagnostics.allSatisfy { $0.location >= .start }, "\(file.path)")
    }
  }
}
