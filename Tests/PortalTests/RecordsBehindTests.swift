import Exceptions
import Testing

@testable import Portal

/// What decides what a file of the site is, so that a build after a change renders no more than it has to.
@Suite struct RecordsBehindTests {
  private let site: Site

  init() throws {
    let deployed = (1...101).map { Records.record("EX-\($0)", Records.deployed) }
    let submitted = Records.record("EX-200", [#"{"date": "2026-01-05", "kind": "submitted"}"#])
    site = try PortalFixture(deployed + [submitted]).site()
  }

  private func behind(_ path: String) throws -> RecordsBehind? {
    site.records(behind: try #require(site.route(at: path)))
  }

  @Test func pagesOfARecordAreMadeFromIt() throws {
    #expect(
      try behind("en/exceptions/EX-200/timeline.html")?.records.map { site.exceptions[$0].record.id } == ["EX-200"])
    #expect(try behind("en/exceptions/EX-200/feed.xml")?.count == nil)
  }

  @Test func pagesOfAListAreMadeFromTheirRowsAndHowManyThereAre() throws {
    let first = try #require(try behind("en/lists/status-deployed.html"))
    let second = try #require(try behind("en/lists/status-deployed.2.html"))
    #expect(first.records.count == 100 && first.count == 101)
    #expect(second.records.count == 1 && second.count == 101)
    #expect(Set(first.records).isDisjoint(with: second.records))
  }

  @Test func anyRecordMayChangeWhatNamesAllLists() throws {
    for path in ["en/exceptions/index.html", "en/lists/index.html", "en/index.html", "data/exceptions.json"] {
      #expect(try behind(path) == nil)
    }
  }
}
