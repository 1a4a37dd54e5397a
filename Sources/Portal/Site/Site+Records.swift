import Exceptions
import PortalBase

/// The records that a file tells of, in its order, and what it tells beside them.
package struct RecordsBehind: Sendable {
  package var records: [Int]
  /// How many there are in all, where it tells that.
  package var count: Int?
  /// For each of them what the file tells of it, in numbers, where it may tell several things: a day, of what kind, and whether it is
  /// overdue.
  package var days: [(day: Int, kind: Int, isOverdue: Bool)] = []
  /// What it tells of records that it does not name.
  package var summary: RecordsSummary?
}

/// What a file may tell of all records at once.
package enum RecordsSummary: Sendable, CaseIterable {
  /// Which lists there are, and how many exceptions each has.
  case lists
  /// Which customers have any exception.
  case customers
}

extension Site {
  /// The record that, beside everything that is no record, decides what a file of the site is: it is one of the record's own.
  package func record(behind page: Page) -> Int? {
    switch page {
    case .request(_, let record), .timeline(_, let record), .notice(_, let record, _, _), .supportChange(_, let record),
      .recordFeed(_, let record):
      record
    default: nil
    }
  }

  /// What, beside everything that is no record, decides what a file of the site is that is no record's own; nil where it may be any
  /// record.
  ///
  /// A row of a list, as a page of a record, shows of others only that they replace it or are replaced by it, which `trace(of:)` tells.
  package func records(behind page: Page) -> RecordsBehind? {
    switch page {
    case .customerFeed(_, let customer): RecordsBehind(records: lists.order[.customer(customer)] ?? [])
    case .exceptionList(_, let list):
      // The list of all exceptions names all other lists.
      RecordsBehind(
        records: Array(lists.rows(of: list)), count: lists.order[list.filter]?.count ?? 0,
        summary: list.filter == .all ? .lists : nil)
    case .lists: RecordsBehind(records: [], summary: .lists)
    case .deadlines(_, let page): records(behind: DeadlinesPage.items(dates, page: page))
    case .searchIndex: RecordsBehind(records: [], summary: .customers)
    // Rows name customers by their place among those that have any exception.
    case .searchPart(_, let part):
      RecordsBehind(records: Array(SearchIndex.records(of: part, in: lists)), summary: .customers)
    default: nil
    }
  }

  private func records(behind items: ArraySlice<DatedItem>) -> RecordsBehind {
    RecordsBehind(
      records: items.map(\.record), count: dates.count,
      days: items.map { ($0.day.number, $0.kind.order, $0.isOverdue) })
  }

  /// Whether no record can change what a file of the site is.
  package func tellsNothingOfRecords(_ page: Page) -> Bool {
    if case .conditions = page { return reviewedConditions.isEmpty }
    return page.tellsNothingOfRecords
  }

  /// Where a record of the site begins, and what its pages tell of other records.
  package func trace(of record: Int) -> (file: String, offset: Int, links: String) {
    let facts = exceptions[record]
    let links = [facts.supersession.supersedes ?? ""] + facts.supersession.supersededBy
    return (facts.record.file, facts.record.offset, links.joined(separator: " "))
  }

  /// A summary in words: the same words for the same facts.
  package func text(of summary: RecordsSummary) -> String {
    switch summary {
    case .lists: lists.filters.map { "\(lists.name($0)) \(lists.order[$0]?.count ?? 0)\n" }.joined()
    case .customers: lists.customers.map { "\(content.customers[$0].key)\n" }.joined()
    }
  }

  /// The number of the site's records, and the place of every record of the portal, those left out included.
  package var recordCount: Int { exceptions.count }
  package var recordPlaces: [(file: String, offset: Int)] { content.records.map { ($0.file, $0.offset) } }
}
