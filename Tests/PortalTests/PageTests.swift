import Portal
import PortalBase
import Testing

/// What each type of page tells.
@Suite struct PageTests {
  private func site(_ events: [String], asOf: String = "2026-07-01", more: [String] = []) throws -> Site {
    try PortalFixture([Records.record("EX-1", Records.deployed + events)] + more).site(asOf: asOf)
  }

  private func page(_ name: String, _ events: [String] = [], asOf: String = "2026-07-01") throws -> String {
    try site(events, asOf: asOf).text("en/exceptions/EX-1/\(name)")
  }

  @Test func everyPageSaysItsDayAndZone() throws {
    let site = try site([Records.revoked("2026-06-01")])
    for path in site.paths where path.hasPrefix("en/") && path.hasSuffix(".html") {
      #expect(try site.text(path).contains("Wednesday, 1 July 2026, Asia/Tokyo"), "\(path)")
    }
  }

  @Test func onlyTheOverviewShowsTheDigest() throws {
    let site = try site([Records.revoked("2026-06-01")])
    let pages = site.paths.filter { $0.hasSuffix(".html") }
    #expect(
      try pages.filter { try site.text($0).contains("<code>digest</code>") } == ["en/index.html", "ja/index.html"])
  }

  @Test func noPageHasInlineScriptOrStyle() throws {
    let site = try site([Records.revoked("2026-06-01")])
    for path in site.paths where path.hasSuffix(".html") {
      let text = try site.text(path)
      #expect(!text.contains(" style=") && !text.contains("<style") && !text.contains("<script>"), "\(path)")
      #expect(text.contains("Content-Security-Policy"), "\(path)")
    }
  }

  @Test func theOverviewPutsOverdueFirst() throws {
    let text = try site([Records.revoked("2026-05-02")]).text("en/index.html")
    let overdue = try #require(text.firstRange(of: "state-overdue"))
    let upcoming = try #require(text.firstRange(of: "state-upcoming"))
    #expect(overdue.lowerBound < upcoming.lowerBound)
  }

  @Test func theOverviewLinksCountsToLists() throws {
    #expect(try site([]).text("en/index.html").contains("<a href=\"lists/status-deployed.html\">"))
  }

  @Test func theOverviewPicturesTheNext90DaysWithTheSameFactsAsATable() throws {
    let text = try site([Records.revoked("2026-06-15")]).text("en/index.html")
    #expect(text.contains("<svg class=\"picture\"") && text.contains("role=\"img\""))
    #expect(text.contains("mark mark-second-notice") && text.contains("<time datetime=\"2026-07-15\">"))
  }

  @Test func theRequestShowsFactorsInOrderUpToTheDecidingOne() throws {
    let text = try page("index.html")
    let order = ["Baseline", "outcome-continues", "Needed", "outcome-decides", "Possible", "outcome-not-reached"]
    let places = try order.map { try #require(text.firstRange(of: $0)).lowerBound }
    #expect(places == places.sorted())
  }

  @Test func supersessionShowsOnBothSides() throws {
    let other = Records.record("EX-2", Records.deployed, more: #""supersedes": "EX-1""#)
    let site = try site([], more: [other])
    #expect(try site.text("en/exceptions/EX-2/index.html").contains("\"../EX-1/index.html\""))
    for name in ["index.html", "timeline.html"] {
      #expect(try site.text("en/exceptions/EX-1/\(name)").contains("\"../EX-2/index.html\""))
    }
  }

  @Test func everyPageOfARecordThatNoLongerStandsSaysSo() throws {
    let site = try site([Records.revoked("2026-06-01")])
    for path in site.paths where path.hasPrefix("en/exceptions/EX-1/") && path.hasSuffix(".html") {
      let text = try site.text(path)
      #expect(text.contains("banner banner-ended") && text.contains("class=\"running\""), "\(path)")
    }
  }

  @Test func theTimelineKeepsPastAndComingApart() throws {
    let text = try page("timeline.html", [Records.event("2026-08-20", "extended", #""until": "2027-01-31""#)])
    let coming = try #require(text.firstRange(of: "timeline coming"))
    let past = try #require(text.firstRange(of: "id=\"event-1\""))
    let planned = try #require(text.firstRange(of: "Extended"))
    #expect(coming.lowerBound < planned.lowerBound && planned.lowerBound < past.lowerBound)
    #expect(text.contains("in 50 days"))
  }

  @Test func aNoticeThatWasNotSentSaysSo() throws {
    #expect(try page("second-notice.html", [Records.revoked("2026-05-02")]).contains("This notice has not been sent."))
  }

  @Test func aNoticePrintsDeadlineAndLastDayToAct() throws {
    let text = try page("first-notice.html", [Records.revoked("2026-06-01")])
    #expect(text.contains("2026-08-30") && text.contains("2026-08-29"))
  }

  @Test func nothingSaysRemovedWithoutAnEvent() throws {
    let site = try site([Records.revoked("2026-01-20")])
    #expect(try site.text("data/exceptions.json").contains("out-of-sla"))
    #expect(try !site.text("en/exceptions/EX-1/timeline.html").contains("Removed"))
  }

  @Test func conditionsSayWhenTheyChange() throws {
    let text = try site([]).text("en/conditions.html")
    #expect(text.contains("Takes effect in 31 days."))
    #expect(!text.contains("Later"))
  }

  @Test(arguments: [("pass", "review-holds"), ("fail", "review-breaks")])
  func aConditionToComeListsReviewedExceptions(outcome: String, result: String) throws {
    let reviewed = Records.event(
      "2026-06-05", "reviewed", #""conditions": [{"condition": "maker", "outcome": "\#(outcome)"}]"#)
    let text = try site([reviewed]).text("en/conditions.html")
    #expect(text.contains("Not yet reviewed") == false)
    #expect(text.contains(result == "review-holds" ? "Would hold it" : "Would break it"))
  }

  @Test func aTextWithoutTranslationKeepsItsLanguage() throws {
    #expect(try site([]).text("ja/exceptions/EX-1/index.html").contains("<span lang=\"en\">Title text</span>"))
  }

  @Test func theLanguagesLeadToTheSamePage() throws {
    let text = try page("timeline.html")
    #expect(text.contains("href=\"../../../ja/exceptions/EX-1/timeline.html\""))
    #expect(text.contains("hreflang=\"x-default\" href=\"timeline.html\""))
  }
}
