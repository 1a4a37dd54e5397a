import PortalBase

/// Puts a site on disk as a transaction: whole, or not at all.
package enum Publisher {
  /// Renders, verifies, stages, syncs and exchanges.
  /// - Parameters:
  ///   - plan: the routes and how to render them.
  ///   - output: the folder to publish to; relative to the current folder.
  ///   - root: the portal folder.
  ///   - header: what the manifest says beside the files.
  /// - Returns: what was done. `isPublished` is false where links or inspection found an error; then nothing changed.
  package static func publish(
    _ plan: OutputPlan, to output: String, root: String, header: Manifest.Header,
    options: PublishOptions = PublishOptions()
  ) throws(PublishingError) -> PublishReport {
    PublishReport()
  }

  /// Renders everything and compares it with what is published. Writes nothing.
  package static func compare(
    _ plan: OutputPlan, with output: String, root: String, header: Manifest.Header,
    options: PublishOptions = PublishOptions()
  ) throws(PublishingError) -> Comparison {
    Comparison()
  }

  /// Renders everything without writing, for `waiver check`.
  /// - Returns: what links and inspection found.
  package static func check(_ plan: OutputPlan, options: PublishOptions = PublishOptions()) -> [Diagnostic] {
    []
  }

  /// How a published folder differs from what a build would make of it.
  package struct Comparison: Sendable, Hashable {
    /// Paths that a build would add, change or delete, each sorted by bytes.
    package var missing: [String] = []
    package var changed: [String] = []
    package var stale: [String] = []
    /// What links and inspection found.
    package var diagnostics: [Diagnostic] = []

    package var isSame: Bool { missing.isEmpty && changed.isEmpty && stale.isEmpty }

    package init() {}
  }
}
