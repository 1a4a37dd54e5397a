import Portal
import PortalBase
import Testing

/// What each audience may see (contract, section 5, "Audiences").
@Suite struct AudienceTests {
  private let fixture: PortalFixture

  init() throws {
    let offer = Records.event(
      "2026-05-01", "alternative-offered", #""alternative": "Offer text", "supportChangesOn": "2026-07-10""#)
    let reviewed = Records.event(
      "2026-06-05", "reviewed", #""conditions": [{"condition": "maker", "outcome": "fail"}]"#)
    fixture = try PortalFixture([
      Records.record("EX-1", Records.deployed + [Records.revoked("2026-06-01")], more: #""supersedes": "EX-0""#),
      Records.record("EX-0", [Records.deployed[0], Records.event("2026-01-06", "withdrawn")]),
      Records.record("EX-2", Records.deployed + [offer, reviewed], customer: "southwind"),
    ])
  }

  private static let freeText = [
    "Title text", "Requirement text", "Proposal text", "Reason text", "First action", "Appeal text", "Offer text",
    "Factor note", "Judged note", "Event note", "Inner note", "Secret remark", "Person One", "Person Two", "CHG42",
    "Northwind", "Southwind", "northwind", "southwind", "南風", "777",
  ]

  @Test func publicShowsNoFreeTextNameOrNumber() throws {
    let site = try fixture.site(.public)
    for (path, text) in try site.allTexts() {
      for secret in Self.freeText { #expect(!text.contains(secret), "\(path) has \"\(secret)\"") }
    }
  }

  @Test func publicHasEveryRecordWithItsStatus() throws {
    let data = try fixture.site(.public).text("data/exceptions.json")
    for id in ["EX-0", "EX-1", "EX-2"] { #expect(data.contains("{\"id\":\"\(id)\",\"type\":\"drivers\",\"status\"")) }
    #expect(!data.contains("\"devices\"") && !data.contains("\"title\"") && !data.contains("\"customer\""))
  }

  @Test func publicHasNoPagesOfNoticesTranslationsCustomersOrOffers() throws {
    let paths = try fixture.site(.public).paths
    #expect(!paths.contains { $0.contains("-notice") || $0.contains("translations") || $0.contains("customer") })
    #expect(!paths.contains { $0.contains("support-change") })
    #expect(paths.contains("en/conditions.html") && paths.contains("en/policies/index.html"))
  }

  @Test func publicShowsOnlyEventsThatChangeTheStatusAndNotices() throws {
    let table = try fixture.site(.public).text("data/events.csv")
    let rows = table.split(separator: "\r\n").filter { $0.hasPrefix("EX-2,") }
    #expect(rows.map { $0.split(separator: ",")[3] } == ["submitted", "assessed", "approved", "deployed"])
  }

  @Test func publicDoesNotSeeAChangeOfSupport() throws {
    let site = try fixture.site(.public)
    #expect(try !site.text("deadlines.ics").contains("support-change"))
    #expect(try !site.text("data/exceptions.json").contains("support-change"))
    #expect(try fixture.site().text("deadlines.ics").contains("EX-2/support-change"))
  }

  @Test func publicSeesNoSupersededRecordNorReview() throws {
    let site = try fixture.site(.public)
    #expect(try !site.text("en/exceptions/EX-1/index.html").contains("EX-0"))
    #expect(try !site.text("en/conditions.html").contains("EX-2"))
    #expect(try fixture.site().text("en/conditions.html").contains("EX-2"))
  }

  @Test func aCustomerSeesOnlyItsOwnRecords() throws {
    let site = try fixture.site(.customer("southwind"))
    #expect(site.paths.contains("en/exceptions/EX-2/index.html"))
    #expect(!site.paths.contains { $0.contains("EX-1") || $0.contains("EX-0") || $0.contains("northwind") })
    for (path, text) in try site.allTexts() { #expect(!text.contains("EX-1"), "\(path)") }
  }

  @Test func aCustomerSeesNoInternalNote() throws {
    for (path, text) in try fixture.site(.customer("northwind")).allTexts() {
      #expect(!text.contains("Secret remark") && !text.contains("Inner note"), "\(path)")
    }
    #expect(try fixture.site().text("en/exceptions/EX-1/index.html").contains("Secret remark"))
  }

  @Test(arguments: [(Audience.internal, true), (.customer("northwind"), true), (.public, false)])
  func onlyThePublicIsListedBySearchEngines(audience: Audience, isUnlisted: Bool) throws {
    let page = try fixture.site(audience).text("en/index.html")
    #expect(page.contains("noindex") == isUnlisted)
  }

  @Test func theLeakScanPassesWhatAnAudienceMaySee() throws {
    for audience in [Audience.public, .customer("northwind"), .customer("southwind")] {
      let scan = try #require(LeakScan(fixture.content, audience: audience))
      for (path, text) in try fixture.site(audience).allTexts() {
        #expect(scan.findings(in: Array(text.utf8), path: path) == [])
      }
    }
  }
}
