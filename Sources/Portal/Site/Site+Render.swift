import Exceptions
import PortalBase
import Templates

extension Site {
  /// Appends the bytes of a route's file. Pure: the same route gives the same bytes, on any thread.
  package func render(_ route: Route, into bytes: inout [UInt8]) {
    var scratch = RenderScratch()
    bytes.append { render(route, into: &$0, &scratch) }
  }

  package func render(_ route: Route, into bytes: inout ByteBuffer, _ scratch: inout RenderScratch) {
    render(route.page, at: route.path, into: &bytes, &scratch)
  }

  /// The route at a place of the table.
  /// - Parameter scratch: what the caller has from the page before; it changes no byte.
  package func render(_ index: Int, into bytes: inout ByteBuffer, _ scratch: inout RenderScratch) {
    let page = routes[index].page
    // A path is a reference, and threads that count references to what lies side by side wait for each other.
    render(page, at: page.isFeed ? routes[index].path : "", into: &bytes, &scratch)
  }

  /// - Parameter path: of a feed.
  private func render(
    _ page: Page, at path: String, into bytes: inout ByteBuffer, _ scratch: inout RenderScratch
  ) {
    switch page {
    case .languageChoice: renderLanguageChoice(into: &bytes)
    case .notFound: renderNotFound(into: &bytes)
    case .exceptionsData: bytes.append(ExceptionsData.bytes(exceptions, asOf: asOf, audience: audience))
    case .eventsTable: bytes.append(EventsTable.bytes(views(0, .ofHome)))
    case .calendar: bytes.append(DeadlineCalendar(edition: editions[0]).bytes(views(0, .ofHome)))
    case .sitemap(let part): renderSitemap(part: part, into: &bytes)
    case .dataSchema(let index): bytes.append(DataSchemas.allCases[index].bytes)
    case .asset(let index): bytes.append(content.assets[index].bytes)
    case .searchIndex(let locale): bytes.append(SearchIndex(site: self, edition: editions[locale]).shared())
    case .searchPart(let locale, let part):
      bytes.append(SearchIndex(site: self, edition: editions[locale]).part(part))
    case .lists(let locale): renderLists(locale, into: &bytes)
    case .feed, .customerFeed, .recordFeed: renderFeed(page, at: path, into: &bytes, &scratch)
    case .overview(let locale): renderOverview(locale, into: &bytes)
    case .exceptionList(let locale, let list): renderList(locale, list, into: &bytes)
    case .deadlines(let locale, let page): renderDeadlines(locale, page: page, into: &bytes)
    case .conditions(let locale): renderConditions(locale, into: &bytes)
    case .policies(let locale): renderPolicies(locale, into: &bytes)
    case .policy(let locale, let document): renderPolicy(locale, document, into: &bytes)
    case .bilingual(let locale, let document): renderBilingual(locale, document, into: &bytes)
    case .translations(let locale): renderTranslations(locale, into: &bytes)
    case .request, .timeline, .notice, .supportChange: renderRecordPage(page, into: &bytes, &scratch)
    }
  }

  private func renderLanguageChoice(into bytes: inout ByteBuffer) {
    let title = editions[0].phrase(content.settings.title).text
    content.templates[0].languages.render(StandalonePage(edition: editions[0], title: title, base: ""), into: &bytes)
  }

  private func renderNotFound(into bytes: inout ByteBuffer) {
    let page = StandalonePage(
      edition: editions[0], title: editions[0].string("not-found"), base: content.settings.baseURL)
    content.templates[0].notFound.render(page, into: &bytes)
  }

  /// The views of all records, for a page with those ways.
  func views(_ locale: Int, _ ways: Ways) -> [ExceptionView] {
    exceptions.map { ExceptionView(facts: $0, edition: editions[locale], ways: ways) }
  }

  func frame(_ locale: Int, _ path: String, _ titleKey: String, _ section: Frame.Section) -> Frame {
    Frame(edition: editions[locale], path: path, title: editions[locale].string(titleKey), section: section)
  }

  private func renderOverview(_ locale: Int, into bytes: inout ByteBuffer) {
    let edition = editions[locale]
    var frame = Frame(
      edition: edition, path: Paths.overview, title: edition.phrase(edition.settings.title).text, section: .overview)
    frame.digest = digest
    let overview = Overview(self, frame)
    content.templates[locale].overview.render(OverviewPage(frame: Context(frame), overview: overview), into: &bytes)
  }

  private func renderList(_ locale: Int, _ list: ExceptionList, into bytes: inout ByteBuffer) {
    let edition = editions[locale]
    let name = lists.name(list.filter)
    let path = Paths.list(name, page: list.page)
    var frame = Frame(
      edition: edition, path: path, title: lists.title(list.filter, edition, content), section: .exceptions)
    if case .customer(let index) = list.filter {
      let customer = content.customers[index]
      frame.ownFeed = LinkView(
        url: frame.way(to: Paths.customerFeed(customer.key)), title: edition.phrase(customer.name))
    }
    if list.filter != .all {
      frame.parents = [
        LinkView(url: frame.way(to: Paths.exceptions), title: Phrase(edition.string("nav-exceptions")))
      ]
    }
    let count = lists.order[list.filter]?.count ?? 0
    let start = list.page * ExceptionList.length
    let rows = lists.rows(of: list).map {
      ExceptionView(facts: exceptions[$0], edition: edition, ways: frame.ways)
    }
    let page = ExceptionsPage(
      frame: Context(frame), rows: rows, count: count, first: start + 1,
      previousURL: list.page == 0 ? nil : frame.way(to: Paths.list(name, page: list.page - 1)),
      nextURL: start + rows.count < count ? frame.way(to: Paths.list(name, page: list.page + 1)) : nil,
      groups: list.filter == .all ? lists.groups(frame, content, limit: 40) : [],
      filters: list.filter == .all && list.page == 0 && !exceptions.isEmpty
        ? FiltersView(edition: edition, root: frame.root, parts: SearchIndex.parts(exceptions.count)) : nil)
    recordTemplates[locale].exceptions.render(page, into: &bytes)
  }

  private func renderLists(_ locale: Int, into bytes: inout ByteBuffer) {
    var frame = frame(locale, Paths.lists, "all-lists", .exceptions)
    let edition = editions[locale]
    frame.parents = [LinkView(url: frame.way(to: Paths.exceptions), title: Phrase(edition.string("nav-exceptions")))]
    let groups = lists.groups(frame, content, limit: .max)
    content.templates[locale].lists.render(ListsPage(frame: Context(frame), groups: groups), into: &bytes)
  }

  private func renderDeadlines(_ locale: Int, page: Int, into bytes: inout ByteBuffer) {
    var frame = frame(locale, Paths.deadlines(page: page), "deadlines", .deadlines)
    if page > 0 {
      frame.parents = [
        LinkView(url: frame.way(to: Paths.deadlines), title: Phrase(frame.edition.string("nav-deadlines")))
      ]
    }
    let rows = DeadlinesPage.items(dates, page: page).map { item in
      DatedRow(
        item, ExceptionView(facts: exceptions[item.record], edition: editions[locale], ways: frame.ways))
    }
    recordTemplates[locale].deadlines.render(
      DeadlinesPage(frame: Context(frame), rows: rows, page: page, count: dates.count), into: &bytes)
  }

  /// The announced conditions for which the audience may see which exceptions they will be held against.
  var reviewedConditions: [Policy.Condition] {
    audience.isPublic
      ? [] : content.policy.conditions.filter { $0.isAnnounced(by: asOf) && asOf < $0.effective }
  }

  private func renderConditions(_ locale: Int, into bytes: inout ByteBuffer) {
    let frame = frame(locale, Paths.conditions, "conditions", .conditions)
    let edition = editions[locale]
    var reviews: [String: ConditionReviews] = [:]
    for condition in reviewedConditions {
      reviews[condition.key] = ConditionReviews(condition, self, edition, frame.ways)
    }
    content.templates[locale].conditions.render(
      ConditionsPage(frame: Context(frame), edition: edition, reviews: reviews), into: &bytes)
  }

  private func renderRecordPage(_ page: Page, into bytes: inout ByteBuffer, _ scratch: inout RenderScratch) {
    switch page {
    case .request(let locale, let record):
      recordTemplates[locale].request.render(requestPage(locale, record, &scratch.markup), into: &bytes)
    case .timeline(let locale, let record):
      let (frame, exception) = recordPage(locale, record, Paths.timelineFile, &scratch.markup) { view in
        "\(view.edition.names.timeline): \(view.heading.text)"
      }
      recordTemplates[locale].timeline.render(TimelinePage(frame: frame, view: exception), into: &bytes)
    case .notice(let locale, let record, let index, let notice):
      let revocation = exceptions[record].derivation.revocations[index]
      guard let derived = revocation.notice(Notice.allCases[notice]) else { return }
      let file = Paths.noticeFile(derived.notice, revocation: index)
      let (frame, exception) = recordPage(locale, record, file, &scratch.markup) { view in
        "\(NoticePage.heading(derived.notice, view.edition)): \(view.heading.text)"
      }
      recordTemplates[locale].notice.render(
        NoticePage(frame: frame, view: exception, revocation: revocation, notice: derived), into: &bytes)
    case .supportChange(let locale, let record):
      let (frame, exception) = recordPage(locale, record, Paths.supportChangeFile, &scratch.markup) { view in
        "\(view.edition.names.supportChange): \(view.heading.text)"
      }
      recordTemplates[locale].supportChange.render(
        SupportChangePage(frame: frame, view: exception), into: &bytes)
    default: return
    }
  }

  /// What the request page of a record is filled with.
  package func requestPage(_ locale: Int, _ record: Int) -> RequestPage {
    var markup = RecordMarkup()
    return requestPage(locale, record, &markup)
  }

  private func requestPage(_ locale: Int, _ record: Int, _ markup: inout RecordMarkup) -> RequestPage {
    let (frame, exception) = recordPage(locale, record, Paths.requestFile, &markup) { $0.heading.text }
    return RequestPage(frame: frame, view: exception)
  }

  /// The frame and view of one of a record's pages, which all lie in the record's folder.
  private func recordPage(
    _ locale: Int, _ record: Int, _ file: String, _ markup: inout RecordMarkup, title: (ExceptionView) -> String
  ) -> (Context<Frame>, Context<ExceptionView>) {
    let edition = editions[locale]
    markup.turn(to: record, exceptions[record], in: edition)
    let view = ExceptionView(
      facts: exceptions[record], edition: edition, ways: .ofRecord, file: file, markup: markup)
    let frame = Frame(edition: edition, record: view.id, file: file, title: title(view))
    return (Context(frame), Context(view))
  }
}
