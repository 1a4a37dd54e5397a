import Portal
import PortalBase

/// What the files of some records are made from, as digests: a file whose basis is that of the last build has the same bytes as
/// then, and need not be rendered again.
///
/// The basis of a record's page is the record's own bytes, and all input that is no record: settings, policy, customers, documents,
/// languages and templates, with the day, the audience and the program. That of a page which tells of several records is the bases of
/// these, and what it tells of the others.
package struct PageBases: Sendable {
  /// Of all that is no record: the basis of pages that tell nothing of records.
  package let common: SHA256.Digest
  /// By the record's place in the site.
  private let records: [SHA256.Digest]
  private let summaries: [RecordsSummary: SHA256.Digest]

  /// - Parameters:
  ///   - digests: of all files that the site was made from.
  ///   - making: what else decides: the day, the audience, the program.
  package init(_ site: Site, _ digests: FileDigests, making: String) {
    let sources = Sources(site.recordPlaces, digests)
    let common = digests.digest(of: "\(making)\n") { !sources.hold($0) }
    self.common = common
    records = SHA256.digests(site.recordCount) { record in
      let trace = site.trace(of: record)
      var text = ByteBuffer(capacity: 256)
      common.append(to: &text)
      text.add("\n")
      text.append(trace.links)
      text.add("\n")
      sources.append(trace.file, from: trace.offset, to: &text)
      return text.bytes
    }
    summaries = Dictionary(
      uniqueKeysWithValues: RecordsSummary.allCases.map {
        ($0, SHA256.digest(of: Array("\(common.hexadecimal)\n\(site.text(of: $0))".utf8)))
      })
  }

  /// The files that hold records.
  private struct Sources: Sendable {
    private let digests: FileDigests
    /// By the place of a file: whether it holds a record.
    private let holds: [Bool]
    /// Of those that hold several: where the records begin, in order.
    private let starts: [Int: [Int]]

    init(_ records: [(file: String, offset: Int)], _ digests: FileDigests) {
      let places = concurrentMap(records, batch: 256) { digests.place(of: $0.file) }
      var holds = [Bool](repeating: false, count: digests.count)
      var several = Set<Int>()
      for case let place? in places {
        if holds[place] { several.insert(place) }
        holds[place] = true
      }
      var starts: [Int: [Int]] = [:]
      for case (let place?, let offset) in zip(places, records.lazy.map(\.offset)) where several.contains(place) {
        starts[place, default: []].append(offset)
      }
      self.starts = starts.mapValues { $0.sorted() }
      self.holds = holds
      self.digests = digests
    }

    func hold(_ place: Int) -> Bool { holds[place] }

    /// Appends what tells the bytes of the record that begins there from all others: the digest of its file, or where others stand in
    /// that too, the bytes up to the next. What stands between two records changes nothing, and does no harm.
    func append(_ path: String, from offset: Int, to text: inout ByteBuffer) {
      guard let place = digests.place(of: path) else { return }
      let file = digests[place]
      guard let others = starts[place] else { return file.digest.append(to: &text) }
      let next = others.firstPlace { $0 > offset }
      let end = next < others.count ? others[next] : file.bytes.count
      file.bytes[min(offset, end)..<end].withUnsafeBufferPointer { text.append($0) }
    }
  }

  /// Nil for a file that any record may change.
  package func basis(of page: Page, in site: Site) -> SHA256.Digest? {
    if let record = site.record(behind: page) { return records[record] }
    if site.tellsNothingOfRecords(page) { return common }
    guard let behind = site.records(behind: page) else { return nil }
    var text = ByteBuffer(capacity: (behind.records.count + 2) * 32 + (behind.days.count + 3) * 16)
    text.append(raw: common)
    // How many of each there are comes first, so that no other ones give the same bytes.
    for number in [behind.records.count, behind.count ?? -1, behind.days.count] { text.append(raw: number) }
    for record in behind.records { text.append(raw: records[record]) }
    for item in behind.days {
      text.append(raw: item.day)
      text.append(raw: 2 * item.kind + (item.isOverdue ? 1 : 0))
    }
    if let summary = behind.summary.flatMap({ summaries[$0] }) { text.append(raw: summary) }
    return SHA256.digest(of: text)
  }
}
