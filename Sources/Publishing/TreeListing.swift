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
    func fail(_ number: Int32) -> PublishingError { .system(number, "list", shown(path)) }
    var descriptor: Int32 = -1
    let opened = path.withCString { waiver_open_folder(self.descriptor, $0, 0, &descriptor) }
    if opened != 0 { throw fail(opened) }
    var listing: UnsafeMutableRawPointer?
    let begun = waiver_list_open(descriptor, &listing)
    guard begun == 0, let listing else { throw fail(begun) }
    defer { waiver_list_close(listing) }
    var entries: [FolderEntry] = []
    while true {
      var entry = waiver_entry()
      let number = waiver_list_next(listing, &entry)
      if number != 0 { throw fail(number) }
      guard let name = entry.name else { return entries }
      let bytes = UnsafeRawBufferPointer(start: name, count: entry.length)
      entries.append(FolderEntry(name: Array(bytes), inode: entry.inode, kind: entry.kind))
    }
  }
}

/// Everything below a folder: paths, kinds and inodes. Symbolic links are entries, and never followed.
struct TreeListing: Sendable {
  struct Entry: Sendable {
    var inode: UInt64
    var kind: UInt32

    var isFolder: Bool { Int(kind) == waiver_folder }
    var isFile: Bool { Int(kind) == waiver_file }
  }

  private var paths: [TreePath] = []
  /// What stands at each of the paths.
  private var entries: [Entry] = []
  private var lookup = PathLookup([])

  /// Nothing.
  init() {}

  /// Lists level by level, the folders of a level on several threads.
  /// What a change in place left at the top is not listed.
  init(_ root: OpenFolder, workers: Int?) throws(PublishingError) {
    let excluded = Array(InPlaceUpdate.staging.utf8)
    var level = [TreePath.root]
    while !level.isEmpty {
      let folders = level
      let found = try work(folders.count, batch: 16, workers: workers) {
        [(TreePath, Entry)]()
      } _: { found, range throws(PublishingError) in
        for index in range {
          for entry in try root.entries(folders[index]) {
            found.append((folders[index].appending(entry.name), Entry(inode: entry.inode, kind: entry.kind)))
          }
        }
      }
      level = []
      for part in found {
        for (path, entry) in part where !path.bytes.starts(with: excluded) {
          paths.append(path)
          entries.append(entry)
          if entry.isFolder { level.append(path) }
        }
      }
    }
    lookup = PathLookup(paths)
  }

  subscript(path: TreePath) -> Entry? { lookup.position(of: path).map { entries[$0] } }

  /// The paths that fulfil a condition, in order, so that a folder comes before what is in it.
  func paths(where condition: (TreePath, Entry) -> Bool) -> [TreePath] {
    zip(paths, entries).filter(condition).map(\.0).sorted()
  }
}
