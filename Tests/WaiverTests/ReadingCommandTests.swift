import PortalBase
import TestSupport
import Testing

@testable import waiver

@Suite struct CheckTests {
  @Test func findsNothingWrongWithTheExample() throws {
    try ExamplePortal.with { folder, world in
      let before = try folder.tree()
      let result = world.run("check", "--as-of", "2026-07-01")
      #expect(result.exitCode == .done)
      #expect(!result.errors.contains(": error: "))
      #expect(result.output.hasPrefix("Checked "))
      let after = try folder.tree()
      #expect(after == before)
    }
  }

  @Test func showsTranslationFindingsAndFailsOnlyInCheck() throws {
    try ExamplePortal.with { folder, world in
      #expect(world.run("build").errors.contains("[translation-drift]"))
      try folder.write("content/policies/en/planted.md", "# Planted\n\nAnswer within 30 days.\n")
      try folder.write("content/policies/ja/planted.md", "# 埋設\n\n20 日以内に回答します。\n")
      let build = world.run("build")
      #expect(build.exitCode == .done)
      #expect(build.errors.contains("content/policies/ja/planted.md:3:"))
      #expect(build.errors.contains("[translation-number-lost]"))
      let check = world.run("check")
      #expect(check.exitCode == .contentHasErrors)
      #expect(check.errors.contains("[translation-number-lost]"))
    }
  }

  @Test func acceptsANewRecordAsItIs() throws {
    try ExamplePortal.with { _, world in
      #expect(world.run("new", "EX-2026-9999").exitCode == .done)
      #expect(world.run("check").exitCode == .done)
      #expect(world.run("explain", "EX-2026-9999").output.contains("EX-2026-9999: requested since"))
    }
  }

  @Test func tellsAllProblemsAtOnceInOrder() throws {
    try ExamplePortal.with { folder, world in
      try folder.write("content/exceptions/z.json", "[")
      try folder.write("content/exceptions/bad.json", "{\n  \"id\": 7,\n  \"id\": 8\n}")
      let result = world.run("check", "--format", "json")
      #expect(result.exitCode == .contentHasErrors)
      let diagnostics = try #require(try result.json()["diagnostics"]?.array)
      let errors = diagnostics.filter { $0["severity"]?.string == "error" }
      let places = errors.compactMap { error -> String? in
        guard let file = error["file"]?.string, let line = error["line"]?.integer else { return nil }
        return "\(file):\(line)"
      }
      #expect(places == places.sorted())
      #expect(places.contains("content/exceptions/bad.json:3"))
      #expect(places.last?.hasPrefix("content/exceptions/z.json:1") == true)
    }
  }

  @Test func tellsHowFarDocumentsAreTranslated() throws {
    try ExamplePortal.with { _, world in
      let table = world.run("check").output.split(separator: "\n")
      let missing = table.filter { $0.contains("changes.md ") && $0.contains(" ja ") && $0.contains(" nobody ") }
      #expect(missing.count == 1)
      #expect(Set(table.dropFirst(2).map(\.unicodeScalars.count)).count == 1, "the columns do not line up")
      let check = try #require(try world.run("check", "--format=json").json()["check"])
      #expect(check["files"]?.integer ?? 0 > 100)
      let documents = try #require(check["translations"]?.array)
      #expect(documents.count == 6)
      let changes = try #require(documents.first { $0["document"]?.string == "changes.md" })
      #expect(changes["translated"]?.bool == false)
      #expect(changes["accepted"]?.integer == 1)
      let marked = try #require(documents.first { $0["segments"] != nil })
      #expect(marked["locale"]?.string == "ja")
      #expect(marked["segments"]?.integer ?? 0 > 10)
    }
  }

  @Test func notesThatTheDayIsPinned() throws {
    try ExamplePortal.with { _, world in
      var world = world
      world.now += 10 * 86_400
      #expect(world.run("check").errors.contains(": note: "))
      #expect(world.run("check").errors.contains("[pinned-day]"))
      #expect(!world.run("check", "--as-of", "2026-07-01").errors.contains("[pinned-day]"))
    }
  }
}

@Suite struct ExplainTests {
  @Test func explainsEveryRecord() throws {
    try ExamplePortal.with { folder, world in
      _ = world.run("build")
      let data = try #require(JSONReader.read(try folder.bytes("site/data/exceptions.json")).value)
      for record in try #require(data["exceptions"]?.array) {
        let id = try #require(record["id"]?.string)
        let explanation = try #require(try world.run("explain", id, "--format=json").json()["explain"])
        #expect(explanation["status"]?.string == record["status"]?.string)
        #expect(explanation["statusSince"]?.string == record["statusSince"]?.string)
        #expect(explanation["steps"]?.array?.isEmpty == false)
      }
    }
  }

  @Test func suggestsAnIDWhereThereIsNone() throws {
    try ExamplePortal.with { _, world in
      _ = world.run("new", "ZZ-TOP-17")
      let result = world.run("explain", "ZZ-TOP-71")
      #expect(result.exitCode == .wrongCommandLine)
      #expect(result.errors.contains("there is no record \"ZZ-TOP-71\"; did you mean \"ZZ-TOP-17\"?"))
    }
  }

  @Test func tellsThatARecordIsWithheld() throws {
    try ExamplePortal.with { _, world in
      _ = world.run("new", "LATER-1", "--as-of", "2026-05-05")
      let result = world.run("explain", "LATER-1", "--as-of", "2026-05-04")
      #expect(result.exitCode == .done)
      #expect(result.output == "LATER-1 is withheld as of 2026-05-04: its first event is on 2026-05-05.\n")
    }
  }
}

@Suite struct DueTests {
  @Test func listsWhatIsDueByDay() throws {
    try ExamplePortal.with { _, world in
      let json = try world.run("due", "--format=json", "--within", "3650").json()
      #expect(json.object?.map(\.key) == ["asOf", "diagnostics", "due"])
      let items = try #require(json["due"]?.array)
      let days = items.compactMap { $0["date"]?.string }
      #expect(days.count == items.count)
      #expect(days == days.sorted())
      let asOf = try #require(json["asOf"]?.string)
      for item in items {
        let day = try #require(item["date"]?.string)
        #expect(item["state"]?.string == (day < asOf ? "overdue" : day == asOf ? "today" : "soon"))
        #expect((item["record"] == nil) != (item["condition"] == nil))
      }
    }
  }

  @Test func failsOnOverdueOnlyWhereAsked() throws {
    try ExamplePortal.with { _, world in
      let items = try #require(try world.run("due", "--format=json").json()["due"]?.array)
      #expect(items.contains { $0["state"]?.string == "overdue" })
      #expect(world.run("due").exitCode == .done)
      #expect(world.run("due", "--fail-on-overdue").exitCode == .contentHasErrors)
      #expect(world.run("due", "--fail-on-overdue", "--as-of", "1990-01-01").exitCode == .done)
    }
  }
}

@Suite struct ProcessTests {
  @Test func endsQuietlyWhereNobodyReads() throws {
    try TemporaryFolder.with { folder in
      let result = try Program.run(["--help"], in: folder, shell: #"("$@"; echo $? >code) | true; cat code"#)
      #expect(result.output == "0\n")
      #expect(result.errors == "")
    }
  }

  @Test(arguments: [#""$@" >/dev/full"#, #""$@" >&-"#])
  func failsWhereStandardOutputTakesNothing(script: String) throws {
    try TemporaryFolder.with { folder in
      let result = try Program.run(["--help"], in: folder, shell: script)
      #expect(result.exitCode == 3)
      #expect(result.errors.hasPrefix("waiver: error: cannot write to standard output: "))
    }
  }

  @Test func givesItsExitCodeToTheShell() throws {
    try TemporaryFolder.with { folder in
      let codes = try [["bild"], ["build"], ["--version"]].map { try Program.run($0, in: folder).exitCode }
      #expect(codes == [2, 3, 0])
    }
  }
}
