import CSystem

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Holds a published folder against its manifest, for `waiver verify`.
package enum SiteVerifier {
  package struct Report: Sendable, Hashable {
    /// Sorted by bytes: files that the manifest has and the folder has not; files with other bytes; files that the
    /// manifest does not know. Foreign files are no fault.
    package var missing: [String] = []
    package var changed: [String] = []
    package var foreign: [String] = []
    package var verified = 0

    package var isWhole: Bool { missing.isEmpty && changed.isEmpty }

    package init() {}
  }

  private enum Finding: Sendable { case verified, missing, changed }

  /// - Parameter folder: the published folder; a symbolic link to it is resolved.
  /// - Throws: where there is no folder, or none with a manifest of Waiver's, or a file cannot be read.
  package static func verify(_ folder: String, workers: Int? = nil) throws(PublishingError) -> Report {
    let root = try OpenFolder(folder)
    let path = TreePath(Manifest.name)
    guard let bytes = try root.read(path) else {
      throw PublishingError(.failure, "\(folder) has no \(Manifest.name), so it is no folder that Waiver published")
    }
    guard let manifest = try Manifest.decode(bytes, named: root.shown(path)) else {
      throw PublishingError(.failure, "\(root.shown(path)) is not a manifest of Waiver's, or is damaged")
    }
    let files = manifest.knownFiles
    let listing = try TreeListing(root, workers: workers)
    let findings = try work(files.count, batch: 32, workers: workers) {
      [(file: Int, finding: Finding)]()
    } _: { findings, range throws(PublishingError) in
      for index in range { findings.append((index, try check(files[index], root, listing))) }
    }
    var report = Report()
    for (index, finding) in findings.joined().sorted(by: { $0.file < $1.file }) {
      switch finding {
      case .verified: report.verified += 1
      case .missing: report.missing.append(files[index].path.text)
      case .changed: report.changed.append(files[index].path.text)
      }
    }
    let known = Set(files.lazy.map(\.path) + [path])
    report.foreign = listing.paths { !$1.isFolder && !known.contains($0) }.map(\.text)
    return report
  }

  /// A file behind a symbolic link is not in the listing, and so is missing: what is published has no links.
  private static func check(
    _ file: KnownFile, _ root: OpenFolder, _ listing: TreeListing
  ) throws(PublishingError) -> Finding {
    guard let entry = listing[file.path] else { return .missing }
    guard entry.isFile, let info = try root.info(file.path) else { return .changed }
    guard info.size == UInt64(file.size), let bytes = try root.read(file.path) else { return .changed }
    return SHA256.digest(of: bytes) == file.digest ? .verified : .changed
  }
}
