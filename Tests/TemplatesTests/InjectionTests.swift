import PortalBase
import TestSupport
import Testing

@testable import Templates

@Suite("Values cannot change a page's structure")
struct InjectionTests {
  private static let files: [String: String] = [
    "portal.html": """
    <!DOCTYPE html>
    <html lang="{{title}}"><head><meta name="x" content="{{title}}"><title>{{title}} {{phrase}}</title></head>
    <body class='{{title}}'>{{> content}}<textarea>{{title}}</textarea><select><option>{{phrase}}</option></select></body></html>
    """,
    "page.md": """
    # {{title}} {{t.greeting}}

    {{title}} **{{title}}** `{{title}}` <b title="{{title}}">{{phrase}}</b> [{{title}}]({{address}} "{{title}}") ![{{title}}]({{address}})

    {{title}}

    > {{title}}

    {{#items}}
    - {{name}} {{#parts}}{{.}}{{/parts}}
    {{/items}}

    ```
    {{title}}
    ```

        {{title}}

    {{#owner}}
    ## {{name}}

    {{> row}}
    {{/owner}}
    <div data-x="{{title}}">
    {{title}}
    </div>
    """,
    "row.html": "<p id=\"{{name}}\" class=\"a{{#url}} {{name}}{{/url}}\">{{title}}</p>",
  ]

  private func page(_ text: String) -> SamplePage {
    SamplePage(
      title: text, phrase: Phrase(text, language: LanguageTag("ja")), address: text,
      items: [.init(name: text, parts: [text, text])], owner: .init(name: text, url: text))
  }

  private func outline(_ template: Template<SamplePage>, _ text: String) -> HTMLOutline {
    var bytes: [UInt8] = []
    template.render(page(text), into: &bytes)
    return HTMLOutline(bytes)
  }

  @Test("Each hostile text leaves the elements as the letter x does", arguments: HostileText.pieces)
  func singleTexts(_ text: String) throws {
    let compiled = SamplePage.compile(Self.files, shell: "portal.html")
    #expect(compiled.diagnostics == [])
    let template = try #require(compiled.template)
    let expected = outline(template, "x")
    #expect(expected.marks.count > 30)
    #expect(outline(template, text) == expected)
  }

  @Test("Texts of a megabyte do too")
  func longTexts() throws {
    let template = try #require(SamplePage.compile(Self.files, shell: "portal.html").template)
    let text = String(repeating: "\"><b>\u{E000}\u{E010}\u{E001}", count: 1_000_000 / 14)
    let isSame = outline(template, text) == outline(template, "x")
    #expect(isSame)
  }

  @Test("Random texts do too, in random templates that compile", arguments: 0..<20)
  func randomTemplates(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    var compiled = 0
    for _ in 0..<60 {
      let markdown = Self.randomTemplate(&generator)
      let kind = generator.oneIn(3) ? "html" : "md"
      let files = [
        "page.\(kind)": markdown, "row.html": "<p>{{title}}</p>", "word.html": "<i>{{count}}</i>",
        "text.md": "*{{title}}*",
      ]
      guard let template = SamplePage.compile(files).template else { continue }
      compiled += 1
      let expected = outline(template, "x")
      for _ in 0..<4 {
        let text = HostileText.random(&generator)
        #expect(
          outline(template, text) == expected,
          "seed \(seed), template \(markdown.debugDescription), text \(text.debugDescription)")
      }
    }
    #expect(compiled > 0)
  }

  private static let parts: [String] = [
    "{{title}}", "{{phrase}}", "{{count}}", "{{body}}", "{{address}}", "{{t.greeting}}", "{{#items}}", "{{/items}}",
    "{{name}}", "{{#isOpen}}", "{{/isOpen}}",
    "{{^isOpen}}", "{{#owner}}", "{{/owner}}", "{{> row}}", "{{> word}}", "{{> text}}", "\n", "\n", "\n\n", "\n\n", " ",
    "text", "- ", "1. ", "> ", "# ", "    ", "| a | b |\n|---|---|\n",
    "| ", " |", "```\n", "`", "**", "_", "[", "](", ")", "![", "<p>", "</p>", "<div>\n", "</div>\n", "<ul>", "</ul>",
    "<li>", "</li>", "<b title=\"", "\">", "</b>", "<a href='", "'>",
    "</a>", "<!-- ", " -->", "<script>", "</script>", "<title>", "</title>", "<", ">", "\"", "'", "=", "&", "{{! x }}",
    "{{=<% %>=}}", "<%title%>", "{{", "}}", "\u{E000}", "日本語", "「", "」",
  ]

  static func randomTemplate(_ generator: inout SeededGenerator) -> String {
    var text = ""
    for _ in 0..<generator.number(in: 1...14) {
      if generator.oneIn(4) {
        text +=
          generator.pick([
            "{{#isOpen}}\n# a\n{{/isOpen}}\n", "{{#items}}\n- {{name}}\n{{/items}}\n", "<p>{{title}}</p>\n",
            "[{{title}}]({{address}})", "| a |\n|--|\n{{#items}}\n| {{name}} |\n{{/items}}\n",
          ]) ?? ""
      } else {
        text += generator.pick(parts) ?? ""
      }
    }
    return text
  }
}
