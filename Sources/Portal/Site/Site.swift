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
  /// For each of them.
  let recordTemplates: [RecordTemplates]
  let feedWords: [FeedWords]
  /// The paths of all policy documents.
  let documentPaths: Set<String>
  /// Works out `digest`, which takes a while with very many files, and which only the overview needs.
  private let makeDigest: @Sendable () -> String
  /// The digest of the whole input, for the overview.
  var digest: String { makeDigest() }
  /// Sorted by the bytes of their paths; each path stands once. Where pages are only made when they are asked for, those of single
  /// records are not among them: `route(at:)` finds them.
  package let routes: [Route]
  /// Whether all routes stand in the table.
  let isTabulated: Bool
  package let diagnostics: [Diagnostic]

  /// - Parameters:
  ///   - digest: of the whole input, as the manifest has it.
  ///   - earlier: a site of the same day and audience, of whose records all is used again that holds still.
  ///   - isTabulated: whether to make the table of all routes, which takes a while with very many records.
  package init(
    _ content: Content, asOf: Day, audience: Audience, digest: @autoclosure @escaping @Sendable () -> String,
    isTabulated: Bool = true,
    after earlier: Site? = nil
  ) {
    self.content = content
    self.asOf = asOf
    self.audience = audience
    makeDigest = digest
    let again = earlier.flatMap { $0.derivedAgain(content, asOf, audience) }
    let (exceptions, withheld) =
      again.map { ($0.exceptions, $0.withheld) } ?? Self.derive(content, asOf, audience, earlier)
    (self.exceptions, self.withheld) = (exceptions, withheld)
    if let again, again.standsStill, let earlier {
      (dates, lists) = (earlier.dates, earlier.lists)
    } else {
      (dates, lists) = concurrently(
        { DatedItem.all(exceptions, audience) }, { ExceptionLists(exceptions, content, audience) })
    }
    documentPaths = Set(content.documents.map(\.path))
    editions = concurrentMap(Array(content.locales.indices)) {
      Edition(
        locale: content.locales[$0], index: $0, content: content, asOf: asOf, audience: audience,
        isLarge: content.records.count > 1_000)
    }
    recordTemplates = RecordTemplates.all(content.templates, editions)
    feedWords = concurrentMap(editions) { FeedWords($0) }
    let table = RouteTable(
      content: content, exceptions: exceptions, lists: lists, dates: dates.count, audience: audience)
    let (shared, diagnostics) = table.resolved()
    self.diagnostics = diagnostics
    self.isTabulated = isTabulated
    routes = isTabulated ? Self.whole(shared, exceptions, content, audience) : shared
  }

  private static func derive(
    _ content: Content, _ asOf: Day, _ audience: Audience, _ earlier: Site?
  ) -> (exceptions: [ExceptionFacts], withheld: [String]) {
    let mine = content.records.filter { record in
      if case .customer(let key) = audience { record.customer == key } else { true }
    }
    let links = supersessions(mine, asOf)
    let known = earlier.map { $0.known(of: mine, content.policy, asOf, audience) } ?? []
    let facts = concurrentMap(Array(mine.indices), batch: 64) { index -> ExceptionFacts? in
      let record = mine[index]
      if index < known.count, let known = known[index], known.supersession == links[record.id] ?? .init() {
        return known
      }
      return ExceptionFacts(record, content.policy, asOf, audience, links[record.id] ?? .init())
    }
    let withheld = zip(mine, facts).compactMap { record, facts in facts == nil ? record.id : nil }
    return (facts.compactMap { $0 }, withheld)
  }

  /// What is known of each of some records, sorted by their ids: nil where it is another one.
  private func known(
    of records: [ExceptionRecord], _ policy: Policy, _ asOf: Day, _ audience: Audience
  ) -> [ExceptionFacts?] {
    guard self.asOf == asOf, self.audience == audience, content.policy == policy else { return [] }
    var place = 0
    return records.map { record in
      while place < exceptions.count, precedesInBytes(exceptions[place].record.id, record.id) { place += 1 }
      return place < exceptions.count && exceptions[place].record === record ? exceptions[place] : nil
    }
  }

  /// For each record that has any: which others of the site it supersedes and is superseded by. Withheld records are no part of it.
  private static func supersessions(_ records: [ExceptionRecord], _ asOf: Day) -> [String: ExceptionFacts.Supersession]
  {
    // Sorted by their ids, as the content has them.
    func isVisible(_ id: String) -> Bool {
      let place = records.firstPlace { !precedesInBytes($0.id, id) }
      return place < records.count && records[place].id == id && !records[place].isWithheld(asOf: asOf)
    }
    var links: [String: ExceptionFacts.Supersession] = [:]
    for record in records {
      guard let superseded = record.supersedes, !record.isWithheld(asOf: asOf), isVisible(superseded) else { continue }
      links[record.id, default: .init()].supersedes = superseded
      links[superseded, default: .init()].supersededBy.append(record.id)
    }
    return links
  }
}
