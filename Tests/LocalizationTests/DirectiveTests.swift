import Localization
import Markdown
import PortalBase
import Testing

struct DirectiveTests {
  @Test(arguments: [
    (
      "[!INCLUDE [label](../includes/x.md)]",
      "<blockquote>\n<p><strong>INCLUDE</strong> <a href=\"../includes/x.md\">label</a></p>\n</blockquote>\n",
      ["INCLUDE"]
    ),
    (
      "[!INCLUDE[label](x.md)]",
      "<blockquote>\n<p><strong>INCLUDE</strong> <a href=\"x.md\">label</a></p>\n</blockquote>\n",
      ["INCLUDE"]
    ),
    (
      "::: zone pivot=\"a\"\n\nText\n\n::: zone-end",
      "<blockquote>\n<p><strong>zone</strong> <code>pivot=&quot;a&quot;</code></p>\n</blockquote>\n<p>Text</p>\n"
        + "<blockquote>\n<p><strong>zone-end</strong></p>\n</blockquote>\n", ["zone", "zone-end"]
    ),
    (
      "::: zone pivot=\"a\"\nText\nmore\n::: zone-end",
      "<blockquote>\n<p><strong>zone</strong> <code>pivot=&quot;a&quot;</code></p>\n</blockquote>\n<p>Text\nmore</p>\n"
        + "<blockquote>\n<p><strong>zone-end</strong></p>\n</blockquote>\n", ["zone", "zone-end"]
    ),
    (
      "> [!div class=\"nextstepaction\"]\n> [Next](x.md)",
      "<blockquote>\n<p><strong>div</strong> <code>class=&quot;nextstepaction&quot;</code></p>\n<p><a href=\"x.md\">Next</a></p>\n</blockquote>\n",
      ["div"]
    ),
    (
      ":::image type=\"content\" source=\"a.png\":::",
      "<blockquote>\n<p><strong>image</strong> <code>type=&quot;content&quot; source=&quot;a.png&quot;</code></p>\n</blockquote>\n",
      ["image"]
    ),
  ])
  func areShownAsLabelsAndReported(markdown: String, html: String, names: [String]) throws {
    let pair = try Pair(source: markdown, target: "本文")
    var problems: [MarkdownProblem] = []
    #expect(pair.source.page.html(.document, problems: &problems).text == html)
    #expect(pair.diagnostics.map(\.code) == names.map { _ in .documentDirective })
    for (name, diagnostic) in zip(names, pair.diagnostics) { #expect(diagnostic.message.contains("\"\(name)\"")) }
    let localized = try Pair(source: "Text", target: markdown)
    #expect(localized.html == html)
  }

  @Test func tellWhereTheyStand() throws {
    let pair = try Pair(source: "Text\n\n::: zone pivot=\"a\"\nmore\n::: zone-end", target: "x")
    #expect(pair.diagnostics.map(\.location.line) == [3, 5])
  }

  @Test(arguments: ["Text :::zone", "[!] x", "::: ", "[x](y.md)", "[ ] task", "> [!NOTE]\n> x"])
  func areNotWhatOnlyLooksLikeThem(markdown: String) throws {
    #expect(try Pair(source: markdown, target: "x").diagnostics == [])
  }
}
