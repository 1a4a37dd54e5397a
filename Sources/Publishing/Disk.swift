import CSystem

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Facts of a file as the system tells them.
typealias FileInfo = waiver_info

extension FileInfo {
  var isFile: Bool { Int(kind) == waiver_file }
  var isFolder: Bool { Int(kind) == waiver_folder }
  var isSymbolicLink: Bool { Int(kind) == waiver_symlink }
}

extension PublishingError {
  /// A failed system call: what was tried, on which file, why it failed, and what to do about it.
  static func system(_ number: Int32, _ action: String, _ path: String) -> PublishingError {
    let advice =
      switch number {
      case ENOSPC, EDQUOT: "; free some space and run it again"
      case EMFILE, ENFILE: "; raise the limit of open files (ulimit -n)"
      case EROFS, EACCES, EPERM: "; check who may use it"
      default: ""
      }
    let reason = String(cString: strerror(number))
    return PublishingError(.failure, "cannot \(action) \(path): \(reason)\(advice)", number: number)
  }
}

/// An open folder: paths are relative to it, whatever it is called meanwhile. Closed with the last reference.
final class OpenFolder: Sendable {
  let descriptor: Int32
  /// As people know it, for messages.
  let name: String

  init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  deinit { close(descriptor) }

  /// Opens a folder by a path relative to the current folder.
  convenience init(_ path: String, named name: String? = nil) throws(PublishingError) {
    var descriptor: Int32 = -1
    let number = waiver_open_folder(AT_FDCWD, path, 1, &descriptor)
    guard number == 0 else { throw PublishingError.system(number, "open", name ?? path) }
    self.init(descriptor: descriptor, name: name ?? path)
  }

  func shown(_ path: TreePath) -> String { path.count == 0 ? name : "\(name)/\(path.text)" }

  private func check(_ number: Int32, _ action: String, _ path: TreePath) throws(PublishingError) {
    if number != 0 { throw PublishingError.system(number, action, shown(path)) }
  }

  /// Facts of a file, or of a symbolic link itself; nil where there is nothing (also where a folder on the way is a file).
  func info(_ path: TreePath) throws(PublishingError) -> FileInfo? {
    var info = FileInfo()
    let number = path.withCString { waiver_stat(descriptor, $0, 0, &info) }
    if number == ENOENT || number == ENOTDIR { return nil }
    try check(number, "look at", path)
    return info
  }

  func info() throws(PublishingError) -> FileInfo {
    var info = FileInfo()
    try check(waiver_stat_open(descriptor, &info), "look at", .root)
    return info
  }

  /// Creates a file that must not exist.
  func create(_ path: TreePath, _ bytes: UnsafeBufferPointer<UInt8>) throws(PublishingError) -> FileInfo {
    var info = FileInfo()
    let number = path.withCString { waiver_create(descriptor, $0, bytes.baseAddress, bytes.count, &info) }
    try check(number, "write", path)
    return info
  }

  func create(_ path: TreePath, _ bytes: [UInt8]) throws(PublishingError) -> FileInfo {
    try bytes.withUnsafeBufferPointer { bytes throws(PublishingError) in try create(path, bytes) }
  }

  /// Gives a file new bytes where that is nobody else's affair: it has no other name and is open nowhere else. Nil where it has to
  /// be replaced.
  func rewrite(_ path: TreePath, _ bytes: UnsafeBufferPointer<UInt8>) -> FileInfo? {
    var info = FileInfo()
    let number = path.withCString { waiver_rewrite(descriptor, $0, bytes.baseAddress, bytes.count, &info) }
    return number == 0 ? info : nil
  }

  /// - Returns: whether the system gave it the right mode by itself, as it then does with folders below it: they inherit the same
  ///   rules (umask(2), acl(5)).
  @discardableResult
  func makeFolder(_ path: TreePath) throws(PublishingError) -> Bool {
    var asAsked: Int32 = 0
    try check(path.withCString { waiver_make_folder(descriptor, $0, &asAsked) }, "make the folder", path)
    return asAsked != 0
  }

  /// The same below a folder of which that is known.
  func makeFolderBelow(_ path: TreePath) throws(PublishingError) {
    try check(path.withCString { waiver_make_folder_below(descriptor, $0) }, "make the folder", path)
  }

  /// The facts of a regular file with exactly these bytes; nil for every other.
  func infoIfEqual(_ path: TreePath, _ bytes: UnsafeBufferPointer<UInt8>) throws(PublishingError) -> FileInfo? {
    var info = FileInfo()
    var equal: Int32 = 0
    let number = path.withCString { waiver_equals(descriptor, $0, bytes.baseAddress, bytes.count, &equal, &info) }
    try check(number, "read", path)
    return equal != 0 ? info : nil
  }

  func removeFile(_ path: TreePath) throws(PublishingError) {
    let failed = path.withCString { unlinkat(descriptor, $0, 0) } != 0
    try check(failed ? errno : 0, "remove", path)
  }

  func removeFolder(_ path: TreePath) throws(PublishingError) {
    let failed = path.withCString { unlinkat(descriptor, $0, Int32(AT_REMOVEDIR)) } != 0
    try check(failed ? errno : 0, "remove", path)
  }

  /// Moves a file over whatever file is there.
  func move(_ path: TreePath, to target: OpenFolder, _ targetPath: TreePath) throws(PublishingError) {
    let failed = path.withCString { source in
      targetPath.withCString { renameat(descriptor, source, target.descriptor, $0) } != 0
    }
    try target.check(failed ? errno : 0, "write", targetPath)
  }

  /// Gives a file (or a symbolic link itself) a second name in another folder; where the file system cannot, copies it with its
  /// time and permissions.
  /// - Returns: whether it is a second name, and no copy.
  @discardableResult
  func link(_ path: TreePath, to target: OpenFolder, _ targetPath: TreePath) throws(PublishingError) -> Bool {
    let failed = path.withCString { source in
      targetPath.withCString { linkat(descriptor, source, target.descriptor, $0, 0) } != 0
    }
    switch failed ? errno : 0 {
    case 0: return true
    case EPERM, EMLINK, ENOTSUP, EOPNOTSUPP, ENOSYS: try copy(path, to: target, targetPath)
    case let number: try target.check(number, "write", targetPath)
    }
    return false
  }

  func copy(_ path: TreePath, to target: OpenFolder, _ targetPath: TreePath) throws(PublishingError) {
    let number = path.withCString { source in
      targetPath.withCString { waiver_copy(descriptor, source, target.descriptor, $0) }
    }
    try target.check(number, "write", targetPath)
  }

  /// A folder below, opened; symbolic links are refused.
  func folder(_ path: TreePath) throws(PublishingError) -> OpenFolder {
    var opened: Int32 = -1
    try check(path.withCString { waiver_open_folder(descriptor, $0, 0, &opened) }, "open", path)
    return OpenFolder(descriptor: opened, name: shown(path))
  }

  /// The whole file; nil where there is none.
  func read(_ path: TreePath) throws(PublishingError) -> [UInt8]? {
    let file = path.withCString { openat(descriptor, $0, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) }
    if file < 0 {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw PublishingError.system(errno, "read", shown(path))
    }
    defer { close(file) }
    return try readAll(file, named: shown(path))
  }
}

/// The facts of an open file.
func infoOfFile(_ file: Int32, named name: String) throws(PublishingError) -> FileInfo {
  var info = FileInfo()
  let number = waiver_stat_open(file, &info)
  if number != 0 { throw PublishingError.system(number, "read", name) }
  if info.isFolder { throw PublishingError.system(EISDIR, "read", name) }
  return info
}

/// Reads an open file to its end.
func readAll(_ file: Int32, named name: String) throws(PublishingError) -> [UInt8] {
  try readAll(file, infoOfFile(file, named: name), named: name)
}

/// The same of a file whose facts are known.
func readAll(_ file: Int32, _ info: FileInfo, named name: String) throws(PublishingError) -> [UInt8] {
  var failure: Int32 = 0
  // One byte more, so that the end shows without another buffer; a file that grows meanwhile is read to the size it had.
  let bytes = [UInt8](unsafeUninitializedCapacity: Int(info.size) + 1) { buffer, count in
    guard let start = buffer.baseAddress else { return }
    while count < Int(info.size) {
      let got = systemRead(file, start + count, Int(info.size) - count)
      if got < 0 && errno == EINTR { continue }
      if got < 0 { failure = errno }
      if got <= 0 { break }
      count += got
    }
  }
  if failure != 0 { throw PublishingError.system(failure, "read", name) }
  return bytes
}

/// The system's `read`, which the methods of that name hide.
private func systemRead(_ file: Int32, _ start: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
  read(file, start, count)
}
