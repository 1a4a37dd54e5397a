import PortalBase

/// Which policy document a file is: `content/policies/<locale>/<path>`. The same path is the same document in every language.
package struct DocumentPath: Sendable, Hashable {
  /// Relative to the portal folder.
  package let file: String
  package let language: LanguageTag
  /// Below the locale's folder, with `.md`.
  package let path: String

  /// Nil for a file that is no policy document.
  package init?(_ file: String) {
    let parts = file.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count >= 4, parts[0] == "content", parts[1] == "policies", file.hasSuffix(".md") else { return nil }
    self.file = file
    language = LanguageTag(String(parts[2]))
    path = parts[3...].joined(separator: "/")
  }
}
