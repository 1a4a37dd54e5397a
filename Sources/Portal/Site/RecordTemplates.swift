import Templates

/// The templates of pages that there are very many of, in one edition, with what is the same on all of them filled in: how they show a
/// status or a day; and on a record's own pages the frame, whose addresses differ in nothing but the record's id and the page's file.
struct RecordTemplates: Sendable {
  let request: Template<RequestPage>
  let timeline: Template<TimelinePage>
  let notice: Template<NoticePage>
  let supportChange: Template<SupportChangePage>
  let exceptions: Template<ExceptionsPage>
  let deadlines: Template<DeadlinesPage>

  /// - Parameter next: the first number for pieces of their pages; no two templates of a site may share one.
  init(_ templates: EditionTemplates, _ edition: Edition, numbersFrom next: inout Int32) {
    request = Self.filled(templates.request, edition, Paths.requestFile) { $0.exception }.numbered(from: &next)
    timeline = Self.filled(templates.timeline, edition, Paths.timelineFile) { $0.exception }.numbered(from: &next)
    notice = Self.filled(templates.notice, edition, nil) { $0.exception }.numbered(from: &next)
    supportChange = Self.filled(templates.supportChange, edition, Paths.supportChangeFile) { $0.exception }
      .numbered(from: &next)
    exceptions = Self.filled(templates.exceptions, edition).numbered(from: &next)
    deadlines = Self.filled(templates.deadlines, edition).numbered(from: &next)
  }

  /// Of a page that is no record's own.
  private static func filled<Page>(_ template: Template<Page>, _ edition: Edition) -> Template<Page> {
    let frame = Frame(edition: edition, path: "", title: "")
    return template.filled([], of: Frame.model, with: frame, shared: shared(edition))
  }

  private static func shared(_ edition: Edition) -> [SharedItems] {
    [SharedItems(edition.statusViews.all), SharedItems(edition.results.all), SharedItems(edition.dates.made)]
  }

  /// - Parameter file: nil where it is another for each page.
  private static func filled<Page>(
    _ template: Template<Page>, _ edition: Edition, _ file: String?,
    _ exception: @escaping @Sendable (Page) -> ExceptionView
  ) -> Template<Page> {
    let id = StandIn<Page>("id") { exception($0).id }
    let name = StandIn<Page>("file") { exception($0).file ?? "" }
    let frame = Frame(edition: edition, record: id.text, file: file ?? name.text, title: "")
    let known = Set(Frame.model.fields.map(\.name)).subtracting(Frame.ofPage)
    return template.filled(known, of: Frame.model, with: frame, [id, name], shared: shared(edition))
  }
}
