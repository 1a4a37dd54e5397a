import PortalBase
import Testing

@testable import Portal

/// The page with both languages side by side shows what has changed in the source since it was translated.
@Suite struct BilingualPageTests {
  private func page(source: String, target: String) throws -> String {
    var portal = try PortalCopy()
    portal["content/policies/en/days.md"] = source
    portal["content/policies/ja/days.md"] = target
    return try portal.site().page("ja/policies/days.bilingual.html")
  }

  private func segment(_ id: String, _ target: String, _ source: String) -> String {
    "<span data-ttu-id=\"\(id)\">\(target)</span><span class=\"sxs-lookup\"><span data-stu-id=\"\(id)\">\(source)</span></span>"
  }

  @Test func showsTheWordsOfAChangedSource() throws {
    let page = try page(
      source: "# Days\n\nAnswer &lt;within&gt; 60 days.\n",
      target:
        "# \(segment("a1", "日数", "Days"))\n\n\(segment("a2", "30 日以内に回答します。", "Answer &lt;within&gt; 30 days."))\n")
    #expect(
      page.contains(
        "<span class=\"difference\" lang=\"en\">Answer &lt;within&gt; <del>30 </del><ins>60 </ins>days.</span>"))
    // Once, at its segment, which the list at the top leads to.
    #expect(page.ranges(of: "class=\"difference\"").count == 1)
    #expect(page.contains("<a class=\"id\" href=\"#a2\">a2</a>"))
    #expect(page.contains("class=\"pair stale\" id=\"a2\""))
  }

  @Test func saysThatMessagesAreInEnglish() throws {
    var portal = try PortalCopy()
    portal["content/policies/en/days.md"] = "# Days\n\nAnswer within 60 days.\n"
    portal["content/policies/ja/days.md"] =
      "# \(segment("a1", "日数", "Days"))\n\n\(segment("a2", "30 日以内に回答します。", "Answer within 30 days."))\n"
    let site = try portal.site()
    for path in ["ja/policies/days.bilingual.html", "ja/translations.html"] {
      #expect(try site.page(path).contains("<span lang=\"en\">the source text has changed since: "), "\(path)")
    }
    #expect(try !site.page("en/translations.html").contains("<span lang=\"en\">the source"))
  }

  @Test func listsNewBlocks() throws {
    let page = try page(
      source: "# Days\n\nThe same.\n\nA paragraph that nobody has translated.\n",
      target: "# \(segment("a1", "日数", "Days"))\n\n\(segment("a2", "同じです。", "The same."))\n")
    #expect(page.contains("<ins>A paragraph that nobody has translated.</ins></span>"))
  }

  @Test func showsRemovedBlocks() throws {
    let page = try page(
      source: "# Days\n\nThe same.\n",
      target: """
        # \(segment("a1", "日数", "Days"))

        \(segment("a2", "同じです。", "The same."))

        \(segment("a3", "終わりました。", "This part was finished long ago."))
        """)
    #expect(page.contains("<del>This part was finished long ago.</del></span>"))
  }

  @Test func pairsBlocksWithoutMarkup() throws {
    let page = try page(source: "# Days\n\nOne.\n\n- Two.\n", target: "# 日数\n\n一つ。\n\n- 二つ。\n")
    for (target, source) in [("一つ。", "One."), ("二つ。", "Two.")] {
      let pair =
        "<div class=\"target\" lang=\"ja\" dir=\"ltr\">\(target)</div>\n<div class=\"source\" lang=\"en\" dir=\"ltr\">\(source)</div>"
      #expect(page.contains(pair), "\(page)")
    }
    #expect(page.contains("<h1 id=\"days\">日数</h1>"))
  }
}
