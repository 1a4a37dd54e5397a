import CSystem

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder for files on their way, removed with the last reference. Only this user may look into it.
final class ScratchFolder: Sendable {
  let path: String

  /// - Parameter parent: where it is made: `TMPDIR`, or `/tmp`.
  init(in parent: String) throws(PublishingError) {
    var template = Array("\(parent)/waiver-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer in buffer.baseAddress.flatMap { mkdtemp($0) } != nil }
    guard made else { throw .system(errno, "make a folder in", parent) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    // A browser that just ended may still be writing: what comes too late is tried again.
    for _ in 0..<3 where waiver_remove_tree(path) == ENOTEMPTY { usleep(100_000) }
  }

  /// Writes a file below, and makes the folders on its way.
  func write(_ bytes: [UInt8], to name: String) throws(PublishingError) {
    let folder = try OpenFolder(path)
    let path = TreePath(name)
    try folder.ensureFolder(path.parent ?? .root)
    _ = try folder.create(path, bytes)
  }

  func read(_ name: String) throws(PublishingError) -> [UInt8]? { try OpenFolder(path).read(TreePath(name)) }
}
