import PortalBase

/// Verifies internal links and fragments over rendered bytes.
package struct LinkChecker: Sendable {
  /// A reference to a page, asset or fragment of the site that does not exist.
  package struct BrokenLink: Sendable, Hashable {
    package var page: Int
    /// As written in the page, with entities undone.
    package var reference: String
    package var lacksOnlyFragment: Bool
  }
}
