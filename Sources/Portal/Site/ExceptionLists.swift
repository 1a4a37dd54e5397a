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
    let days = exceptions.map { facts in
      facts.derivation.milestones.first { !audience.isPublic || $0.kind != .supportChange }?.day.number ?? Int.max
    }
    let types = Dictionary(content.policy.types.enumerated().map { ($1.key, $0) }) { first, _ in first }
    let customers = Dictionary(content.customers.enumerated().map { ($1.key, $0) }) { first, _ in first }
    var order: [Filter: [Int]] = [.all: exceptions.indices.sorted { (days[$0], $0) < (days[$1], $1) }]
    for index in order[.all] ?? [] {
      let facts = exceptions[index]
      order[.status(facts.derivation.status), default: []].append(index)
      if let type = types[facts.record.type] { order[.type(type), default: []].append(index) }
      if !audience.isPublic, let customer = facts.record.customer.flatMap({ customers[$0] }) {
        order[.customer(customer), default: []].append(index)
      }
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
  func groups(_ edition: Edition, _ content: Content, home: String, limit: Int) -> [ListGroupView] {
    let sorts: [(String, (Filter) -> Bool)] = [
      ("status", { if case .status = $0 { true } else { false } }),
      ("type", { if case .type = $0 { true } else { false } }),
      ("customer", { if case .customer = $0 { true } else { false } }),
    ]
    return sorts.compactMap { key, belongs in
      let all = filters.filter(belongs)
      let lists = all.prefix(limit).map { filter in
        CountedLinkView(
          url: home + Paths.list(name(filter), page: 0), title: label(filter, edition, content),
          count: order[filter]?.count ?? 0)
      }
      return lists.isEmpty
        ? nil
        : ListGroupView(
          title: edition.string(key), lists: lists, moreURL: all.count > limit ? home + Paths.lists : nil)
    }
  }
}
