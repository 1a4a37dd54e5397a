import Portal
import PortalBase
import Preview

/// The pages of a preview that can be shown before all records are loaded: those of one record, which only need the records that name
/// it, and those that tell nothing of records. They are made by the same code from a part of the files, so they are the same pages.
struct EarlyPages: Sendable {
  /// Where the records are.
  static let recordFolder = "content/exceptions"

  /// What is still quicker to load than to wait for, in bytes.
  private static let mostBytes = 1 << 20

  private let context: Context
  private let records: ArraySlice<SourceFile>
  private let others: [SourceFile]
  /// The portal without its records.
  private let portal: LoadedPortal
  private let earlier: EarlierLoad?

  /// Loads everything but the records. Nil where that has errors.
  /// - Parameter earlier: what the loading of all can use again.
  init?(_ context: Context, _ files: [SourceFile], _ earlier: inout EarlierLoad?) {
    self.context = context
    records = files[files[...].places(below: Self.recordFolder + "/")]
    others = Self.others(files).filter { !IssuedLetters.contains($0) }
    var report = Report()
    guard let portal = try? context.load(others, &report, after: &earlier) else { return nil }
    self.portal = portal
    self.earlier = earlier
  }

  /// All but the records, among files sorted by the bytes of their paths.
  static func others(_ files: [SourceFile]) -> [SourceFile] {
    let records = files[...].places(below: recordFolder + "/")
    return Array(files[..<records.lowerBound] + files[records.upperBound...])
  }

  /// The page at a path, for a day or the preview's own; nil where it has to wait for all records.
  func page(_ path: String, _ asOf: Day?) -> PreviewPage? {
    guard let id = recordID(path) else {
      let site = portal.previewSite(on: asOf)
      guard let route = site.route(at: path), route.page.tellsNothingOfRecords else { return nil }
      return page(route, site)
    }
    guard let naming = records(naming: id), !naming.isEmpty else { return nil }
    var (report, earlier) = (Report(), earlier)
    let files = (others + naming).sorted { precedesInBytes($0.path, $1.path) }
    guard let portal = try? context.load(files, &report, after: &earlier) else { return nil }
    let site = portal.previewSite(on: asOf)
    return site.route(at: path).map { page($0, site) }
  }

  private func page(_ route: Route, _ site: Site) -> PreviewPage {
    var bytes: [UInt8] = []
    site.render(route, into: &bytes)
    return PreviewPage(bytes)
  }

  /// The record that a page in `<locale>/exceptions/<id>/` is about.
  private func recordID(_ path: String) -> String? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[1] == "exceptions" && isRecordID(String(parts[2])) ? String(parts[2]) : nil
  }

  /// The files of all records that name one, or that it names, and so on; nil where these are too many to be quick.
  private func records(naming id: String) -> [SourceFile]? {
    var names = [id]
    var found: [Int: SourceFile] = [:]
    var next = 0
    while next < names.count {
      let name = BytePattern("\"\(names[next])\"")
      next += 1
      let isNamed = concurrentMap(Array(records.indices), batch: 256) { name.isIn(records[$0].bytes) }
      for (index, isNamed) in zip(records.indices, isNamed) where isNamed && found[index] == nil {
        found[index] = records[index]
        guard found.values.reduce(0, { $0 + $1.bytes.count }) < Self.mostBytes else { return nil }
        for named in superseded(in: records[index]) where !names.contains(named) { names.append(named) }
      }
    }
    return found.sorted { $0.key < $1.key }.map(\.value)
  }

  private func superseded(in file: SourceFile) -> [String] {
    guard let json = JSONReader.read(file.bytes).value else { return [] }
    return (json.array ?? [json]).compactMap { $0["supersedes"]?.string }
  }
}
