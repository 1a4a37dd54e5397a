import Exceptions
import PortalBase
import Templates

/// Which exceptions stand in which list, in the order of the list: those with the next date first, then by id.
struct ExceptionLists: Sendable {
  typealias Filter = ExceptionList.Filter

  /// Places in the site's exceptions.
  let order: [Filter: [Int]]
  /// The lists that the site has: all, then by status, type and customer, those that have any exception.
  let filters: [Filter]
  /// The places of the customers that have any exception, among the portal's.
  let customers: [Int]
  private let names: [Filter: String]

  init(_ exceptions: [ExceptionFacts], _ content: Content, _ audience: Audience) {
    let types = Dictionary(content.policy.types.enumerated().map { ($1.key, $0) }) { first, _ in first }
    let customers = Dictionary(content.customers.enumerated().map { ($1.key, $0) }) { first, _ in first }
    let places = concurrentMap(Array(exceptions.indices), batch: 512) { index -> Place in
      let facts = exceptions[index]
      return Place(
        record: index, day: Self.day(facts, audience),
        status: Status.allCases.firstIndex(of: facts.derivation.status),
        type: types[facts.record.type],
        customer: audience.isPublic ? nil : facts.record.customer.flatMap { customers[$0] })
    }.sortedConcurrently { $0.day == $1.day ? $0.record < $1.record : $0.day < $1.day }
    var order: [Filter: [Int]] = [.all: places.map(\.record)]
    for (index, records) in Self.grouped(places, Status.allCases.count, \.status) {
      order[.status(Status.allCases[index])] = records
    }
    for (index, records) in Self.grouped(places, content.policy.types.count, \.type) { order[.type(index)] = records }
    for (index, records) in Self.grouped(places, content.customers.count, \.customer) {
      order[.customer(index)] = records
    }
    let candidates: [Filter] =
      [.all] + Status.allCases.map { .status($0) } + content.policy.types.indices.map { .type($0) }
      + content.customers.indices.map { .customer($0) }
    filters = candidates.filter { $0 == .all || order[$0] != nil }
    self.order = order
    self.customers = content.customers.indices.filter { order[.customer($0)] != nil }
    names = Dictionary(
      uniqueKeysWithValues: filters.map { filter in
        switch filter {
        case .all: (filter, "all")
        case .status(let status): (filter, "status-\(status.rawValue)")
        case .type(let index): (filter, "type-\(content.policy.types[index].key)")
        case .customer(let index): (filter, "customer-\(content.customers[index].key)")
        }
      })
  }

  /// The next date, which the lists are sorted by.
  private static func day(_ facts: ExceptionFacts, _ audience: Audience) -> Int {
    let next = facts.derivation.milestones.first { !audience.isPublic || $0.kind != .supportChange }
    return next?.day.number ?? Int.max
  }

  /// Whether an exception stands in the same places as another one that stood in its place.
  static func areSame(_ one: ExceptionFacts, _ other: ExceptionFacts, _ audience: Audience) -> Bool {
    day(one, audience) == day(other, audience) && one.derivation.status == other.derivation.status
      && one.record.type == other.record.type && one.record.customer == other.record.customer
  }

  /// Where an exception stands.
  private struct Place: Sendable {
    let record: Int
    /// Of the next date.
    let day: Int
    let status: Int?
    let type: Int?
    let customer: Int?
  }

  /// The records of each of some groups that has any, in order.
  private static func grouped(
    _ places: [Place], _ count: Int, _ group: (Place) -> Int?
  ) -> [(index: Int, records: [Int])] {
    var groups = [[Int]](repeating: [], count: count)
    for place in places {
      if let index = group(place) { groups[index].append(place.record) }
    }
    return groups.enumerated().filter { !$1.isEmpty }.map { ($0, $1) }
  }

  /// The records on a page of a list.
  func rows(of list: ExceptionList) -> ArraySlice<Int> {
    (order[list.filter] ?? []).dropFirst(list.page * ExceptionList.length).prefix(ExceptionList.length)
  }

  /// The name of a list in its path.
  func name(_ filter: Filter) -> String { names[filter] ?? "all" }

  func title(_ filter: Filter, _ edition: Edition, _ content: Content) -> String {
    switch filter {
    case .all: edition.string("all-exceptions")
    case .status, .type, .customer: label(filter, edition, content).text
    }
  }

  private func label(_ filter: Filter, _ edition: Edition, _ content: Content) -> Phrase {
    switch filter {
    case .all: Phrase(edition.string("all-exceptions"))
    case .status(let status): Phrase(edition.string("status-" + status.rawValue))
    case .type(let index): edition.phrase(content.policy.types[index].name)
    case .customer(let index): edition.phrase(content.customers[index].name)
    }
  }

  /// The lists by status, by type and by customer.
  /// - Parameter limit: how many lists of a sort are named; where there are more, a link leads to the page of all lists.
  func groups(_ frame: Frame, _ content: Content, limit: Int) -> [ListGroupView] {
    let edition = frame.edition
    let sorts: [(String, (Filter) -> Bool)] = [
      ("status", { if case .status = $0 { true } else { false } }),
      ("type", { if case .type = $0 { true } else { false } }),
      ("customer", { if case .customer = $0 { true } else { false } }),
    ]
    return sorts.compactMap { key, belongs in
      let all = filters.filter(belongs)
      let lists = all.prefix(limit).map { filter in
        CountedLinkView(
          url: frame.way(to: Paths.list(name(filter), page: 0)), title: label(filter, edition, content),
          count: order[filter]?.count ?? 0)
      }
      return lists.isEmpty
        ? nil
        : ListGroupView(
          title: edition.string(key), lists: lists, moreURL: all.count > limit ? frame.way(to: Paths.lists) : nil)
    }
  }
}
