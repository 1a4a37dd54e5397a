#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What lies in the watched folders: the names and stamps of all files, so that the next look tells what has changed. Events only
/// say where to look; what is there decides. So no order or loss of events can lead astray.
struct FolderSnapshot: Sendable {
  /// Tells one state of a file from another, without reading it.
  struct Stamp: Sendable, Hashable {
    let device: UInt64
    let inode: UInt64
    let mode: UInt32
    let size: Int64
    let modified: [Int]
    /// Of a link: the stamp of what it leads to decides too.
    let target: [Stamp]
  }

  enum Entry: Sendable, Hashable {
    case file(Stamp)
    /// A file that was listed, but not looked at: events tell when it changes.
    case unseenFile
    /// With its device and inode: a folder in whose place another one was moved is not the same.
    case folder(device: UInt64, inode: UInt64)

    var isFolder: Bool { if case .folder = self { true } else { false } }

    /// Whether it is known to be another one than before.
    /// - Parameter isTold: whether the events are known to have told everything.
    func isOther(than before: Entry?, isTold: Bool) -> Bool {
      if before == .unseenFile, isTold, !isFolder { return false }
      return before == .unseenFile || before != self
    }
  }

  /// The absolute path, without a slash at its end.
  let root: String
  /// The folders of the root that are watched, with all in them.
  let tops: Set<String>
  private var folders: [String: [String: Entry]] = [:]
  /// Up to how many names a folder is looked at as a whole for one of them. In a larger one only those names are looked at that there
  /// were events of.
  private static let fewNames = 1_000
  /// Files that are links: looked at every time, for what they lead to may lie elsewhere.
  private var links: Set<String> = []

  init(root: String, tops: Set<String>) {
    self.root = root
    self.tops = tops
  }

  var folderNames: Set<String> { Set(folders.keys) }

  /// The first look.
  /// - Parameters:
  ///   - tellsEveryChange: whether events will tell what changes: then files need not be looked at, which takes longer than all else.
  ///   - watch: called for every folder before it is listed.
  mutating func begin(tellsEveryChange: Bool, watch: (String) -> Void) {
    var stack = [""]
    while let folder = stack.popLast() {
      watch(folder)
      let entries = list(folder, isBrief: tellsEveryChange)
      for (name, entry) in entries where entry.isFolder { stack.append(folder.isEmpty ? name : "\(folder)/\(name)") }
      folders[folder] = entries
    }
  }

  /// Looks again.
  /// - Parameters:
  ///   - burst: where.
  ///   - watch: called for every new folder before it is listed, so that nothing is missed in between.
  ///   - unwatch: called for every folder that is gone.
  /// - Returns: the paths of files that are new, gone, or no longer the same.
  mutating func update(
    _ burst: ChangeCollector.Burst, watch: (String) -> Void, unwatch: (String) -> Void
  ) -> Set<String> {
    var changes: Set<String> = []
    var places =
      burst.isEverything ? folderNames.union([""]) : burst.folders.filter { $0.isEmpty || folders[$0] != nil }
    for file in burst.files {
      let folder = parent(of: file)
      if folder.isEmpty || folders[folder].map({ $0.count <= Self.fewNames }) ?? false { places.insert(folder) }
    }
    // Shorter paths first: a folder that is gone takes those in it with it.
    for folder in places.sorted() where folder.isEmpty || folders[folder] != nil {
      look(into: folder, burst, &changes, watch: watch, unwatch: unwatch)
    }
    for path in burst.files.sorted() where !places.contains(parent(of: path)) {
      look(at: path, &changes, watch: watch, unwatch: unwatch)
    }
    for link in links where !changes.contains(link) {
      let (folder, name) = (parent(of: link), lastPart(of: link))
      let now = entry(at: link)
      if folders[folder]?[name] != now {
        folders[folder]?[name] = now
        changes.insert(link)
      }
    }
    return changes
  }

  /// Looks at one name of a folder that is known.
  private mutating func look(
    at path: String, _ changes: inout Set<String>, watch: (String) -> Void, unwatch: (String) -> Void
  ) {
    let (folder, name) = (parent(of: path), lastPart(of: path))
    if folders[folder] == nil { return }
    let before = folders[folder]?[name]
    let after = entry(at: path)
    if let before, before != after { remove(path, before, &changes, unwatch: unwatch) }
    folders[folder, default: [:]][name] = after
    switch after {
    case .file, .unseenFile: changes.insert(path)
    case .folder where before != after:
      look(into: path, ChangeCollector.Burst(), &changes, watch: watch, unwatch: unwatch)
    case .folder, nil: break
    }
  }

  private mutating func look(
    into folder: String, _ burst: ChangeCollector.Burst, _ changes: inout Set<String>, watch: (String) -> Void,
    unwatch: (String) -> Void
  ) {
    // By an explicit stack: how deep folders lie is up to the author.
    var stack = [folder]
    while let folder = stack.popLast() {
      // Also one that is known: it may have been deleted and made again, and its watch is gone.
      watch(folder)
      let before = folders[folder] ?? [:]
      let after = list(folder)
      folders[folder] = after
      for (name, entry) in before where after[name]?.isOther(than: entry, isTold: !burst.isEverything) ?? true {
        remove(folder.isEmpty ? name : "\(folder)/\(name)", entry, &changes, unwatch: unwatch)
      }
      for (name, entry) in after {
        let path = folder.isEmpty ? name : "\(folder)/\(name)"
        switch entry {
        case .folder: if before[name] != entry { stack.append(path) }
        case .file, .unseenFile:
          let isOther = entry.isOther(than: before[name], isTold: !burst.isEverything)
          if isOther || burst.files.contains(path) { changes.insert(path) }
        }
      }
    }
  }

  /// What was at a path is gone: the file, or all files of the folder.
  private mutating func remove(
    _ path: String, _ entry: Entry, _ changes: inout Set<String>, unwatch: (String) -> Void
  ) {
    guard entry.isFolder else {
      changes.insert(path)
      links.remove(path)
      return
    }
    var stack = [path]
    while let folder = stack.popLast() {
      unwatch(folder)
      for (name, entry) in folders.removeValue(forKey: folder) ?? [:] {
        let path = "\(folder)/\(name)"
        if entry.isFolder { stack.append(path) } else { changes.insert(path) }
        links.remove(path)
      }
    }
  }

  /// The entries of a folder; of the root only the watched ones. None where it cannot be read.
  /// - Parameter isBrief: whether plain files are not looked at, where the listing itself tells that they are such.
  private mutating func list(_ folder: String, isBrief: Bool = false) -> [String: Entry] {
    if folder.isEmpty {
      var result: [String: Entry] = [:]
      for name in tops { result[name] = entry(at: name) }
      return result
    }
    guard let directory = opendir("\(root)/\(folder)") else { return [:] }
    defer { closedir(directory) }
    // Put into a dictionary when their number is known: to make one larger takes as long as to list them.
    var found: [(String, Entry)] = []
    while let item = readdir(directory) {
      let name = withUnsafeBytes(of: &item.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name == "." || name == ".." { continue }
      let isUnseen = isBrief && Int32(item.pointee.d_type) == Int32(DT_REG)
      guard let entry = isUnseen ? .unseenFile : entry(at: "\(folder)/\(name)") else { continue }
      found.append((name, entry))
    }
    return Dictionary(found) { $1 }
  }

  /// Nil where there is nothing any more.
  private mutating func entry(at path: String) -> Entry? {
    let absolute = "\(root)/\(path)"
    var status = stat()
    guard lstat(absolute, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return folderEntry(status)
    case S_IFLNK:
      var target = stat()
      let isThere = stat(absolute, &target) == 0
      if isThere, target.st_mode & S_IFMT == S_IFDIR {
        return mayFollow(path) ? folderEntry(target) : .file(Stamp(status, []))
      }
      links.insert(path)
      return .file(Stamp(status, isThere ? [Stamp(target, [])] : []))
    default: return .file(Stamp(status, []))
    }
  }

  private func folderEntry(_ status: stat) -> Entry {
    .folder(device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(status.st_ino))
  }

  /// A link to a folder is followed within the root, and not into a folder that it lies in.
  private func mayFollow(_ path: String) -> Bool {
    guard let target = resolved("\(root)/\(path)"), let home = resolved("\(root)/\(parent(of: path))"),
      let base = resolved(root)
    else { return false }
    return target.hasPrefix(base + "/") && !(home + "/").hasPrefix(target + "/")
  }

  private func resolved(_ path: String) -> String? {
    guard let bytes = realpath(path, nil) else { return nil }
    defer { free(bytes) }
    return String(cString: bytes)
  }
}

extension FolderSnapshot.Stamp {
  init(_ status: stat, _ target: [FolderSnapshot.Stamp]) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(status.st_ino)
    mode = UInt32(status.st_mode)
    size = Int64(status.st_size)
    #if canImport(Darwin)
      let times = [status.st_mtimespec, status.st_ctimespec]
    #else
      let times = [status.st_mtim, status.st_ctim]
    #endif
    modified = times.flatMap { [Int($0.tv_sec), Int($0.tv_nsec)] }
    self.target = target
  }
}
