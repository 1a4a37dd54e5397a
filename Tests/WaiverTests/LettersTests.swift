import Foundation
import PortalBase
import TestSupport
import Testing

@testable import waiver

@Suite struct LettersTests {
  @Test func writesLettersAndRemovesThoseOfAnEarlierRun() throws {
    try ExamplePortal.with { folder, world in
      let first = world.run("letters", "--format", "json")
      #expect(first.exitCode == .done, "\(first.errors)")
      let letters = try #require(try first.json()["letters"]?.array)
      let paths = letters.compactMap { $0["path"]?.string }
      #expect(!paths.isEmpty)
      let files = paths.flatMap { ["letters/\($0).html", "letters/\($0).txt"] }
      for file in files + ["letters/index.html", "letters/manifest.json", "letters/assets/letter.css"] {
        #expect(FileManager.default.fileExists(atPath: folder.url.appending(path: file).path), "\(file)")
      }
      #expect(world.run("letters", "--as-of", "2026-07-02", "--notice", "support-change").exitCode == .done)
      for file in files { #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: file).path)) }
    }
  }

  @Test(arguments: [
    ["--notice", "fourth"], ["--record", "EX-0"], ["--locale", "xx"], ["--locale", "en,"], ["--audience", "public"],
    ["--output", "content/letters"], ["--within", "-1"],
  ])
  func refusesAWrongCommandLine(words: [String]) throws {
    try ExamplePortal.with { _, world in
      let outcome = world.run(["letters"] + words)
      #expect(outcome.exitCode == .wrongCommandLine, "\(outcome.errors)")
    }
  }

  @Test func failsWhereTheBrowserIsMissing() throws {
    try ExamplePortal.with { folder, world in
      var world = world
      world.variables["WAIVER_BROWSER"] = "/nowhere/chromium"
      let outcome = world.run("letters", "--pdf")
      #expect(outcome.exitCode == .failed)
      #expect(outcome.errors.contains("WAIVER_BROWSER"))
      #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "letters").path))
    }
  }

  @Test func keepsWhatIsIssuedAndPrintsItAgain() throws {
    try ExamplePortal.with { folder, world in
      let issued = world.run("letters", "--issue", "--format", "json")
      #expect(issued.exitCode == .done, "\(issued.errors)")
      let kept = try FileManager.default.subpathsOfDirectory(atPath: folder.url.appending(path: "content/letters").path)
      #expect(kept.contains { $0.hasSuffix(".json") })
      let again = world.run("letters", "--as-of", "2026-07-02", "--format", "json")
      let letters = try #require(try again.json()["letters"]?.array)
      #expect(!letters.isEmpty)
      #expect(letters.allSatisfy { $0["issued"]?.bool == true && $0["date"]?.string == "2026-07-01" })
      #expect(world.run("check").exitCode == world.run("check", "--as-of", "2026-07-02").exitCode)
    }
  }

  @Test func printsForOneCustomerOnly() throws {
    try ExamplePortal.with { _, world in
      let outcome = world.run("letters", "--within", "90", "--audience", "customer:nagiwara-foods", "--format", "json")
      let letters = try #require(try outcome.json()["letters"]?.array)
      #expect(letters.allSatisfy { $0["customer"]?.string == "nagiwara-foods" })
      #expect(!letters.isEmpty)
    }
  }
}
