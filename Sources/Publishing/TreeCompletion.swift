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
  /// - Returns: in which folders something stands, directly or deeper, that is no page and no folder of one.
  func run(_ outcomes: inout [PagePass.Outcome]) throws(PublishingError) -> Set<TreePath> {
    let staged =
      staging.isFresh ? TreeListing() : try TreeListing(staging.folder, expecting: pageSet, workers: workers)
    let left = try removeLeftovers(staged)
    try linkUnchanged(staged, &outcomes)
    try carryForeign(staged)
    return foldersOf(left + foreign.paths)
  }

  /// Removes from the tree what is no page, no folder of one, and not foreign at the output.
  /// - Returns: what has to stay.
  private func removeLeftovers(_ staged: TreeListing) throws(PublishingError) -> [TreePath] {
    if staging.isFresh { return [] }
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
    if leftovers.isEmpty { return [] }
    let mine = staging.isPrevious ? try namesOfPreviousBuild() : nil
    // What is in a folder goes before the folder. A folder with something left in it stays.
    var left: [TreePath] = []
    for path in leftovers.reversed() {
      if staged[path]?.isFolder == true {
        if try !staging.folder.removeFolderIfEmpty(path) { left.append(path) }
      } else if mine?.contains(path) ?? true {
        try staging.folder.removeIfThere(path)
      } else {
        left.append(path)
      }
    }
    return left
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
      Linked()
    } _: { linked, range throws(PublishingError) in
      var second: [Int] = []
      for page in missing[range] {
        let path = pages.paths[page]
        try staging.prepare(path, lastFolder: &linked.lastFolder)
        if try output.link(path, to: staging.folder, path) {
          second.append(page)
        } else if let info = try staging.folder.info(path) {
          linked.copies.append((page, Stamp(info)))
        }
      }
      if let changed = try statusTimes(of: second) { linked.second.append((second, changed)) }
    }
    for part in linked {
      for (page, stamp) in part.copies { outcomes[page].stamp = stamp }
      for (pages, changed) in part.second {
        for page in pages { outcomes[page].stamp?.changed = changed }
      }
    }
  }

  /// What one worker put into the tree.
  private struct Linked: Sendable {
    /// Second names of the published files: they share all but the new status time.
    var second: [(pages: [Int], changed: ClosedRange<Int64>)] = []
    /// Copies, where the file system knows no second names.
    var copies: [(page: Int, stamp: Stamp)] = []
    var lastFolder: TreePath?
  }

  /// Between which times those lie of files that got their second names one after the other, so that not each has to be looked at. Nil
  /// where the clock was set back meanwhile: the files then have to be read next time.
  private func statusTimes(of linked: [Int]) throws(PublishingError) -> ClosedRange<Int64>? {
    guard let first = linked.first, let last = linked.last,
      let from = try staging.folder.info(pages.paths[first])?.changed,
      let to = try staging.folder.info(pages.paths[last])?.changed, from <= to
    else { return nil }
    return from...to
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
