import Foundation
import PortalBase
import TestSupport
import Testing

@testable import Portal

/// A copy of the example portal in memory, which a test may change as a team changes its own portal: file by file.
struct PortalCopy: Sendable {
  private(set) var files: [String: [UInt8]]

  init() throws {
    files = [:]
    for folder in ["content", "templates"] {
      for kind in ["md", "html", "json", "jsonl", "css", "js", "svg"] {
        for file in try ExampleContent.files(below: folder, suffix: "." + kind) { files[file.path] = file.bytes }
      }
    }
  }

  var paths: [String] { files.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

  subscript(path: String) -> String {
    get { String(decoding: files[path] ?? [], as: UTF8.self) }
    set { files[path] = Array(newValue.utf8) }
  }

  mutating func set(_ path: String, bytes: [UInt8]) { files[path] = bytes }
  mutating func remove(_ path: String) { files[path] = nil }

  /// Replaces a text that the file has to contain.
  mutating func replace(_ old: String, with new: String, in path: String) throws {
    try #require(self[path].contains(old), "\(path) has no \(old)")
    self[path] = self[path].replacing(old, with: new)
  }

  func load() -> (content: Content?, diagnostics: [Diagnostic]) {
    Content.load(paths.map { SourceFile(path: $0, bytes: files[$0] ?? []) }) { _ in true }
  }

  /// The site on the example's day; the portal must have no error.
  func site(_ audience: Audience = .internal) throws -> Site {
    let (content, diagnostics) = load()
    let errors = diagnostics.filter { $0.severity == .error }
    let loaded = try #require(content, "\(errors)")
    return Site(loaded, asOf: try #require(loaded.settings.pinnedDay), audience: audience, digest: "digest")
  }
}

extension Site {
  /// The bytes of a route's file.
  func bytes(_ route: Route) -> [UInt8] {
    var bytes: [UInt8] = []
    render(route, into: &bytes)
    return bytes
  }

  /// The page at a path, as a text.
  func page(_ path: String) throws -> String {
    String(decoding: bytes(try #require(route(at: path), "there is no \(path)")), as: UTF8.self)
  }
}
