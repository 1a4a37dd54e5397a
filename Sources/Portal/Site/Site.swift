import Exceptions
import Localization
import PortalBase
import Templates

/// A portal on one day for one audience: the table of routes, and a pure function that renders one of them.
///
/// `build` renders them all, `preview` the one that was asked for, `check` renders without writing: no page can look
/// different in one than in another.
package struct Site: Sendable {
  let content: Content
  package let asOf: Day
  package let audience: Audience
  /// The records that are part of the site, sorted by the bytes of their ids.
  let exceptions: [ExceptionFacts]
  /// The lists of them: all, and by status, type and customer.
  let lists: ExceptionLists
  /// Overdue notices and milestones, by day.
  let dates: [DatedItem]
  /// The ids of records whose first event is after the day.
  package let withheld: [String]
  let editions: [Edition]
  /// The paths of all policy documents.
  let documentPaths: Set<String>
  /// The digest of the whole input, for the overview.
  let digest: String
  /// Sorted by the bytes of their paths; each path stands once.
  package let routes: [Route]
  package let diagnostics: [Diagnostic]

  /// - Parameter digest: of the whole input, as the manifest has it.
  package init(_ content: Content, asOf: Day, audience: Audience, digest: String) {
    self.content = content
    self.asOf = asOf
    self.audience = audience
    self.digest = digest
    (exceptions, withheld) = Self.derive(content, asOf, audience)
    dates = DatedItem.all(exceptions, audience)
    lists = ExceptionLists(exceptions, content, audience)
    documentPaths = Set(content.documents.map(\.path))
    editions = content.locales.enumerated().map {
      Edition(locale: $1, index: $0, content: content, asOf: asOf, audience: audience)
    }
    let table = RouteTable(
      content: content, exceptions: exceptions, lists: lists, dates: dates.count, audience: audience)
    let (pages, diagnostics) = table.resolved()
    routes = content.settings.baseURL == nil ? pages : Self.withSitemap(pages, content)
    self.diagnostics = diagnostics
  }

  /// What a path is; nil where the site has none such. By binary search.
  package func route(at path: String) -> Route? {
    var low = 0
    var high = routes.count
    while low < high {
      let middle = (low + high) / 2
      if routes[middle].path.utf8.lexicographicallyPrecedes(path.utf8) { low = middle + 1 } else { high = middle }
    }
    return low < routes.count && routes[low].path == path ? routes[low] : nil
  }

  /// The sorted table with the files of a sitemap of it, in their places. No page or asset can have their paths.
  private static func withSitemap(_ pages: [Route], _ content: Content) -> [Route] {
    let paths = Sitemap(pages, content).paths
    let sitemaps = paths.indices.map { Route(paths[$0], .sitemap(part: $0 == 0 ? nil : $0 - 1)) }
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    guard let first = sitemaps.first else { return pages }
    var routes = pages
    let place = routes.firstIndex { !$0.path.utf8.lexicographicallyPrecedes(first.path.utf8) } ?? routes.count
    routes.insert(contentsOf: sitemaps, at: place)
    return routes
  }

  private static func derive(
    _ content: Content, _ asOf: Day, _ audience: Audience
  ) -> (exceptions: [ExceptionFacts], withheld: [String]) {
    let mine = content.records.filter { record in
      if case .customer(let key) = audience { record.customer == key } else { true }
    }
    let links = supersessions(mine, asOf)
    let facts = concurrentMap(mine, batch: 64) { record -> ExceptionFacts? in
      guard let derivation = Derivation(record: record, policy: content.policy, asOf: asOf) else { return nil }
      let publicEvents =
        audience.isPublic ? ExceptionFacts.publicEvents(of: record, content.policy, asOf: asOf) : nil
      return ExceptionFacts(
        record: record, derivation: derivation, supersession: links[record.id] ?? .init(), publicEvents: publicEvents)
    }
    let withheld = zip(mine, facts).compactMap { record, facts in facts == nil ? record.id : nil }
    return (facts.compactMap { $0 }, withheld)
  }

  /// For each record that has any: which others of the site it supersedes and is superseded by. Withheld records are no part of it.
  private static func supersessions(_ records: [ExceptionRecord], _ asOf: Day) -> [String: ExceptionFacts.Supersession]
  {
    let pairs = records.compactMap { record in record.supersedes.map { (record, $0) } }
    if pairs.isEmpty { return [:] }
    let visible = Set(records.filter { !$0.isWithheld(asOf: asOf) }.map(\.id))
    var links: [String: ExceptionFacts.Supersession] = [:]
    for (record, superseded) in pairs where visible.contains(record.id) && visible.contains(superseded) {
      links[record.id, default: .init()].supersedes = superseded
      links[superseded, default: .init()].supersededBy.append(record.id)
    }
    return links
  }
}
