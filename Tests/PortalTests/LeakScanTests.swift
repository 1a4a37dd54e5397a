import Portal
import PortalBase
import Testing

/// The scan of a site's files for customers that the audience may not know.
@Suite struct LeakScanTests {
  /// Loaded once for all texts.
  private static let fixture = Result { try PortalFixture([Records.record("EX-1", Records.deployed)]) }
  private let scan: LeakScan

  init() throws {
    scan = try #require(LeakScan(try Self.fixture.get().content, audience: .customer("southwind")))
  }

  private func finds(_ text: String, _ path: String = "a.html") -> Bool {
    !scan.findings(in: Array(text.utf8), path: path).isEmpty
  }

  @Test(arguments: [
    "northwind", "x Northwind Ltd y", "North&#119;ind Ltd", "North&#x77;ind Ltd", "Northwind%20Ltd",
    #"{"a": "North\u0077ind Ltd"}"#, "Northwi\r\n nd Ltd", "Northwind\n  Ltd", "Northwind&nbsp;Ltd",
  ])
  func findsANameHoweverItIsWritten(text: String) {
    #expect(finds(text))
  }

  @Test(arguments: ["northwinds", "xnorthwind", "7northwind", "Southwind KK", "南風株式会社", "southwind"])
  func passesPartsOfWordsAndTheAllowedCustomer(text: String) {
    #expect(!finds(text))
  }

  @Test func leavesPicturesAlone() {
    #expect(!finds("\u{0}northwind", "a.png"))
  }

  @Test func isNotNeededForTheInternalAudience() throws {
    #expect(LeakScan(try Self.fixture.get().content, audience: .internal) == nil)
  }
}
