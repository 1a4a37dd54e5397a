import Exceptions
import PortalBase
import Testing

@testable import Portal

/// What letters say, and how (issue of the desk: complete, in the customer's language, as it is written there).
@Suite struct LetterTextTests {
  /// The day on which each notice can be printed.
  static let notices = [
    ("first", "2026-03-02"), ("second", "2026-04-01"), ("third", "2026-05-01"), ("final", "2026-05-24"),
  ]

  @Test(arguments: notices) func saysAllThatThePolicyAsksForInEveryNotice(notice: String, asOf: String) throws {
    let text = try LetterPortal().text(notice, asOf).replacing("\n", with: " ")
    for wanted in [
      "It freezes devices.", "System stability", "1. Remove it.", "2. Or update (https://maker.example/fix) it.",
      "Write to us.", "Sunday, 31 May 2026", "Saturday, 30 May 2026", "do not cover the devices",
      "We remove nothing without your consent", "Monday, 2 March 2026", "Wednesday, 1 April 2026",
      "Friday, 1 May 2026", "Sunday, 24 May 2026", "Our reference: EX-1", "Exceptions Desk", "desk@example.org",
      "12", "Harbour agent",
    ] { #expect(text.contains(wanted), "\(wanted)") }
  }

  @Test(arguments: notices) func pairsJapaneseOpeningsWithTheirClosings(notice: String, asOf: String) throws {
    let text = try LetterPortal().text(notice, asOf, locales: ["ja"])
    for word in ["拝啓", "\n敬具\n", "\n記\n", "\n以上\n"] { #expect(text.ranges(of: word).count == 1, "\(word)") }
    let places = try ["拝啓", "\n敬具\n", "\n記\n", "\n以上\n"].map { try #require(text.firstRange(of: $0)).lowerBound }
    #expect(places == places.sorted())
    #expect(text.contains("文書番号：EX-1"))
    #expect(text.contains("2026年（令和8年）"))
  }

  @Test func givesExactlyOneHonorificToAPersonAndToAnOrganisation() throws {
    var portal = try LetterPortal()
    let person = try portal.text("third", "2026-05-01", locales: ["ja"]).prefix { $0 != "文" }
    #expect(person.hasPrefix("〒040-0099\n北海道函館市北浦町1-2-3\n北浦海運株式会社\n情報部長\n森 彩 様\n"))
    #expect(!person.contains("御中"))
    try portal.replace(
      #""country": "JP"},"#,
      with:
        #""country": "JP"}}, {"key": "zzz","name": "Z", "locale": "en", "address": {"lines": ["a"], "country": "XX"},"#,
      in: "content/customers.json")
    let organisation = try portal.text("third", "2026-05-01", locales: ["ja"]).prefix { $0 != "文" }
    #expect(organisation.contains("北浦海運株式会社 御中\n"))
    #expect(!organisation.contains("様"))
  }

  @Test func greetsAPersonByNameAndAnOrganisationFormally() throws {
    var portal = try LetterPortal()
    let person = try portal.text("third", "2026-05-01")
    #expect(person.contains("Dear Aya Mori,"))
    #expect(person.contains("Yours sincerely,"))
    try portal.replace("\"kitaura\"", with: "\"elmfield\"", in: "content/exceptions/EX-1.json")
    let organisation = try portal.text("third", "2026-05-01")
    #expect(organisation.contains("Dear Sir or Madam,"))
    #expect(organisation.contains("Yours faithfully,"))
    #expect(organisation.hasPrefix("Elmfield Ltd\n1 Elm Road\nYORK\nYO97 1AB\nUnited Kingdom\n"))
  }

  @Test func putsSeveralLanguagesIntoOneLetterAndNamesTheOneThatGoverns() throws {
    let letters = try LetterPortal().letters("2026-05-01") { $0.locales = [LanguageTag("ja"), LanguageTag("en")] }
    #expect(letters.letters.map(\.path) == ["EX-1/third-notice.ja+en"])
    let text = String(decoding: letters.text(0), as: UTF8.self)
    #expect(text.replacing("\n", with: "").contains("内容に相違がある場合は、日本語の文面を正とします。"))
    #expect(text.replacing("\n", with: " ").contains("The text in 日本語 governs."))
    #expect(text.contains("同封書類：本書のEnglish版"))
    let html = String(decoding: letters.html(0), as: UTF8.self)
    #expect(html.contains(#"<html lang="ja""#))
    #expect(html.contains(#"<article class="part part-1" lang="ja""#))
    #expect(html.contains(#"<article class="part part-2" lang="en""#))
    #expect(html.contains(#"@page part1 { @bottom-right { content: counter(page) "#))
    #expect(html.contains(#"@page part2 { @bottom-right { content: "Page " counter(page) " of " counter(pages); } }"#))
  }

  @Test func wrapsPlainTextByWidthAndKeepsLineStartsProper() throws {
    for locale in ["en", "ja"] {
      for line in try LetterPortal().text("final", "2026-05-24", locales: [locale]).split(separator: "\n") {
        #expect(TextWrap.columns(String(line)) <= TextWrap.width + 2, "\(line)")
        #expect(!"、。）」』".contains(line.first ?? " "), "\(line)")
      }
    }
  }

  @Test func alignsTheColumnsOfTables() {
    let html =
      "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>日本</td><td>x &amp; y</td></tr></tbody></table>"
    #expect(PlainText(HTML(safe: html)).text == "a      b\n日本   x & y")
  }

  @Test func numbersListsAndIndentsTheirFurtherLines() {
    let long = Array(repeating: "word", count: 20).joined(separator: " ")
    let text = PlainText(HTML(safe: "<ol><li>\(long)</li><li>two<ul><li>inner</li></ul></li></ol><p>end</p>")).text
    #expect(text.hasPrefix("1. word"))
    #expect(text.contains("\n   word"))
    #expect(text.contains("\n2. two\n   - inner\n\nend"))
  }

  @Test func putsNoTextIntoTheStyleThatCouldEndIt() {
    #expect(LetterStyle.string("a\"</style>\\ 日本") == #""a\22 \3c \2f style\3e \5c  日本""#)
  }
}
