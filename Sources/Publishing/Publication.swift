import CSystem
import PortalBase

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The second half of a publication, when all pages are rendered and the changed ones staged: from there to the new site.
struct Publication: Sendable {
  let plan: OutputPlan
  let pages: PageTable
  let pageSet: PageSet
  let header: Manifest.Header
  let options: PublishOptions
  let workspace: Workspace
  let published: PublishedTree
  let staging: Staging
  /// Of the pages among the published files, or -1.
  let positions: [Int32]
  var outcomes: [PagePass.Outcome]
  var report = PublishReport()

  /// Gives up what was staged; the next build clears it away.
  func abandon() throws(PublishingError) {
    if workspace.mode == .inPlace { try published.folder?.clearInPlaceStaging() }
  }

  mutating func run() throws(PublishingError) {
    try options.beforeStep?(.complete)
    report.warnings = workspace.warnings
    let (known, bytes) = try beside(knownFolders) { encodedManifest() }
    count(isSameManifest: bytes == published.manifest)
    if report.written == 0 && report.deleted == 0 {
      // Nothing to publish. Files whose bytes had to be read get their stamps, so that they need not be read again.
      if !published.hasIndex || published.origin != options.originDigest(header) || hasNewStamps {
        try save(encodedIndex(of: bytes, folders: published.folderStamps), of: published.inode)
      }
      report.warnings = []
      return
    }
    let tree = try staging.tree()
    guard let output = published.folder else {
      if workspace.mode == .exchange {
        let others = try TreeCompletion(self, tree, ForeignFiles(), TreeListing()).run(&outcomes)
        try publishFirst(tree, bytes, others)
      } else {
        try updateNew(tree, bytes)
      }
      return
    }
    let listing = try TreeListing(
      output, expecting: pageSet, known: known, workers: options.workers)
    var foreign = ForeignFiles(listing, published, pageSet, positions: positions) { [outcomes] in outcomes[$0].isSame }
    do throws(PublishingError) {
      try foreign.settle(replace: options.replace, output)
    } catch {
      try abandon()
      throw error
    }
    if workspace.mode == .exchange {
      try exchange(tree, output, foreign, listing, bytes)
    } else {
      try update(tree.folder, output, foreign, listing, bytes)
    }
  }

  private func encodedManifest() -> [UInt8] {
    Manifest.encoded(header, count: pages.count) {
      Manifest.File($0, pages, outcomes, pageCounts: options.pageCounts)
    }
  }

  /// What is known of the folders of the published files. These are mostly the pages.
  private func knownFolders() -> KnownFolders? {
    let folders = pageSet.folders
    let isSame = positions.count == published.files.count && !positions.contains(-1)
    return KnownFolders(published, folders: isSame ? folders : FolderSet(of: published.files.map(\.path)))
  }

  private mutating func count(isSameManifest: Bool) {
    report.unchanged = outcomes.count { $0.isSame } + (isSameManifest ? 1 : 0)
    report.written = outcomes.count + 1 - report.unchanged
    report.deleted = published.files.count - positions.count { $0 >= 0 }
  }

  private var hasNewStamps: Bool {
    zip(positions, outcomes).contains { position, outcome in
      position < 0 || published.files[Int(position)].stamp != outcome.stamp
    }
  }

  /// The first publication: there is nothing to exchange with.
  private func publishFirst(_ tree: StagingTree, _ bytes: [UInt8], _ others: Set<TreePath>) throws(PublishingError) {
    try seal(tree, bytes, others)
    try options.beforeStep?(.exchange)
    if rename(workspace.treePath, workspace.location.path) != 0 {
      throw .system(errno, "publish to", workspace.location.shown)
    }
    try syncParent()
  }

  private mutating func exchange(
    _ tree: StagingTree, _ output: OpenFolder, _ foreign: ForeignFiles, _ listing: TreeListing,
    _ bytes: [UInt8]
  ) throws(PublishingError) {
    do throws(PublishingError) {
      let others = try TreeCompletion(self, tree, foreign, listing).run(&outcomes)
      try seal(tree, bytes, others)
      try options.beforeStep?(.exchange)
      if options.failsToExchange { throw PublishingError.system(ENOSYS, "publish to", workspace.location.shown) }
      if waiver_exchange(workspace.treePath, workspace.location.path) != 0 {
        throw PublishingError.system(errno, "publish to", workspace.location.shown)
      }
    } catch {
      // No exchange here (rename(2)), or a file system is mounted below the output, so that nothing can be carried over.
      guard let number = error.number, [EBUSY, EXDEV, ENOSYS, EINVAL].contains(number) else { throw error }
      let reason = "the system cannot exchange the folders (\(String(cString: strerror(number))))"
      report.warnings.append(notAtomic(workspace.location.shown, reason))
      try update(tree.folder, output, foreign, listing, bytes)
      return
    }
    try syncParent()
    try options.beforeStep?(.finish)
    // `output` is now the previous tree, and `tree` the site.
    try TreeCompletion.forgetForeign(foreign, in: output, new: tree.folder)
  }

  /// Makes the rename itself last.
  private func syncParent() throws(PublishingError) {
    let parent = try OpenFolder(workspace.location.parent)
    if fsync(parent.descriptor) != 0, ![EINVAL, ENOTSUP, EROFS].contains(errno) {
      throw .system(errno, "sync", parent.name)
    }
  }

  /// In place, where there is no output yet.
  private mutating func updateNew(
    _ tree: StagingTree, _ bytes: [UInt8]
  ) throws(PublishingError) {
    let output = try OpenFolder(workspace.location.path, named: workspace.location.shown)
    try update(tree.folder, output, ForeignFiles(), TreeListing(), bytes)
  }

  private mutating func update(
    _ source: OpenFolder, _ output: OpenFolder, _ foreign: ForeignFiles, _ listing: TreeListing,
    _ bytes: [UInt8]
  ) throws(PublishingError) {
    try options.beforeStep?(.sync)
    try sync(source)
    let update = InPlaceUpdate(
      pages: pages, pageSet: pageSet, published: published, output: output, source: source, foreign: foreign,
      listing: listing,
      options: options)
    let manifest = Manifest(header: header, pages, outcomes, pageCounts: options.pageCounts)
    try update.run(&outcomes, manifest, bytes)
    try output.clearInPlaceStaging()
    try options.beforeStep?(.finish)
    try save(encodedIndex(of: bytes, folders: []), of: output.info().inode)
    try options.beforeStep?(.sync)
    try sync(output)
  }
}

extension TreeCompletion {
  fileprivate init(
    _ publication: Publication, _ staging: StagingTree, _ foreign: ForeignFiles, _ listing: TreeListing
  ) {
    self.init(
      pages: publication.pages, pageSet: publication.pageSet, published: publication.published, staging: staging,
      foreign: foreign, listing: listing,
      workers: publication.options.workers)
  }
}

extension Workspace {
  fileprivate var treePath: String { location.control + "/tree" }
}
