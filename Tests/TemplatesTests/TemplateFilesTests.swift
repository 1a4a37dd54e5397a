import PortalBase
import Testing

@testable import Templates

/// The files of a portal are parsed once, for all of its pages.
@Suite("Files of templates")
struct TemplateFilesTests {
  /// What is told where these pages are compiled from the same files.
  private func told(_ files: [String: String], pages: [String]) -> [String] {
    let sources = files.sorted { $0.key < $1.key }.map { SourceFile(path: "templates/\($0.key)", text: $0.value) }
    let compiler = TemplateCompiler(files: sources, constants: [:], language: LanguageTag("en"))
    var diagnostics: [Diagnostic] = []
    for page in pages {
      let before = diagnostics.count
      let template = compiler.compile(page, shell: nil, model: SamplePage.model, diagnostics: &diagnostics)
      #expect((template == nil) == (diagnostics.count > before))
    }
    return diagnostics.map { "\($0.file):\($0.location.line):\($0.location.column) \($0.code.name)" }
  }

  @Test("Names the files that took part, and no others")
  func namesUsedFiles() throws {
    let files = [
      "page.html": "{{> part}}", "part.en.html": "{{<frame}}{{$main}}x{{/main}}{{/frame}}", "part.html": "x",
      "part.ja.html": "x", "frame.html": "{{$main}}{{/main}}<b>{{> word}}{{> word}}</b>",
      "word.html": "y", "other.html": "{{> part}}", "shell.html": "<main>{{> content}}</main>",
    ]
    let used = ["page.html", "part.en.html", "frame.html", "word.html"].map { "templates/\($0)" }
    #expect(try #require(SamplePage.compile(files).template).usedFiles == Set(used))
    #expect(
      try #require(SamplePage.compile(files, shell: "shell.html").template).usedFiles
        == Set(used + ["templates/shell.html"]))
  }

  @Test("Prefers the file of the language, and Markdown to HTML")
  func prefersTheLanguagesFile() {
    var files = ["page.html": "{{> part}}", "part.html": "html"]
    #expect(SamplePage().render(files) == "html")
    files["part.en.html"] = "english"
    #expect(SamplePage().render(files) == "english")
    #expect(SamplePage().render(files, language: "ja") == "html")
    files["part.en.md"] = "*english*"
    #expect(SamplePage().render(files).contains("<em>english</em>"))
  }

  @Test("Tells no fault of a file that no page uses")
  func passesOverUnusedFiles() {
    let files = ["page.html": "x", "bad.html": "{{#isOpen}}", "bad.md": "{{", "page.ja.html": "{{}}"]
    #expect(told(files, pages: ["page"]).isEmpty)
  }

  @Test("Tells the faults of a shared partial for each page that uses it, once")
  func tellsSharedFaultsByPage() {
    let files = [
      "one.html": "{{> bad}}{{> bad}}", "two.html": "{{> bad}}", "three.html": "x", "bad.html": "x\n{{#isOpen}}",
    ]
    let fault = "templates/bad.html:2:1 template-syntax"
    #expect(told(files, pages: ["one"]) == [fault])
    #expect(told(files, pages: ["one", "three", "two"]) == [fault, fault])
  }

  @Test("Tells the place of a fault in the file that has it, whichever file that is")
  func tellsThePlace() {
    let files = ["a.html": "x", "page.html": "{{> z}}", "b.html": "{{", "z.html": "<p>\n  {{titel}}</p>"]
    #expect(told(files, pages: ["page"]) == ["templates/z.html:2:3 unknown-field"])
  }

  @Test("Finds files that are named without the folder too, the first of two with one name")
  func findsFilesByName() throws {
    let sources = [
      SourceFile(path: "page.html", text: "{{> part}}"), SourceFile(path: "part.html", text: "first"),
      SourceFile(path: "templates/part.html", text: "second"),
    ]
    let compiler = TemplateCompiler(files: sources, constants: [:], language: LanguageTag("en"))
    var diagnostics: [Diagnostic] = []
    let template = compiler.compile("page", shell: nil, model: SamplePage.model, diagnostics: &diagnostics)
    var bytes: [UInt8] = []
    try #require(template).render(SamplePage(), into: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "first")
  }
}
