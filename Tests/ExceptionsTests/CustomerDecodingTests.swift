import Exceptions
import PortalBase
import Testing

/// Contract, section 1: `customers.json`.
@Suite struct CustomerDecodingTests {
  private let sound = """
    [{"key": "northwind", "name": {"en": "Northwind", "ja": "ノースウィンド"}, "locale": "ja",
      "address": {"lines": ["1-1", "Tokyo"], "postalCode": "100-0001", "country": "JP"},
      "contact": {"name": "A. Sato", "title": "Head of IT"}},
     {"key": "contoso", "name": "Contoso", "locale": "en", "address": {"lines": ["1 Road"], "country": "GB"}}]
    """

  private func decode(_ text: String) -> (customers: [Customer]?, diagnostics: [Diagnostic]) {
    Customer.decode(SourceFile(path: "content/customers.json", text: text), rules)
  }

  private func expect(_ codes: [String], replacing old: String, _ new: String) {
    let source = Marked(sound.replacing(old, with: new))
    let (customers, diagnostics) = decode(source.text)
    #expect(customers == nil)
    #expect(diagnostics.sorted().map(\.code.name) == codes, "\(diagnostics)")
    #expect(diagnostics.sorted().map(\.location) == source.places, "\(diagnostics)")
  }

  @Test func readsEveryField() throws {
    let customers = try #require(decode(sound).customers)
    #expect(customers.map(\.key) == ["northwind", "contoso"])
    #expect(customers[0].locale == LanguageTag("ja"))
    #expect(customers[0].address.lines == ["1-1", "Tokyo"])
    #expect(customers[0].address.postalCode == "100-0001")
    #expect(customers[0].address.country == "JP")
    #expect(customers[0].contact?.title?.versions.first?.text == "Head of IT")
    #expect(customers[1].contact == nil)
  }

  @Test func rejectsALocaleThatThePortalHasNot() {
    expect(["unknown-locale"], replacing: "\"locale\": \"ja\"", "\"locale\": §\"fr\"")
  }

  @Test func rejectsEqualKeys() { expect(["equal-keys"], replacing: "\"contoso\"", "§\"northwind\"") }

  @Test func rejectsMalformedKeys() { expect(["invalid-key"], replacing: "\"contoso\"", "§\"Contoso\"") }

  @Test(arguments: ["JPN", "jp", "", "日本"])
  func rejectsWhatIsNoCountry(country: String) {
    expect(["invalid-value"], replacing: "\"GB\"", "§\"\(country)\"")
  }

  @Test func demandsALineOfTheAddress() { expect(["invalid-value"], replacing: "[\"1 Road\"]", "§[]") }

  @Test func rejectsALineEndInALine() { expect(["line-end-in-text"], replacing: "\"1 Road\"", "§\"1 Road\\nTown\"") }

  @Test func rejectsUnknownKeys() { expect(["unknown-key"], replacing: "\"title\"", "§\"role\"") }

  @Test func demandsAnArray() {
    #expect(decode("{}").diagnostics.map(\.code.name) == ["wrong-type"])
  }
}
