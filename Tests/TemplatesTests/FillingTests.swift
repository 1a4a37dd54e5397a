import PortalBase
import Testing

@testable import Templates

/// Templates with a part of their values filled in ahead.
@Suite struct FillingTests {
  /// A page with a part that many pages share.
  private struct Whole: Sendable {
    var own = "own"
    let part: Context<SamplePage>

    static let model = Model<Whole>(SamplePage.model.map { $0.part } + [.text("own", "the page's own") { $0.own }])
  }

  private static let filled: Set<String> = ["title", "isOpen", "items", "owner", "label"]

  private func render(_ template: Template<Whole>, _ whole: Whole) -> String {
    var bytes: [UInt8] = []
    template.render(whole, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func compile(_ html: String) throws -> Template<Whole> {
    var diagnostics: [Diagnostic] = []
    let compiler = TemplateCompiler(
      files: [SourceFile(path: "templates/page.html", text: html)], constants: [:], language: LanguageTag("en"))
    let template = compiler.compile("page", shell: nil, model: Whole.model, diagnostics: &diagnostics)
    return try #require(template, "\(diagnostics)")
  }

  /// Pages that differ in what the filled fields decide on.
  private var parts: [SamplePage] {
    var full = SamplePage()
    full.items = [.init(name: "a", parts: ["1", "2"]), .init(name: "b", url: nil, note: nil)]
    full.owner = .init(name: "<o>", parts: ["3"])
    return [
      full, SamplePage(),
      SamplePage(title: "", phrase: nil, label: nil, address: nil, count: 0, isOpen: false),
    ]
  }

  @Test(
    "Gives the same page whether values are filled in ahead or not",
    arguments: [
      "<p>{{title}} {{own}} {{phrase}} {{label}}</p>",
      "{{#title}}<b>{{title}}</b>{{own}}{{/title}}{{^title}}none{{/title}}",
      "{{#isOpen}}open {{count}}{{/isOpen}}{{^isOpen}}shut {{#count}}{{count}}{{/count}}{{/isOpen}}",
      "{{#items}}<i>{{name}}{{#parts}}({{.}}){{/parts}}{{#url}} at {{url}}{{/url}}</i>{{/items}}",
      "{{#items}}<i>{{name}} {{own}} {{title}}</i>{{/items}}", "{{#items}}{{#count}}{{name}}{{/count}}{{/items}}",
      "{{#items}}{{#isOpen}}{{name}}{{/isOpen}}{{/items}}", "{{#owner}}{{name}}{{#phrase}}!{{/phrase}}{{/owner}}",
      "[{{owner.name}}{{#owner.parts}}({{.}}){{/owner.parts}}]", "{{#count}}{{#items}}{{name}}{{/items}}{{/count}}",
      "{{#phrase}}<b>{{phrase}} {{title}}</b>{{/phrase}}",
      "<table>{{#items}}<tr><td>{{name}}{{own}}</td></tr>{{/items}}</table>",
    ])
  func givesTheSamePage(_ html: String) throws {
    let template = try compile(html)
    for part in parts {
      let ahead = template.filled(Self.filled, of: SamplePage.model, with: part)
      let whole = Whole(part: Context(part))
      #expect(render(ahead, whole) == render(template, whole))
    }
  }

  @Test func readsFilledFieldsNoMore() throws {
    let template = try compile("{{title}}{{#items}}{{name}}{{/items}}{{^isOpen}}shut{{/isOpen}} {{own}} {{count}}")
    var part = SamplePage(title: "Filled", isOpen: false)
    part.items = [.init(name: "+")]
    let ahead = template.filled(Self.filled, of: SamplePage.model, with: part)
    #expect(render(ahead, Whole(own: "mine", part: Context(SamplePage(count: 5)))) == "Filled+shut mine 5")
  }

  @Test func fillsNoFieldThatWasNotNamed() throws {
    let template = try compile("{{title}} {{count}}")
    let ahead = template.filled(["count"], of: SamplePage.model, with: SamplePage(title: "Other", count: 9))
    #expect(render(ahead, Whole(part: Context(SamplePage(title: "Mine", count: 1)))) == "Mine 9")
  }

  @Test func leavesOneInstructionWhereAllIsKnown() throws {
    let template = try compile("<p>{{title}}{{#items}}<i>{{name}}</i>{{/items}}{{#isOpen}}open{{/isOpen}}</p>")
    var part = SamplePage()
    part.items = [.init(), .init()]
    #expect(template.filled(Self.filled, of: SamplePage.model, with: part).program.instructions.count == 1)
  }
}
