import PortalBase

/// The routes of a plan in the order of their paths' bytes: neighbours stand in one folder.
struct PageTable: Sendable {
  /// The plan's indexes, in the order of the paths.
  let order: [Int]
  let paths: [TreePath]
  /// To ask for a page by its path.
  let lookup: PathLookup

  /// - Throws: where a path leads out of the output, stands twice, or is the publisher's own.
  init(_ names: [String]) throws(PublishingError) {
    let unsorted = concurrentMap(names, batch: 2_048) { TreePath($0) }
    let isSorted = zip(unsorted, unsorted.dropFirst()).allSatisfy { $0 < $1 }
    order = isSorted ? Array(unsorted.indices) : unsorted.indices.sorted { unsorted[$0] < unsorted[$1] }
    paths = isSorted ? unsorted : order.map { unsorted[$0] }
    lookup = PathLookup(paths)
    let (manifest, staging) = (TreePath(Manifest.name), Array(InPlaceUpdate.staging.utf8))
    let isFit = concurrentMap(paths, batch: 2_048) { path in
      path.isPlain && path != manifest && !path.bytes.starts(with: staging)
    }
    for (index, path) in paths.enumerated() {
      if !isFit[index] { throw PublishingError(.failure, "no page can have the path \"\(path.text)\"") }
      if index > 0, paths[index - 1] == path {
        throw PublishingError(.failure, "two pages have the path \"\(path.text)\"")
      }
    }
  }

  var count: Int { paths.count }

  /// For each page the position of the same path in a sorted list of files, or -1.
  func positions(in files: [KnownFile]) -> [Int32] {
    var position = 0
    return paths.map { path in
      while position < files.count, files[position].path < path { position += 1 }
      return position < files.count && files[position].path == path ? Int32(position) : -1
    }
  }

}

/// The pages of a table and the folders that hold them, to be asked for by path.
struct PageSet: Sendable {
  private let pages: PageTable
  private var lookup: PathLookup { pages.lookup }

  init(_ pages: PageTable) { self.pages = pages }

  /// Every folder that holds a page, directly or deeper. It is found anew each time, as a first publication has no use for it.
  func folders() -> Set<TreePath> { foldersOf(pages.paths) }

  /// The page's number in the table.
  func position(of path: TreePath) -> Int? { lookup.position(of: path) }
  func contains(_ path: TreePath) -> Bool { lookup.position(of: path) != nil }
}

/// Every folder on the way to one of the paths. Quick where neighbours share folders.
func foldersOf(_ paths: some Sequence<TreePath>) -> Set<TreePath> {
  var folders = Set<TreePath>()
  var last = TreePath.root
  for path in paths {
    guard !path.stands(in: last), var folder = path.parent else { continue }
    last = folder
    while folder.count > 0, folders.insert(folder).inserted {
      guard let parent = folder.parent else { break }
      folder = parent
    }
  }
  return folders
}
