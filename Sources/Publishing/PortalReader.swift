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
    let folder = try openPortal(root)
    var walk = try PortalWalk(folder)
    let unread = includesLetters ? ["content/schemas"] : ["content/schemas", "content/letters"]
    try walk.run(["content", "templates"], except: unread)
    let paths = walk.files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let read = try work(paths.count, batch: 64, workers: workers) {
      [(Int, SourceFile)]()
    } _: { files, range throws(PublishingError) in
      for index in range { files.append((index, try file(paths[index], folder))) }
    }
    var files = paths.map { SourceFile(path: $0, bytes: []) }
    for (index, file) in read.joined() { files[index] = file }
    return (files, walk.diagnostics.sorted())
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
  private static func file(_ path: String, _ folder: OpenFolder) throws(PublishingError) -> SourceFile {
    let descriptor = openat(folder.descriptor, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    if descriptor < 0 { throw .system(errno, "read", path) }
    defer { close(descriptor) }
    return SourceFile(path: path, bytes: try readAll(descriptor, named: path))
  }
}
