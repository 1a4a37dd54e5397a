import Exceptions
import PortalBase
import Templates
import Testing

@testable import Portal

/// The templates of records' pages are filled in ahead with what all these pages share.
@Suite struct FilledTemplatesTests {
  private static let records = [
    Records.record("EX-1", Records.deployed),
    Records.record("EX-2", Records.deployed + [Records.revoked("2026-06-01")]),
    Records.record(
      "EX-3",
      Records.deployed + [Records.event("2026-05-01", "alternative-offered", #""alternative": "Use another.""#)]),
  ]

  private func text<Subject>(_ template: Template<Subject>, _ page: Subject) -> String {
    var bytes: [UInt8] = []
    template.render(page, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Calls the body with every edition, and every record of it.
  private func forEachView(
    _ audience: Audience, _ body: (EditionTemplates, RecordTemplates, Edition, ExceptionFacts) throws -> Void
  ) throws {
    let site = try PortalFixture(Self.records).site(audience)
    for (locale, edition) in site.editions.enumerated() {
      let templates = site.content.templates[locale]
      for facts in site.exceptions { try body(templates, RecordTemplates(templates, edition), edition, facts) }
    }
  }

  private func around(_ edition: Edition, _ facts: ExceptionFacts, _ file: String) -> (
    Context<Frame>, Context<ExceptionView>
  ) {
    let view = ExceptionView(facts: facts, edition: edition, ways: .ofRecord, file: file)
    return (
      Context(Frame(edition: edition, record: view.id, file: file, title: "A <title> of \(file)")), Context(view)
    )
  }

  @Test(arguments: [Audience.internal, .public, .customer("northwind")])
  func recordPagesAreThoseOfTheUnfilledTemplates(_ audience: Audience) throws {
    try forEachView(audience) { unfilled, filled, edition, facts in
      let request = around(edition, facts, Paths.requestFile)
      let requestPage = RequestPage(frame: request.0, view: request.1)
      #expect(text(filled.request, requestPage) == text(unfilled.request, requestPage))
      let timeline = around(edition, facts, Paths.timelineFile)
      let timelinePage = TimelinePage(frame: timeline.0, view: timeline.1)
      #expect(text(filled.timeline, timelinePage) == text(unfilled.timeline, timelinePage))
      let change = around(edition, facts, Paths.supportChangeFile)
      let changePage = SupportChangePage(frame: change.0, view: change.1)
      #expect(text(filled.supportChange, changePage) == text(unfilled.supportChange, changePage))
    }
  }

  @Test func noticePagesAreThoseOfTheUnfilledTemplateWhateverTheirFile() throws {
    try forEachView(.internal) { unfilled, filled, edition, facts in
      for revocation in facts.derivation.revocations {
        for notice in revocation.notices {
          let (frame, view) = around(edition, facts, Paths.noticeFile(notice.notice, revocation: 1))
          let page = NoticePage(frame: frame, view: view, revocation: revocation, notice: notice)
          #expect(text(filled.notice, page) == text(unfilled.notice, page))
        }
      }
    }
  }

  @Test func whatDiffersBetweenPagesIsInTheFrame() {
    #expect(Frame.ofPage.isSubset(of: Frame.model.fields.map(\.name)))
  }
}
