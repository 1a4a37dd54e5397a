import CSystem
import PortalBase

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads a portal folder.
package enum PortalReader {
  /// Reads `content/**` and `templates/**`, on all processors. What editors and systems leave beside files is passed over:
  /// hidden names, backups, half-saved files (`PortalWalk.isPassedOver`).
  /// - Parameters:
  ///   - root: the portal folder.
  ///   - includesLetters: whether `content/letters/` is read too; `content/schemas/` never is.
  /// - Returns: the files sorted by the bytes of their paths, and what is wrong with names and links.
  /// - Throws: where there is no portal folder with a `content` folder, or a file cannot be read; the message names it.
  package static func read(
    _ root: String, includesLetters: Bool = false, workers: Int? = nil
  ) throws(PublishingError) -> (files: [SourceFile], diagnostics: [Diagnostic]) {
    let reading = try read(
      root, includesLetters: includesLetters, workers: workers, after: PortalReading(), changed: nil)
    return (reading.files, reading.diagnostics)
  }

  /// Reads again what has changed since an earlier reading.
  /// - Parameters:
  ///   - folders: what else is not read.
  ///   - changed: the paths of all files that are new, gone or rewritten since; nil where that is not known.
  package static func read(
    _ root: String, includesLetters: Bool = false, except folders: [String] = [], workers: Int? = nil,
    after earlier: PortalReading, changed: [String]?
  ) throws(PublishingError) -> PortalReading {
    let folder = try openPortal(root)
    if let changed, let again = try reread(changed, folder, earlier) { return again }
    var walk = try PortalWalk(folder)
    let unread = includesLetters ? ["content/schemas"] : ["content/schemas", "content/letters"]
    try walk.run(["content", "templates"], except: unread + folders)
    let paths = walk.files.sortedConcurrently(by: precedesInBytes)
    // Through a link to a folder, a file has several paths, and a change is told of one.
    let known = changed == nil || walk.entersLinks ? [:] : earlier.byPath(without: changed ?? [])
    let read = try work(paths.count, batch: 64, workers: workers) {
      [(Int, SourceFile?)]()
    } _: { files, range throws(PublishingError) in
      for index in range {
        if let file = known[paths[index]] {
          files.append((index, file))
        } else {
          files.append((index, try file(paths[index], folder)))
        }
      }
    }
    var files: [SourceFile?] = paths.map { SourceFile(path: $0, bytes: []) }
    for (index, file) in read.joined() { files[index] = file }
    let tooLarge = zip(paths, files).filter { $0.1 == nil }.map { FileSize.problem($0.0) }
    return PortalReading(
      files: files.compactMap(\.self), diagnostics: (walk.diagnostics + tooLarge).sorted(),
      entersLinks: walk.entersLinks)
  }

  /// The earlier reading with some files read again, where no file has come or gone; else nil.
  private static func reread(
    _ changed: [String], _ folder: OpenFolder, _ earlier: PortalReading
  ) throws(PublishingError) -> PortalReading? {
    if earlier.entersLinks { return nil }
    var reading = earlier
    for path in changed {
      var info = FileInfo()
      guard let index = reading.files[...].place(of: path), waiver_stat(folder.descriptor, path, 1, &info) == 0,
        info.isFile
      else { return nil }
      guard let file = try file(path, folder) else { return nil }
      reading.files[index] = file
    }
    return reading
  }

  private static func openPortal(_ root: String) throws(PublishingError) -> OpenFolder {
    let folder: OpenFolder
    do throws(PublishingError) {
      folder = try OpenFolder(root)
    } catch {
      if error.number == ENOENT || error.number == ENOTDIR {
        throw PublishingError(.failure, "there is no portal folder \(root)")
      }
      throw error
    }
    var info = FileInfo()
    if waiver_stat(folder.descriptor, "content", 1, &info) != 0 || !info.isFolder {
      throw PublishingError(.failure, "\(root) is no portal folder: it has no folder content")
    }
    return folder
  }

  /// The walk has seen to it that links lead to places inside the portal, so they are followed here.
  /// - Returns: nil where the file is too large to be read.
  private static func file(_ path: String, _ folder: OpenFolder) throws(PublishingError) -> SourceFile? {
    let descriptor = openat(folder.descriptor, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    if descriptor < 0 { throw .system(errno, "read", path) }
    defer { close(descriptor) }
    let info = try infoOfFile(descriptor, named: path)
    if info.size > FileSize.limit(path) { return nil }
    return SourceFile(path: path, bytes: try readAll(descriptor, info, named: path))
  }
}

/// How large a file of a portal may be, so that what it takes to check and publish it is bounded: Markdown of nothing but markup takes
/// about sixty times its size in memory, JSON up to ten times.
enum FileSize {
  /// In bytes.
  static func limit(_ path: String) -> Int {
    path.hasSuffix(".md") || path.hasSuffix(".html") ? 16_000_000 : 256_000_000
  }

  static func problem(_ path: String) -> Diagnostic {
    Diagnostic(
      .fileTooLarge, file: path,
      "the file is larger than \(limit(path) / 1_000_000) MB, so it is not read; divide it, or make it smaller")
  }
}

/// A portal folder as it was read, so that the next time only what has changed is read.
package struct PortalReading: Sendable {
  /// Sorted by the bytes of their paths.
  package fileprivate(set) var files: [SourceFile] = []
  /// What is wrong with names and links.
  package private(set) var diagnostics: [Diagnostic] = []
  /// Whether a folder was entered through a symbolic link.
  fileprivate var entersLinks = false

  /// Before anything is read.
  package init() {}

  fileprivate init(files: [SourceFile], diagnostics: [Diagnostic], entersLinks: Bool) {
    self.files = files
    self.diagnostics = diagnostics
    self.entersLinks = entersLinks
  }

  fileprivate func byPath(without changed: [String]) -> [String: SourceFile] {
    var known = Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
    for path in changed { known[path] = nil }
    return known
  }

  package subscript(path: String) -> SourceFile? { files[...].file(at: path) }
}
