import PortalBase
import TestSupport
import Testing

@testable import waiver

/// A portal as far as `waiver new` looks at it.
private func withPortal(_ files: [String: String] = [:], _ body: (TemporaryFolder, World) throws -> Void) throws {
  try TemporaryFolder.with { folder in
    try folder.write([
      "content/portal.json": """
      {"title": "T", "service": "S", "provider": "P", "locales": ["en"], "timeZone": "Asia/Tokyo",
       "letters": {"window": "uk-notify", "sender": {"name": "N", "address": ["A"], "contact": "C"}}}
      """,
      "content/policy.json": #"{"types": [{"key": "drivers"}, {"key": "agents"}]}"#,
    ])
    try folder.write(files)
    try body(folder, World(currentFolder: folder.path))
  }
}

@Suite struct NewTests {
  @Test func writesARecordThatWasSubmittedToday() throws {
    try withPortal { folder, world in
      let result = world.run("new", "EX-2026-0042")
      #expect(result.exitCode == .done)
      #expect(result.errors == "")
      #expect(result.output.hasPrefix("Wrote content/exceptions/EX-2026-0042.json."))
      let json = try #require(JSONReader.read(try folder.bytes("content/exceptions/EX-2026-0042.json")).value)
      #expect(json["id"]?.string == "EX-2026-0042")
      #expect(json["type"]?.string == "drivers")
      #expect(json["events"]?.array?.first?["date"]?.string == "2026-07-01")
    }
  }

  @Test func takesTheDayOfTheOption() throws {
    try withPortal { folder, world in
      _ = world.run("new", "a", "--as-of", "2026-02-03")
      let text = try folder.text("content/exceptions/a.json")
      #expect(text.contains(#""date": "2026-02-03""#))
    }
  }

  @Test func tellsTheFileAsJSON() throws {
    try withPortal { _, world in
      let json = try world.run("new", "a", "--format=json").json()
      #expect(json["new"]?["file"]?.string == "content/exceptions/a.json")
      #expect(json["new"]?["record"]?.string == "a")
      #expect(json["asOf"]?.string == "2026-07-01")
    }
  }

  @Test(arguments: [
    "", ".hidden", "a/b", "../a", "a b", "a.", "a.html", "a.xml", "日本", "-a", String(repeating: "a", count: 65), "a\n",
  ])
  func refusesAnIDThatCannotBe(id: String) throws {
    try withPortal { folder, world in
      let result = world.run("new", "--", id)
      #expect(result.exitCode == .wrongCommandLine)
      let files = try folder.files()
      #expect(files.count == 2)
    }
  }

  @Test(arguments: [
    ("content/exceptions/2026/some.json", #"[{"id": "EX-1"}, {"id": "EX-7"}]"#),
    ("content/exceptions/lines.jsonl", "{\"id\": \"EX-1\"}\n{\"id\": \"ex-7\"}\n"),
    ("content/exceptions/ex-7.json", "not JSON"),
  ])
  func refusesAnIDThatExists(path: String, text: String) throws {
    try withPortal([path: text]) { folder, world in
      let result = world.run("new", "Ex-7")
      #expect(result.exitCode == .wrongCommandLine)
      #expect(result.errors.contains("the record \"Ex-7\" exists already: \(path)"))
      let files = try folder.files()
      #expect(files.count == 3)
      let kept = try folder.text(path)
      #expect(kept == text)
    }
  }

  @Test func failsWhereThereIsNoPortal() throws {
    try TemporaryFolder.with { folder in
      let result = World(currentFolder: folder.path).run("new", "a")
      #expect(result.exitCode == .failed)
      let files = try folder.files()
      #expect(files.isEmpty)
    }
  }

  @Test func worksInAPortalWithErrors() throws {
    try withPortal(["content/exceptions/broken.json": "{"]) { folder, world in
      #expect(world.run("new", "a").exitCode == .done)
      #expect(folder.exists("content/exceptions/a.json"))
    }
  }
}
