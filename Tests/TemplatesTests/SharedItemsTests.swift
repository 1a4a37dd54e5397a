import PortalBase
import Testing

@testable import Templates

/// What sections write for items that many pages show is made once; and what only a page knows has a stand-in.
@Suite struct SharedItemsTests {
  private struct Badge: Sendable {
    let key: String
    var words: [String] = []

    static let word = Model<String>([.text(".", "the word itself") { $0 }])
    static let model = Model<Badge>([
      .text("key", "its key") { $0.key },
      .list("words", "its words", word) { $0.words },
    ])
  }

  private struct Page: Sendable {
    var id = "EX-<1>"
    var title = "Title"
    var badge: Context<Badge>?
    var badges: [Context<Badge>] = []
    var part = Context(SamplePage())

    static let model = Model<Page>(
      SamplePage.model.map { $0.part } + [
        .text("id", "its id") { $0.id },
        .shared("badge", "what it wears", Badge.model) { $0.badge },
        .sharedList("badges", "all that it wears", Badge.model) { $0.badges },
      ])
  }

  private let shared = [
    Context(Badge(key: "<old>", words: ["a", "b"]), place: 0), Context(Badge(key: "new"), place: 1),
  ]

  private func compile(_ html: String) throws -> Template<Page> {
    var diagnostics: [Diagnostic] = []
    let compiler = TemplateCompiler(
      files: [SourceFile(path: "templates/page.html", text: html)], constants: [:], language: LanguageTag("en"))
    let template = compiler.compile("page", shell: nil, model: Page.model, diagnostics: &diagnostics)
    return try #require(template, "\(diagnostics)")
  }

  private func fill(_ template: Template<Page>) -> Template<Page> {
    template.filled([], of: SamplePage.model, with: SamplePage(), shared: [SharedItems(shared)])
  }

  private func render(_ template: Template<Page>, _ page: Page) -> String {
    var bytes: [UInt8] = []
    template.render(page, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(
    "Gives the same page whether items are shared or not",
    arguments: [
      "<p>{{#badge}}[{{key}}]{{/badge}}</p>", "<p>{{#badges}}<b>{{key}}{{#words}}({{.}}){{/words}}</b> {{/badges}}</p>",
      "<p>{{#badge}}{{key}} of {{title}}{{/badge}}</p>", "<p>{{#badges}}{{key}}{{#isOpen}}!{{/isOpen}}{{/badges}}</p>",
      "<p>{{#items}}{{name}}{{#badges}}{{key}}{{/badges}}{{/items}}</p>",
      "<p>{{#badge.words}}{{.}}{{/badge.words}}</p>",
      "<p>{{#title}}{{#badge}}{{key}}{{/badge}}{{/title}}</p>",
      "{{#items}}<p>{{#badges}}{{key}}{{/badges}}</p>{{/items}}<p>{{#badges}}{{key}}{{/badges}}</p>",
    ])
  func givesTheSamePage(_ html: String) throws {
    let template = try compile(html)
    let own = Context(Badge(key: "own", words: ["c"]))
    var part = SamplePage()
    part.items = [.init(name: "x"), .init(name: "y")]
    for badge in [shared[0], shared[1], own, nil] {
      let page = Page(badge: badge, badges: [shared[1], own, shared[0], shared[1]], part: Context(part))
      #expect(render(fill(template), page) == render(template, page))
    }
  }

  @Test func writesSectionsOverSharedItemsOnce() throws {
    let template = fill(try compile("<p>{{#badges}}<i>{{key}}</i>{{/badges}}</p>"))
    #expect(template.program.shared.count == shared.count)
  }

  @Test func writesTheSameOnceForAllSections() throws {
    let same =
      "<p>{{#badge}}<i>{{key}}</i>{{/badge}}</p><p>{{#items}}{{#badges}}<i>{{key}}</i>{{/badges}}{{/items}}</p>"
    #expect(fill(try compile(same)).program.shared.count == shared.count)
    let other = "<p>{{#badge}}<i>{{key}}</i>{{/badge}}{{#badges}}<b>{{key}}</b>{{/badges}}</p>"
    #expect(fill(try compile(other)).program.shared.count == 2 * shared.count)
  }

  @Test func leavesSectionsThatReadMoreThanTheItem() throws {
    #expect(fill(try compile("<p>{{#badges}}<i>{{key}} {{title}}</i>{{/badges}}</p>")).program.shared.isEmpty)
    #expect(fill(try compile("<p>{{#badges}}{{#isOpen}}open{{/isOpen}}{{/badges}}</p>")).program.shared.isEmpty)
  }

  @Test func standInsBecomeWhatThePageHas() throws {
    let template = try compile("<p>{{#items}}<a href=\"{{url}}\">{{name}}</a>{{/items}}{{title}}</p>")
    let id = StandIn<Page>("id") { $0.id }
    var part = SamplePage(title: "Known")
    part.items = [.init(name: "of \(id.text)", url: "a/\(id.text)/b\(id.text)"), .init(name: "end", url: "c")]
    let filled = template.filled(["items", "title"], of: SamplePage.model, with: part, [id])
    #expect(
      render(filled, Page(id: "EX-1")) == "<p><a href=\"a/EX-1/bEX-1\">of EX-1</a><a href=\"c\">end</a>Known</p>")
    #expect(render(filled, Page(id: "E&2")).hasPrefix("<p><a href=\"a/E&amp;2/bE&amp;2\">of E&amp;2</a>"))
  }
}
