import Exceptions
import PortalBase
import Templates
import Testing

@testable import Portal

/// The templates of records' pages are filled in ahead with what all these pages share.
@Suite struct FilledTemplatesTests {
  private func text<Subject>(_ template: Template<Subject>, _ page: Subject) -> String {
    var bytes: [UInt8] = []
    template.render(page, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [Audience.internal, .public, .customer("northwind")])
  func recordPagesAreThoseOfTheUnfilledTemplates(_ audience: Audience) throws {
    let records = [
      Records.record("EX-1", Records.deployed),
      Records.record("EX-2", Records.deployed + [Records.revoked("2026-06-01")]),
    ]
    let site = try PortalFixture(records).site(audience)
    for locale in site.editions.indices {
      for record in site.exceptions.indices {
        let id = site.exceptions[record].record.id
        let page = site.requestPage(locale, record)
        let folder = "\(site.editions[locale].language)/\(Paths.record(id))"
        #expect(try site.text(folder + Paths.requestFile) == text(site.content.templates[locale].request, page))
      }
    }
  }

  @Test func everySharedFieldIsOneOfTheFrame() {
    #expect(Frame.shared.isSubset(of: Frame.model.fields.map(\.name)))
  }

  @Test func sharedFieldsAreTheSameOnAllPagesOfARecord() throws {
    let site = try PortalFixture([Records.record("EX-1", Records.deployed + [Records.revoked("2026-06-01")])]).site()
    let compiler = TemplateCompiler(
      files: [
        SourceFile(
          path: "templates/x.html",
          text: Frame.shared.subtracting(["navigation"]).sorted().map { "{{#\($0)}}\($0) {{/\($0)}}" }.joined()
            + "{{home}} {{root}} {{asOfSentence}}{{#navigation}}{{url}} {{#isCurrent}}!{{/isCurrent}}{{/navigation}}")
      ],
      constants: [:], language: LanguageTag("en"))
    var diagnostics: [Diagnostic] = []
    let template = try #require(compiler.compileText("x", model: Frame.model, diagnostics: &diagnostics))
    let files = [
      Paths.requestFile, Paths.timelineFile, Paths.supportChangeFile, Paths.noticeFile("first", revocation: 0),
    ]
    let texts = files.map { file in
      text(
        template, Frame(edition: site.editions[0], path: Paths.record("EX-1") + file, title: file, section: .exceptions)
      )
    }
    #expect(Set(texts).count == 1)
  }
}
