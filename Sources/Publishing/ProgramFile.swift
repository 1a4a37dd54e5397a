import CSystem
import Portal
import PortalBase

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The file of the program itself.
package enum ProgramFile {
  /// What tells a program from any other build of it: as git knows a file again. Nil where it cannot be looked at.
  package static func identity(_ path: String) -> String? {
    let relative = TreePath(path.utf8.drop { $0 == UInt8(ascii: "/") })
    guard let root = try? OpenFolder("/"), let info = try? root.info(relative) else { return nil }
    return "\(info.inode) \(info.size) \(info.modified) \(info.changed)"
  }

  /// The files of the example portal: those that `scripts/release` put behind the program, else, in a development checkout, those of the
  /// repository that the program was built in.
  /// - Throws: where there are neither.
  package static func examplePortal(_ path: String) throws(PublishingError) -> [SourceFile] {
    if let files = try attached(to: path) { return files }
    var folder = path[...]
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      // A portal that happens to lie above is not the example.
      let root = try OpenFolder(folder.isEmpty ? "/" : String(folder))
      var isCheckout = true
      for name in ["Package.swift", "Sources/waiver/main.swift", PortalSettings.path] {
        if try root.info(TreePath(name)) == nil { isCheckout = false }
      }
      if isCheckout { return try PortalReader.read(String(folder)).files }
    }
    throw PublishingError(.failure, "this build of Waiver has no example portal; take one that scripts/release made")
  }

  /// Ends a program that has files behind it, after the length of what it is the end of, in 24 characters.
  private static let mark = Array("waiver-files-001".utf8)

  /// The files behind a program: for each a line with size and path, then its bytes.
  private static func attached(to path: String) throws(PublishingError) -> [SourceFile]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    if file < 0 { throw .system(errno, "read", path) }
    defer { close(file) }
    let end = Int(lseek(file, 0, SEEK_END))
    let trailer = try part(of: file, path, from: end - 24 - mark.count, to: end)
    guard trailer.suffix(mark.count).elementsEqual(mark),
      let length = Int(String(decoding: trailer.prefix { $0 != 0x20 }, as: UTF8.self))
    else { return nil }
    let start = end - trailer.count - length
    return SourceFile.unpacked(try part(of: file, path, from: start, to: end - trailer.count))
  }

  private static func part(of file: Int32, _ path: String, from: Int, to end: Int) throws(PublishingError) -> [UInt8] {
    if from < 0 || end < from { return [] }
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: end - from) { buffer, count in
      while count < end - from {
        let got = pread(file, buffer.baseAddress?.advanced(by: count), end - from - count, off_t(from + count))
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { break }
        count += got
      }
    }
    if failure != 0 { throw .system(failure, "read", path) }
    return bytes
  }
}

extension SourceFile {
  /// Takes apart what `scripts/release` packed. Nil for anything else.
  static func unpacked(_ bytes: [UInt8]) -> [SourceFile]? {
    var files: [SourceFile] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      guard let space = rest.firstIndex(of: 0x20), let lineEnd = rest.firstIndex(of: 0x0A), space < lineEnd,
        let size = Int(String(decoding: rest[..<space], as: UTF8.self)), size >= 0, size <= rest.endIndex - lineEnd - 1
      else { return nil }
      let path = String(decoding: rest[(space + 1)..<lineEnd], as: UTF8.self)
      files.append(SourceFile(path: path, bytes: Array(rest[(lineEnd + 1)...].prefix(size))))
      rest = rest[(lineEnd + 1 + size)...]
    }
    return files
  }
}
