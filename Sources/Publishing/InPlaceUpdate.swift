import CSystem
import PortalBase

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Changes a published folder file by file, where it cannot be exchanged: new files first, then changed pages, then deletions. Each
/// file appears whole. Killed on the way, the manifest knows the old files and the new, so that the next build puts all right.
struct InPlaceUpdate: Sendable {
  /// The folder in the output where files are staged.
  static let staging = ".waiver.staging"
  /// The file in the output that is copied from another file system.
  static let copy = ".waiver.staging.copy"

  let pages: PageTable
  let pageSet: PageSet
  let published: PublishedTree
  let output: OpenFolder
  /// Where the new and changed files are.
  let source: OpenFolder
  let foreign: ForeignFiles
  let listing: TreeListing
  let options: PublishOptions

  /// - Parameter outcomes: those of moved pages get their new stamps.
  func run(
    _ outcomes: inout [PagePass.Outcome], _ manifest: Manifest, _ bytes: [UInt8]
  ) throws(PublishingError) {
    let gone = self.gone
    try replaceManifest(interim(manifest, gone).encoded())
    let rest = try clearTheWay(gone)
    let changed = outcomes.indices.filter { !outcomes[$0].isSame }
    let new = changed.filter { listing[pages.paths[$0]]?.isFile != true }
    let old = changed.filter { listing[pages.paths[$0]]?.isFile == true }
    var lastFolder: TreePath?
    for page in new + old {
      let path = pages.paths[page]
      try options.beforeStep?(.replace(path.text))
      if path.parent != lastFolder {
        lastFolder = path.parent
        try output.ensureFolder(path.parent ?? .root)
      }
      try move(path)
      outcomes[page].stamp = try output.info(path).map(Stamp.init)
    }
    try delete(rest)
    try replaceManifest(bytes)
  }

  /// Files of the last publication that are there and belong to no page any more. The listing follows no symbolic links, so
  /// no path of the manifest leads out of the output.
  private var gone: [TreePath] {
    published.files.map(\.path).filter { listing[$0]?.isFile == true && !pageSet.contains($0) }
  }

  private func interim(_ manifest: Manifest, _ gone: [TreePath]) -> Manifest {
    let gone = Set(gone)
    let old = published.files.filter { gone.contains($0.path) }
    var union = manifest
    union.files += old.map { Manifest.File(name: $0.path, size: $0.size, sha256: $0.digest) }
    union.files.sort { $0.name < $1.name }
    return union
  }

  /// Removes what stands where a page or its folder belongs: old files and folders of Waiver's, and what `--replace` gives up.
  /// - Returns: the old files that are still there.
  private func clearTheWay(_ gone: [TreePath]) throws(PublishingError) -> [TreePath] {
    let blocked = Set(pages.paths.filter { listing[$0]?.isFolder == true })
    var blocking: [TreePath] = []
    var rest: [TreePath] = []
    for path in gone {
      let isInTheWay =
        pageSet.folders.contains(path) || (!blocked.isEmpty && path.ancestors.contains(where: blocked.contains))
      if isInTheWay { blocking.append(path) } else { rest.append(path) }
    }
    try delete(blocking)
    for path in foreign.conflicts { try output.clear(path) }
    for path in blocked.sorted().reversed() { try output.removeFolderIfEmpty(path) }
    return rest
  }

  private func delete(_ paths: [TreePath]) throws(PublishingError) {
    for path in paths {
      try options.beforeStep?(.replace(path.text))
      try output.removeIfThere(path)
    }
    let emptied = foldersOf(paths).filter { !pageSet.folders.contains($0) }
    for folder in emptied.sorted().reversed() { try output.removeFolderIfEmpty(folder) }
  }

  private func replaceManifest(_ bytes: [UInt8]) throws(PublishingError) {
    let path = TreePath(Manifest.name)
    try source.clear(path)
    _ = try source.create(path, bytes)
    try move(path)
  }

  /// Moves a staged file over the published one; between two file systems by a copy beside it.
  private func move(_ path: TreePath) throws(PublishingError) {
    do throws(PublishingError) {
      try source.move(path, to: output, path)
    } catch {
      guard error.number == EXDEV else { throw error }
      let copy = TreePath(InPlaceUpdate.copy)
      try output.clear(copy)
      try source.copy(path, to: output, copy)
      try output.move(copy, to: output, path)
    }
  }
}
