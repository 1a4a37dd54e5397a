import CSystem

/// What tells that nobody touched a file since Waiver looked at it: as git's index does, by inode and both times.
struct Stamp: Sendable, Hashable {
  var inode: UInt64
  /// Nanoseconds since 1970, as all times here.
  var modified: Int64
  /// The status time; a span where it is only known between which two it lies.
  var changed: ClosedRange<Int64>

  init(inode: UInt64, modified: Int64, changed: ClosedRange<Int64>) {
    self.inode = inode
    self.modified = modified
    self.changed = changed
  }

  init(_ info: FileInfo) {
    self.init(inode: info.inode, modified: info.modified, changed: info.changed...info.changed)
  }

  /// Whether a file with these facts is the one that was looked at, and untouched.
  func isOf(_ info: FileInfo) -> Bool {
    inode == info.inode && modified == info.modified && changed.contains(info.changed)
  }
}

/// A file of the published tree that Waiver wrote.
struct KnownFile: Sendable, Hashable {
  var path: TreePath
  var size: Int
  var digest: SHA256.Digest
  /// Nil where only the manifest is known: then the bytes have to be read to know whether they are the same.
  var stamp: Stamp?
  /// What the file was made from, and nothing was to be told about it; nil where nobody said.
  var basis: SHA256.Digest?

  /// Whether a file with these facts is known to have the bytes that Waiver wrote.
  func isUntouched(_ info: FileInfo) -> Bool {
    info.isFile && info.size == UInt64(size) && stamp?.isOf(info) == true
  }
}
