import Exceptions
import Localization
import PortalBase

extension Diagnostic.Code {
  package static let pathCollision = Self(
    "path-collision", .error,
    "Two files would make the same page of the site, letter case ignored. Rename one of them.")
}

/// Makes the table of routes: every path of the site and what stands there. The pages of the records themselves, which are many, are
/// apart, so that a single page can be found without making the paths of all.
struct RouteTable {
  private(set) var routes: [Route] = []

  init(content: Content, exceptions: [ExceptionFacts], lists: ExceptionLists, dates: Int, audience: Audience) {
    routes.append(Route("index.html", .languageChoice))
    routes.append(Route("404.html", .notFound))
    routes.append(Route("data/exceptions.json", .exceptionsData))
    routes.append(Route("data/events.csv", .eventsTable))
    routes.append(Route("deadlines.ics", .calendar))
    for (index, schema) in DataSchemas.allCases.enumerated() {
      routes.append(Route(schema.path, .dataSchema(index)))
    }
    for (index, asset) in content.assets.enumerated() {
      routes.append(
        Route(String(asset.path.dropFirst(Content.assetPrefix.count)), .asset(index), sources: [asset.path]))
    }
    for (index, locale) in content.locales.enumerated() {
      add(locale: index, folder: locale.tag.name + "/", content, audience)
      add(lists: lists, locale: index, folder: locale.tag.name + "/")
      routes.append(Route("\(locale.tag)/\(Paths.lists)", .lists(locale: index)))
      let searchIndex = Paths.searchIndex(locale.tag.name)
      routes.append(Route(searchIndex + ".js", .searchIndex(locale: index)))
      for part in 0..<SearchIndex.parts(exceptions.count) {
        routes.append(Route("\(searchIndex).\(part).js", .searchPart(locale: index, part: part)))
      }
      for page in 0..<max(1, (dates + DeadlinesPage.length - 1) / DeadlinesPage.length) {
        routes.append(
          Route("\(locale.tag)/\(Paths.deadlines(page: page))", .deadlines(locale: index, page: page)))
      }
    }
  }

  private mutating func add(
    locale: Int, folder: String, _ content: Content, _ audience: Audience
  ) {
    routes.append(Route(folder + Paths.overview, .overview(locale: locale)))
    routes.append(Route(folder + Paths.conditions, .conditions(locale: locale)))
    routes.append(Route(folder + Paths.policies, .policies(locale: locale)))
    if !audience.isPublic { routes.append(Route(folder + Paths.translations, .translations(locale: locale))) }
    routes.append(Route(folder + Paths.feed, .feed(locale: locale)))
    for (index, customer) in content.customers.enumerated() where audience.includes(customer.key) {
      routes.append(Route(folder + Paths.customerFeed(customer.key), .customerFeed(locale: locale, customer: index)))
    }
    for (index, document) in content.documents.enumerated() {
      guard let file = document.file(in: locale) else { continue }
      routes.append(
        Route(folder + Paths.policy(document.path), .policy(locale: locale, document: index), sources: [file]))
      if document.localized[locale] != nil {
        routes.append(
          Route(folder + Paths.bilingual(document.path), .bilingual(locale: locale, document: index), sources: [file]))
      }
    }
  }

  /// The pages of every list that has any exception; of all exceptions there is always one.
  mutating func add(lists: ExceptionLists, locale: Int, folder: String) {
    for filter in lists.filters {
      let count = lists.order[filter]?.count ?? 0
      for page in 0..<max(1, (count + ExceptionList.length - 1) / ExceptionList.length) {
        let list = ExceptionList(filter: filter, page: page)
        routes.append(
          Route(folder + Paths.list(lists.name(filter), page: page), .exceptionList(locale: locale, list)))
      }
    }
  }

  /// Adds the pages of one record.
  /// - Parameter folder: of all records in the language.
  static func add(
    to routes: inout [Route], locale: Int, folder: String, record: Int, _ facts: ExceptionFacts, _ audience: Audience
  ) {
    let own = folder + facts.folder
    let start = routes.count
    // Records come in order of their ids, so the whole table is nearly sorted, which is most of the way to sort it.
    defer { routes[start...].sort { precedesInBytes($0.path, $1.path) } }
    routes.append(Route(own + Paths.requestFile, .request(locale: locale, record: record)))
    routes.append(Route(own + Paths.timelineFile, .timeline(locale: locale, record: record)))
    routes.append(Route(own + Paths.recordFeedFile, .recordFeed(locale: locale, record: record)))
    if audience.isPublic { return }
    facts.derivation.forEachNoticePage { notice, revocation in
      routes.append(
        Route(
          own + Paths.noticeFile(notice, revocation: revocation - 1),
          .notice(locale: locale, record: record, revocation: revocation - 1, notice: notice.position)))
    }
    if facts.derivation.latestOffer != nil {
      routes.append(Route(own + Paths.supportChangeFile, .supportChange(locale: locale, record: record)))
    }
  }

  /// The table sorted by path, without the second of two routes of one path; each such pair is an error.
  ///
  /// Ids of records differ also without letter case, so only paths that come from files can meet.
  func resolved() -> (routes: [Route], diagnostics: [Diagnostic]) {
    let sorted = routes.sorted { precedesInBytes($0.path, $1.path) }
    guard routes.contains(where: { !$0.sources.isEmpty }) else { return (sorted, []) }
    var diagnostics: [Diagnostic] = []
    var first: [String: Route] = [:]
    var kept: [Route] = []
    kept.reserveCapacity(sorted.count)
    for route in sorted {
      guard route.page.isFromFile || !route.page.isOfRecord else {
        kept.append(route)
        continue
      }
      guard let other = first.updateValue(route, forKey: route.path.lowercased()) else {
        kept.append(route)
        continue
      }
      diagnostics.append(collision(other, route))
    }
    for route in kept where route.page.isFromFile {
      if let file = Self.folders(of: route.path).lazy.compactMap({ first[$0] }).first {
        diagnostics.append(collision(file, route))
      }
    }
    return (kept, diagnostics)
  }

  /// The folders that a path lies in, without letter case: none of them can be a file too.
  private static func folders(of path: String) -> [String] {
    let parts = path.lowercased().split(separator: "/")
    return parts.indices.dropFirst().map { parts[..<$0].joined(separator: "/") }
  }

  private func collision(_ one: Route, _ other: Route) -> Diagnostic {
    let names = (one.sources + other.sources).sorted()
    let place = names.last ?? one.path
    let partner = names.count > 1 ? names[0] : "Waiver itself"
    let what =
      one.path.lowercased() == other.path.lowercased()
      ? "makes the page \(other.path), which \(partner) makes too"
      : "makes a page below \(one.path), which is a page of \(partner)"
    return Diagnostic(.pathCollision, file: place, "this file \(what); rename one")
  }
}

extension Page {
  fileprivate var isFromFile: Bool {
    switch self {
    case .asset, .policy, .bilingual: true
    default: false
    }
  }

  fileprivate var isOfRecord: Bool {
    switch self {
    case .request, .timeline, .notice, .supportChange, .recordFeed, .customerFeed: true
    default: false
    }
  }
}
