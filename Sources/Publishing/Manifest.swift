import PortalBase

/// `manifest.json`: what Waiver wrote to a folder, and from what (contract, section 5).
package struct Manifest: Sendable, Hashable {
  /// What the manifest says beside the files.
  package struct Header: Sendable, Hashable {
    package var asOf: String
    /// The digest of the whole input, in hexadecimal: `InputDigest`.
    package var input: String
    package var version: String

    package init(asOf: String, input: String, version: String) {
      self.asOf = asOf
      self.input = input
      self.version = version
    }
  }

  package struct File: Sendable, Hashable {
    package var path: String
    package var size: Int
    package var sha256: SHA256.Digest

    package init(path: String, size: Int, sha256: SHA256.Digest) {
      self.path = path
      self.size = size
      self.sha256 = sha256
    }
  }

  package static let name = "manifest.json"

  package var header: Header
  /// Sorted by the bytes of their paths.
  package var files: [File]

  package init(header: Header, files: [File]) {
    self.header = header
    self.files = files
  }
}
