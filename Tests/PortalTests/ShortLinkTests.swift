import PortalBase
import TestSupport
import Testing

@testable import Portal

/// A page refers to what lies near it without climbing to the top of its language first.
@Suite struct ShortLinkTests {
  private static let records = [
    Records.record(
      "EX-1",
      Records.deployed + [
        Records.event("2026-05-01", "alternative-offered", #""alternative": "Use another.""#),
        Records.revoked("2026-06-01"),
      ]),
    Records.record("EX-2", Records.deployed, more: #""supersedes": "EX-1""#),
  ]

  private static let withoutBase = PortalFixture.portal.replacing(
    "\"baseURL\": \"https://portal.example/x/\",", with: "")

  private func references(_ path: String, portal: String = Self.withoutBase) throws -> [String] {
    try PortalFixture(Self.records, portal: portal).site().text(path).references
  }

  @Test(arguments: ["index.html", "timeline.html", "first-notice.html", "support-change.html"])
  func aPageOfARecordNamesTheRecordsFilesAlone(file: String) throws {
    let references = try references("en/exceptions/EX-1/\(file)")
    for own in ["index.html", "timeline.html", "first-notice.html", "support-change.html", "feed.xml"] {
      #expect(references.contains(own), "\(own)")
    }
    #expect(!references.contains { $0.contains("exceptions/EX-1") && !$0.hasPrefix("../../../ja/") })
  }

  @Test func aPageOfARecordClimbsToTheListAndToOtherRecords() throws {
    let references = try references("en/exceptions/EX-2/index.html")
    #expect(references.contains("../index.html") && references.contains("../EX-1/index.html"))
  }

  @Test func theFeedOfARecordNamesTheTimelineAlone() throws {
    let references = Set(try references("en/exceptions/EX-2/feed.xml"))
    #expect(references == Set(["timeline.html"] + (1...4).map { "timeline.html#event-\($0)" }))
  }

  @Test func theFeedOfARecordIsAbsoluteWhereThePortalHasAnAddress() throws {
    let folder = "https://portal.example/x/en/exceptions/EX-2/"
    let names = ["feed.xml", "timeline.html"] + (1...4).map { "timeline.html#event-\($0)" }
    let references = try references("en/exceptions/EX-2/feed.xml", portal: PortalFixture.portal)
    #expect(Set(references) == Set(names.map { folder + $0 }))
  }

  @Test func theListOfAllRecordsNamesTheirFolders() throws {
    #expect(try references("en/exceptions/index.html").contains("EX-2/index.html"))
  }

  @Test func aDocumentNamesItsNeighbours() throws {
    var portal = try PortalCopy()
    portal["content/policies/en/folder/one.md"] = "# One\n\n[Two](two.md) [Three](../three.md)\n"
    portal["content/policies/en/folder/two.md"] = "# Two\n"
    portal["content/policies/en/three.md"] = "# Three\n\n[One](folder/one.md)\n"
    #expect(
      try Set(["two.html", "../three.html"]).isSubset(of: portal.site().page("en/policies/folder/one.html").references))
    #expect(try portal.site().page("en/policies/three.html").references.contains("folder/one.html"))
  }

  /// With enough records for lists of several pages.
  @Test func everyReferenceIsTheShortest() throws {
    let many =
      Self.records + (3...130).map { Records.record("EX-\($0)", Records.deployed + [Records.revoked("2026-06-20")]) }
    try expectShortest(PortalFixture(many, portal: Self.withoutBase).site())
  }

  @Test(arguments: [Audience.internal, .public, .customer("nagiwara-foods")])
  func everyReferenceOfTheExampleIsTheShortest(audience: Audience) throws {
    try expectShortest(PortalCopy().site(audience))
  }

  private func expectShortest(_ site: Site) throws {
    var count = 0
    for path in site.allRoutes.map(\.path) where path.hasSuffix(".html") || path.hasSuffix(".xml") && path.contains("/")
    {
      for reference in try site.text(path).references where !reference.contains(":") && !reference.hasPrefix("#") {
        let name = String(reference.prefix { $0 != "#" && $0 != "?" })
        #expect(name == shortest(from: path, to: resolved(name, on: path)), "\(path)")
        count += 1
      }
    }
    #expect(count > 1000)
  }

  /// The path that a reference on a page names (RFC 3986, section 5.2.4).
  private func resolved(_ reference: String, on page: String) -> [Substring] {
    var parts = page.split(separator: "/").dropLast()
    for part in reference.split(separator: "/", omittingEmptySubsequences: false) {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return Array(parts)
  }

  /// Of all ways to climb and come down again, the one with the fewest bytes.
  private func shortest(from page: String, to target: [Substring]) -> String {
    let folder = page.split(separator: "/").dropLast()
    let ways = (0...folder.count).filter {
      target.starts(with: folder.dropLast($0)) && target.count > folder.count - $0
    }
    .map { up in
      (Array(repeating: "..", count: up) + target.dropFirst(folder.count - up)).joined(separator: "/")
    }
    return ways.min { $0.utf8.count < $1.utf8.count } ?? ""
  }
}

extension String {
  /// The values of `href` and `src`, as they are written.
  fileprivate var references: [String] {
    [" href=\"", " src=\""].flatMap { mark in
      ranges(of: mark).map { String(self[$0.upperBound...].prefix { $0 != "\"" }) }
    }
  }
}
