import Foundation
import Publishing
import TestSupport
import Testing

/// The site of the build before the last is written again, file by file, into the new one.
@Suite struct RewritingTests {
  private static let first = ["index.html": String(repeating: "first ", count: 2_000), "same.html": "same"]
  private static let second = ["index.html": "second", "same.html": "same"]
  private static let third = ["index.html": "third, and longer", "same.html": "same"]

  @Test func takesFilesOfThePreviousTreeAgain() throws {
    try SiteFixture.with { site in
      try site.publish(Self.first)
      let file = try site.identity("index.html").inode
      try site.publish(Self.second)
      let previous = site.folder.path + "/.site.waiver/tree/index.html"
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: previous)
      try site.publish(Self.third)
      try site.expectSite(Self.third)
      #if os(Linux)
        #expect(try site.identity("index.html").inode == file)
      #endif
      #expect(try site.permissions("site/index.html") == 0o644)
    }
  }

  @Test func leavesAFileToWhoeverReadsItStill() throws {
    try SiteFixture.with { site in
      try site.publish(Self.first)
      let reader = try #require(FileHandle(forReadingAtPath: site.folder.path + "/site/index.html"))
      try site.publish(Self.second)
      try site.publish(Self.third)
      try site.expectSite(Self.third)
      let text = try #require(try reader.readToEnd())
      #expect(String(decoding: text, as: UTF8.self) == Self.first["index.html"])
    }
  }

  @Test func leavesAFileThatHasAnotherName() throws {
    try SiteFixture.with { site in
      try site.publish(Self.first)
      let copy = site.folder.path + "/copy.html"
      try FileManager.default.linkItem(atPath: site.folder.path + "/site/index.html", toPath: copy)
      try site.publish(Self.second)
      try site.publish(Self.third)
      try site.expectSite(Self.third)
      #expect(try site.folder.text("copy.html") == Self.first["index.html"])
    }
  }
}
