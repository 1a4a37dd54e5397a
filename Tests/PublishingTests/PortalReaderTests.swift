import Foundation
import PortalBase
import Publishing
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct PortalReaderTests {
  private func read(_ folder: TemporaryFolder, letters: Bool = false) throws -> (files: [String], found: [String]) {
    let result = try PortalReader.read(folder.path, includesLetters: letters)
    return (result.files.map(\.path), result.diagnostics.map { "\($0.file) \($0.code.name)" })
  }

  @Test func readsFilesInTheOrderOfTheirBytes() throws {
    try TemporaryFolder.with { folder in
      let files = [
        "content/portal.json": "{}", "content/exceptions/b.json": "b", "content/exceptions/a/z.json": "z",
        "content/exceptions/a-b.json": "", "templates/é.md": "é", "templates/assets/x.css": "x", "README.md": "no",
        "content/schemas/x.schema.json": "no", "site/index.html": "no", "content/letters/x.html": "letter",
      ]
      try folder.write(files)
      let expected = [
        "content/exceptions/a-b.json", "content/exceptions/a/z.json", "content/exceptions/b.json",
        "content/portal.json", "templates/assets/x.css", "templates/é.md",
      ]
      let result = try PortalReader.read(folder.path)
      #expect(result.files.map(\.path) == expected && result.diagnostics.isEmpty)
      for file in result.files { #expect(file.bytes == Array((files[file.path] ?? "?").utf8)) }
      #expect(try read(folder, letters: true).files.contains("content/letters/x.html"))
    }
  }

  @Test func readsAgainOnlyWhatChanged() throws {
    try TemporaryFolder.with { folder in
      try folder.write(["content/portal.json": "{}", "content/a.json": "1", "content/b.json": "1"])
      var reading = try PortalReader.read(folder.path, after: PortalReading(), changed: nil)
      func again(_ changed: String...) throws -> [String] {
        reading = try PortalReader.read(folder.path, after: reading, changed: changed)
        return reading.files.map { "\($0.path.dropFirst(8)) \(String(decoding: $0.bytes, as: UTF8.self))" }
      }
      try folder.write(["content/a.json": "2", "content/b.json": "2"])
      #expect(try again("content/b.json") == ["a.json 1", "b.json 2", "portal.json {}"])
      try folder.write("content/c.json", "2")
      #expect(try again("content/c.json") == ["a.json 1", "b.json 2", "c.json 2", "portal.json {}"])
      try folder.remove("content/b.json")
      #expect(try again("content/b.json") == ["a.json 1", "c.json 2", "portal.json {}"])
      #expect(try again("content/.hidden", "content/a.json") == ["a.json 2", "c.json 2", "portal.json {}"])
    }
  }

  @Test func readsEverythingAgainBehindLinkedFolders() throws {
    try TemporaryFolder.with { folder in
      try folder.write(["content/portal.json": "{}", "content/real/a.json": "1"])
      try folder.link("content/linked", to: "real")
      let first = try PortalReader.read(folder.path, after: PortalReading(), changed: nil)
      try folder.write("content/real/a.json", "2")
      let again = try PortalReader.read(folder.path, after: first, changed: ["content/real/a.json"])
      #expect(again["content/linked/a.json"]?.bytes == Array("2".utf8))
      #expect(again["content/real/a.json"]?.bytes == Array("2".utf8))
    }
  }

  @Test(
    arguments: [
      ".hidden.json", ".#lock.json", "x.json~", "#x.json#", ".x.json.swp", "x.json.swp", "x.json.bak", "x.json.orig",
      "x.json.rej", "x.tmp", "Thumbs.db", "desktop.ini", ".DS_Store", ".git/x.json",
    ])
  func passesOverWhatEditorsLeave(name: String) throws {
    try TemporaryFolder.with { folder in
      try folder.write("content/portal.json", "{}")
      try folder.write("content/\(name)", "x")
      #expect(try read(folder) == (["content/portal.json"], []))
    }
  }

  @Test func followsLinksInsideThePortal() throws {
    try TemporaryFolder.with { folder in
      try folder.write(["content/portal.json": "{}", "shared/logo.svg": "l", "shared/deep/x.css": "x"])
      try folder.link("content/copy.json", to: "portal.json")
      try folder.link("templates", to: "shared")
      try folder.link("shared/again", to: "deep")
      let expected = [
        "content/copy.json", "content/portal.json", "templates/again/x.css", "templates/deep/x.css",
        "templates/logo.svg",
      ]
      #expect(try read(folder) == (expected, []))
    }
  }

  @Test func doesNotReadLinksOutOfThePortal() throws {
    try TemporaryFolder.with("inner") { folder in
      let outside = folder.url.deletingLastPathComponent()
      try Data("secret".utf8).write(to: outside.appending(path: "secret.json"))
      try FileManager.default.createDirectory(at: outside.appending(path: "inner2"), withIntermediateDirectories: true)
      try folder.write("content/portal.json", "{}")
      try folder.link("content/a.json", to: "../../secret.json")
      try folder.link("content/b", to: "../../inner2")
      try folder.link("content/c.json", to: "/etc/passwd")
      try folder.link("content/d", to: "../..")
      let names = ["a.json", "b", "c.json", "d"].map { "content/\($0) link-outside-portal" }
      #expect(try read(folder) == (["content/portal.json"], names))
    }
  }

  @Test func tellsLinksThatLeadNowhereOrInACircle() throws {
    try TemporaryFolder.with { folder in
      try folder.write("content/portal.json", "{}")
      try folder.makeFolder("content/sub/deeper")
      try folder.link("content/a", to: "nowhere")
      try folder.link("content/b", to: "b")
      try folder.link("content/sub/deeper/up", to: "..")
      let expected = [
        "content/a link-without-target", "content/b link-cycle", "content/sub/deeper/up link-cycle",
      ]
      #expect(try read(folder) == (["content/portal.json"], expected))
    }
  }

  @Test func boundsLinksThatDoubleAtEveryStep() throws {
    try TemporaryFolder.with { folder in
      try folder.write("content/portal.json", "{}")
      for level in 0..<30 {
        try folder.makeFolder("content/l\(level)")
        try folder.link("content/l\(level)/a", to: "../l\(level + 1)")
        try folder.link("content/l\(level)/b", to: "../l\(level + 1)")
      }
      try folder.makeFolder("content/l30")
      #expect(try read(folder).found.count == 1)
    }
  }

  @Test func tellsNamesThatNoAddressCanHave() throws {
    try TemporaryFolder.with { folder in
      try folder.write(["content/portal.json": "{}", "content/a\nb.json": "x"])
      let invalid = "\(folder.path)/content/x".utf8CString.dropLast() + [CChar(bitPattern: 0xFF), 0]
      let descriptor = invalid.withUnsafeBufferPointer {
        $0.baseAddress.map { open($0, O_WRONLY | O_CREAT, 0o644) } ?? -1
      }
      try #require(descriptor >= 0)
      close(descriptor)
      let result = try PortalReader.read(folder.path)
      #expect(result.files.map(\.path) == ["content/portal.json"])
      #expect(result.diagnostics.map(\.code) == [.invalidFileName, .invalidFileName])
      #expect(result.diagnostics.allSatisfy { !$0.description.contains("\n") })
    }
  }

  @Test func tellsNamesThatDifferOnlyInCase() throws {
    try TemporaryFolder.with { folder in
      try folder.write([
        "content/portal.json": "{}", "content/A.md": "", "content/a.md": "", "content/x/B.md": "", "content/y/b.md": "",
      ])
      try folder.write("content/\u{E9}.md", "")
      try folder.write("content/e\u{301}.md", "")
      let result = try PortalReader.read(folder.path)
      #expect(result.diagnostics.map(\.code) == [.caseDuplicate, .caseDuplicate])
      #expect(result.diagnostics.first?.file == "content/a.md")
      #expect(result.diagnostics.first?.message.contains("content/A.md") == true)
      #expect(result.diagnostics.first?.message.contains("only in letter case") == true)
      #expect(result.diagnostics.last?.message.contains("composed in Unicode") == true)
    }
  }

  @Test func doesNotReadAFileTooLarge() throws {
    try TemporaryFolder.with { folder in
      try folder.write([
        "content/portal.json": "{}", "content/policies/en/a.md": "", "content/policies/en/b.md": "",
        "content/exceptions/a.json": "", "content/exceptions/b.jsonl": "",
      ])
      // Files with holes take no room.
      for (path, size) in [
        ("policies/en/a.md", 16_000_001), ("policies/en/b.md", 1000), ("exceptions/a.json", 16_000_001),
        ("exceptions/b.jsonl", 256_000_001),
      ] { try #require(truncate(folder.path + "/content/" + path, off_t(size)) == 0) }
      let found = try read(folder)
      #expect(found.files == ["content/exceptions/a.json", "content/policies/en/b.md", "content/portal.json"])
      #expect(
        found.found == ["content/exceptions/b.jsonl file-too-large", "content/policies/en/a.md file-too-large"])
    }
  }

  @Test func readsAgainAFileThatBecomesTooLarge() throws {
    try TemporaryFolder.with { folder in
      try folder.write(["content/portal.json": "{}", "content/a.md": "1"])
      let first = try PortalReader.read(folder.path, after: PortalReading(), changed: nil)
      try #require(truncate(folder.path + "/content/a.md", 16_000_001) == 0)
      let again = try PortalReader.read(folder.path, after: first, changed: ["content/a.md"])
      #expect(again.files.map(\.path) == ["content/portal.json"])
      #expect(again.diagnostics.map(\.code) == [.fileTooLarge])
    }
  }

  @Test func doesNotWaitForAPipe() throws {
    try TemporaryFolder.with { folder in
      try folder.write("content/portal.json", "{}")
      try #require(mkfifo(folder.path + "/content/pipe", 0o644) == 0)
      try folder.link("content/link", to: "pipe")
      #expect(try read(folder).found == ["content/link special-file", "content/pipe special-file"])
    }
  }

  @Test func needsAPortalFolder() throws {
    try TemporaryFolder.with { folder in
      for path in [folder.path, folder.path + "/gone"] {
        let error = #expect(throws: PublishingError.self) { try PortalReader.read(path) }
        #expect(error?.exitCode == 3 && error?.message.contains("portal folder") == true)
      }
    }
  }

  @Test(.enabled(if: getuid() != 0, "the superuser may read everything")) func namesAFileThatCannotBeRead() throws {
    try TemporaryFolder.with { folder in
      try folder.write("content/portal.json", "{}")
      chmod(folder.path + "/content/portal.json", 0)
      let error = #expect(throws: PublishingError.self) { try PortalReader.read(folder.path) }
      #expect(error?.exitCode == 3 && error?.message.contains("content/portal.json") == true)
    }
  }

  @Test func readsTheSameWithAnyNumberOfThreads() throws {
    try TemporaryFolder.with { folder in
      try folder.write("content/portal.json", "{}")
      for number in 0..<200 { try folder.write("content/exceptions/\(number).json", "\(number)") }
      let one = try PortalReader.read(folder.path, workers: 1).files
      #expect(try PortalReader.read(folder.path, workers: 5).files == one)
      #expect(one.count == 201)
    }
  }
}
