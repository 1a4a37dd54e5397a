import CSystem

/// One name of a folder.
struct FolderEntry: Sendable {
  var name: [UInt8]
  var inode: UInt64
  var kind: UInt32

  var isFile: Bool { Int(kind) == waiver_file }
  var isFolder: Bool { Int(kind) == waiver_folder }
  var isSymbolicLink: Bool { Int(kind) == waiver_symlink }
}

extension OpenFolder {
  /// The names in a folder below, in the system's order. Symbolic links are not followed.
  func entries(_ path: TreePath = .root) throws(PublishingError) -> [FolderEntry] {
    var entries: [FolderEntry] = []
    try eachEntry(path) { name, inode, kind in
      entries.append(FolderEntry(name: Array(name), inode: inode, kind: kind))
    }
    return entries
  }

  typealias EntryBody = (_ name: UnsafeBufferPointer<UInt8>, _ inode: UInt64, _ kind: UInt32) -> Void

  /// Calls `body` with every name in a folder below; the name's bytes hold until it returns.
  func eachEntry(_ path: TreePath, _ body: EntryBody) throws(PublishingError) {
    let number = withoutActuallyEscaping(body) { body in
      withUnsafePointer(to: body) { body in
        path.withCString { path in
          let found: @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<waiver_entry>?) -> Void = { body, entry in
            guard let body, let entry = entry?.pointee, let name = entry.name else { return }
            name.withMemoryRebound(to: UInt8.self, capacity: entry.length) {
              let name = UnsafeBufferPointer(start: $0, count: entry.length)
              body.assumingMemoryBound(to: EntryBody.self).pointee(name, entry.inode, entry.kind)
            }
          }
          return waiver_list(descriptor, path, found, UnsafeMutableRawPointer(mutating: body))
        }
      }
    }
    if number != 0 { throw .system(number, "list", shown(path)) }
  }
}

/// Everything below a folder: paths, kinds and inodes. Symbolic links are entries, and never followed.
///
/// What is expected there, pages and their folders, is kept by its number, so that no path has to be made of its name.
struct TreeListing: Sendable {
  struct Entry: Sendable {
    var inode: UInt64
    var kind: UInt32

    var isFolder: Bool { Int(kind) == waiver_folder }
    var isFile: Bool { Int(kind) == waiver_file }
  }

  /// What is expected; nil where nothing is.
  private var expected: PageSet?
  /// What stands at the path of each page, and which folders of pages there are.
  private var pages: [Entry?] = []
  private var folders: [Entry?] = []
  /// All else.
  private var paths: [TreePath] = []
  private var entries: [Entry] = []
  private var lookup = PathLookup([])

  /// Nothing.
  init() {}

  /// Lists level by level, the folders of a level on several threads.
  /// What a change in place left at the top is not listed.
  /// - Parameter known: folders that need not be listed as long as they are as they were.
  init(
    _ root: OpenFolder, expecting expected: PageSet? = nil, known: KnownFolders? = nil, workers: Int?
  ) throws(PublishingError) {
    self.expected = expected
    pages = Array(repeating: nil, count: expected?.pages.count ?? 0)
    folders = Array(repeating: nil, count: expected?.folders.paths.count ?? 0)
    var level = [TreePath.root]
    while !level.isEmpty {
      let listed = level
      let found = try work(listed.count, batch: 16, workers: workers) {
        Found()
      } _: { found, range throws(PublishingError) in
        for index in range { try found.list(listed[index], in: root, expected, known) }
      }
      level = []
      for part in found { add(part, &level) }
    }
    lookup = PathLookup(paths)
  }

  /// What one worker found.
  private struct Found: Sendable {
    var pages: [(page: Int, entry: Entry)] = []
    var folders: [(folder: Int, entry: Entry)] = []
    var others: [(path: TreePath, entry: Entry)] = []
    /// The path in question.
    private var path: [UInt8] = []

    mutating func list(
      _ folder: TreePath, in root: OpenFolder, _ expected: PageSet?, _ known: KnownFolders?
    ) throws(PublishingError) {
      let isKnown = try known?.eachEntry(of: folder, in: root) { path, entry in
        path.bytes.withUnsafeBufferPointer { add($0, entry, expected) }
      }
      if isKnown == true { return }
      path.removeAll(keepingCapacity: true)
      path.append(contentsOf: folder.bytes)
      if folder.count > 0 { path.append(UInt8(ascii: "/")) }
      let start = path.count
      try root.eachEntry(folder) { name, inode, kind in
        path.removeLast(path.count - start)
        path.append(contentsOf: name)
        path.withUnsafeBufferPointer { add($0, Entry(inode: inode, kind: kind), expected) }
      }
    }

    private mutating func add(_ path: UnsafeBufferPointer<UInt8>, _ entry: Entry, _ expected: PageSet?) {
      if let page = expected?.position(of: path) {
        pages.append((page, entry))
      } else if entry.isFolder, let folder = expected?.folders.position(of: path) {
        folders.append((folder, entry))
      } else {
        others.append((TreePath(path), entry))
      }
    }
  }

  /// - Parameter level: gets the folders among what was found.
  private mutating func add(_ found: Found, _ level: inout [TreePath]) {
    for (page, entry) in found.pages {
      pages[page] = entry
      if entry.isFolder, let expected { level.append(expected.pages[page]) }
    }
    for (folder, entry) in found.folders {
      folders[folder] = entry
      if let expected { level.append(expected.folders.paths[folder]) }
    }
    let excluded = Array(InPlaceUpdate.staging.utf8)
    for (path, entry) in found.others where !path.bytes.starts(with: excluded) {
      paths.append(path)
      entries.append(entry)
      if entry.isFolder { level.append(path) }
    }
  }

  subscript(path: TreePath) -> Entry? {
    if let page = expected?.position(of: path) { return pages[page] }
    if let folder = path.bytes.withUnsafeBufferPointer({ expected?.folders.position(of: $0) }),
      let entry = folders[folder]
    {
      return entry
    }
    return lookup.position(of: path).map { entries[$0] }
  }

  /// What stands at the path of a page.
  subscript(page page: Int) -> Entry? { page < pages.count ? pages[page] : nil }

  /// The paths that fulfil a condition, in order, so that a folder comes before what is in it. They are none of the folders that pages
  /// are expected in.
  /// - Parameter isMeant: whether a file is meant that stands where a page is expected.
  func paths(
    where condition: (TreePath, Entry) -> Bool, orPageFile isMeant: (_ page: Int) -> Bool = { _ in false }
  ) -> [TreePath] {
    var result = zip(paths, entries).filter(condition).map(\.0)
    for (page, entry) in pages.enumerated() {
      guard let entry, let path = expected?.pages[page] else { continue }
      if entry.isFile ? isMeant(page) : condition(path, entry) { result.append(path) }
    }
    return result.sorted()
  }
}
