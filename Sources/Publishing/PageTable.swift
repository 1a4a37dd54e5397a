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

  /// Every folder that holds a page, directly or deeper. Found when somebody asks first.
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

  /// - Parameter files: sorted.
  init(of files: [TreePath]) {
    paths = folders(ofSorted: files)
    lookup = PathLookup(paths)
  }

  /// The folder's place among the paths.
  func position(of path: TreePath) -> Int? { lookup.position(of: path) }
  func position(of path: UnsafeBufferPointer<UInt8>) -> Int? { lookup.position(of: path) }
  func contains(_ path: TreePath) -> Bool { lookup.position(of: path) != nil }
}

/// Every folder on the way to one of the paths.
func foldersOf(_ paths: some Sequence<TreePath>) -> Set<TreePath> { Set(folders(ofSorted: paths.sorted())) }

/// Every folder on the way to one of the paths, which are sorted. The files of a folder stand side by side there, so the folders that are new
/// are those that a path does not share with the one before.
private func folders(ofSorted paths: [TreePath]) -> [TreePath] {
  var folders: [TreePath] = []
  var last = TreePath.root
  for path in paths {
    path.bytes.withUnsafeBufferPointer { bytes in
      for place in path.countShared(with: last)..<bytes.count where bytes[place] == UInt8(ascii: "/") {
        folders.append(TreePath(bytes[..<place]))
      }
    }
    last = path
  }
  return folders
}
