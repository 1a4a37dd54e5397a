import CSystem

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The folder `.NAME.waiver` beside an output, with the lock, the previous tree and the index; and what it allows.
struct Workspace: Sendable {
  enum Mode: Sendable {
    /// A whole new tree is made beside the output and takes its place at once.
    case exchange
    /// The output is changed file by file.
    case inPlace
  }

  let location: OutputLocation
  let mode: Mode
  /// Nil where nothing can be kept beside the output.
  let control: OpenFolder?
  /// Held until the last reference is gone, also if the process is killed.
  private let lock: OpenFolder
  let warnings: [String]

  static let tree = TreePath("tree")
  private static let marker = TreePath("staging")

  /// Makes the folders needed and takes the lock.
  init(_ location: OutputLocation, inPlace: Bool) throws(PublishingError) {
    self.location = location
    try makeFolders(location.parent)
    let exists = try location.info() != nil
    do throws(PublishingError) {
      control = try Workspace.openControl(location)
    } catch {
      guard exists, [EACCES, EPERM, EROFS].contains(error.number) else { throw error }
      control = nil
    }
    if let control {
      lock = try Workspace.lockFile(control)
    } else {
      lock = try OpenFolder(location.path, named: location.shown)
    }
    let number = waiver_lock(lock.descriptor)
    if number == EWOULDBLOCK {
      throw PublishingError(
        .failure, "another build is publishing to \(location.shown) just now; nothing was changed. Wait for it to end")
    }
    if number != 0 { throw .system(number, "lock", lock.name) }
    let reason = inPlace || !exists ? nil : Workspace.reasonAgainstExchange(location, control)
    mode = inPlace || reason != nil ? .inPlace : .exchange
    warnings = reason.map { [notAtomic(location.shown, $0)] } ?? []
  }

  private static func reasonAgainstExchange(_ location: OutputLocation, _ control: OpenFolder?) -> String? {
    guard let control else { return "the folder above it cannot be written" }
    if waiver_is_mount_point(location.path) != 0 { return "it is a mount point" }
    guard let output = try? location.info(), let beside = try? control.info() else { return nil }
    return output.device == beside.device ? nil : "it lies on another file system than the folder above it"
  }

  /// Makes or opens the folder. What it finds there and did not make is left alone.
  private static func openControl(_ location: OutputLocation) throws(PublishingError) -> OpenFolder {
    let parent = try OpenFolder(location.parent)
    let name = TreePath(".\(location.name).waiver")
    do throws(PublishingError) {
      try parent.makeFolder(name)
    } catch {
      // Whatever the reason, a folder that exists is enough.
      guard let info = try parent.info(name) else { throw error }
      let isOurs = info.isFolder ? try parent.folder(name).isWorkspace : false
      if !isOurs {
        throw PublishingError(
          .failure, "\(parent.shown(name)) is in the way: Waiver keeps the previous site in a folder of this name")
      }
    }
    return try parent.folder(name)
  }

  private static func lockFile(_ control: OpenFolder) throws(PublishingError) -> OpenFolder {
    let path = TreePath("lock")
    let descriptor = path.withCString {
      openat(control.descriptor, $0, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    }
    if descriptor < 0 { throw .system(errno, "lock", control.shown(path)) }
    return OpenFolder(descriptor: descriptor, name: control.shown(path))
  }

  /// Marks the tree as half done, by its inode: after the exchange the mark speaks of no tree of the workspace any more.
  func markStaging(_ inode: UInt64) throws(PublishingError) {
    guard let control else { return }
    try control.removeIfThere(Workspace.marker)
    _ = try control.create(Workspace.marker, Array(String(inode).utf8))
  }

  /// Whether a build began to work on the tree with this inode and did not come to its end.
  func isHalfDone(_ inode: UInt64) -> Bool {
    guard let control, let mark = try? control.read(Workspace.marker) else { return false }
    return mark == Array(String(inode).utf8)
  }

  /// Saves the index of a tree, and removes those of trees that are no more.
  func saveIndex(_ index: [UInt8], of inode: UInt64, keeping other: UInt64) throws(PublishingError) {
    guard let control else { return }
    for entry in try control.entries() where entry.name.starts(with: "index-".utf8) {
      let path = TreePath(entry.name)
      if path != TreeIndex.name(other) || inode == other { try control.removeIfThere(path) }
    }
    _ = try control.create(TreeIndex.name(inode), index)
  }
}

/// The warning that readers may see the old and the new site mixed for a moment.
func notAtomic(_ output: String, _ reason: String) -> String {
  "\(output) is changed file by file, not at once, because \(reason); a reader may meanwhile see old and new pages together"
}

extension OpenFolder {
  /// Whether the folder holds nothing but what a workspace holds.
  fileprivate var isWorkspace: Bool {
    get throws(PublishingError) {
      let own: [[UInt8]] = ["lock", "tree", "staging"].map { Array($0.utf8) }
      return try entries().allSatisfy { own.contains($0.name) || $0.name.starts(with: "index-".utf8) }
    }
  }
}

extension OutputLocation {
  /// Facts of what stands at the output; nil where there is nothing.
  func info() throws(PublishingError) -> FileInfo? {
    var info = FileInfo()
    let number = waiver_stat(AT_FDCWD, path, 0, &info)
    if number == ENOENT { return nil }
    if number != 0 { throw .system(number, "look at", shown) }
    return info
  }
}

/// Makes a folder and those above it.
func makeFolders(_ path: String) throws(PublishingError) {
  var number = waiver_make_folder(AT_FDCWD, path, nil)
  if number == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex {
    try makeFolders(String(path[..<slash]))
    number = waiver_make_folder(AT_FDCWD, path, nil)
  }
  if number == 0 || number == EEXIST { return }
  // A read-only file system says so even where the folder exists.
  var info = FileInfo()
  if waiver_stat(AT_FDCWD, path, 1, &info) == 0, info.isFolder { return }
  throw .system(number, "make the folder", path)
}
