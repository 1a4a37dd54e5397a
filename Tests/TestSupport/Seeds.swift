import Foundation
import PortalBase
import Testing

/// The real pair of documents that acceptance is measured on; like the conformance suites, tests read it and the repository does
/// not contain it. It lies in the folder that `WAIVER_SEEDS` names, else in `../shared/seeds` beside the package.
package enum Seeds {
  package static var isPresent: Bool {
    Requirements.allowsNoSkip || FileManager.default.fileExists(atPath: url("en").path)
  }

  package static let skipReason: Comment = "the seed documents are missing: set WAIVER_SEEDS to their folder"

  /// The document in a language (`en` or `ja`), as a file of a portal.
  package static func document(_ language: String) throws -> SourceFile {
    SourceFile(
      path: "content/policies/\(language)/exceptions-to-the-service-plan.md",
      bytes: Array(try Data(contentsOf: url(language))))
  }

  private static func url(_ language: String) -> URL {
    let named = ProcessInfo.processInfo.environment["WAIVER_SEEDS"] ?? ""
    let folder =
      named.isEmpty
      ? packageRoot.appending(path: "../shared/seeds").standardizedFileURL
      : URL(fileURLWithPath: named, isDirectory: true, relativeTo: packageRoot)
    return folder.appending(path: "exceptions-to-the-service-plan.\(language).md")
  }
}
