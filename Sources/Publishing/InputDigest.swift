import PortalBase

/// The digest of everything that a site is made from.
package enum InputDigest {
  /// The SHA-256, in hexadecimal, over the day, the audience, and every file's path and digest.
  package static func of(_ files: [SourceFile], asOf: String, audience: String) -> String { "" }
}
