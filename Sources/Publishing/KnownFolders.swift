import CSystem

/// The folders of a published tree as Waiver left them: with its files in them, and nothing else. One whose times are still the same
/// has the same names in it (stat(2): they change with every name that is added, removed or replaced), and need not be listed.
struct KnownFolders: Sendable {
  private let folders: FolderSet
  /// Of the folders, in their order; nil for one that has to be listed.
  private let stamps: [Stamp?]
  private let files: [KnownFile]
  private let filesIn: Members
  private let foldersIn: Members

  /// Nil where nothing is known.
  /// - Parameter folders: those of the published files.
  init?(_ published: PublishedTree, folders: @autoclosure () -> FolderSet) {
    if published.folderStamps.isEmpty { return nil }
    self.folders = folders()
    stamps = published.folderStamps
    files = published.files
    if stamps.count != self.folders.paths.count { return nil }
    filesIn = Members(files.lazy.map(\.path), of: self.folders)
    foldersIn = Members(self.folders.paths, of: self.folders)
  }

  /// Tells of everything in a folder, unless it has to be listed.
  /// - Returns: whether that was known.
  func eachEntry(
    of folder: TreePath, in root: OpenFolder, _ body: (TreePath, TreeListing.Entry) -> Void
  ) throws(PublishingError) -> Bool {
    guard let number = folders.position(of: folder), let stamp = stamps[number],
      let info = try root.info(folder), info.isFolder, stamp.isOf(info)
    else { return false }
    filesIn.each(of: number) { file in
      body(files[file].path, TreeListing.Entry(inode: files[file].stamp?.inode ?? 0, kind: UInt32(waiver_file)))
    }
    foldersIn.each(of: number) { folder in
      body(folders.paths[folder], TreeListing.Entry(inode: stamps[folder]?.inode ?? 0, kind: UInt32(waiver_folder)))
    }
    return true
  }

  /// Which of some paths stand in each folder, but for the root.
  private struct Members: Sendable {
    /// Of each folder, or -1.
    private var first: [Int32]
    /// The one after each path in the same folder, or -1.
    private var next: [Int32]

    init(_ paths: some RandomAccessCollection<TreePath>, of folders: FolderSet) {
      first = Array(repeating: -1, count: folders.paths.count)
      next = Array(repeating: -1, count: paths.count)
      var folder: Int?
      for (number, path) in paths.enumerated().reversed() {
        // Neighbours mostly stand in one folder.
        if folder.map({ path.stands(in: folders.paths[$0]) }) != true {
          folder = path.parent.flatMap { folders.position(of: $0) }
        }
        guard let folder else { continue }
        next[number] = first[folder]
        first[folder] = Int32(number)
      }
    }

    func each(of folder: Int, _ body: (Int) -> Void) {
      var number = first[folder]
      while number >= 0 {
        body(Int(number))
        number = next[Int(number)]
      }
    }
  }
}

extension OpenFolder {
  /// The stamps by which the folders of a tree are known next time to hold nothing but its files.
  /// - Parameter others: folders with something else in them.
  func stamps(
    of folders: [TreePath], except others: Set<TreePath>, workers: Int?
  ) throws(PublishingError) -> [Stamp?] {
    let parts = try work(folders.count, batch: 256, workers: workers) {
      [(folder: Int, stamp: Stamp)]()
    } _: { found, range throws(PublishingError) in
      for index in range where others.isEmpty || !others.contains(folders[index]) {
        if let info = try info(folders[index]), info.isFolder { found.append((index, Stamp(info))) }
      }
    }
    var stamps = [Stamp?](repeating: nil, count: folders.count)
    // A clock goes by steps. What was touched in the step that is perhaps not over could be touched again and show the same time,
    // as files could in git's index ("racy git").
    let last = parts.joined().map(\.stamp.changed.upperBound).max() ?? .min
    for (folder, stamp) in parts.joined() where stamp.changed.upperBound < last { stamps[folder] = stamp }
    return stamps
  }
}
