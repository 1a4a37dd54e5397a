import Portal
import Testing

/// The paths of the published site (contract, section 5).
@Suite struct RouteTests {
  private func site(_ events: [String], _ audience: Audience = .internal) throws -> Site {
    try PortalFixture([Records.record("EX-1", Records.deployed + events)]).site(audience)
  }

  /// The pages of the record in English.
  private func pages(_ events: [String], _ audience: Audience = .internal) throws -> [String] {
    let folder = "en/exceptions/EX-1/"
    return try site(events, audience).paths.filter { $0.hasPrefix(folder) }.map { String($0.dropFirst(folder.count)) }
  }

  @Test func hasEveryPathOfTheTable() throws {
    let paths = Set(try site([]).paths)
    let expected = [
      "index.html", "404.html", "deadlines.ics", "data/exceptions.json", "data/events.csv", "sitemap.xml",
      "en/index.html", "en/exceptions/index.html", "en/exceptions/EX-1/index.html", "en/exceptions/EX-1/timeline.html",
      "en/exceptions/EX-1/feed.xml", "en/deadlines.html", "en/conditions.html", "en/policies/index.html",
      "en/translations.html", "en/feed.xml", "en/customers/northwind.xml", "ja/index.html", "ja/deadlines.html",
    ]
    #expect(expected.filter { !paths.contains($0) } == [])
  }

  @Test func hasNoSitemapWithoutABaseAddress() throws {
    let portal = PortalFixture.portal.replacing("\"baseURL\": \"https://portal.example/x/\",", with: "")
    let site = try PortalFixture([Records.record("EX-1", Records.deployed)], portal: portal).site()
    #expect(!site.paths.contains("sitemap.xml"))
  }

  @Test func sortsByBytesAndHasEachPathOnce() throws {
    let paths = try site([Records.revoked("2026-06-01")]).paths
    #expect(paths == paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(Set(paths).count == paths.count)
  }

  @Test func givesNoPageToANoticeThatIsUpcoming() throws {
    #expect(try pages([Records.revoked("2026-06-15")]).filter { $0.contains("notice") } == ["first-notice.html"])
  }

  @Test func givesAPageToANoticeThatIsDueOverdueOrMissed() throws {
    // Due on 1 July, overdue since 1 June, missed because the final notice was sent.
    #expect(try pages([Records.revoked("2026-06-01")]).contains("second-notice.html"))
    #expect(try pages([Records.revoked("2026-05-02")]).contains("second-notice.html"))
    let missed = try pages([Records.revoked("2026-03-20"), Records.sent("final", "2026-06-11")])
    #expect(missed.filter { $0.contains("notice") }.count == 4)
  }

  @Test func givesNoPageToACancelledNotice() throws {
    let removed = Records.event("2026-06-02", "removed", #""consent": "Someone""#)
    let notices = try pages([Records.revoked("2026-06-01"), removed]).filter { $0.contains("notice") }
    #expect(notices == ["first-notice.html"])
  }

  @Test func numbersTheNoticesOfASecondRevocation() throws {
    let appeal = [
      Records.event("2026-04-01", "appealed", #""grounds": "other", "information": "I""#),
      Records.event("2026-04-02", "appeal-decided", #""outcome": "approval-restored""#),
    ]
    let notices = try pages([Records.revoked("2026-03-20")] + appeal + [Records.revoked("2026-06-20")])
    #expect(notices.contains("first-notice.html") && notices.contains("first-notice-2.html"))
  }

  @Test func givesAPageToAnOfferedAlternative() throws {
    #expect(try !pages([]).contains("support-change.html"))
    let offer = Records.event("2026-05-01", "alternative-offered", #""alternative": "A""#)
    #expect(try pages([offer]).contains("support-change.html"))
  }

  @Test func withholdsARecordUntilItsFirstEvent() throws {
    let fixture = try PortalFixture([Records.record("EX-1", Records.deployed)])
    let site = try fixture.site(asOf: "2026-01-04")
    #expect(site.withheld == ["EX-1"])
    #expect(!site.paths.contains { $0.contains("EX-1") })
  }

  @Test func hasListsByStatusTypeAndCustomer() throws {
    let paths = try site([]).paths
    for name in ["index", "status-deployed", "type-drivers", "customer-northwind"] {
      #expect(paths.contains("en/lists/\(name).html"))
    }
    #expect(!paths.contains("en/lists/customer-southwind.html"))
  }
}
