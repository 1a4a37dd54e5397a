import Foundation
import PortalBase
import TestSupport
import Testing

@testable import waiver

/// Problems of a portal as a whole, each planted into a copy of the example.
@Suite struct ContentProblemTests {
  /// The places, as `file:line:column`, where a run of `check` reports a code.
  private func places(_ code: String, _ plant: (TemporaryFolder) throws -> Void) throws -> [String] {
    var places: [String] = []
    try ExamplePortal.with { folder, world in
      try plant(folder)
      let diagnostics = try #require(try world.run("check", "--format=json").json()["diagnostics"]?.array)
      for diagnostic in diagnostics where diagnostic["code"]?.string == code {
        let file = try #require(diagnostic["file"]?.string)
        let line = try #require(diagnostic["line"]?.integer)
        let column = try #require(diagnostic["column"]?.integer)
        places.append("\(file):\(line):\(column)")
      }
    }
    return places
  }

  @Test(arguments: ["content/policy.json", "content/customers.json"])
  func tellsThatAFileIsMissing(path: String) throws {
    let found = try places("missing-file") { try $0.remove(path) }
    #expect(found == ["\(path):1:1"])
  }

  @Test(arguments: ["everyone", "customer:nobody-at-all"])
  func tellsThatTheSettingsNameAnUnknownAudience(name: String) throws {
    let found = try places("unknown-audience") { folder in
      let settings = try folder.text("content/portal.json")
      let audience = try #require(settings.range(of: #""audience": "internal""#))
      try folder.write(
        "content/portal.json", settings.replacingCharacters(in: audience, with: #""audience": "\#(name)""#))
    }
    #expect(found == ["content/portal.json:11:15"])
  }

  @Test(arguments: [
    "content/notes.txt", "content/exceptions/notes.md", "content/polices.json", "content/policies/astray.md",
    "content/policies/xx/astray.md",
  ])
  func warnsOfAFileThatNothingReads(path: String) throws {
    let found = try places("unused-file") { try $0.write(path, "notes") }
    #expect(found == ["\(path):1:1"])
  }

  /// The places of all links of a document are found in one walk.
  @Test func tellsThousandsOfBrokenLinksOfADocument() throws {
    let count = 5000
    let found = try places("broken-fragment") { folder in
      let links = (0..<count).map { "[x](changes.md#nowhere-\($0))\n" }.joined()
      try folder.write("content/policies/en/many.md", "# Many\n\n" + links)
    }
    #expect(Set(found) == Set((0..<count).map { "content/policies/en/many.md:\($0 + 3):1" }))
  }

  /// The same link at many places is one broken link.
  @Test func tellsOneBrokenLinkAtEachOfItsPlaces() throws {
    let found = try places("broken-fragment") { folder in
      let links = String(repeating: "[x](changes.md#nowhere)\n", count: 2000)
      try folder.write("content/policies/en/many.md", "# Many\n\n" + links)
    }
    #expect(found.count == 2000)
  }

  /// The page of original and translation shows the link, too: it has no place of its own.
  @Test func tellsABrokenLinkOfATranslatedDocumentWhereItIsWritten() throws {
    let found = try places("broken-fragment") { folder in
      try folder.write("content/policies/en/pair.md", "# Pair\n\nSee [x](#nowhere).\n")
      try folder.write("content/policies/ja/pair.md", "# 組\n\n[x](changes.md)をご覧ください。\n")
    }
    #expect(found == ["content/policies/en/pair.md:3:5"])
  }

  @Test func tellsABrokenLinkOfAStoredSourceTextWhereItIsWritten() throws {
    let found = try places("broken-fragment") { folder in
      try folder.write("content/policies/en/pair.md", "# Pair\n\nSee below.\n")
      let segment =
        #"<span data-ttu-id="p-1">下記をご覧ください。</span>"#
        + #"<span class="sxs-lookup"><span data-stu-id="p-1">See [x](#nowhere).</span></span>"#
      try folder.write("content/policies/ja/pair.md", "# 組\n\n\(segment)\n")
    }
    #expect(found.allSatisfy { $0.hasPrefix("content/policies/ja/pair.md:3:") })
    #expect(found.count == 1)
  }

  @Test func tellsThatTwoSourcesMakeOnePath() throws {
    let found = try places("path-collision") { try $0.write("content/policies/en/index.md", "# Index\n") }
    #expect(found.contains("content/policies/en/index.md:1:1"))
  }

  @Test func tellsThatTwoRecordsHaveOneIDAtTheLaterPath() throws {
    let found = try places("duplicate-id") { folder in
      let record = #"""
        {"id": "TWICE-1", "title": "T", "type": "TYPE", "requirement": "R", "proposal": "P", "timeline": {"months": 3},
         "events": [{"date": "2026-01-05", "kind": "submitted"}]}
        """#.replacing("TYPE", with: Skeleton.firstType(in: [try policy(folder)]))
      try folder.write("content/exceptions/a.json", record)
      try folder.write("content/exceptions/b.json", record.replacing("TWICE", with: "twice"))
    }
    #expect(found == ["content/exceptions/b.json:1:8"])
  }

  @Test func tellsThatJSONIsNestedTooDeeply() throws {
    let found = try places("json-too-deep") { folder in
      let deep = String(repeating: "[", count: 300) + String(repeating: "]", count: 300)
      try folder.write("content/exceptions/deep.json", deep)
    }
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("content/exceptions/deep.json:1:") == true)
  }

  @Test(arguments: [
    ("link-outside-portal", "/etc/hosts"), ("link-outside-portal", "../../../outside.json"),
    ("link-without-target", "nowhere.json"),
  ])
  func tellsWhereALinkCannotBeFollowed(code: String, target: String) throws {
    let found = try places(code) { folder in
      try Data("{}".utf8).write(to: folder.url.deletingLastPathComponent().appending(path: "outside.json"))
      try folder.link("content/exceptions/link.json", to: target)
    }
    #expect(found == ["content/exceptions/link.json:1:1"])
  }

  @Test func tellsThatLinksLeadInACircle() throws {
    let found = try places("link-cycle") { try $0.link("content/exceptions/loop", to: "..") }
    #expect(found.contains("content/exceptions/loop:1:1"))
  }

  @Test func tellsThatAPipeLiesAmongTheFiles() throws {
    let found = try places("special-file") { folder in
      #expect(mkfifo(folder.path + "/content/exceptions/pipe.json", 0o600) == 0)
    }
    #expect(found == ["content/exceptions/pipe.json:1:1"])
  }

  @Test func publishesNothingThatNamesACustomerToOthers() throws {
    try ExamplePortal.with { folder, world in
      let customers = try #require(JSONReader.read(try folder.bytes("content/customers.json")).value)
      let key = try #require(customers.array?.first?["key"]?.string)
      try folder.write("content/policies/en/leak.md", "# About \(key)\n")
      #expect(world.run("build").exitCode == .done)
      let result = world.run("build", "--audience", "public", "--output", "public")
      #expect(result.exitCode == .contentHasErrors)
      #expect(result.errors.contains("[customer-leak]"))
      #expect(!folder.exists("public"))
    }
  }

  @Test(arguments: ["missing-string", "unused-string"])
  func tellsThatAnInterfaceStringIsMisnamed(code: String) throws {
    let found = try places(code) { folder in
      let path = "templates/locales/ja.json"
      let strings = try folder.text(path)
      try folder.write(path, strings.replacing("\"nav-exceptions\"", with: "\"nav-exceptoins\""))
    }
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("templates/locales/ja.json:") == true)
  }

  @Test func tellsThatAnInterfaceStringHasAnotherPlaceholder() throws {
    let found = try places("string-placeholder") { folder in
      let path = "templates/locales/ja.json"
      let lines = try folder.text(path).split(separator: "\n", omittingEmptySubsequences: false)
      let changed = lines.map { $0.contains("\"in-days\"") ? String($0).replacing("{n}", with: "{days}") : String($0) }
      try folder.write(path, changed.joined(separator: "\n"))
    }
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("templates/locales/ja.json:") == true)
  }

  @Test func warnsOfALinkToADocumentThatIsNotThere() throws {
    let found = try places("missing-document") { folder in
      let path = "content/portal.json"
      let lines = try folder.text(path).split(separator: "\n").filter { !$0.contains("externalDocuments") }
      try folder.write(path, lines.joined(separator: "\n"))
      try folder.write("content/policies/en/planted.md", "# Planted\n\nSee [more](nowhere.md).\n")
    }
    #expect(found.contains { $0.hasPrefix("content/policies/en/planted.md:3:") })
  }

  private func policy(_ folder: TemporaryFolder) throws -> SourceFile {
    SourceFile(path: "content/policy.json", bytes: try folder.bytes("content/policy.json"))
  }
}
