import PortalBase
import Templates

/// The templates of pages that there are very many of, in one edition, with what is the same on all of them filled in: how they show a
/// status or a day; and on a record's own pages the frame, whose addresses differ in nothing but the record's id and the page's file.
struct RecordTemplates: Sendable {
  private(set) var request: Template<RequestPage>
  private(set) var timeline: Template<TimelinePage>
  private(set) var notice: Template<NoticePage>
  private(set) var supportChange: Template<SupportChangePage>
  private(set) var exceptions: Template<ExceptionsPage>
  private(set) var deadlines: Template<DeadlinesPage>

  init(_ templates: EditionTemplates, _ edition: Edition) {
    request = Self.filled(templates.request, edition, Paths.requestFile) { $0.exception }
    timeline = Self.filled(templates.timeline, edition, Paths.timelineFile) { $0.exception }
    notice = Self.filled(templates.notice, edition, nil) { $0.exception }
    supportChange = Self.filled(templates.supportChange, edition, Paths.supportChangeFile) { $0.exception }
    exceptions = Self.filled(templates.exceptions, edition)
    deadlines = Self.filled(templates.deadlines, edition)
  }

  /// Those of all editions, the constant pieces of their pages numbered.
  static func all(_ templates: [EditionTemplates], _ editions: [Edition]) -> [RecordTemplates] {
    var all = concurrentMap(Array(zip(templates, editions))) { RecordTemplates($0, $1) }
    var next: Int32 = 1
    for index in all.indices { all[index].number(from: &next) }
    return all
  }

  /// - Parameter next: the first number that no template of the site has yet.
  private mutating func number(from next: inout Int32) {
    request = request.numbered(from: &next)
    timeline = timeline.numbered(from: &next)
    notice = notice.numbered(from: &next)
    supportChange = supportChange.numbered(from: &next)
    exceptions = exceptions.numbered(from: &next)
    deadlines = deadlines.numbered(from: &next)
  }

  /// Of a page that is no record's own.
  private static func filled<Page>(_ template: Template<Page>, _ edition: Edition) -> Template<Page> {
    let frame = Frame(edition: edition, path: "", title: "")
    return template.filled([], of: Frame.model, with: frame, shared: shared(edition))
  }

  private static func shared(_ edition: Edition) -> [SharedItems] {
    [
      SharedItems(edition.statusViews.all), SharedItems(edition.results.all), SharedItems(edition.dates.made),
      SharedItems(edition.recordPages.all),
    ]
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
