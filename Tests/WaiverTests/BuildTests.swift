import Foundation
import PortalBase
import TestSupport
import Testing

@testable import waiver

@Suite struct BuildTests {
  @Test func publishesThePortal() throws {
    try ExamplePortal.with { folder, world in
      let result = world.run("build", "--as-of", "2026-07-01")
      #expect(result.exitCode == .done)
      #expect(result.output.hasPrefix("Published "))
      let files = try folder.files("site")
      for path in ["index.html", "en/index.html", "ja/exceptions/index.html", "data/exceptions.json", "manifest.json"] {
        #expect(files.contains(path))
      }
    }
  }

  @Test func keepsTheFolderItselfWhereThatIsAsked() throws {
    try ExamplePortal.with { folder, world in
      func inode() throws -> Int? {
        let site = folder.path + "/site"
        return try FileManager.default.attributesOfItem(atPath: site)[.systemFileNumber] as? Int
      }
      #expect(world.run("build").exitCode == .done)
      let before = try inode()
      #expect(world.run("build", "--as-of", "2026-07-02", "--in-place").exitCode == .done)
      #expect(try inode() == before)
      #expect(world.run("verify").exitCode == .done)
      #expect(world.run("build", "--as-of", "2026-07-03").exitCode == .done)
      #expect(try inode() != before)
    }
  }

  /// The system ends a program that goes on writing a file beyond `ulimit -f`, unless that asks to be told.
  @Test func tellsThatAFileMayGrowNoMore() throws {
    try ExamplePortal.with { folder, _ in
      let result = try Program.run(["build"], in: folder, shell: #"ulimit -f 4; "$@""#)
      #expect(result.exitCode == 3)
      #expect(result.errors.contains("waiver: error: cannot write "))
      #expect(!folder.exists("site"))
    }
  }

  @Test func countsWhatItWrote() throws {
    try ExamplePortal.with { folder, world in
      let first = try #require(try world.run("build", "--format", "json").json()["build"])
      let count = try folder.files("site").count
      #expect(first.object?.map(\.key) == ["written", "unchanged", "deleted", "withheld"])
      #expect(first["written"]?.integer == count)
      try folder.write("site/mine.txt", "kept")
      let second = try #require(try world.run("build", "--format", "json").json()["build"])
      #expect(second["written"]?.integer == 0)
      #expect(second["unchanged"]?.integer == count)
      #expect(folder.exists("site/mine.txt"))
    }
  }

  @Test func comparesWithoutWriting() throws {
    try ExamplePortal.with { folder, world in
      let before = world.run("build", "--check")
      #expect(before.exitCode == .contentHasErrors)
      #expect(before.output.hasPrefix("missing: 404.html\n"))
      #expect(!folder.exists("site"))
      _ = world.run("build")
      #expect(world.run("build", "--check").exitCode == .done)
      try folder.write("site/en/index.html", "changed")
      let after = world.run("build", "--check")
      #expect(after.exitCode == .contentHasErrors)
      #expect(after.output.contains("changed: en/index.html\n"))
      let kept = try folder.text("site/en/index.html")
      #expect(kept == "changed")
    }
  }

  @Test func leavesThePublishedSiteAloneWhereTheContentHasErrors() throws {
    try ExamplePortal.with { folder, world in
      _ = world.run("build")
      let before = try folder.tree("site")
      try folder.write("content/exceptions/bad.json", "{\n  \"id\": 7\n}")
      let result = world.run("build")
      #expect(result.exitCode == .contentHasErrors)
      #expect(result.errors.contains("content/exceptions/bad.json:2:9: error: "))
      let after = try folder.tree("site")
      #expect(after == before)
    }
  }

  @Test func namesWhatItWithholds() throws {
    try ExamplePortal.with { _, world in
      let arguments = ["build", "--as-of", "1990-01-01", "--format"]
      let withheld = try world.run(arguments + ["json"]).json()["build"]?["withheld"]?.array?.compactMap(\.string)
      let names = try #require(withheld)
      #expect(names.count >= 16)
      #expect(names == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
      #expect(world.run(arguments + ["text"]).output.contains("Withheld, as their first event is later: \(names[0])"))
    }
  }

  @Test func takesAnOutputRelativeToTheCurrentFolder() throws {
    try ExamplePortal.with { folder, world in
      try folder.makeFolder("elsewhere")
      var world = world
      world.currentFolder = folder.path + "/elsewhere"
      #expect(world.run("build", "--portal", "..", "--output", "out").exitCode == .done)
      #expect(folder.exists("elsewhere/out/index.html"))
      #expect(!folder.exists("site"))
    }
  }

  @Test(arguments: [".", "..", "content", "content/x", "templates", "templates/assets/x", "Sources/x", ".git", "/"])
  func refusesAnOutputWhereTheSourcesAre(output: String) throws {
    try ExamplePortal.with { folder, world in
      let before = try folder.tree()
      #expect(world.run("build", "--output", output).exitCode == .wrongCommandLine)
      let after = try folder.tree()
      #expect(after == before)
    }
  }

  @Test func putsNoPageInThePlaceOfAForeignFile() throws {
    try ExamplePortal.with { folder, world in
      try folder.write("site/en/index.html", "mine")
      let result = world.run("build")
      #expect(result.exitCode == .failed)
      #expect(result.errors.contains("en/index.html"))
      let kept = try folder.text("site/en/index.html")
      #expect(kept == "mine")
      #expect(world.run("build", "--replace").exitCode == .done)
    }
  }

  @Test(arguments: ["everybody", "customer:", "customer:nobody-at-all"])
  func refusesAnUnknownAudience(name: String) throws {
    try ExamplePortal.with { folder, world in
      let result = world.run("build", "--audience", name)
      #expect(result.exitCode == .wrongCommandLine)
      #expect(!folder.exists("site"))
    }
  }

  @Test func makesTheSameBytesInAnyFolderZoneAndLanguage() throws {
    try ExamplePortal.with("one") { one, _ in
      let day = ["build", "--as-of", "2026-07-01"]
      let first = try Program.run(day, in: one, environment: ["TZ": "America/New_York", "LANG": "C", "LC_ALL": "C"])
      #expect(first.exitCode == 0)
      try ExamplePortal.with("もう一つ") { other, _ in
        let second = try Program.run(
          day, in: other, environment: ["TZ": "Pacific/Kiritimati", "LANG": "ja_JP.UTF-8", "LC_ALL": "tr_TR.UTF-8"])
        #expect(second.exitCode == 0)
        let firstTree = try one.tree("site")
        let secondTree = try other.tree("site")
        #expect(firstTree.keys.sorted() == secondTree.keys.sorted())
        let differing = firstTree.filter { secondTree[$0.key] != $0.value }.keys.sorted()
        #expect(differing.isEmpty)
      }
    }
  }
}
