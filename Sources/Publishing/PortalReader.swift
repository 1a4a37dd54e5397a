import PortalBase

/// Reads a portal folder.
package enum PortalReader {
  /// Reads `content/**` and `templates/**`, on all processors.
  /// - Parameters:
  ///   - root: the portal folder.
  ///   - includesLetters: whether `content/letters/` is read too; `content/schemas/` never is.
  /// - Returns: the files sorted by the bytes of their paths, and what is wrong with names and links.
  package static func read(
    _ root: String, includesLetters: Bool = false, workers: Int? = nil
  ) throws(PublishingError) -> (files: [SourceFile], diagnostics: [Diagnostic]) {
    ([], [])
  }
}
