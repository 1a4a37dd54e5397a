import PortalBase
import Testing

@testable import Templates

@Suite("Sections in HTML")
struct SectionTests {
  @Test(
    "Shows a section by the value of its field",
    arguments: [
      ("{{#title}}y{{/title}}{{^title}}n{{/title}}", "y", "n"),
      ("{{#phrase}}y{{/phrase}}{{^phrase}}n{{/phrase}}", "y", "n"),
      ("{{#body}}y{{/body}}{{^body}}n{{/body}}", "y", "n"), ("{{#label}}y{{/label}}{{^label}}n{{/label}}", "y", "n"),
      ("{{#address}}y{{/address}}{{^address}}n{{/address}}", "y", "n"),
      ("{{#count}}y{{/count}}{{^count}}n{{/count}}", "y", "n"),
      ("{{#isOpen}}y{{/isOpen}}{{^isOpen}}n{{/isOpen}}", "y", "n"),
      ("{{#items}}y{{/items}}{{^items}}n{{/items}}", "yy", "n"),
      ("{{#owner}}y{{/owner}}{{^owner}}n{{/owner}}", "y", "n"),
    ])
  func showsByValue(_ html: String, _ full: String, _ empty: String) {
    var page = SamplePage()
    page.items = [.init(), .init()]
    page.owner = .init()
    #expect(page.render(html: html) == full)
    let nothing = SamplePage(
      title: "", phrase: nil, body: nil, label: .empty, address: nil, count: 0, isOpen: false, items: [], owner: nil)
    #expect(nothing.render(html: html) == empty)
  }

  @Test(
    "Shows nothing of a section around an absent value, also where the section begins with the value",
    arguments: [
      "{{#title}}<b>{{title}}</b>!{{/title}}", "{{#phrase}}<b>{{phrase}}</b>!{{/phrase}}",
      "{{#label}}<b>{{label}}</b>!{{/label}}", "{{#address}}{{address}}!{{/address}}",
      "{{#count}}<b>{{count}}</b>!{{/count}}", "{{#body}}<div>{{body}}</div>!{{/body}}",
    ])
  func takesBackWhatIsAbsent(_ html: String) {
    let nothing = SamplePage(
      title: "", phrase: nil, body: nil, label: .empty, address: nil, count: 0, isOpen: false, items: [], owner: nil)
    #expect(nothing.render(html: "a\(html)z") == "az")
    #expect(SamplePage().render(html: "a\(html)z").hasSuffix("!z"))
  }

  @Test("Finds names in the contexts around, the innermost first")
  func findsNamesAround() {
    var page = SamplePage()
    page.items = [.init(name: "a", parts: ["1", "2"]), .init(name: "b")]
    let html = "{{#items}}<p>{{title}}/{{name}}:{{#parts}}{{name}}{{.}} {{/parts}}</p>{{/items}}"
    #expect(page.render(html: html) == "<p>Title/a:a1 a2 </p><p>Title/b:</p>")
  }

  @Test("Follows dotted names into objects, and shows nothing where there is none")
  func followsDots() {
    var page = SamplePage()
    let html = "[{{owner.name}}{{#owner.parts}}({{.}}){{/owner.parts}}{{^owner.url}}no{{/owner.url}}]"
    #expect(page.render(html: html) == "[no]")
    page.owner = .init(name: "x", parts: ["1"])
    #expect(page.render(html: html) == "[x(1)]")
  }

  @Test("Takes sections among attributes and within their values")
  func takesAttributes() {
    var page = SamplePage()
    let html =
      "<p class=\"a{{#isOpen}} b{{/isOpen}}\"{{#isOpen}} lang=\"x\"{{/isOpen}}>{{#title}}<i>{{title}}</i>{{/title}}</p>"
    #expect(page.render(html: html) == "<p class=\"a b\" lang=\"x\"><i>Title</i></p>")
    page.isOpen = false
    #expect(page.render(html: html) == "<p class=\"a\"><i>Title</i></p>")
  }

  @Test(
    "Refuses a section that spans an element's border, and names both ends",
    arguments: [
      "<ul>{{#items}}<li>{{name}}{{/items}}</li></ul>", "<div>{{#isOpen}}</div><div>{{/isOpen}}</div>",
      "{{#isOpen}}<div>{{/isOpen}}</div>", "<div>{{#isOpen}}</div>{{/isOpen}}",
      "<p title=\"{{#isOpen}}\">x{{/isOpen}}</p>",
      "<p {{#isOpen}}title=\"{{/isOpen}}\">x</p>", "<p{{#isOpen}}>x{{/isOpen}}</p>",
    ])
  func refusesSpanningSection(_ html: String) throws {
    let diagnostics = SamplePage.compile(["page.html": html]).diagnostics
    #expect(diagnostics.map(\.code) == [.templateSpansElement])
    #expect(try #require(diagnostics.first).message.contains("(line 1, column "))
  }

  @Test("Refuses attributes that would run together")
  func refusesMissingSpace() {
    let diagnostics = SamplePage.compile(["page.html": "<p class=\"a\"{{#isOpen}}lang=\"x\"{{/isOpen}}>x</p>"])
      .diagnostics
    #expect(diagnostics.map(\.code) == [.templateStructure])
  }

  @Test(
    "Refuses elements that do not nest",
    arguments: [
      "<div>", "</div>", "<div><span></div></span>", "<p><div></div></p>", "<br></br>", "<div", "<!-- x", "<script>x",
      "<p title=>",
      "<p><p></p></p>", "<ul><li>a</ul></li>",
    ])
  func refusesBadNesting(_ html: String) {
    #expect(SamplePage.compile(["page.html": html]).diagnostics.map(\.code) == [.templateStructure])
  }

  @Test(
    "Takes what HTML allows",
    arguments: [
      "<ul><li>a<li>b</ul>", "<table><tr><td>a<td>b<tr><td>c</table>", "<dl><dt>a<dd>b</dl>",
      "<br><hr/><img src=\"x\">",
      "<svg><path d=\"\"/><title>x</title></svg>", "<p>a < b && c</p>", "<!-- a > b --><!DOCTYPE html>",
      "<p hidden>x</p>",
      "<script src=\"x.js\"></script>", "<textarea></p></textarea>", "<select><option>a<option>b</select>", "<P>x</p>",
      "<input value=a>",
    ])
  func takesValidHTML(_ html: String) {
    #expect(SamplePage().render(html: html) == html)
  }
}
