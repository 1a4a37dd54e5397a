/// Holds a published folder against its manifest, for `waiver verify`.
package enum SiteVerifier {
  package struct Report: Sendable, Hashable {
    /// Sorted by bytes: files that the manifest has and the folder has not; files with other bytes; files that the
    /// manifest does not know. Foreign files are no fault.
    package var missing: [String] = []
    package var changed: [String] = []
    package var foreign: [String] = []
    package var verified = 0

    package var isWhole: Bool { missing.isEmpty && changed.isEmpty }

    package init() {}
  }

  /// - Parameter folder: the published folder; a symbolic link to it is resolved.
  package static func verify(_ folder: String, workers: Int? = nil) throws(PublishingError) -> Report { Report() }
}
