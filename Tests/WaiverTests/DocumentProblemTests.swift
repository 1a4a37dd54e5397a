import Foundation
import TestSupport
import Testing

@testable import waiver

/// Broken links of policy documents stand at their line, whatever page they are found on; and no two documents share a path.
@Suite struct DocumentProblemTests {
  @Test func tellsABrokenLinkAtItsSourceLine() throws {
    try ExamplePortal.with { folder, world in
      try folder.write(
        "content/policies/en/links.md", "# Links\n\n[a](#nowhere)\n\n![b](picture.png) [c](assessment.md#nowhere)\n")
      let result = world.run("check")
      #expect(result.exitCode == .contentHasErrors)
      let places = result.errors.split(separator: "\n").filter { $0.contains(": error: ") }.map { $0.prefix(33) }
      #expect(
        places == [
          "content/policies/en/links.md:3:1:", "content/policies/en/links.md:5:1:", "content/policies/en/links.md:5:19",
        ])
    }
  }

  @Test func tellsABrokenLinkOfARecordAtItsText() throws {
    try ExamplePortal.with { folder, world in
      try folder.write(
        "content/exceptions/links.jsonl",
        """

        {"id": "LINKS", "title": "t", "type": "drivers", "timeline": {"months": 6}, "proposal": "p",  "requirement": \
        "[a](nowhere.html)", "events": [{"date": "2026-01-05", "kind": "submitted", "note": "[b](#nowhere)"}]}
        """)
      let result = world.run("check")
      let places = result.errors.split(separator: "\n").filter { $0.contains(": error: ") }.map { $0.prefix(36) }
      #expect(
        places == ["content/exceptions/links.jsonl:2:110", "content/exceptions/links.jsonl:2:194"])
    }
  }

  @Test(arguments: ["links.html/below.md", "LINKS.html/below.md"])
  func refusesAPageBelowAnotherPage(path: String) throws {
    try ExamplePortal.with { folder, world in
      try folder.write("content/policies/en/links.md", "# Links\n")
      try folder.write("content/policies/en/\(path)", "# Below\n")
      let result = world.run("build")
      #expect(result.exitCode == .contentHasErrors)
      let told = try #require(result.errors.split(separator: "\n").first { $0.hasSuffix("[path-collision]") })
      #expect(told.contains("content/policies/en/links.md") && told.contains("content/policies/en/\(path)"))
    }
  }
}

/// What leaves for an audience names no other customer (contract, section 5, "Audiences").
@Suite struct LeakTests {
  @Test(arguments: [
    "by Northwind Traders.", "Northwind\nTraders", "[x](https://e.example/%6Eorthwind/)", "&#110;orthwind",
    "a-northwind-b",
    "「ノースウィンド商事」",
  ])
  func refusesToPublishAName(text: String) throws {
    try expect(.contentHasErrors, "content/policies/en/leak.md", "# A\n\n\(text)\n")
  }

  @Test(arguments: ["xnorthwind", "northwind2", "Northwind Tradersx", "大ノースウィンド商事様", "NORTHWIND"])
  func takesAWordThatOnlyContainsAName(text: String) throws {
    try expect(.done, "content/policies/en/leak.md", "# A\n\n\(text)\n")
  }

  @Test(arguments: [
    ("x.css", "/* northwind */"), ("x.js", "let a = \"\\u006eorthwind\""), ("NOTES", "northwind"),
    ("northwind.svg", "<svg/>"),
  ])
  func looksIntoAssetsOfAnyName(name: String, text: String) throws {
    try expect(.contentHasErrors, "templates/assets/\(name)", text)
  }

  private func expect(_ exitCode: ExitCode, _ path: String, _ text: String) throws {
    try ExamplePortal.with { folder, world in
      try folder.write(
        "content/customers.json",
        """
        [{"key": "northwind", "name": {"en": "Northwind Traders", "ja": "ノースウィンド商事"}, "locale": "ja",
          "address": {"lines": ["1"], "country": "JP"}}]
        """)
      try FileManager.default.removeItem(at: folder.url.appending(path: "content/exceptions"))
      try folder.write(path, text)
      let result = world.run("build", "--audience", "public")
      #expect(result.exitCode == exitCode)
      #expect(result.errors.contains("[customer-leak]") == (exitCode != .done))
    }
  }
}

/// All problems of a run are told at once (contract, section 4, "Diagnostics").
@Suite struct CompletenessTests {
  @Test func checksRecordsBesideWrongSettings() throws {
    try ExamplePortal.with { folder, world in
      let settings = folder.url.appending(path: "content/portal.json")
      let text = try String(contentsOf: settings, encoding: .utf8)
      try folder.write("content/portal.json", text.replacing("\"timeZone\":", with: "\"colour\": 1, \"timeZone\":"))
      try folder.write("content/exceptions/broken.json", "{")
      let result = world.run("build")
      #expect(result.exitCode == .contentHasErrors)
      #expect(result.errors.contains("content/exceptions/broken.json:1:2: error:"))
      #expect(result.errors.contains("[unknown-key]"))
    }
  }
}
