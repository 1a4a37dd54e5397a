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
    let unsorted = concurrentMap(names, batch: 4_096) { TreePath($0) }
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
  private let lookup: PathLookup
  let pages: [TreePath]
  private let lateFolders = Late<FolderSet>()

  init(_ pages: PageTable) {
    lookup = pages.lookup
    self.pages = pages.paths
  }

  /// Every folder that holds a page, directly or deeper. Found when somebody asks first, as nobody does in a first publication.
  var folders: FolderSet { lateFolders.value { FolderSet(of: pages) } }

  /// The page's number in the table.
  func position(of path: TreePath) -> Int? { lookup.position(of: path) }
  func position(of path: UnsafeBufferPointer<UInt8>) -> Int? { lookup.position(of: path) }
  func contains(_ path: TreePath) -> Bool { lookup.position(of: path) != nil }
}

/// The folders on the way to some paths.
struct FolderSet: Sendable {
  let paths: [TreePath]
  private let lookup: PathLookup

  init(of files: some Sequence<TreePath>) {
    paths = Array(foldersOf(files))
    lookup = PathLookup(paths)
  }

  /// The folder's place among the paths.
  func position(of path: UnsafeBufferPointer<UInt8>) -> Int? { lookup.position(of: path) }
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
