import CSystem
import PortalBase

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How a tree becomes a whole site that is known again.
extension Publication {
  /// Puts the manifest into the tree and the index beside it, and everything on the disk.
  /// - Parameter others: folders of the tree with something else than pages and their folders in them.
  func seal(_ tree: StagingTree, _ bytes: [UInt8], _ others: Set<TreePath>) throws(PublishingError) {
    try options.beforeStep?(.manifest)
    let inode = try tree.folder.info().inode
    let (_, index) = try beside {
      () throws(PublishingError) in
      try write(bytes, to: tree)
    } _: {
      () throws(PublishingError) in
      return encodedIndex(of: bytes, folders: try folderStamps(tree, others))
    }
    try options.beforeStep?(.sync)
    // The index may be lost with the power: it is only a shortcut, and tells whether it is whole.
    _ = try beside {
      () throws(PublishingError) in
      try sync(tree.folder)
    } _: {
      () throws(PublishingError) in
      try save(index, of: inode)
    }
  }

  private func folderStamps(_ tree: StagingTree, _ others: Set<TreePath>) throws(PublishingError) -> [Stamp?] {
    guard tree.timesTellOfNames else { return [] }
    return try tree.folder.stamps(of: pageSet.folders.paths, except: others, workers: options.workers)
  }

  private func write(_ manifest: [UInt8], to tree: StagingTree) throws(PublishingError) {
    let path = TreePath(Manifest.name)
    try tree.folder.clear(path)
    if manifest == published.manifest, let output = published.folder {
      try output.link(path, to: tree.folder, path)
    } else {
      _ = try tree.folder.create(path, manifest)
    }
  }

  func sync(_ folder: OpenFolder) throws(PublishingError) {
    if waiver_sync_filesystem(folder.descriptor) != 0 { throw .system(errno, "sync", folder.name) }
  }

  /// Else the pages have to be looked at again, so that it is told again.
  private var hasNothingToTell: Bool { report.diagnostics.isEmpty }

  /// The bytes of the index of a tree with this manifest.
  /// - Parameter folders: the stamps of those in which nothing else stands.
  func encodedIndex(of manifest: [UInt8], folders: [Stamp?]) -> [UInt8] {
    let isSilent = hasNothingToTell
    return TreeIndex.encoded(
      manifest: SHA256.digest(ofPartsOf: manifest), origin: isSilent ? options.originDigest(header) : nil,
      count: pages.count, folders: folders
    ) { page in
      let outcome = outcomes[page]
      return KnownFile(
        path: pages.paths[page], size: outcome.size, digest: outcome.digest, stamp: outcome.stamp,
        basis: isSilent ? outcome.basis : nil)
    }
  }

  func save(_ index: [UInt8], of inode: UInt64) throws(PublishingError) {
    try workspace.saveIndex(index, of: inode, keeping: published.inode)
  }
}
