import CSystem

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Completes a staging tree to the whole new site: with what is unchanged as second names of the published files, so that they
/// keep inode and time; without what is old; with what is not Waiver's.
struct TreeCompletion: Sendable {
  let pages: PageTable
  let pageSet: PageSet
  let published: PublishedTree
  let staging: StagingTree
  let foreign: ForeignFiles
  /// Everything at the output.
  let listing: TreeListing
  let workers: Int?

  /// - Parameter outcomes: those of unchanged pages get their new stamps, for a second name changes a file's status time.
  func run(_ outcomes: inout [PagePass.Outcome]) throws(PublishingError) {
    let staged =
      staging.isFresh ? TreeListing() : try TreeListing(staging.folder, expecting: pageSet, workers: workers)
    try removeLeftovers(staged)
    try linkUnchanged(staged, &outcomes)
    try carryForeign(staged)
  }

  /// Removes from the tree what is no page, no folder of one, and not foreign at the output.
  private func removeLeftovers(_ staged: TreeListing) throws(PublishingError) {
    if staging.isFresh { return }
    let foreignPaths = Set(foreign.paths)
    let foreignFolders = foldersOf(foreign.paths)
    // The manifest is replaced at the end.
    let manifest = TreePath(Manifest.name)
    let leftovers = staged.paths { path, entry in
      if entry.isFolder {
        if pageSet.folders.contains(path) || foreignFolders.contains(path) { return false }
        return !(foreignPaths.contains(path) && isFolder(path))
      }
      return !pageSet.contains(path) && !foreignPaths.contains(path) && path != manifest
    }
    if leftovers.isEmpty { return }
    let mine = staging.isPrevious ? try namesOfPreviousBuild() : nil
    // What is in a folder goes before the folder. A folder with something left in it stays.
    for path in leftovers.reversed() {
      if staged[path]?.isFolder == true {
        try staging.folder.removeFolderIfEmpty(path)
      } else if mine?.contains(path) ?? true {
        try staging.folder.removeIfThere(path)
      }
    }
  }

  private func isFolder(_ path: TreePath) -> Bool { listing[path]?.isFolder == true }

  /// What Waiver wrote to the previous tree. Something else there was put in since, by a program that still had the folder open.
  private func namesOfPreviousBuild() throws(PublishingError) -> Set<TreePath> {
    let path = TreePath(Manifest.name)
    let bytes = try staging.folder.read(path)
    let manifest = try bytes.flatMap { bytes throws(PublishingError) in
      try Manifest.decode(bytes, named: staging.folder.shown(path))
    }
    return Set((manifest?.knownFiles ?? []).map(\.path) + [path])
  }

  private func linkUnchanged(
    _ staged: TreeListing, _ outcomes: inout [PagePass.Outcome]
  ) throws(PublishingError) {
    guard let output = published.folder else { return }
    let missing = outcomes.indices.filter { page in
      guard outcomes[page].isSame else { return false }
      guard let there = staged[page: page], there.isFile else { return true }
      return there.inode != listing[page: page]?.inode
    }
    let linked = try work(missing.count, batch: 32, workers: workers) {
      (stamps: [(page: Int, stamp: Stamp)](), lastFolder: TreePath?.none)
    } _: { worker, range throws(PublishingError) in
      for page in missing[range] {
        let path = pages.paths[page]
        try staging.prepare(path, lastFolder: &worker.lastFolder)
        try output.link(path, to: staging.folder, path)
        if let info = try staging.folder.info(path) { worker.stamps.append((page, Stamp(info))) }
      }
    }
    for (page, stamp) in linked.flatMap(\.stamps) { outcomes[page].stamp = stamp }
  }

  private func carryForeign(_ staged: TreeListing) throws(PublishingError) {
    guard let output = published.folder else { return }
    for path in foreign.paths {
      guard let entry = listing[path] else { continue }
      if entry.isFolder {
        try staging.folder.ensureFolder(path)
        if let info = try output.info(path) { try staging.folder.setPermissions(path, info.permissions) }
      } else if staged[path]?.inode != entry.inode {
        try staging.folder.ensureFolder(path.parent ?? .root)
        try staging.folder.clear(path)
        try output.link(path, to: staging.folder, path)
      }
    }
  }

  /// After the exchange: takes the foreign files out of what is now the previous tree, for they live on in the new one. What is
  /// found there next time is then known to be new.
  static func forgetForeign(_ foreign: ForeignFiles, in previous: OpenFolder, new: OpenFolder) throws(PublishingError) {
    for path in foreign.paths.reversed() {
      guard let old = try previous.info(path) else { continue }
      if old.isFolder {
        try previous.removeFolderIfEmpty(path)
      } else if try new.info(path)?.inode == old.inode {
        try previous.removeIfThere(path)
      }
    }
  }
}

extension OpenFolder {
  fileprivate func setPermissions(_ path: TreePath, _ permissions: UInt32) throws(PublishingError) {
    let failed = path.withCString { fchmodat(descriptor, $0, mode_t(permissions), 0) } != 0
    if failed { throw .system(errno, "set the permissions of", shown(path)) }
  }
}
