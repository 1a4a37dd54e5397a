import PortalBase

@testable import Templates

/// A subject with a field of every kind, for tests.
struct SamplePage: Sendable {
  struct Item: Sendable {
    var name = "item"
    var url: String? = "item.html"
    var note: HTML? = HTML(safe: "<p>note</p>")
    var parts: [String] = []

    static let part = Model<String>([.text(".", "the part itself") { $0 }])
    static let model = Model<Item>([
      .text("name", "its name") { $0.name },
      .url("url", "its page") { $0.url },
      .html("note", "what was noted") { $0.note },
      .list("parts", "its parts", part) { $0.parts },
    ])
  }

  var title = "Title"
  var phrase: Phrase? = "phrase"
  var body: HTML? = HTML(safe: "<p>body</p>")
  var label: HTML? = HTML(safe: "<b>label</b>")
  var address: String? = "a/b.html"
  var count = 3
  var isOpen = true
  var items: [Item] = []
  var owner: Item?

  static let model = Model<SamplePage>([
    .text("title", "the page's title") { $0.title },
    .phrase("phrase", "a text with its language") { $0.phrase },
    .html("body", "blocks") { $0.body },
    .inlineHTML("label", "markup in a line") { $0.label },
    .url("address", "where it is") { $0.address },
    .number("count", "how many") { $0.count },
    .flag("isOpen", "whether it is open") { $0.isOpen },
    .list("items", "its items", Item.model) { $0.items },
    .object("owner", "who owns it", Item.model) { $0.owner },
  ])

  static let strings = ["greeting": "Good <day>", "link": "https://example.org/", "empty": "", "bad": "javascript:x"]

  /// Compiles a template over this page. Files are named without their folder; the page is `page.md` or `page.html`.
  static func compile(
    _ files: [String: String], shell: String? = nil, language: String = "en"
  ) -> (template: Template<SamplePage>?, diagnostics: [Diagnostic]) {
    let sources = files.sorted { $0.key < $1.key }.map { SourceFile(path: "templates/\($0.key)", text: $0.value) }
    let compiler = TemplateCompiler(files: sources, constants: strings, language: LanguageTag(language))
    var diagnostics: [Diagnostic] = []
    let template = compiler.compile("page", shell: shell, model: model, diagnostics: &diagnostics)
    return (template, diagnostics.sorted())
  }

  /// What a template makes of the page, or its diagnostics.
  func render(_ files: [String: String], shell: String? = nil, language: String = "en") -> String {
    let (template, diagnostics) = SamplePage.compile(files, shell: shell, language: language)
    guard let template else { return diagnostics.map(\.description).joined(separator: "\n") }
    var bytes: [UInt8] = []
    template.render(self, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  func render(html: String) -> String { render(["page.html": html]) }
  func render(markdown: String) -> String { render(["page.md": markdown]) }
}
