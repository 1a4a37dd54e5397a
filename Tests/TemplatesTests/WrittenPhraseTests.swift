import PortalBase
import Testing

@testable import Templates

/// A phrase that is written at its place without being made first is shown as one that is made.
@Suite("Phrases that are written")
struct WrittenPhraseTests {
  struct Subject: Sendable {
    var phrase: Phrase?

    static let model = Model<Subject>([
      .writtenPhrase("by", "who did it") { subject, escaping, bytes in
        guard let phrase = subject.phrase, !phrase.text.isEmpty else { return false }
        phrase.append(escaping, to: &bytes)
        return true
      }
    ])
  }

  private func render(_ html: String, _ phrase: Phrase?) throws -> String {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: "templates/page.html", text: html)
    let compiler = TemplateCompiler(files: [file], constants: [:], language: LanguageTag("en"))
    let template = compiler.compile("page", shell: nil, model: Subject.model, diagnostics: &diagnostics)
    var bytes: [UInt8] = []
    try #require(template, "\(diagnostics)").render(Subject(phrase: phrase), into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("Shows a section by whether there is a text", arguments: [("a", "y"), ("", "n"), (nil, "n")])
  func showsSections(text: String?, expected: String) throws {
    #expect(try render("{{#by}}y{{/by}}{{^by}}n{{/by}}", text.map { Phrase($0) }) == expected)
  }

  @Test("Writes nothing where a section asks only whether there is a text")
  func writesNothingInSections() throws {
    #expect(try render("<p>{{#by}}by{{/by}}</p>", "a") == "<p>by</p>")
  }

  @Test("Shows nothing of a section around an absent text", arguments: ["", nil])
  func takesBackWhatIsAbsent(text: String?) throws {
    let phrase = text.map { Phrase($0, language: LanguageTag("ja")) }
    #expect(try render("a{{#by}}<b>{{by}}</b>!{{/by}}z", phrase) == "az")
    #expect(try render("a{{#by}}<b>{{by}}</b>!{{/by}}z", "x") == "a<b>x</b>!z")
  }

  @Test("Escapes the text in elements and in attributes")
  func escapes() throws {
    let phrase = Phrase("<a> & \"b\"")
    #expect(try render("<p>{{by}}</p>", phrase) == "<p>&lt;a&gt; &amp; &quot;b&quot;</p>")
    #expect(try render("<p title=\"{{by}}\"></p>", phrase) == "<p title=\"&lt;a&gt; &amp; &quot;b&quot;\"></p>")
    #expect(try render("<title>{{by}}</title>", phrase) == "<title>&lt;a&gt; &amp; &quot;b&quot;</title>")
  }

  @Test("Marks the language of a text where markup may stand, and only there")
  func marksLanguage() throws {
    let phrase = Phrase("a<b", language: LanguageTag("ar"), direction: .rightToLeft)
    #expect(try render("<p>{{by}}</p>", phrase) == "<p><span lang=\"ar\" dir=\"rtl\">a&lt;b</span></p>")
    #expect(
      try render("<p>{{by}}</p>", Phrase("a", language: LanguageTag("ja"))) == "<p><span lang=\"ja\">a</span></p>")
    #expect(try render("<p title=\"{{by}}\"></p>", phrase) == "<p title=\"a&lt;b\"></p>")
    #expect(try render("<title>{{by}}</title>", phrase) == "<title>a&lt;b</title>")
  }

  @Test("Is refused where a phrase is")
  func isAPhrase() {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: "templates/page.html", text: "<img src=\"{{by}}\">")
    let compiler = TemplateCompiler(files: [file], constants: [:], language: LanguageTag("en"))
    #expect(compiler.compile("page", shell: nil, model: Subject.model, diagnostics: &diagnostics) == nil)
    #expect(diagnostics.map(\.code) == [.templateWrongKind])
  }
}
