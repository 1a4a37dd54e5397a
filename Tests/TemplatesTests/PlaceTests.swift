import PortalBase
import Testing

@testable import Templates

@Suite("Places of tags in HTML")
struct PlaceTests {
  @Test(
    "Escapes a value for its place",
    arguments: [
      ("<p>{{title}}</p>", "<p>&lt;a&gt; &amp; &quot;b&quot;</p>"),
      ("<p title=\"{{title}}\">x</p>", "<p title=\"&lt;a&gt; &amp; &quot;b&quot;\">x</p>"),
      ("<p title='{{title}}'>x</p>", "<p title='&lt;a&gt; &amp; &quot;b&quot;'>x</p>"),
      ("<title>{{title}}</title>", "<title>&lt;a&gt; &amp; &quot;b&quot;</title>"),
      ("<textarea>{{title}}</textarea>", "<textarea>&lt;a&gt; &amp; &quot;b&quot;</textarea>"),
      ("<code>{{title}}</code>", "<code>&lt;a&gt; &amp; &quot;b&quot;</code>"),
      ("<a href=\"{{address}}#x\">{{count}}</a>", "<a href=\"a/b.html?x=1&amp;y#x\">3</a>"),
      ("<p id=\"n-{{count}}\">{{label}}</p>", "<p id=\"n-3\"><b>label</b></p>"),
      ("<div>{{body}}</div>", "<div><p>body</p></div>"),
      ("<p>{{t.greeting}}</p>", "<p>Good &lt;day&gt;</p>"),
      ("<a href=\"{{t.link}}\">x</a>", "<a href=\"https://example.org/\">x</a>"),
    ])
  func escapes(_ html: String, _ expected: String) {
    var page = SamplePage()
    page.title = "<a> & \"b\""
    page.address = "a/b.html?x=1&y"
    #expect(page.render(html: html) == expected)
  }

  @Test("Marks the language of a phrase in text, and only there")
  func marksLanguage() {
    var page = SamplePage()
    page.phrase = Phrase("a<b", language: LanguageTag("ar"), direction: .rightToLeft)
    #expect(page.render(html: "<p>{{phrase}}</p>") == "<p><span lang=\"ar\" dir=\"rtl\">a&lt;b</span></p>")
    #expect(page.render(html: "<p title=\"{{phrase}}\"></p>") == "<p title=\"a&lt;b\"></p>")
    #expect(page.render(html: "<title>{{phrase}}</title>") == "<title>a&lt;b</title>")
    #expect(
      page.render(html: "<select><option>{{phrase}}</option></select>") == "<select><option>a&lt;b</option></select>")
    page.phrase = "plain"
    #expect(page.render(html: "<p>{{phrase}}</p>") == "<p>plain</p>")
    page.phrase = nil
    #expect(page.render(html: "<p>{{phrase}}{{^phrase}}none{{/phrase}}</p>") == "<p>none</p>")
  }

  @Test(
    "Refuses a tag where no value is safe",
    arguments: [
      "<script>{{title}}</script>", "<style>{{title}}</style>", "<!-- {{title}} -->", "<{{title}}>x",
      "<a{{title}}>x</a>",
      "<a {{title}}>x</a>", "<a {{title}}=\"x\">x</a>", "<a title={{title}}>x</a>", "<a title=x{{title}}>x</a>",
      "<a onclick=\"{{title}}\">x</a>", "<a style=\"{{count}}\">x</a>", "<iframe srcdoc=\"{{title}}\"></iframe>",
      "<img srcset=\"{{address}}\">", "<ul>{{title}}</ul>", "<table><tr>{{title}}</tr></table>",
      "<meta http-equiv=\"refresh\" content=\"{{title}}\">", "<meta content=\"{{title}}\" http-equiv=\"refresh\">",
      "<!DOCTYPE {{title}}>", "<script>{{#isOpen}}x{{/isOpen}}</script>", "<!-- {{#isOpen}}x{{/isOpen}} -->",
      "</{{title}}>", "<title><{{title}}</title>", "<a title=x{{#isOpen}}y{{/isOpen}}>x</a>",
    ])
  func refusesUnsafePlace(_ html: String) throws {
    let diagnostics = SamplePage.compile(["page.html": html]).diagnostics
    let column = try #require(html.firstIndex(of: "{")).utf16Offset(in: html) + 1
    #expect(diagnostics.map(\.code) == [.templateUnsafePlace])
    if !html.hasPrefix("<meta") { #expect(diagnostics.first?.location == SourceLocation(line: 1, column: column)) }
  }

  @Test(
    "Refuses a field of a kind that the place does not take",
    arguments: [
      "<a href=\"{{title}}\">x</a>", "<img src=\"{{phrase}}\">", "<a href=\"{{t.bad}}\">x</a>", "<p>{{body}}</p>",
      "<p title=\"{{body}}\"></p>", "<p title=\"{{label}}\"></p>", "<title>{{label}}</title>", "<h2>{{body}}</h2>",
      "<p>{{isOpen}}</p>", "<p>{{items}}</p>", "<p>{{owner}}</p>", "<p>{{{title}}}</p>", "<p>{{&title}}</p>",
      "<div><a href=\"x\">{{body}}</a></div>", "<svg>{{label}}</svg>",
    ])
  func refusesWrongKind(_ html: String) {
    #expect(SamplePage.compile(["page.html": html]).diagnostics.map(\.code) == [.templateWrongKind])
  }

  @Test("Takes text outside of the elements of a fragment, not of a document")
  func topLevel() {
    #expect(SamplePage().render(html: "{{title}}") == "Title")
    let files = ["page.html": "x", "shell.html": "{{title}}<html><body>{{> content}}</body></html>"]
    #expect(SamplePage.compile(files, shell: "shell.html").diagnostics.map(\.code) == [.templateUnsafePlace])
  }
}
