import PortalBase
import Testing

@testable import Templates

@Suite("Markdown templates")
struct MarkdownTemplateTests {
  private var page: SamplePage {
    var page = SamplePage()
    page.title = "*a* <b>"
    page.items = [.init(name: "[x](y)", parts: ["1", "2"]), .init(name: "2", url: nil, note: nil)]
    return page
  }

  private func check(_ markdown: String, _ expected: String, _ location: Testing.SourceLocation = #_sourceLocation) {
    #expect(page.render(markdown: markdown) == expected, sourceLocation: location)
  }

  @Test("Never reads a value as Markdown")
  func valuesAreText() {
    check("# {{title}}\n", "<h1>*a* &lt;b&gt;</h1>\n")
    check("x **{{title}}** `{{title}}`\n", "<p>x <strong>*a* &lt;b&gt;</strong> <code>*a* &lt;b&gt;</code></p>\n")
    check("    {{title}}\n", "<pre><code>*a* &lt;b&gt;\n</code></pre>\n")
    check("{{t.greeting}}\n", "<p>Good &lt;day&gt;</p>\n")
  }

  @Test("Takes addresses and text in links and images")
  func links() {
    check(
      "[{{title}}]({{address}}#x \"{{title}}\")\n",
      "<p><a href=\"a/b.html#x\" title=\"*a* &lt;b&gt;\">*a* &lt;b&gt;</a></p>\n")
    check("![{{title}}]({{address}})\n", "<p><img src=\"a/b.html\" alt=\"*a* &lt;b&gt;\" /></p>\n")
    check("<{{address}}>\n", "<p>&lt;a/b.html&gt;</p>\n")
    #expect(SamplePage.compile(["page.md": "[x]({{title}})"]).diagnostics.map(\.code) == [.templateWrongKind])
  }

  @Test("Makes heading ids from the template's own text")
  func headingIDs() {
    check("## Next *steps* {{title}}\n", "<h2 id=\"next-steps\">Next <em>steps</em> *a* &lt;b&gt;</h2>\n")
    check(
      "## {{t.greeting}}\n\n## {{t.greeting}}\n",
      "<h2 id=\"greeting\">Good &lt;day&gt;</h2>\n<h2 id=\"greeting-1\">Good &lt;day&gt;</h2>\n")
    check("{{#isOpen}}\n## Head\n{{/isOpen}}\n", "<h2 id=\"head\">Head</h2>\n")
    check("{{#items}}\n## Head\n{{/items}}\n", "<h2>Head</h2>\n<h2>Head</h2>\n")
  }

  @Test("Puts blocks where they have a line to themselves")
  func blocks() {
    check("a\n\n{{body}}\n\nb\n", "<p>a</p>\n<p>body</p>\n<p>b</p>\n")
    check("{{#isOpen}}\n{{body}}\n{{/isOpen}}\n{{#isOpen}}\nb\n{{/isOpen}}\n", "<p>body</p>\n<p>b</p>\n")
    check("- {{body}}\n\n- b\n", "<ul>\n<li>\n<p>body</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n")
    check("{{#body}}{{body}}{{/body}}\n", "<p>body</p>\n")
    #expect(SamplePage.compile(["page.md": "text {{body}}"]).diagnostics.map(\.code) == [.templateWrongKind])
  }

  @Test("Repeats the items of a list, and not the list")
  func items() {
    check("{{#items}}\n- {{name}}\n{{/items}}\n", "<ul>\n<li>[x](y)</li>\n<li>2</li>\n</ul>\n")
    check(
      "- a\n{{#items}}\n- {{name}}\n{{/items}}\n- z\n\nText\n",
      "<ul>\n<li>a</li>\n<li>[x](y)</li>\n<li>2</li>\n<li>z</li>\n</ul>\n<p>Text</p>\n")
    check(
      "3. a\n{{#items}}\n4. {{name}}\n{{/items}}\nText\n",
      "<ol start=\"3\">\n<li>a</li>\n<li>[x](y)</li>\n<li>2</li>\n</ol>\n<p>Text</p>\n")
    check(
      "{{#items}}\n{{#url}}\n- {{name}}\n{{/url}}\n{{/items}}\n", "<ul>\n<li>[x](y)</li>\n</ul>\n")
    check(
      "{{#items}}\n- {{name}}\n{{#parts}}\n  - {{.}}\n{{/parts}}\n{{/items}}\n",
      "<ul>\n<li>[x](y)\n<ul>\n<li>1</li>\n<li>2</li>\n</ul>\n</li>\n<li>2\n</li>\n</ul>\n")
    check(
      "> {{title}}\n{{#items}}\n- {{name}}\n{{/items}}\n",
      "<blockquote>\n<p>*a* &lt;b&gt;</p>\n</blockquote>\n<ul>\n<li>[x](y)</li>\n<li>2</li>\n</ul>\n")
  }

  @Test("Repeats what is inside of an item, however far its tags are moved in")
  func insideItems() {
    let expected = "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n<li>\n<p>c</p>\n</li>\n</ul>\n"
    check("- a\n\n{{#isOpen}}\n  b\n{{/isOpen}}\n\n- c\n", expected)
    check("- a\n\n  {{#isOpen}}\n  b\n  {{/isOpen}}\n\n- c\n", expected)
  }

  @Test("Leaves a list out that would have no item")
  func emptyList() {
    var page = page
    page.items = []
    page.isOpen = false
    let markdown = "a\n\n{{#items}}\n- {{name}}\n{{/items}}\n{{#isOpen}}\n- open\n{{/isOpen}}\n\nb\n"
    #expect(page.render(markdown: markdown) == "<p>a</p>\n<p>b</p>\n")
    page.isOpen = true
    #expect(page.render(markdown: markdown) == "<p>a</p>\n<ul>\n<li>open</li>\n</ul>\n<p>b</p>\n")
  }

  @Test("Repeats a whole list where blank lines keep its tags apart from it")
  func wholeList() {
    check("{{#items}}\n\n- {{name}}\n\n{{/items}}\n", "<ul>\n<li>[x](y)</li>\n</ul>\n<ul>\n<li>2</li>\n</ul>\n")
  }

  @Test("Repeats the rows of a table, and not the table")
  func rows() {
    let head = "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n"
    let row = { (a: String, b: String) in "<tr>\n<td>\(a)</td>\n<td>\(b)</td>\n</tr>\n" }
    let end = "</tbody>\n</table>\n"
    let rows = row("[x](y)", "<p>note</p>") + row("2", "")
    let table = "| a | b |\n|---|---|\n"
    let section = "{{#items}}\n| {{name}} | {{note}} |\n{{/items}}\n"
    check(table + section, head + rows + end)
    check(table + section + "| c | d |\n\nText\n", head + rows + row("c", "d") + end + "<p>Text</p>\n")
    check(table + "| c | d |\n" + section + "Text\n", head + row("c", "d") + rows + end + "<p>Text</p>\n")
    check("{{#isOpen}}\n" + table + "| c | d |\n{{/isOpen}}\n", head + row("c", "d") + end)
    check("{{#isOpen}}\n" + table + section + "{{/isOpen}}\n{{^isOpen}}\nno\n{{/isOpen}}\n", head + rows + end)
    check(table + "{{#items}}\n{{#url}}\n| {{name}} | d |\n{{/url}}\n{{/items}}\n", head + row("[x](y)", "d") + end)
  }

  @Test("Lets sections stand around blocks, with or without blank lines")
  func blockSections() {
    check("{{#isOpen}}\n# A\n{{/isOpen}}\n{{^isOpen}}\n# B\n{{/isOpen}}\n", "<h1 id=\"a\">A</h1>\n")
    check("a\n{{#isOpen}}\nb\n{{/isOpen}}\nc\n", "<p>a</p>\n<p>b</p>\n<p>c</p>\n")
    check("a {{#isOpen}}b{{/isOpen}} c\n", "<p>a b c</p>\n")
    check("> {{#isOpen}}\n> b\n> {{/isOpen}}\n", "<blockquote>\n<p>\nb\n</p>\n</blockquote>\n")
  }

  @Test("Copies HTML in a template as it is, with Markdown and tags inside")
  func rawHTML() {
    check(
      "<section class=\"x\">\n\n## A\n\n{{title}}\n\n</section>\n",
      "<section class=\"x\">\n<h2 id=\"a\">A</h2>\n<p>*a* &lt;b&gt;</p>\n</section>\n")
    check("<ul>\n{{#items}}<li>{{name}}</li>\n{{/items}}</ul>\n", "<ul>\n<li>[x](y)</li>\n<li>2</li>\n</ul>\n")
    check("<dl>\n{{#isOpen}}\n<dt>a</dt>\n{{/isOpen}}\n</dl>\n", "<dl>\n<dt>a</dt>\n</dl>\n")
    check("{{#isOpen}}<p>{{title}}</p>{{/isOpen}}\n", "<p>*a* &lt;b&gt;</p>\n")
    check("a <span class=\"{{title}}\">b</span>\n", "<p>a <span class=\"*a* &lt;b&gt;\">b</span></p>\n")
  }

  @Test("Ends an HTML block at a tag that stands alone, where its elements are closed")
  func htmlBlockEnds() {
    check("<div>a</div>\n{{#isOpen}}\n## B\n{{/isOpen}}\n", "<div>a</div>\n<h2 id=\"b\">B</h2>\n")
    check(
      "{{#isOpen}}\n<div>\n\n*a*\n\n</div>\n{{/isOpen}}\n{{#isOpen}}\n## B\n{{/isOpen}}\n",
      "<div>\n<p><em>a</em></p>\n</div>\n<h2 id=\"b\">B</h2>\n")
    check("<div>a</div>\n{{#isOpen}}\n- b\n{{/isOpen}}\n", "<div>a</div>\n<ul>\n<li>b</li>\n</ul>\n")
    check("<p>\n{{#isOpen}}\n*a*\n{{/isOpen}}\n</p>\n", "<p>\n*a*\n</p>\n")
  }

  @Test("Takes sections among the attributes of HTML within a line")
  func attributes() {
    check(
      "a <a href=\"{{address}}\"{{#isOpen}} lang=\"{{title}}\"{{/isOpen}} title=\"x\">{{title}}</a>\n",
      "<p>a <a href=\"a/b.html\" lang=\"*a* &lt;b&gt;\" title=\"x\">*a* &lt;b&gt;</a></p>\n")
    check("`<a {{title}}`\n", "<p><code>&lt;a *a* &lt;b&gt;</code></p>\n")
    #expect(SamplePage.compile(["page.md": "a <b {{title}}>c</b>"]).diagnostics.map(\.code) == [.templateUnsafePlace])
  }

  @Test("Keeps sections in code")
  func code() {
    check("```\n{{#items}}\n{{name}}\n{{/items}}\n```\n", "<pre><code>[x](y)\n2\n</code></pre>\n")
  }

  @Test("Keeps a template's own private-use characters")
  func privateUse() {
    check("a\u{E000}\u{E011}\u{E001}{{title}}\u{E002}\n", "<p>a\u{E000}\u{E011}\u{E001}*a* &lt;b&gt;\u{E002}</p>\n")
  }

  @Test("Puts the body into a shell, and partials of both kinds into it")
  func shells() {
    let files = [
      "portal.html": "<html>\n<head><title>{{title}}</title></head>\n<body>\n{{> content}}\n</body>\n</html>\n",
      "page.md": "# A\n\n{{> head}}\n\nOn {{> date}}.\n\n{{> text}}\n", "head.html": "<div>{{title}}</div>\n",
      "date.html": "<time>{{count}}</time>", "text.md": "*b*\n",
    ]
    #expect(
      page.render(files, shell: "portal.html")
        == """
        <html>
        <head><title>*a* &lt;b&gt;</title></head>
        <body>
        <h1 id="a">A</h1>
        <div>*a* &lt;b&gt;</div>

        <p>On <time>3</time>.</p>
        <p><em>b</em></p>
        </body>
        </html>

        """)
  }

  @Test("Fills a Markdown parent's blocks, and an HTML parent's with Markdown")
  func inheritance() {
    let child = "{{<base}}\n{{$main}}\n*b*\n{{/main}}\n{{/base}}\n"
    #expect(
      page.render(["page.md": child, "base.md": "# A\n\n{{$main}}\nx\n{{/main}}\n"])
        == "<h1 id=\"a\">A</h1>\n<p><em>b</em></p>\n")
    #expect(
      page.render(["page.md": child, "base.html": "<div>{{$main}}x{{/main}}</div>"])
        == "<div><p><em>b</em></p>\n</div>\n"
    )
  }

  @Test(
    "Refuses sections that the Markdown tears apart",
    arguments: [
      "a {{#isOpen}}b\n\nc{{/isOpen}}\n", "- a {{#isOpen}}\n- b {{/isOpen}}\n", "**a {{#isOpen}}b** c{{/isOpen}}\n",
      "[a]: {{#isOpen}}b{{/isOpen}}\n", "{{#isOpen}}\n<div>\n{{/isOpen}}\n</div>\n",
      "| a |\n|---|\n| {{#isOpen}} |\n| b{{/isOpen}} |\n",

    ])
  func torn(_ markdown: String) throws {
    let diagnostics = SamplePage.compile(["page.md": markdown]).diagnostics
    #expect(diagnostics.map(\.code) == [.templateSpansElement])
    #expect(try #require(diagnostics.first).message.contains("line "))
  }
}
