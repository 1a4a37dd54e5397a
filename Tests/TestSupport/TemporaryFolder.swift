import Foundation

/// A new empty folder for one test, with helpers to fill it and look into it. Paths are relative to it, with `/`.
///
///     try TemporaryFolder.with { folder in
///       try folder.write("content/portal.json", "{}")
///       #expect(try folder.files() == ["content/portal.json"])
///     }
package struct TemporaryFolder: Sendable {
  package let url: URL
  package var path: String { url.path }

  /// Runs a test with a new folder, which is removed afterwards, whatever happened.
  package static func with<Result>(
    _ name: String = "portal", _ body: (TemporaryFolder) throws -> Result
  ) throws -> Result {
    let folder = try TemporaryFolder(name)
    defer { folder.remove() }
    return try body(folder)
  }

  /// The same for a test that waits.
  package static func with<Result>(
    _ name: String = "portal", _ body: (TemporaryFolder) async throws -> Result
  ) async throws -> Result {
    let folder = try TemporaryFolder(name)
    defer { folder.remove() }
    return try await body(folder)
  }

  /// - Parameter name: the folder's own name, for tests of unusual ones; it lies in a new folder with a random name.
  package init(_ name: String = "portal") throws {
    let parent = FileManager.default.temporaryDirectory.appending(path: "waiver-test-\(UUID().uuidString)")
    url = parent.appending(path: name).resolvingSymlinksInPath()
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  package func remove() {
    // Left behind where it cannot be removed: the system empties its temporary folder.
    try? FileManager.default.removeItem(at: url.deletingLastPathComponent())
  }

  /// Writes a file, and the folders that it needs.
  package func write(_ path: String, _ text: String) throws {
    try write(path, bytes: Array(text.utf8))
  }

  package func write(_ path: String, bytes: [UInt8]) throws {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  /// Writes a whole tree, file by file.
  package func write(_ files: [String: String]) throws {
    for (path, text) in files { try write(path, text) }
  }

  package func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(at: url.appending(path: path), withIntermediateDirectories: true)
  }

  /// A symbolic link at `path` to `target`, which is written into it as it is.
  package func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: url.appending(path: path).path, withDestinationPath: target)
  }

  package func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: url.appending(path: path)))
  }

  package func text(_ path: String) throws -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  package func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: url.appending(path: path).path)
  }

  package func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: url.appending(path: path))
  }

  /// The paths of all files (and links) below a path, sorted by bytes; hidden ones too, folders not.
  package func files(_ path: String = "") throws -> [String] {
    let start = path.isEmpty ? url.path : url.appending(path: path).path
    guard let walk = FileManager.default.enumerator(atPath: start) else { return [] }
    var found: [String] = []
    while let name = walk.nextObject() as? String {
      if walk.fileAttributes?[.type] as? FileAttributeType != .typeDirectory { found.append(name) }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// All files below a path with their bytes: two equal trees give equal values.
  package func tree(_ path: String = "") throws -> [String: [UInt8]] {
    var result: [String: [UInt8]] = [:]
    for name in try files(path) { result[name] = try bytes(path.isEmpty ? name : "\(path)/\(name)") }
    return result
  }
}
