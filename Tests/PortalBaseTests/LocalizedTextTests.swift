import PortalBase
import Testing

/// Texts are kept as places in their file, and read when they are asked for.
@Suite struct LocalizedTextTests {
  private static let en = LanguageTag("en")
  private static let (de, ja) = (LanguageTag("de"), LanguageTag("ja"))

  private func read(_ json: String, isMarkdown: Bool = false) -> LocalizedText? {
    let bytes = Array(json.utf8)
    var problems = FileProblems(file: "a.json", bytes: bytes)
    return problems.text(
      JSONReader.read(bytes).value, "a", TextRules(locales: [Self.en, Self.ja, Self.de]),
      isMarkdown: isMarkdown)
  }

  private func versions(_ text: LocalizedText?) -> [String]? { text?.versions.map { "\($0.language) \($0.text)" } }

  @Test func putsTheSourceLanguageFirstAndTheOthersByName() {
    let text = read(#"{"ja": "題", "en": "Title", "de": "Titel"}"#)
    #expect(versions(text) == ["en Title", "de Titel", "ja 題"])
  }

  @Test(arguments: [(en, "en T"), (ja, "ja 題"), (de, "en T")])
  func givesTheSourceLanguageWhereAnotherIsMissing(_ language: LanguageTag, _ expected: String) throws {
    let version = try #require(read(#"{"en": "T", "ja": "題"}"#)).version(in: language)
    #expect("\(version.language) \(version.text)" == expected)
  }

  @Test func tellsABareStringFromAnObject() throws {
    #expect(try #require(read(#""T""#)).isPlain)
    #expect(try !#require(read(#"{"en": "T"}"#)).isPlain)
  }

  @Test func readsEscapesWhenTheTextIsAskedFor() {
    #expect(versions(read(#""a\n\"b\" \u984c""#, isMarkdown: true)) == ["en a\n\"b\" 題"])
  }

  @Test func keepsWhatIsShownInAnotherWayBesideWhatIsWritten() {
    let text = read(#"{"en": "a\u0007b", "de": "c", "ja": "d\u0008"}"#)
    #expect(versions(text) == ["en a\u{FFFD}b", "de c", "ja d\u{FFFD}"])
  }

  @Test func isEqualWhereverTheTextStands() {
    #expect(read(#"{"en": "T", "ja": "題"}"#) == read(#"  {"ja": "題", "en": "\u0054"}"#))
    #expect(read(#"{"en": "T"}"#) != read(#""T""#))
    let made = LocalizedText(
      source: .init(Self.en, "T"), others: [.init(Self.ja, "題"), .init(Self.de, "D")], isPlain: false)
    #expect(read(#"{"en": "T", "ja": "題", "de": "D"}"#) == made)
  }
}
