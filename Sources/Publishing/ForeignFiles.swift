import PortalBase

/// What stands at the output and was not written by Waiver: it stays.
struct ForeignFiles: Sendable {
  /// To be carried over, each folder before what is in it.
  private(set) var paths: [TreePath] = []
  /// Those of them that stand where a page, the manifest or a page's folder belongs.
  private(set) var conflicts: [TreePath] = []

  /// Nothing.
  init() {}

  /// - Parameters:
  ///   - listing: everything at the output, pages expected.
  ///   - positions: of the pages among the published files, or -1.
  ///   - adopted: whether a page that the old manifest does not know has the right bytes already.
  init(
    _ listing: TreeListing, _ published: PublishedTree, _ pages: PageSet, positions: [Int32], adopted: (Int) -> Bool
  ) {
    lazy var oldFolders = foldersOf(published.files.lazy.map(\.path))
    let manifest = TreePath(Manifest.name)
    paths = listing.paths { path, entry in
      if entry.isFolder { return !pages.folders.contains(path) && !oldFolders.contains(path) }
      if path == manifest { return !entry.isFile || published.hasForeignManifest }
      return !(entry.isFile && published.hasFile(path))
    } orPageFile: { page in
      positions[page] < 0 && !adopted(page)
    }
    conflicts = paths.filter { path in
      let isFolder = listing[path]?.isFolder == true
      let isPage = path == manifest || pages.position(of: path) != nil
      if isPage || (!isFolder && pages.folders.contains(path)) { return true }
      return path.ancestors.contains { pages.position(of: $0) != nil || $0 == manifest }
    }
  }

  /// - Throws: where something is in the way and may not be replaced.
  mutating func settle(replace: Bool, _ output: OpenFolder) throws(PublishingError) {
    if let first = conflicts.first, !replace {
      let more = conflicts.count > 1 ? " (and \(conflicts.count - 1) more)" : ""
      throw PublishingError(
        .failure,
        "\(output.shown(first))\(more) is in the way of a page, and Waiver did not write it; move it, or use --replace")
    }
    let replaced = Set(conflicts)
    paths.removeAll { path in replaced.contains(path) || path.ancestors.contains(where: replaced.contains) }
  }
}

extension PublishedTree {
  /// Whether Waiver wrote a file of that path.
  fileprivate func hasFile(_ path: TreePath) -> Bool {
    let place = files.firstPlace { !($0.path < path) }
    return place < files.count && files[place].path == path
  }
}
