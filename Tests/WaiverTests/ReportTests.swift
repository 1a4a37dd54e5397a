import PortalBase
import Testing

@testable import waiver

private let unknownType = Diagnostic.Code("unknown-type", .error, "…")
private let oddName = Diagnostic.Code("odd-name", .warning, "…")

private let file = SourceFile(
  path: "content/a.json", text: "{\n\t\"日本\": \"driver\",\n" + String(repeating: "x", count: 300) + "\n}\n")

/// A command that finds things, and then perhaps fails.
private func finder(_ diagnostics: [Diagnostic], failing: Failure? = nil) -> Command {
  Command(name: "find", operand: nil, summary: "", details: "", options: [], examples: []) {
    _, report throws(Failure) in
    report.asOf = Day("2026-05-04")
    report.diagnostics = diagnostics
    report.sources = [file]
    if let failing { throw failing }
    return diagnostics.hasErrors ? .contentHasErrors : .done
  }
}

@Suite struct ReportTests {
  let second = Diagnostic(
    unknownType, file: "content/a.json", at: SourceLocation(line: 2, column: 8), #"unknown type "driver""#)
  let first = Diagnostic(
    oddName, file: "content/a.json", at: SourceLocation(line: 1, column: 1), "odd", record: "EX-1", segment: "s1")

  @Test func tellsEqualProblemsOnce() throws {
    var report = Report()
    let problem = Diagnostic(.pinnedDay, file: "content/portal.json", "twice")
    report.diagnostics = [problem, problem]
    #expect(report.counts == "1 note")
    let json = try #require(JSONReader.read(report.json(failure: nil)).value)
    #expect(json["diagnostics"]?.array?.count == 1)
  }

  @Test func printsOneSortedLineEachIntoAPipe() {
    let result = World(commands: [finder([second, first, second])]).run("find")
    #expect(
      result.errors == """
        content/a.json:1:1: warning: odd [odd-name]
        content/a.json:2:8: error: unknown type "driver" [unknown-type]
        waiver: 1 error, 1 warning

        """)
    #expect(result.exitCode == .contentHasErrors)
    #expect(result.output == "")
  }

  @Test func givesTheSameAsJSON() throws {
    let result = World(commands: [finder([second, first])]).run("find", "--format=json")
    let json = try result.json()
    #expect(json.object?.map(\.key) == ["asOf", "diagnostics"])
    #expect(json["asOf"]?.string == "2026-05-04")
    let diagnostics = try #require(json["diagnostics"]?.array)
    #expect(
      diagnostics[0].object?.map(\.key) == [
        "file", "line", "column", "severity", "code", "message", "record", "segment",
      ])
    #expect(diagnostics[1].object?.map(\.key) == ["file", "line", "column", "severity", "code", "message"])
    #expect(diagnostics[1]["line"]?.integer == 2)
    #expect(diagnostics[1]["message"]?.string == #"unknown type "driver""#)
    #expect(result.errors.contains("[unknown-type]"))
  }

  @Test func tellsWhatWasFoundBeforeAFailure() throws {
    let result = World(commands: [finder([first], failing: .failed("disk full"))]).run("find", "--format=json")
    #expect(result.exitCode == .failed)
    #expect(result.errors == "content/a.json:1:1: warning: odd [odd-name]\nwaiver: error: disk full\n")
    let json = try result.json()
    #expect(json["error"]?.string == "disk full")
    #expect(json["diagnostics"]?.array?.count == 1)
  }

  @Test func showsTheLineOnATerminal() {
    let world = World(variables: ["NO_COLOR": "1"], errorsAreTerminal: true, commands: [finder([second])])
    #expect(
      world.run("find").errors.contains(
        """
        content/a.json:2:8: error: unknown type "driver" [unknown-type]
         2 |  "日本": "driver",
           |          ^

        """))
  }

  @Test func cutsALongLineAroundThePlace() {
    let far = Diagnostic(unknownType, file: "content/a.json", at: SourceLocation(line: 3, column: 250), "far")
    let printed = DiagnosticPrinter(isInteractive: true, usesColour: false).text([far], sources: [file])
    let lines = printed.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.count < 110 })
    #expect(lines[1].hasPrefix(" 3 | …x"))
  }

  @Test func showsThousandsOfPlacesOnOneLine() {
    let file = SourceFile(path: "content/a.json", text: String(repeating: "日本 x ", count: 100_000))
    let all = (0..<10_000).map {
      Diagnostic(unknownType, file: file.path, at: SourceLocation(line: 1, column: $0 * 50 + 1), "wrong")
    }
    let printed = DiagnosticPrinter(isInteractive: true, usesColour: false).text(all, sources: [file])
    let carets = printed.split(separator: "\n").filter { $0.hasSuffix("^") }
    #expect(carets.count == all.count)
  }

  @Test func findsPlacesInAnyOrder() throws {
    var text = PlacedText(Array("\u{FEFF}日本\r\n\nabcdef".utf8))
    func window(_ line: Int, _ column: Int) -> String? {
      text.window(around: SourceLocation(line: line, column: column), width: 2).map { window in
        "\(window.isCut ? "…" : "")\(String(String.UnicodeScalarView(window.scalars))) \(window.column)"
      }
    }
    let places = [(3, 4), (1, 1), (1, 2), (1, 9), (2, 1), (3, 1), (3, 2), (3, 99), (4, 1)]
    let expected: [String?] = ["…bcde 2", "日本 0", "日本 1", "…本 1", nil, "ab 0", "abc 1", "…ef 2", nil]
    #expect(places.map { window($0.0, $0.1) } == expected)
  }

  @Test(arguments: [(0, 1), (1, 0), (9, 1), (5, 1), (4, 900)])
  func showsNoLineThatIsNotThere(line: Int, column: Int) {
    let place = SourceLocation(line: line, column: max(1, column))
    let lost = Diagnostic(unknownType, file: "content/a.json", at: place, "lost")
    let printed = DiagnosticPrinter(isInteractive: true, usesColour: false).text([lost], sources: [file])
    #expect(printed.hasPrefix("content/a.json:"))
  }

  @Test func coloursOnlyWhereTheTerminalTakesIt() {
    let command = finder([second])
    #expect(World(errorsAreTerminal: true, commands: [command]).run("find").errors.contains("\u{1B}[1;31merror:"))
    let plain = World(variables: ["TERM": "dumb"], errorsAreTerminal: true, commands: [command])
    #expect(!plain.run("find").errors.contains("\u{1B}"))
    #expect(!World(commands: [command]).run("find").errors.contains("\u{1B}"))
  }

  @Test func failsWhereStandardOutputCannotBeWritten() {
    var world = World(commands: [finder([])])
    world.outputFails = .failed(reason: "No space left on device")
    let result = world.run("find", "--format=json")
    #expect(result.exitCode == .failed)
    #expect(result.errors.contains("cannot write to standard output: No space left on device"))
  }

  @Test func goesOnWhereNobodyReadsStandardOutput() {
    var world = World(commands: [finder([])])
    world.outputFails = .closed
    let result = world.run("find", "--format=json")
    #expect(result.exitCode == .done)
    #expect(result.errors == "")
  }
}
