#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where an output lies, symbolic links resolved, and the rules for where it may lie.
struct OutputLocation: Sendable, Hashable {
  /// Absolute, without symbolic links, `.` and `..`.
  let path: String
  /// As it was given, for messages.
  let shown: String

  /// - Parameters:
  ///   - output: as on the command line, relative to the current folder.
  ///   - root: the portal folder; nil where there is none to protect.
  /// - Throws: a usage error where the output would overwrite, contain or lie in what a portal is made from.
  init(_ output: String, root: String?) throws(PublishingError) {
    shown = output
    path = try resolve(output)
    if let root { try refuseSources(of: try resolve(root)) }
  }

  var parent: String {
    let end = path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex
    return end == path.startIndex ? "/" : String(path[..<end])
  }

  var name: String { path.split(separator: "/").last.map(String.init) ?? "" }

  /// The folder beside the output where Waiver keeps the previous tree, the lock and the index.
  var control: String { (parent == "/" ? "" : parent) + "/." + name + ".waiver" }

  private func refuseSources(of root: String) throws(PublishingError) {
    if isSame(path, root) || contains(path, root) {
      throw PublishingError(.usage, "the output \(shown) contains the portal folder; choose a folder of its own")
    }
    for name in ["content", "templates", "Sources", ".git"] {
      let source = root == "/" ? "/\(name)" : "\(root)/\(name)"
      // The folder may itself be a link.
      let target = try resolve(source)
      for source in Set([source, target]) {
        if isSame(path, source) {
          throw PublishingError(.usage, "the output \(shown) is the portal's \(name); choose a folder of its own")
        }
        if contains(path, source) {
          throw PublishingError(.usage, "the output \(shown) contains the portal's \(name); choose a folder of its own")
        }
        if contains(source, path) {
          throw PublishingError(.usage, "the output \(shown) lies inside the portal's \(name); choose a folder outside")
        }
      }
    }
    if path.split(separator: "/").contains(".git") {
      throw PublishingError(.usage, "the output \(shown) lies inside a .git folder; choose a folder outside")
    }
  }
}

/// Whether two paths are one file, also under another spelling (a case-insensitive disk, a bind mount).
private func isSame(_ a: String, _ b: String) -> Bool {
  if a == b { return true }
  guard let a = identity(a), let b = identity(b) else { return false }
  return a == b
}

/// Whether a path lies below a folder, by its text or by what its existing ancestors are.
private func contains(_ folder: String, _ path: String) -> Bool {
  var ancestor = path
  while let slash = ancestor.lastIndex(of: "/"), ancestor != "/" {
    ancestor = slash == ancestor.startIndex ? "/" : String(ancestor[..<slash])
    if isSame(ancestor, folder) { return true }
  }
  return false
}

private func identity(_ path: String) -> [UInt64]? {
  var info = stat()
  return stat(path, &info) == 0 ? [UInt64(info.st_dev), UInt64(info.st_ino)] : nil
}

/// The absolute path without symbolic links, whether or not its last parts exist. At most 40 links, as the system has it.
private func resolve(_ path: String) throws(PublishingError) -> String {
  var current: [String] = []
  var rest = Array(path.split(separator: "/").map(String.init).reversed())
  if path.isEmpty { throw PublishingError(.usage, "the path of a folder is empty") }
  if !path.hasPrefix("/") {
    guard let folder = getcwd(nil, 0) else {
      throw PublishingError(.failure, "cannot tell the current folder: \(String(cString: strerror(errno)))")
    }
    defer { free(folder) }
    rest += String(cString: folder).split(separator: "/").map(String.init).reversed()
  }
  var links = 0
  while let part = rest.popLast() {
    if part == "." { continue }
    if part == ".." {
      _ = current.popLast()
      continue
    }
    let candidate = "/" + (current + [part]).joined(separator: "/")
    guard let target = linkTarget(candidate) else {
      current.append(part)
      continue
    }
    links += 1
    if links > 40 { throw PublishingError(.failure, "\(path) is a circle of symbolic links") }
    if target.hasPrefix("/") { current = [] }
    rest += target.split(separator: "/").map(String.init).reversed()
  }
  return "/" + current.joined(separator: "/")
}

private func linkTarget(_ path: String) -> String? {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX) + 1) { buffer in
    guard let start = buffer.baseAddress else { return nil }
    let count = readlink(path, start, Int(PATH_MAX))
    if count < 0 { return nil }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
