import Foundation
import PortalBase
import Testing

/// The conformance suites of others (CommonMark, Mustache, JSONTestSuite, …), which tests read and the repository does not contain.
///
/// They lie in the folder that the environment variable `WAIVER_CONFORMANCE` names, else in `../shared/conformance` beside the
/// package. A suite that is missing is skipped with a word, unless `WAIVER_NO_SKIP` is set, where every test has to run:
///
///     @Test(.enabled(if: Conformance.isPresent, Conformance.skipReason))
package enum Conformance {
  /// The folder with the suites, or nil where there is none.
  package static var folder: URL? {
    let candidate: URL
    if let named = ProcessInfo.processInfo.environment["WAIVER_CONFORMANCE"], !named.isEmpty {
      candidate = URL(fileURLWithPath: named, isDirectory: true, relativeTo: packageRoot)
    } else {
      candidate = packageRoot.appending(path: "../shared/conformance").standardizedFileURL
    }
    return isFolder(candidate) ? candidate : nil
  }

  /// Whether tests of the suites run: they are there, or missing ones are to fail.
  package static var isPresent: Bool { folder != nil || Requirements.allowsNoSkip }

  package static let skipReason: Comment =
    "the conformance suites are missing: set WAIVER_CONFORMANCE to their folder"

  /// The bytes of a file of the suites, such as `file("json/y_array_empty.json")`.
  package static func file(_ path: String) throws -> SourceFile {
    SourceFile(path: path, bytes: Array(try Data(contentsOf: try url(path))))
  }

  /// The files directly in a folder of the suites, sorted by name.
  package static func files(in path: String) throws -> [SourceFile] {
    let names = try FileManager.default.contentsOfDirectory(atPath: try url(path).path).sorted()
    return try names.filter { !isFolder(try url("\(path)/\($0)")) }.map { try file("\(path)/\($0)") }
  }

  private static func url(_ path: String) throws -> URL {
    guard let folder else { throw MissingSuite(path: path) }
    return folder.appending(path: path)
  }
}

/// A test asked for a suite that is not there.
package struct MissingSuite: Error, CustomStringConvertible {
  package let path: String
  package var description: String { "\(Conformance.skipReason) (wanted: \(path))" }
}

/// What the machine has to have for some tests.
package enum Requirements {
  /// Whether a test may not be skipped because something is missing (continuous integration).
  package static var allowsNoSkip: Bool {
    let value = ProcessInfo.processInfo.environment["WAIVER_NO_SKIP"] ?? ""
    return !value.isEmpty && value != "0"
  }

  /// Whether a program that some tests need is found on the search path; true also where no skip is allowed.
  package static func hasProgram(_ name: String) -> Bool {
    allowsNoSkip || programPath(name) != nil
  }

  package static func programPath(_ name: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

/// The folder of `Package.swift`.
package let packageRoot = URL(fileURLWithPath: #filePath, isDirectory: false)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

private func isFolder(_ url: URL) -> Bool {
  var isDirectory: ObjCBool = false
  return FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) && isDirectory.boolValue
}
