import Portal
import PortalBase
import Testing

/// Feeds, calendar, tables, sitemap and the index of the filters.
@Suite struct DataTests {
  private func site(_ events: [String] = [], asOf: String = "2026-07-01", title: String = "\"Title text\"") throws
    -> Site
  {
    try PortalFixture([Records.record("EX-1", Records.deployed + events, title: title)]).site(asOf: asOf)
  }

  // MARK: - Atom

  @Test func aFeedHasAnEntryPerEventUpToTheDay() throws {
    let feed = try site().text("en/feed.xml")
    #expect(feed.components("<entry>") == 4)
    #expect(feed.contains("<id>tag:portal.example,2026:EX-1/4</id>"))
    #expect(feed.contains("<updated>2026-01-10T00:00:00Z</updated>"))
    #expect(try site(asOf: "2026-01-06").text("en/feed.xml").components("<entry>") == 2)
  }

  @Test func aFeedStaysTheSameOnAnotherDay() throws {
    #expect(try site().text("en/feed.xml") == site(asOf: "2026-07-02").text("en/feed.xml"))
  }

  @Test func aFeedWithoutAuthorityNamesEntriesByUUID() throws {
    let portal = PortalFixture.portal.replacing("\"tagAuthority\": \"portal.example,2026\",", with: "")
    let site = try PortalFixture([Records.record("EX-1", Records.deployed)], portal: portal).site()
    #expect(try site.text("en/exceptions/EX-1/feed.xml").contains("<id>urn:uuid:"))
  }

  @Test func aFeedHasAtMost500Entries() throws {
    let records = (1...130).map { Records.record("EX-\($0)", Records.deployed) }
    #expect(try PortalFixture(records).site().text("en/feed.xml").components("<entry>") == 500)
  }

  // MARK: - iCalendar

  @Test func theCalendarHasEveryNoticeAndDayOnce() throws {
    let calendar = try site([Records.revoked("2026-06-01")]).text("deadlines.ics")
    let names = ["first-notice-1", "second-notice-1", "third-notice-1", "final-notice-1", "deadline-1"]
    for name in names { #expect(calendar.components("UID:EX-1/\(name)@") == 1, "\(name)") }
    #expect(calendar.components("BEGIN:VEVENT") == 5)
    #expect(calendar.contains("DTSTART;VALUE=DATE:20260830\r\nDTEND;VALUE=DATE:20260831"))
  }

  @Test func theCalendarCountsMovesOfADeadline() throws {
    let move = Records.event("2026-06-20", "deadline-moved", #""deadline": "2026-09-15", "reason": "R""#)
    let calendar = try site([Records.revoked("2026-06-01"), move]).text("deadlines.ics")
    let event = try #require(calendar.split(separator: "BEGIN:VEVENT").first { $0.contains("/deadline-1@") })
    #expect(event.contains("SEQUENCE:1"))
  }

  @Test func theCalendarFoldsByBytesAndKeepsCharactersWhole() throws {
    let title = "\"" + String(repeating: "例外の題名、", count: 30) + "\""
    let calendar = try site(title: title).text("deadlines.ics")
    let lines = calendar.utf8.split(separator: UInt8(ascii: "\n"))
    #expect(lines.allSatisfy { $0.count <= 76 && $0.last == 0x0D && String($0) != nil })
  }

  // MARK: - Tables and data

  @Test func theTableHasARowPerEventAndCannotRunFormulas() throws {
    let events =
      Records.deployed + [#"{"date": "2026-02-01", "kind": "withdrawn", "by": "=cmd()", "note": "a, \"b\"\nc"}"#]
    let record = Records.record("EX-1", Array(events.dropLast(2)) + [events[4]])
    let table = try PortalFixture([record]).site().text("data/events.csv")
    #expect(table.hasPrefix("record,n,date,kind,detail,by,note\r\nEX-1,1,2026-01-05,submitted,,Person One,\r\n"))
    #expect(table.hasSuffix("EX-1,4,2026-02-01,withdrawn,,'=cmd(),\"a, \"\"b\"\"\nc\"\r\n"))
  }

  @Test func theDataHasExactlyTheKeysOfTheContract() throws {
    #expect(
      try site().text("data/exceptions.json") == """
        {"asOf":"2026-07-01","exceptions":[{"id":"EX-1","type":"drivers","customer":"northwind","title":"Title text",\
        "status":"deployed","statusSince":"2026-01-10","devices":777,"until":"2026-12-31","notices":[],\
        "next":{"date":"2026-12-31","kind":"expiry"}}]}

        """)
  }

  @Test func theDataOfARevokedRecordHasItsDeadlineAndNotices() throws {
    let data = try site([Records.revoked("2026-06-01")]).text("data/exceptions.json")
    #expect(data.contains(#""deadline":"2026-08-30""#) && !data.contains("until"))
    #expect(data.contains(#"{"notice":"first","due":"2026-06-01","state":"sent","sent":"2026-06-01"}"#))
    #expect(data.contains(#"{"notice":"second","due":"2026-07-01","state":"due"}"#))
  }

  @Test(arguments: ["exceptions", "manifest", "events"])
  func publishesASchemaOfEachFile(name: String) throws {
    let schema = try site().text("data/schemas/\(name).schema.json")
    #expect(JSONReader.read(Array(schema.utf8)).value != nil)
    #expect(schema.contains("https://json-schema.org/draft/2020-12/schema"))
  }

  @Test func theDataAgreesWithItsSchema() throws {
    let site = try site([Records.revoked("2026-06-01")])
    let schema = try JSONSchema(SourceFile(path: "s", text: try site.text("data/schemas/exceptions.schema.json")))
    let data = try site.text("data/exceptions.json")
    #expect(schema.accepts(try #require(JSONReader.read(Array(data.utf8)).value)))
  }

  // MARK: - Sitemap

  @Test func theSitemapNamesEveryVersionOfAPage() throws {
    let map = try site().text("sitemap.xml")
    let start = "<loc>https://portal.example/x/ja/deadlines.html</loc>\n"
    let entry = try #require(map.split(separator: "<url>").first { $0.contains(start) })
    for (language, folder) in [("en", "en"), ("ja", "ja"), ("x-default", "en")] {
      #expect(entry.contains("hreflang=\"\(language)\" href=\"https://portal.example/x/\(folder)/deadlines.html\""))
    }
  }

  // MARK: - The index of the filters

  @Test func theIndexNamesTitleStatusAndConditions() throws {
    let site = try site([Records.revoked("2026-06-01")])
    let index = try site.text("data/index/en.0.js")
    #expect(index.hasPrefix("waiverIndex(0,{\"days\":[[\"2026-07-01\",\"Wednesday, 1 July 2026\"]]"))
    #expect(index.contains(#"["EX-1","Title text",8,0,0,0,0,[1],"CHG42"]"#))
    #expect(try site.text("data/index/en.js").contains(#"["revoked","▲","Revoked"]"#))
  }

  @Test func theIndexMarksATitleInAnotherLanguage() throws {
    #expect(try site().text("data/index/ja.0.js").contains(#"["EX-1",["Title text","en"],"#))
  }
}

extension String {
  /// How often a text stands in this one.
  fileprivate func components(_ part: String) -> Int { ranges(of: part).count }
}
