import Exceptions

/// The records that a file tells of, in its order; and how many there are in all, where it tells that.
package struct RecordsBehind: Sendable {
  package var records: [Int]
  package var count: Int?
}

extension Site {
  /// What, beside everything that is no record, decides what a file of the site is; nil where it may be any record.
  ///
  /// A page of a record, and a row of a list, show of others only that they replace it or are replaced by it, which `trace(of:)` tells.
  package func records(behind route: Route) -> RecordsBehind? {
    switch route.page {
    case .request(_, let record), .timeline(_, let record), .notice(_, let record, _, _), .supportChange(_, let record),
      .recordFeed(_, let record):
      RecordsBehind(records: [record])
    case .customerFeed(_, let customer): RecordsBehind(records: lists.order[.customer(customer)] ?? [])
    // The list of all exceptions names all other lists, with how many exceptions they have.
    case .exceptionList(_, let list) where list.filter != .all:
      RecordsBehind(records: Array(lists.rows(of: list)), count: lists.order[list.filter]?.count ?? 0)
    default: nil
    }
  }

  /// Whether no record can change what a file of the site is.
  package func tellsNothingOfRecords(_ route: Route) -> Bool {
    if case .conditions = route.page { return reviewedConditions.isEmpty }
    return route.page.tellsNothingOfRecords
  }

  /// Where a record of the site begins, and what its pages tell of other records.
  package func trace(of record: Int) -> (file: String, offset: Int, links: String) {
    let facts = exceptions[record]
    let links = [facts.supersession.supersedes ?? ""] + facts.supersession.supersededBy
    return (facts.record.file, facts.record.offset, links.joined(separator: " "))
  }

  /// The number of the site's records, and the place of every record of the portal, those left out included.
  package var recordCount: Int { exceptions.count }
  package var recordPlaces: [(file: String, offset: Int)] { content.records.map { ($0.file, $0.offset) } }
}
