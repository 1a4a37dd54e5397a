import PortalBase
import Testing

@testable import Templates

@Suite("Names, partials and blocks")
struct NameTests {
  private func only(_ files: [String: String], shell: String? = nil) throws -> Diagnostic {
    let diagnostics = SamplePage.compile(files, shell: shell).diagnostics
    #expect(diagnostics.count == 1)
    return try #require(diagnostics.first)
  }

  @Test("Tells the place of an unknown name, and the nearest one")
  func unknownField() throws {
    let problem = try only(["page.html": "<p>ü\n  é{{titel}}</p>"])
    #expect(
      problem.description
        == "templates/page.html:2:4: error: the page has no field \"titel\" here; did you mean \"title\"? [unknown-field]"
    )
  }

  @Test(
    "Refuses unknown names wherever they stand",
    arguments: [
      "{{#itemz}}x{{/itemz}}", "{{^itemz}}x{{/itemz}}", "{{owner.nam}}", "{{title.x}}", "{{items.name}}", "{{.}}",
      "{{name}}",
    ])
  func unknownElsewhere(_ html: String) throws {
    #expect(try only(["page.html": html]).code == .unknownField)
  }

  @Test("Suggests a field of the object that a dotted name begins with")
  func suggestsDotted() throws {
    #expect(try only(["page.html": "{{owner.nam}}"]).message.contains("\"owner.name\""))
  }

  @Test("Tells an interface string that is missing")
  func missingString() throws {
    let problem = try only(["page.html": "{{t.greting}}"])
    #expect(problem.code == .templateMissingString)
    #expect(problem.message.contains("did you mean \"greeting\"?"))
  }

  @Test("Shows a section over an interface string if it is not empty")
  func constantSections() {
    #expect(
      SamplePage().render(html: "{{#t.greeting}}a{{/t.greeting}}{{#t.empty}}b{{/t.empty}}{{^t.empty}}c{{/t.empty}}")
        == "ac")
  }

  @Test("Puts partials in, in the context of their tag")
  func partials() {
    var page = SamplePage()
    page.items = [.init(name: "a"), .init(name: "b")]
    let files = [
      "page.html": "<ul>{{#items}}{{> row}}{{/items}}</ul>", "row.html": "<li title=\"{{> raw}}\">{{name}}</li>",
      "raw.html": "{{title}}",
    ]
    #expect(page.render(files) == "<ul><li title=\"Title\">a</li><li title=\"Title\">b</li></ul>")
  }

  @Test("Tells a partial, shell or page that is not there")
  func unknownTemplate() throws {
    #expect(try only(["page.html": "{{> rwo}}", "row.html": ""]).message.contains("did you mean \"row\"?"))
    #expect(
      try only(["page.html": ""], shell: "portal.html").description.hasPrefix("templates/portal.html:1:1: error:"))
    #expect(try only(["pages.html": ""]).code == .unknownTemplate)
  }

  @Test("Refuses a partial that contains itself, and tells its chain")
  func recursion() throws {
    let problem = try only(["page.html": "{{> a}}", "a.html": "\n{{> b}}", "b.html": "{{> a}}"])
    #expect(problem.code == .templateRecursion)
    #expect(problem.file == "templates/b.html")
    #expect(problem.message.contains("page → a → b → a"))
  }

  @Test("Fills the blocks of a parent")
  func inheritance() {
    let files = [
      "page.html": "{{<layout}}{{$main}}<b>{{title}}</b>{{/main}}{{/layout}}",
      "layout.html": "<div>{{$main}}none{{/main}}{{$foot}}<i>foot</i>{{/foot}}</div>",
    ]
    #expect(SamplePage().render(files) == "<div><b>Title</b><i>foot</i></div>")
  }

  @Test("Refuses a block that the parent does not have")
  func unknownBlock() throws {
    let files = ["page.html": "{{<layout}}{{$mian}}x{{/mian}}{{/layout}}", "layout.html": "{{$main}}{{/main}}"]
    let problem = try only(files)
    #expect(problem.code == .unknownBlock)
    #expect(problem.message.contains("did you mean \"main\"?"))
  }

  @Test(
    "Tells tags that are badly written",
    arguments: [
      ("a\n{{title", "2:1"), ("{{}}", "1:1"), ("{{#isOpen}}", "1:1"), ("x{{/isOpen}}", "1:2"),
      ("{{#isOpen}}{{/title}}", "1:12"),
      ("{{a b}}", "1:1"), ("{{=x=}}", "1:1"), ("{{{title}}", "1:1"),
    ])
  func syntax(_ html: String, _ place: String) throws {
    let problem = try only(["page.html": html])
    #expect(problem.code == .templateSyntax)
    #expect("\(problem.location.line):\(problem.location.column)" == place)
  }

  @Test("Tells what is not UTF-8, and U+0000")
  func encoding() {
    let cases: [([UInt8], Int, Int)] = [([0x61, 0x0A, 0xFF], 2, 1), ([0x61, 0], 1, 2)]
    for (bytes, line, column) in cases {
      let file = SourceFile(path: "templates/page.html", bytes: bytes)
      var diagnostics: [Diagnostic] = []
      let compiler = TemplateCompiler(files: [file], constants: [:], language: LanguageTag("en"))
      #expect(compiler.compile("page", shell: nil, model: SamplePage.model, diagnostics: &diagnostics) == nil)
      #expect(diagnostics.map(\.code) == [.templateSyntax])
      #expect(diagnostics.map(\.location) == [SourceLocation(line: line, column: column)])
    }
  }

  @Test("Refuses templates that are nested too deeply")
  func tooDeep() throws {
    let deep = String(repeating: "{{#isOpen}}", count: 500) + String(repeating: "{{/isOpen}}", count: 500)
    #expect(try only(["page.html": deep]).code == .templateSyntax)
    var files: [String: String] = ["page.html": "{{> p0}}"]
    for index in 0..<200 { files["p\(index).html"] = "{{> p\(index + 1)}}" }
    files["p200.html"] = ""
    #expect(try only(files).code == .templateTooDeep)
  }

  @Test("Prefers the file for the language")
  func languages() {
    let files = ["page.html": "any", "page.ja.html": "{{> word}}", "word.ja.html": "ja", "word.html": "word"]
    #expect(SamplePage().render(files, language: "ja") == "ja")
    #expect(SamplePage().render(files, language: "en") == "any")
  }

  @Test("Says which fields, strings and files a template uses")
  func uses() throws {
    let files = [
      "page.html": "{{#items}}{{name}}{{#parts}}{{.}}{{/parts}}{{/items}}{{> more}}",
      "more.html": "{{owner.name}}{{t.greeting}}",
    ]
    let template = try #require(SamplePage.compile(files).template)
    #expect(template.usedFields == ["items", "items.name", "items.parts", "items.parts..", "owner.name"])
    #expect(template.usedFields.isSubset(of: SamplePage.model.paths))
    #expect(template.usedConstants == ["greeting"])
    #expect(template.usedFiles == ["templates/page.html", "templates/more.html"])
  }
}
