import Exceptions
import PortalBase
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
    site.records(behind: try #require(site.route(at: path)).page)
  }

  @Test func pagesOfARecordAreMadeFromIt() throws {
    for file in ["index.html", "timeline.html", "feed.xml"] {
      let route = try #require(site.route(at: "en/exceptions/EX-200/" + file))
      #expect(site.record(behind: route.page).map { site.exceptions[$0].record.id } == "EX-200")
    }
  }

  @Test func pagesOfAListAreMadeFromTheirRowsAndHowManyThereAre() throws {
    let first = try #require(try behind("en/lists/status-deployed.html"))
    let second = try #require(try behind("en/lists/status-deployed.2.html"))
    #expect(first.records.count == 100 && first.count == 101)
    #expect(second.records.count == 1 && second.count == 101)
    #expect(Set(first.records).isDisjoint(with: second.records))
  }

  @Test func pagesOfAllExceptionsAreMadeFromHowManyStandInEachListToo() throws {
    let first = try #require(try behind("en/exceptions/index.html"))
    let second = try #require(try behind("en/lists/all.2.html"))
    #expect(first.records.count == 100 && second.records.count == 2 && second.count == 102)
    #expect(first.summary == .lists && second.summary == .lists)
    #expect(try behind("en/lists/index.html")?.summary == .lists)
    #expect(try behind("en/lists/status-deployed.html")?.summary == nil)
    let text = site.text(of: .lists)
    #expect(text.contains("all 102\n") && text.contains("status-deployed 101\n"))
  }

  @Test func daysToComeAreMadeFromTheDaysOfTheirRecords() throws {
    let page = try #require(try behind("en/deadlines.html"))
    #expect(page.records == site.dates.map(\.record))
    #expect(page.days.map(\.day) == site.dates.map(\.day.number))
    #expect(page.count == site.dates.count)
  }

  @Test func theIndexOfTheFiltersIsMadeFromItsRowsAndTheCustomersThatItNumbers() throws {
    let part = try #require(try behind("data/index/en.0.js"))
    #expect(part.records == site.lists.order[.all] && part.summary == .customers)
    #expect(try behind("data/index/en.js")?.summary == .customers)
  }

  @Test func anyRecordMayChangeWhatTellsOfAll() throws {
    for path in ["en/index.html", "data/exceptions.json", "data/events.csv", "deadlines.ics", "en/feed.xml"] {
      #expect(try behind(path) == nil)
    }
  }
}
