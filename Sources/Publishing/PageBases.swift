import Portal
import PortalBase

/// What the files of some records are made from, as digests: a file whose basis is that of the last build has the same bytes as
/// then, and need not be rendered again.
///
/// The basis of a record's page is the record's own bytes, and all input that is no record: settings, policy, customers, documents,
/// languages and templates, with the day, the audience and the program.
package struct PageBases: Sendable {
  /// Of all that is no record: the basis of pages that tell nothing of records.
  package let common: SHA256.Digest
  /// By the record's place in the site.
  private let records: [SHA256.Digest]

  /// - Parameters:
  ///   - files: all that the site was made from, and their digests.
  ///   - making: what else decides: the day, the audience, the program.
  package init(_ site: Site, _ files: [SourceFile], _ digests: FileDigests, making: String) {
    var offsets: [String: [Int]] = [:]
    for place in site.recordPlaces { offsets[place.file, default: []].append(place.offset) }
    let starts = offsets.mapValues { $0.sorted() }
    var sources: [String: SourceFile] = [:]
    for file in files where starts[file.path] != nil { sources[file.path] = file }
    let common = digests.digest(of: "\(making)\n") { starts[$0] == nil }
    self.common = common
    let sharedDigest = common.hexadecimal
    records = concurrentMap(Array(0..<site.recordCount), batch: 64) { [sources] record in
      let trace = site.trace(of: record)
      var hash = SHA256()
      hash.update(Array("\(sharedDigest)\n\(trace.links)\n".utf8))
      if let bytes = sources[trace.file]?.bytes {
        // Up to the next record of the file: what stands between them changes nothing, and does no harm.
        let others = starts[trace.file] ?? []
        let next = others.firstPlace { $0 > trace.offset }
        let end = next < others.count ? others[next] : bytes.count
        hash.update(Array(bytes[min(trace.offset, end)..<end]))
      }
      return hash.finish()
    }
  }

  /// Nil for a file that any record may change.
  package func basis(of route: Route, in site: Site) -> SHA256.Digest? {
    if site.tellsNothingOfRecords(route) { return common }
    guard let behind = site.records(behind: route) else { return nil }
    if behind.records.count == 1, behind.count == nil { return records[behind.records[0]] }
    var hash = SHA256()
    for record in behind.records { hash.update(Array(records[record].hexadecimal.utf8)) }
    if let count = behind.count { hash.update(Array("of \(count)".utf8)) }
    return hash.finish()
  }
}
