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
    let common = digests.digest(of: "\(making)\n") { sources.starts[$0] == nil }
    self.common = common
    records = Self.digests(site.recordCount) { record, text in
      let trace = site.trace(of: record)
      common.append(to: &text)
      text.append(contentsOf: "\n\(trace.links)\n".utf8)
      sources.append(trace.file, from: trace.offset, to: &text)
    }
    summaries = Dictionary(
      uniqueKeysWithValues: RecordsSummary.allCases.map {
        ($0, SHA256.digest(of: Array("\(common.hexadecimal)\n\(site.text(of: $0))".utf8)))
      })
  }

  /// The digests of texts that are made a few at a time, as two are hashed in little more than the time of one.
  private static func digests(
    _ count: Int, _ append: @Sendable (_ index: Int, inout [UInt8]) -> Void
  ) -> [SHA256.Digest] {
    let batch = 64
    return concurrentMap(Array(stride(from: 0, to: count, by: batch))) { start in
      let texts = (start..<min(count, start + batch)).map { index in
        var text: [UInt8] = []
        append(index, &text)
        return text
      }
      return SHA256.digests(of: texts)
    }.flatMap { $0 }
  }

  /// The files that hold records.
  private struct Sources: Sendable {
    /// Where the records of a file begin, in order.
    let starts: [String: [Int]]
    /// Of each of the files.
    private let files: [String: (bytes: [UInt8], digest: SHA256.Digest)]

    init(_ places: [(file: String, offset: Int)], _ digests: FileDigests) {
      var starts: [String: [Int]] = [:]
      for place in places { starts[place.file, default: []].append(place.offset) }
      for file in starts.keys where (starts[file]?.count ?? 0) > 1 { starts[file]?.sort() }
      self.starts = starts
      files = digests.files { starts[$0] != nil }
    }

    /// Appends what tells the bytes of the record that begins there from all others: the digest of its file, or where others stand in
    /// that too, the bytes up to the next. What stands between two records changes nothing, and does no harm.
    func append(_ path: String, from offset: Int, to text: inout [UInt8]) {
      guard let file = files[path], let others = starts[path] else { return }
      if others.count == 1 { return file.digest.append(to: &text) }
      let next = others.firstPlace { $0 > offset }
      let end = next < others.count ? others[next] : file.bytes.count
      text.append(contentsOf: file.bytes[min(offset, end)..<end])
    }
  }

  /// Nil for a file that any record may change.
  package func basis(of route: Route, in site: Site) -> SHA256.Digest? {
    if let record = site.record(behind: route) { return records[record] }
    if site.tellsNothingOfRecords(route) { return common }
    guard let behind = site.records(behind: route) else { return nil }
    var text: [UInt8] = []
    text.reserveCapacity((behind.records.count + 2) * 32 + (behind.days.count + 3) * 16)
    func append(_ number: Int) {
      withUnsafeBytes(of: Int64(number).littleEndian) { text.append(contentsOf: $0) }
    }
    func append(_ digest: SHA256.Digest) { withUnsafeBytes(of: digest.words) { text.append(contentsOf: $0) } }
    append(common)
    // How many of each there are comes first, so that no other ones give the same bytes.
    for number in [behind.records.count, behind.count ?? -1, behind.days.count] { append(number) }
    for record in behind.records { append(records[record]) }
    for item in behind.days {
      append(item.day)
      append(2 * item.kind + (item.isOverdue ? 1 : 0))
    }
    if let summary = behind.summary.flatMap({ summaries[$0] }) { append(summary) }
    return SHA256.digest(of: text)
  }
}
