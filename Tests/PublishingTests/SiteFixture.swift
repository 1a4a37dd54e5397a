import Foundation
import PortalBase
import Publishing
import Synchronization
import TestSupport
import Testing

/// A site of given texts, published to `site` in a temporary portal folder.
struct SiteFixture: Sendable {
  let folder: TemporaryFolder
  var options = PublishOptions()
  var output = "site"

  static let header = Manifest.Header(asOf: "2026-07-01", input: "00", version: "1.0")

  static func with(_ body: (inout SiteFixture) throws -> Void) throws {
    try TemporaryFolder.with { folder in
      try folder.write("content/portal.json", "{}")
      var fixture = SiteFixture(folder: folder)
      fixture.options.checksLinks = false
      try body(&fixture)
    }
  }

  static func plan(_ pages: [String: String]) -> OutputPlan {
    // In any order but the right one.
    let paths = pages.keys.sorted().reversed() as [String]
    return OutputPlan(paths: paths) { index, bytes in bytes += Array((pages[paths[index]] ?? "").utf8) }
  }

  @discardableResult
  func publish(_ pages: [String: String]) throws -> PublishReport {
    try Publisher.publish(
      SiteFixture.plan(pages), to: folder.path + "/" + output, root: folder.path, header: SiteFixture.header,
      options: options)
  }

  func compare(_ pages: [String: String]) throws -> Publisher.Comparison {
    try Publisher.compare(
      SiteFixture.plan(pages), with: folder.path + "/" + output, root: folder.path, header: SiteFixture.header,
      options: options)
  }

  func verify() throws -> SiteVerifier.Report { try SiteVerifier.verify(folder.path + "/" + output) }

  /// Whether the site holds exactly these pages and others, and its manifest is true.
  func expectSite(
    _ pages: [String: String], foreign: [String: String] = [:],
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    var tree = try folder.tree(output).mapValues { String(decoding: $0, as: UTF8.self) }
    #expect(tree.removeValue(forKey: "manifest.json") != nil, sourceLocation: sourceLocation)
    #expect(tree == pages.merging(foreign) { $1 }, sourceLocation: sourceLocation)
    let report = try verify()
    #expect(report.isWhole && report.verified == pages.count, sourceLocation: sourceLocation)
    #expect(Set(report.foreign) == Set(foreign.keys), sourceLocation: sourceLocation)
  }

  struct Identity: Equatable {
    var inode: UInt64
    var modified: Date
  }

  func identity(_ path: String) throws -> Identity {
    let facts = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/\(output)/\(path)")
    return Identity(
      inode: try #require(facts[.systemFileNumber] as? UInt64),
      modified: try #require(facts[.modificationDate] as? Date))
  }

  func permissions(_ path: String) throws -> Int {
    let facts = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/\(path)")
    return try #require(facts[.posixPermissions] as? Int)
  }
}

/// Two sites that differ in every way: a page is added, changed, removed and kept; a file becomes a folder and the other way round.
enum TwoSites {
  static let first = [
    "index.html": "old", "en/index.html": "same", "en/gone/index.html": "gone", "assets/a.css": "same",
    "turns": "file", "becomes/file.html": "x",
  ]
  static let second = [
    "index.html": "new", "en/index.html": "same", "en/new/deep/index.html": "added", "assets/a.css": "same",
    "turns/into/folder.html": "x", "becomes": "file",
  ]
}
