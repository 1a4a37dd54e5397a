import CSystem
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder tree that is being made into the new site. Everything in it is Waiver's to change.
struct StagingTree: Sendable {
  let folder: OpenFolder
  /// Whether the tree was empty before this build, so that nothing can be in the way.
  let isFresh: Bool
  /// Whether the tree is the previous site as it was when it was exchanged: what its manifest does not know is somebody else's.
  let isPrevious: Bool
  /// Whether the system gives folders in it the right mode by itself.
  var givesModes = false
  /// Whether the times of folders tell of new names in them. Some network file systems leave them as they are.
  var timesTellOfNames = false

  /// Writes a file, with the folders on the way, in place of whatever is there.
  /// - Parameter lastFolder: the folder that the caller wrote to last, which needs no second look.
  func write(
    _ path: TreePath, _ bytes: UnsafeBufferPointer<UInt8>, lastFolder: inout TreePath?
  ) throws(PublishingError) -> FileInfo {
    try prepareFolder(of: path, lastFolder: &lastFolder)
    if !isFresh {
      if let info = folder.rewrite(path, bytes) { return info }
      try folder.clear(path)
    }
    return try folder.create(path, bytes)
  }

  /// Sees to it that a file can be created at the path: folders are there, and nothing else.
  func prepare(_ path: TreePath, lastFolder: inout TreePath?) throws(PublishingError) {
    try prepareFolder(of: path, lastFolder: &lastFolder)
    if !isFresh { try folder.clear(path) }
  }

  private func prepareFolder(of path: TreePath, lastFolder: inout TreePath?) throws(PublishingError) {
    if let lastFolder, path.stands(in: lastFolder) { return }
    let parent = path.parent ?? .root
    try folder.ensureFolder(parent, givesModes: givesModes)
    lastFolder = parent
  }
}

extension OpenFolder {
  /// Makes a folder and those above it; what stands in its way and is no folder is removed.
  /// - Parameter givesModes: whether the system is known to give folders there the right mode by itself.
  func ensureFolder(_ path: TreePath, givesModes: Bool = false) throws(PublishingError) {
    if path.count == 0 { return }
    for _ in 0..<8 {
      do throws(PublishingError) {
        if givesModes { try makeFolderBelow(path) } else { try makeFolder(path) }
        return
      } catch {
        switch error.number {
        case ENOENT, ENOTDIR: try ensureFolder(path.parent ?? .root, givesModes: givesModes)
        case EEXIST:
          // Folders above may be links out of the tree, so each is looked at.
          if let parent = path.parent, parent.count > 0 { try ensureFolder(parent, givesModes: givesModes) }
          guard let info = try info(path) else { continue }
          if info.isFolder { return }
          try removeIfThere(path)
        default: throw error
        }
      }
    }
    throw .system(EEXIST, "make the folder", shown(path))
  }

  /// Removes whatever stands at a path; nothing is no error.
  func clear(_ path: TreePath) throws(PublishingError) {
    do throws(PublishingError) {
      try removeIfThere(path)
    } catch {
      guard try info(path)?.isFolder == true else { throw error }
      try removeTree(path)
    }
  }

  func removeIfThere(_ path: TreePath) throws(PublishingError) {
    do throws(PublishingError) {
      try removeFile(path)
    } catch {
      if error.number != ENOENT && error.number != ENOTDIR { throw error }
    }
  }

  /// Removes a folder and all below it; symbolic links are removed, not followed.
  func removeTree(_ path: TreePath) throws(PublishingError) {
    for entry in try entries(path) {
      let child = path.appending(entry.name)
      if entry.isFolder { try removeTree(child) } else { try removeIfThere(child) }
    }
    if path.count > 0 { try removeFolder(path) }
  }

  /// Removes what a change in place staged, and what it left when it was killed.
  func clearInPlaceStaging() throws(PublishingError) {
    try clear(TreePath(InPlaceUpdate.staging))
    try clear(TreePath(InPlaceUpdate.copy))
  }

  /// Removes a folder if it is empty.
  /// - Returns: whether nothing stands there any more.
  @discardableResult
  func removeFolderIfEmpty(_ path: TreePath) throws(PublishingError) -> Bool {
    do throws(PublishingError) {
      try removeFolder(path)
    } catch {
      if ![ENOTEMPTY, EEXIST, ENOENT, ENOTDIR].contains(error.number) { throw error }
      return error.number == ENOENT
    }
    return true
  }
}

/// Makes the staging tree when the first file needs it, so that a build that changes nothing touches nothing.
final class Staging: Sendable {
  private let workspace: Workspace
  private let output: OpenFolder?
  private let made = Mutex<StagingTree?>(nil)

  /// - Parameter output: the published folder, which holds the staging folder of a change in place.
  init(_ workspace: Workspace, output: OpenFolder?) {
    self.workspace = workspace
    self.output = output
  }

  /// The tree, if anything was staged.
  var current: StagingTree? { made.withLock { $0 } }

  func tree() throws(PublishingError) -> StagingTree {
    try made.withLock { made throws(PublishingError) in
      if let made { return made }
      let tree = try workspace.mode == .exchange ? beside() : inside()
      made = tree
      return tree
    }
  }

  /// Removes what was staged, if there was nothing before: a previous tree takes no room of its own for what did not change.
  func discard() throws(PublishingError) {
    guard let tree = current, tree.isFresh else { return }
    switch workspace.mode {
    case .exchange: try workspace.control?.clear(Workspace.tree)
    case .inPlace: try output?.clearInPlaceStaging()
    }
  }

  private func beside() throws(PublishingError) -> StagingTree {
    guard let control = workspace.control else { return try inside() }
    let before = try control.info().modified
    let info = try control.info(Workspace.tree)
    let exists = info?.isFolder == true
    var givesModes = false
    if !exists {
      try control.clear(Workspace.tree)
      givesModes = try control.makeFolder(Workspace.tree)
    }
    let folder = try control.folder(Workspace.tree)
    let inode = try folder.info().inode
    let isPrevious = exists && !workspace.isHalfDone(inode)
    try workspace.markStaging(inode)
    if exists { try folder.clearInPlaceStaging() }
    let timesTellOfNames = try control.info().modified != before
    return StagingTree(
      folder: folder, isFresh: !exists, isPrevious: isPrevious, givesModes: givesModes,
      timesTellOfNames: timesTellOfNames)
  }

  private func inside() throws(PublishingError) -> StagingTree {
    let output: OpenFolder
    if let known = self.output {
      output = known
    } else {
      let location = workspace.location
      let parent = try OpenFolder(location.parent)
      try parent.ensureFolder(TreePath(location.name))
      output = try OpenFolder(location.path, named: location.shown)
    }
    try output.clearInPlaceStaging()
    try output.makeFolder(TreePath(InPlaceUpdate.staging))
    return StagingTree(folder: try output.folder(TreePath(InPlaceUpdate.staging)), isFresh: true, isPrevious: false)
  }
}
