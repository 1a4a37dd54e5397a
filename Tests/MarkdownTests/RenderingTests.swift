import PortalBase
import Testing

@testable import Markdown

struct RenderingTests {
  @Test(arguments: [
    "https://example.org/", "HTTP://example.org", "mailto:a@example.org", "tel:+81", "a.md", "../a/b.md#c", "#d",
    "?e=f", "/g", "a/b:c", "日本:x",
    "1:2", "//example.org/x",
  ])
  func keepsSafeDestinations(destination: String) {
    let fragment = Markdown.fragment("[label](<\(destination)>)")
    #expect(fragment.html.text.hasPrefix("<p><a href=\""))
    #expect(fragment.problems.isEmpty)
  }

  @Test(arguments: [
    "javascript:alert(1)", "JavaScript:x", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "java&#10;script:x",
    "&#1;javascript:x",
    "javascript&colon;x", "ftp://a", "blob:x", "j&#x61;vascript:x", "&#32;javascript:x",
  ])
  func removesUnsafeDestinationsAndKeepsTheLabel(destination: String) {
    let fragment = Markdown.fragment("a [*label*](<\(destination)>) ![image](<\(destination)>)")
    #expect(fragment.html.text == "<p>a <em>label</em> image</p>\n")
    #expect(fragment.problems.map(\.code) == [.unsafeLink, .unsafeLink])
    #expect(fragment.problems.first?.column == 3)
  }

  @Test func showsForeignImagesAsLinks() {
    let fragment = Markdown.fragment("![a *b*](https://example.org/a.png \"T\") [![c](//h/d.png)](e)")
    #expect(
      fragment.html.text
        == "<p><a href=\"https://example.org/a.png\" title=\"T\">a b</a> <a href=\"e\">c</a></p>\n")
    #expect(fragment.problems.map(\.code) == [.externalImage, .externalImage])
  }

  @Test func showsImagesOfThePortal() {
    #expect(
      Markdown.fragment("![a \"b\"](c.png)").html.text == "<p><img src=\"c.png\" alt=\"a &quot;b&quot;\" /></p>\n")
  }

  @Test func asksWhereLinksLead() {
    var options = RenderOptions.document
    options.resolve = { link in
      switch link.destination {
      case "a.md": .replace("a.html")
      case "b.md": .labelOnly
      default: .keep
      }
    }
    #expect(
      render("[a](a.md) [b](b.md) [c](c) ![d](a.md)\n", options)
        == "<p><a href=\"a.html\">a</a> b <a href=\"c\">c</a> <img src=\"a.html\" alt=\"d\" /></p>\n")
  }

  @Test(arguments: [
    ("日本\n語", "日本語"), ("日本\nx", "日本\nx"), ("x\n語", "x\n語"), ("、\n「あ」", "、「あ」"),
    ("**日本**\n*語*", "<strong>日本</strong><em>語</em>"),
    ("日本  \n語", "日本<br />\n語"), ("`日`\n語", "<code>日</code>語"), ("한국\n어", "한국\n어"),
    ("[日](a)\n語", "<a href=\"a\">日</a>語"),
    ("ﾊﾝ\nｶｸ", "ﾊﾝ\nｶｸ"), ("日\n<b>\n語", "日\n&lt;b&gt;\n語"),
  ])
  func joinsLinesBetweenWideCharacters(markdown: String, html: String) {
    #expect(Markdown.fragment(markdown).html.text == "<p>\(html)</p>\n")
  }

  @Test(arguments: AlertKind.allCases)
  func showsAlerts(kind: AlertKind) {
    let html = Markdown.fragment("> [!\(kind.rawValue.uppercased())]\n> *Text*\n>\n> more\n").html.text
    #expect(
      html
        == "<div class=\"alert alert-\(kind.rawValue)\" role=\"note\">\n<p class=\"alert-title\">\(kind.englishTitle)</p>\n"
        + "<p><em>Text</em></p>\n<p>more</p>\n</div>\n")
  }

  @Test func showsAlertsWithoutTextInTheFirstParagraphAndInLists() {
    #expect(
      Markdown.fragment("- > [!note]\n  >\n  > - a\n").html.text.contains(
        "<p class=\"alert-title\">Note</p>\n<ul>\n<li>a</li>\n</ul>\n</div>"))
  }

  @Test(arguments: ["> [!NOTES]\n> x", "> [!NOTE] x", "> x [!NOTE]", "> \\[!NOTE]", "[!NOTE]\nx", "> `[!NOTE]`\n> x"])
  func leavesOtherQuotesAlone(markdown: String) {
    #expect(!Markdown.fragment(markdown).html.text.contains("alert"))
  }

  @Test func translatesTheTitlesOfAlerts() {
    var options = RenderOptions.document
    options.alertTitle = { $0 == .warning ? "警告 <!>" : "" }
    #expect(render("> [!WARNING]\n> x", options).contains("<p class=\"alert-title\">警告 &lt;!&gt;</p>"))
  }

  @Test func givesHeadingsTheIDsOfGitHub() {
    let html = render("# A *b* & `c_d`!\n\n# a b  c_d\n\n## Ünïcode 日本語。\n\n# A\n\n# A\n\n# A-1\n", .document)
    let ids = html.matches(of: /id="([^"]*)"/).map { String($0.output.1) }
    #expect(ids == ["a-b--c_d", "a-b--c_d-1", "ünïcode-日本語", "a", "a-1", "a-1-1"])
  }

  @Test func takesGivenIDs() {
    let options = RenderOptions(rawHTML: .allowed, headingIDs: .given(["x", "y"]))
    #expect(
      render("# 一\n\n# 二\n\n# X\n", options) == "<h1 id=\"x\">一</h1>\n<h1 id=\"y\">二</h1>\n<h1 id=\"x-1\">X</h1>\n")
  }

  @Test func lowersHeadings() {
    var options = RenderOptions.record
    options.topHeadingLevel = 3
    #expect(render("# a\n\n###### b", options) == "<h3>a</h3>\n<h6>b</h6>\n")
  }

  @Test func alignsCellsWithClasses() {
    #expect(render("| a |\n|--:|\n", .record).contains("<th class=\"align-right\">a</th>"))
  }
}
