import Foundation
import Localization
import PortalBase
import TestSupport
import Testing

typealias Locale = Localization.Locale

/// A locale of the example portal or of the fixtures.
func locale(_ tag: String, strings: String? = nil) throws -> Locale {
  let file: SourceFile
  if let json = LocaleFixtures.json(tag, strings: strings) {
    file = SourceFile(path: "templates/locales/\(tag).json", text: json)
  } else {
    let url = packageRoot.appending(path: "templates/locales/\(tag).json")
    file = SourceFile(path: "templates/locales/\(tag).json", bytes: Array(try Data(contentsOf: url)))
  }
  let (locale, diagnostics) = Locale.decode(file, LanguageTag(tag))
  #expect(diagnostics == [])
  return try #require(locale)
}

struct LocaleTests {
  private let day = Day(number: 20458)  // 2026-01-05, a Monday.

  @Test(arguments: [
    ("en", "5 January 2026", "Monday, 5 January 2026", "5 Jan 2026", "January 2026"),
    ("ja", "2026年1月5日", "2026年1月5日（月）", "2026/01/05", "2026年1月"),
    ("ar", "٥ يناير ٢٠٢٦", "الاثنين، ٥ يناير ٢٠٢٦", "٥/١/٢٠٢٦", "يناير ٢٠٢٦"),
    ("he", "5 בינואר 2026", "יום שני, 5 בינואר 2026", "5.1.2026", "ינואר 2026"),
    ("ko", "2026년 1월 5일", "2026년 1월 5일 월요일", "2026. 1. 5.", "2026년 1월"),
    ("de", "5. Januar 2026", "Montag, 5. Januar 2026", "05.01.2026", "Januar 2026"),
    ("zh-Hans", "2026年1月5日", "2026年1月5日星期一", "2026/1/5", "2026年1月"),
    ("zh-Hant", "2026年1月5日", "2026年1月5日 星期一", "2026/1/5", "2026年1月"),
  ])
  func writesDaysInWords(tag: String, long: String, weekday: String, short: String, month: String) throws {
    let locale = try locale(tag)
    #expect(locale.date(day) == long)
    #expect(locale.date(day, .longWithWeekday) == weekday)
    #expect(locale.date(day, .short) == short)
    #expect(locale.date(day, .month) == month)
  }

  @Test(arguments: [
    ("2026-01-05", "2026年（令和8年）1月5日"), ("2019-05-01", "2019年（令和元年）5月1日"), ("2019-04-30", "2019年（平成31年）4月30日"),
    ("1989-01-08", "1989年（平成元年）1月8日"), ("1989-01-07", "1989年（昭和64年）1月7日"), ("1926-12-25", "1926年（昭和元年）12月25日"),
    ("1912-07-29", "1912年（明治45年）7月29日"), ("2199-12-31", "2199年（令和181年）12月31日"),
  ])
  func writesJapaneseEras(day: String, words: String) throws {
    #expect(try locale("ja").date(try #require(Day(day)), .era) == words)
  }

  @Test func writesTheLongFormWhereALanguageHasNoEras() throws {
    #expect(try locale("en").date(day, .era) == "5 January 2026")
  }

  @Test func namesLanguagesInTheirOwnLanguageWithTheirDirection() throws {
    #expect(try locale("ar").name == "العربية")
    #expect(try locale("ar").direction == .rightToLeft)
    #expect(try locale("he").direction == .rightToLeft)
    #expect(try locale("ja").direction == .leftToRight)
  }

  @Test(arguments: [
    ("ar", [0: "لا أيام", 1: "يوم واحد", 2: "يومان", 3: "٣ أيام", 11: "١١ يومًا", 100: "١٠٠ يوم"]),
    ("he", [1: "יום אחד", 2: "יומיים", 3: "3 ימים", 0: "0 ימים"]),
    ("de", [1: "1 Tag", 0: "0 Tage", 2: "2 Tage"]), ("ko", [1: "1일"]), ("zh-Hant", [1: "1 天"]),
  ])
  func choosesThePluralForm(tag: String, forms: [Int: String]) throws {
    let locale = try locale(tag)
    for (n, text) in forms { #expect(locale.format("days", ["n": .number(n)]) == text) }
  }

  @Test func fillsInPlaceholders() throws {
    let locale = try locale("ko", strings: #""asof": "{day}({zone}) {x}""#)
    #expect(locale.format("asof", ["day": "D", "zone": "Z"]) == "D(Z) {x}")
    #expect(locale.string("asof") == "{day}({zone}) {x}")
    #expect(locale.string("none") == "none")
  }

  @Test(
    arguments: [
      (PluralRule.russian, [1: .one, 2: .few, 5: .many, 11: .many, 21: .one, 22: .few, 112: .many]),
      (.polish, [1: .one, 2: .few, 5: .many, 12: .many, 21: .many, 22: .few]),
      (.czech, [1: .one, 4: .few, 5: .other]), (.french, [0: .one, 1: .one, 2: .other]),
      (.slovenian, [1: .one, 102: .two, 3: .few, 5: .other]), (.latvian, [0: .zero, 21: .one, 11: .zero, 2: .other]),
      (.lithuanian, [1: .one, 2: .few, 10: .other, 11: .other]), (.welsh, [3: .few, 6: .many, 4: .other]),
      (.romanian, [0: .few, 1: .one, 19: .few, 20: .other, 101: .few]), (.irish, [6: .few, 10: .many, 11: .other]),
      (.maltese, [2: .two, 0: .few, 11: .many, 20: .other]), (.icelandic, [21: .one, 11: .other]),
      (.arabic, [0: .zero, 103: .few, 111: .many, 102: .other]), (.filipino, [1: .one, 4: .other, 10: .one]),
    ] as [(PluralRule, [Int: PluralCategory])])
  func followsTheRulesOfCLDR(rule: PluralRule, examples: [Int: PluralCategory]) {
    for (n, category) in examples { #expect(rule.category(of: n) == category, "\(rule) \(n)") }
  }

  @Test(arguments: [
    (#""days": {"one": "x", "other": "y", "few": "z"}"#, "de", "unknown-key"),
    (#""days": {"one": "x", "other": "y"}"#, "he", "missing-key"),
    (#""days": "{n""#, "ko", "invalid-placeholder"),
    (#""days": "a}""#, "ko", "invalid-placeholder"),
    (#""days": "{n m}""#, "ko", "invalid-placeholder"),
    (#""days": " ""#, "ko", "blank-text"),
    (#""days": 1"#, "ko", "wrong-type"),
    (#""days": "x", "days": "y""#, "ko", "duplicate-key"),
  ])
  func refusesStringsThatCannotBeFilledIn(strings: String, tag: String, code: String) throws {
    let text = try #require(LocaleFixtures.json(tag, strings: strings))
    let (locale, diagnostics) = Locale.decode(SourceFile(path: "l.json", text: text), LanguageTag(tag))
    #expect(locale == nil)
    #expect(diagnostics.map(\.code.name) == [code])
  }

  @Test(arguments: [
    ("\"long\": \"{y}", "\"long\": \"{yy}", "invalid-placeholder"),
    ("\"direction\": \"ltr\"", "\"direction\": \"left\"", "invalid-value"),
    ("\"plurals\": \"japanese\"", "\"plurals\": \"chinese\"", "invalid-value"),
    ("\"1월\", ", "", "invalid-value"),
    ("\"name\"", "\"nam\"", "missing-key"),
  ])
  func refusesALocaleWithABrokenPart(old: String, new: String, code: String) throws {
    let text = try #require(LocaleFixtures.json("ko")).replacingOccurrences(of: old, with: new)
    let (locale, diagnostics) = Locale.decode(SourceFile(path: "l.json", text: text), LanguageTag("ko"))
    #expect(locale == nil)
    #expect(diagnostics.contains { $0.code.name == code })
  }

  @Test func reportsMissingUnusedAndDifferingStrings() throws {
    let source = try locale("de", strings: #""a": "{n} x", "b": "y", "gone": "z""#)
    let other = try locale("ko", strings: #""a": "x {m}", "bb": "y""#)
    let diagnostics = Locale.check([source, other], used: ["a", "b"])
    let lines = diagnostics.map { "\($0.file) \($0.severity) \($0.code.name)" }
    #expect(
      lines == [
        "templates/locales/de.json warning unused-string",
        "templates/locales/ko.json error missing-string",
        "templates/locales/ko.json error string-placeholder",
        "templates/locales/ko.json warning unused-string",
      ])
    #expect(diagnostics[1].message.contains("did you mean \"bb\""))
    #expect(diagnostics[2].message.contains("{m}"))
  }

  @Test func allowsAPluralFormToLeaveTheNumberOut() throws {
    let source = try locale("de", strings: #""a": {"one": "ein Tag", "other": "{n} Tage"}"#)
    let other = try locale("he", strings: #""a": {"one": "x", "two": "y", "other": "{n} z"}"#)
    #expect(Locale.check([source, other], used: ["a"]) == [])
  }
}

extension LocaleTests {
  @Test func tellsThousandsOfUnusedStringsOnOneLine() throws {
    let strings = (0..<20_000).map { #""key-\#($0)": "String""# }.joined(separator: ", ")
    let locale = try locale("de", strings: strings)
    let found = Locale.check([locale], used: ["key-x"])
    #expect(found.count == 20_001)
    #expect(found.count { $0.code == .unusedString } == 20_000)
  }
}
