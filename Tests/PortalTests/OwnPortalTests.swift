import PortalBase
import TestSupport
import Testing

@testable import Portal

/// What README says a team can do with its own portal, without a line of Swift.
@Suite struct OwnPortalTests {
  @Test func changesTheWordingOfANotice() throws {
    var portal = try PortalCopy()
    let path = try #require(portal.aNotice)
    try portal.replace(
      "## {{t.how-to-appeal}}", with: "## If you disagree\n\nCall us first; a call *costs nothing*.",
      in: "templates/notice.md")
    let page = try portal.site().page("en/\(path)")
    #expect(page.contains(">If you disagree</h2>"))
    #expect(page.contains("<p>Call us first; a call <em>costs nothing</em>.</p>"))
  }

  @Test func changesTheWordingInOneLanguageOnly() throws {
    var portal = try PortalCopy()
    let path = try #require(portal.aNotice)
    portal["templates/notice.ja.md"] = portal["templates/notice.md"].replacing(
      "## {{t.actions}}", with: "## お客様にお願いすること")
    let site = try portal.site()
    #expect(try site.page("ja/\(path)").contains(">お客様にお願いすること</h2>"))
    #expect(try site.page("en/\(path)") == PortalCopy().site().page("en/\(path)"))
  }

  @Test func changesAWordOnAllPages() throws {
    var portal = try PortalCopy()
    try portal.replace(
      #""nav-deadlines": "Deadlines""#, with: #""nav-deadlines": "Dates""#, in: "templates/locales/en.json")
    #expect(try portal.site().page("en/index.html").contains(">Dates</a>"))
  }

  @Test func addsAFieldToAPage() throws {
    var portal = try PortalCopy()
    portal["templates/timeline.md"] += "\n{{#devices}}{{t.devices}}: **{{devices}}**{{/devices}}\n"
    let page = try portal.site().page("en/exceptions/EX-2026-0001/timeline.html")
    #expect(page.contains("<strong>18</strong>"))
  }

  @Test func tellsAFieldThatThePageDoesNotHave() throws {
    var portal = try PortalCopy()
    portal["templates/timeline.md"] += "\n{{devises}}\n"
    let (content, diagnostics) = portal.load()
    #expect(content == nil)
    let found = diagnostics.filter { $0.severity == .error }
    #expect(found.map(\.code.name) == ["unknown-field"])
    #expect(found.first?.file == "templates/timeline.md")
    #expect(found.first?.message.contains("did you mean \"devices\"?") == true)
  }

  @Test func addsAnInterfaceString() throws {
    var portal = try PortalCopy()
    portal["templates/conditions.md"] += "\n{{t.questions}}\n"
    try portal.addString("questions", "Ask us.", to: "en")
    try portal.addString("questions", "お問い合わせください。", to: "ja")
    let site = try portal.site()
    #expect(try site.page("en/conditions.html").contains("<p>Ask us.</p>"))
    #expect(try site.page("ja/conditions.html").contains("<p>お問い合わせください。</p>"))
  }

  @Test func addsALanguage() throws {
    var portal = try PortalCopy()
    portal["templates/locales/de.json"] = try LocaleFixtures.complete("de", from: portal["templates/locales/en.json"])
    try portal.replace(#"["en", "ja"]"#, with: #"["en", "ja", "de"]"#, in: "content/portal.json")
    portal["content/policies/de/assessment.md"] = "# Wie eine Anfrage geprüft wird\n\nDer Reihe nach.\n"
    let site = try portal.site()
    let english = site.routes.filter { $0.path.hasPrefix("en/") && !$0.path.hasSuffix(".bilingual.html") }
    let german = Set(site.routes.map(\.path).filter { $0.hasPrefix("de/") })
    #expect(english.allSatisfy { german.contains("de/" + $0.path.dropFirst(3)) })
    #expect(german.contains("de/policies/assessment.bilingual.html"))
    let page = try site.page("de/policies/assessment.html")
    #expect(page.contains("<html lang=\"de\" dir=\"ltr\">"))
    #expect(page.contains("Wie eine Anfrage geprüft wird"))
    #expect(try site.page("de/exceptions/EX-2026-0001/timeline.html").contains("22. Januar 2026"))
    // The other languages lead to it, and it falls back to the source language where nothing is translated.
    #expect(try site.page("en/index.html").contains(">Deutsch</a>"))
    #expect(try site.page("de/policies/glossary.html").contains("lang=\"en\""))
  }
}

extension PortalCopy {
  /// The path of a notice's page, below the folder of a language.
  fileprivate var aNotice: String? {
    (try? site())?.routes.map(\.path).first { $0.hasPrefix("en/") && $0.hasSuffix("/first-notice.html") }
      .map { String($0.dropFirst(3)) }
  }

  fileprivate mutating func addString(_ key: String, _ text: String, to locale: String) throws {
    try replace(
      #""strings": {"#, with: "\"strings\": {\n    \"\(key)\": \"\(text)\",", in: "templates/locales/\(locale).json")
  }
}
