import PortalBase
import TestSupport
import Testing

@testable import Portal

/// A portal in languages of both directions: each page says what it is written in, and how that runs.
@Suite struct LanguageTests {
  /// Made once, as loading eight languages takes its time.
  private static let shared = Result { try site() }
  private let site: Site

  init() throws { site = try Self.shared.get() }

  private static func site() throws -> Site {
    var portal = try PortalCopy()
    for tag in LocaleFixtures.tags {
      portal["templates/locales/\(tag).json"] = try LocaleFixtures.complete(
        tag, from: portal["templates/locales/en.json"])
    }
    let tags = (["en", "ja"] + LocaleFixtures.tags).map { "\"\($0)\"" }.joined(separator: ", ")
    try portal.replace(#"["en", "ja"]"#, with: "[\(tags)]", in: "content/portal.json")
    portal["content/policies/ar/assessment.md"] = "# كيف يُقيَّم الطلب\n\nخطوة بعد خطوة.\n"
    return try portal.site()
  }

  @Test func writesEveryPageInItsLanguageAndDirection() throws {
    let pages = site.routes.filter { $0.path.hasSuffix(".html") && $0.path.contains("/") }
    let texts = concurrentMap(pages, batch: 8) { String(decoding: site.bytes($0).prefix(200), as: UTF8.self) }
    for (page, text) in zip(pages, texts) {
      let language = page.path.prefix { $0 != "/" }
      let direction = ["ar", "he"].contains(language) ? "rtl" : "ltr"
      if !text.contains("<html lang=\"\(language)\" dir=\"\(direction)\">") { Issue.record("\(page.path): \(text)") }
    }
    #expect(Set(pages.map { $0.path.prefix { $0 != "/" } }).count == 8)
  }

  @Test func namesEachLanguageInItself() throws {
    let page = try site.page("ko/index.html")
    for (tag, direction, name) in [
      ("en", "ltr", "English"), ("ja", "ltr", "日本語"), ("ar", "rtl", "العربية"), ("he", "rtl", "עברית"),
      ("ko", "ltr", "한국어"), ("de", "ltr", "Deutsch"), ("zh-Hans", "ltr", "简体中文"), ("zh-Hant", "ltr", "繁體中文"),
    ] {
      #expect(page.contains("lang=\"\(tag)\" dir=\"\(direction)\" hreflang=\"\(tag)\""), "\(tag)")
      #expect(page.contains(">\(name)</a>"))
    }
  }

  @Test(arguments: [
    ("en", "22 January 2026"), ("ja", "2026年1月22日"), ("ar", "٢٢ يناير ٢٠٢٦"), ("he", "22 בינואר 2026"),
    ("ko", "2026년 1월 22일"), ("de", "22. Januar 2026"), ("zh-Hans", "2026年1月22日星期四"),
    ("zh-Hant", "2026年1月22日 星期四"),
  ])
  func writesDaysAsTheLanguageDoes(tag: String, day: String) throws {
    #expect(try site.page("\(tag)/exceptions/EX-2026-0001/timeline.html").contains(day))
  }

  @Test func marksTextsOfOtherLanguages() throws {
    let request = try site.page("ar/exceptions/EX-2026-0001/index.html")
    #expect(request.contains("<div lang=\"en\" dir=\"ltr\">"))
    #expect(request.contains("<span lang=\"en\" dir=\"ltr\">"))
    let untranslated = try site.page("he/policies/assessment.html")
    #expect(untranslated.contains("lang=\"en\" dir=\"ltr\""))
  }

  @Test func givesEachSideItsDirection() throws {
    let page = try site.page("ar/policies/assessment.bilingual.html")
    #expect(page.contains("<div class=\"target\" lang=\"ar\" dir=\"rtl\"><h1 id=\"how-a-request-is-assessed\">"))
    #expect(page.contains("<div class=\"source\" lang=\"en\" dir=\"ltr\">How a request is assessed"))
    let inJapanese = try site.page("ja/policies/assessment.bilingual.html")
    #expect(inJapanese.contains("<div class=\"target\" lang=\"ja\" dir=\"ltr\">"))
  }
}
