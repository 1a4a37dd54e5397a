import PortalBase
import TestSupport
import Testing

@testable import waiver

@Suite struct PortalFolderTests {
  @Test(arguments: [["check"], ["build"], ["due"], ["explain", "x"], ["new", "x"]])
  func failsWhereTheFolderIsNoPortal(arguments: [String]) throws {
    try TemporaryFolder.with { folder in
      try folder.write("content/policy.json", "{}")
      let result = World(currentFolder: folder.path).run(arguments)
      #expect(result.exitCode == .failed)
      #expect(result.errors.contains("is no portal: it has no content/portal.json"))
      #expect(result.output == "")
    }
  }

  @Test(arguments: [["check"], ["build"], ["due"], ["explain", "x"], ["new", "x"]])
  func failsWhereThereIsNoFolder(arguments: [String]) throws {
    try TemporaryFolder.with { folder in
      let result = World(currentFolder: folder.path).run(arguments + ["--portal", "nowhere"])
      #expect(result.exitCode == .failed)
      #expect(result.errors.contains("nowhere"))
    }
  }

  @Test func tellsAFailureAsJSON() throws {
    try TemporaryFolder.with { folder in
      let json = try World(currentFolder: folder.path).run("check", "--format", "json").json()
      #expect(json["error"]?.string?.contains("is no portal") == true)
      #expect(json["asOf"]?.string == "2026-07-01")
      #expect(json["diagnostics"]?.array?.isEmpty == true)
    }
  }
}

@Suite struct VerifyTests {
  @Test func comparesWithTheManifest() throws {
    try TemporaryFolder.with("site") { folder in
      try folder.write("index.html", "changed")
      try folder.write("notes.txt", "mine")
      let digest = String(repeating: "0", count: 64)
      try folder.write(
        "manifest.json",
        """
        {"asOf": "2026-07-01", "input": "\(digest)", "version": "0.1.0", "files": [
          {"path": "gone.html", "size": 1, "sha256": "\(digest)"},
          {"path": "index.html", "size": 7, "sha256": "\(digest)"}]}
        """)
      let result = World(currentFolder: folder.path).run("verify", ".", "--format=json")
      let verify = try #require(try result.json()["verify"])
      #expect(verify["missing"]?.array?.compactMap(\.string) == ["gone.html"])
      #expect(verify["changed"]?.array?.compactMap(\.string) == ["index.html"])
      #expect(verify["foreign"]?.array?.compactMap(\.string) == ["notes.txt"])
      #expect(result.exitCode == .contentHasErrors)
    }
  }

  @Test func failsWithoutAManifest() throws {
    try TemporaryFolder.with { folder in
      let result = World(currentFolder: folder.path).run("verify", ".")
      #expect(result.exitCode == .failed)
      #expect(result.errors.contains("manifest.json"))
    }
  }
}
