import PortalBase

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Puts a site on disk as a transaction: whole, or not at all.
package enum Publisher {
  /// Renders, verifies, stages, syncs and exchanges.
  /// - Parameters:
  ///   - plan: the routes and how to render them.
  ///   - output: the folder to publish to; relative to the current folder.
  ///   - root: the portal folder, whose sources the output must not touch; nil where there is none.
  ///   - header: what the manifest says beside the files.
  /// - Returns: what was done. `isPublished` is false where links or inspection found an error; then nothing changed.
  /// - Throws: a usage error for an output that may not be there, else what went wrong. The published site is then as it was; a
  ///   change in place may have been begun, and the next build completes it.
  package static func publish(
    _ plan: OutputPlan, to output: String, root: String?, header: Manifest.Header,
    options: PublishOptions = PublishOptions()
  ) throws(PublishingError) -> PublishReport {
    let pages = try PageTable(plan.paths)
    let location = try OutputLocation(output, root: root)
    try options.beforeStep?(.lock)
    let workspace = try Workspace(location, inPlace: options.inPlace)
    try options.beforeStep?(.prepare)
    let published = try PublishedTree(location, control: workspace.control)
    if try published.isCurrent(pages, options.originDigest(header), workers: options.workers) {
      var report = PublishReport()
      report.unchanged = pages.count + 1
      return report
    }
    let staging = Staging(workspace, output: published.folder)
    do throws(PublishingError) {
      return try publish(plan, pages, header, options, workspace, published, staging)
    } catch {
      // What was staged takes the room that is missing.
      if error.number == ENOSPC || error.number == EDQUOT { try? staging.discard() }
      throw error
    }
  }

  private static func publish(
    _ plan: OutputPlan, _ pages: PageTable, _ header: Manifest.Header, _ options: PublishOptions,
    _ workspace: Workspace, _ published: PublishedTree, _ staging: Staging
  ) throws(PublishingError) -> PublishReport {
    let early = EarlySync()
    let pass = PagePass(plan: plan, pages: pages, published: published, options: options) {
      page, bytes, lastFolder throws(PublishingError) in
      try options.beforeStep?(.write(pages.paths[page].text))
      let tree = try staging.tree()
      let stamp = Stamp(try tree.write(pages.paths[page], bytes, lastFolder: &lastFolder))
      early.wrote(bytes.count, to: tree.folder)
      return stamp
    }
    defer { early.wait() }
    let rendered = try pass.run()
    var publication = Publication(
      plan: plan, pages: pages, pageSet: PageSet(pages), header: header, options: options, workspace: workspace,
      published: published, staging: staging,
      positions: rendered.positions, outcomes: rendered.outcomes)
    publication.report.diagnostics = rendered.diagnostics
    if rendered.diagnostics.hasErrors {
      try publication.abandon()
    } else {
      try publication.run()
    }
    return publication.report
  }

  /// Renders everything and compares it with what is published. Writes nothing.
  package static func compare(
    _ plan: OutputPlan, with output: String, root: String?, header: Manifest.Header,
    options: PublishOptions = PublishOptions()
  ) throws(PublishingError) -> Comparison {
    let pages = try PageTable(plan.paths)
    let location = try OutputLocation(output, root: root)
    let published = try PublishedTree(location, control: try? OpenFolder(location.control))
    let pass = PagePass(plan: plan, pages: pages, published: published, options: options) { _, _, _ in nil }
    let rendered = try pass.run()
    var result = Comparison()
    result.diagnostics = rendered.diagnostics
    for (page, outcome) in rendered.outcomes.enumerated() where !outcome.isSame {
      let path = pages.paths[page]
      if try published.folder?.info(path) == nil {
        result.missing.append(path.text)
      } else {
        result.changed.append(path.text)
      }
    }
    let kept = PageSet(pages)
    for file in published.files where !kept.contains(file.path) {
      if try published.folder?.info(file.path) != nil { result.stale.append(file.path.text) }
    }
    let manifest = Manifest(header: header, pages, rendered.outcomes, pageCounts: options.pageCounts).encoded()
    if published.manifest == nil {
      result.missing.append(Manifest.name)
    } else if published.manifest != manifest {
      result.changed.append(Manifest.name)
    }
    return result.sorted()
  }

  /// Renders everything without writing, for `waiver check`.
  /// - Returns: what links and inspection found.
  package static func check(
    _ plan: OutputPlan, options: PublishOptions = PublishOptions()
  ) throws(PublishingError) -> [Diagnostic] {
    let pages = try PageTable(plan.paths)
    let pass = PagePass(plan: plan, pages: pages, published: PublishedTree(), options: options) { _, _, _ in nil }
    return try pass.run().diagnostics
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

    fileprivate func sorted() -> Comparison {
      var copy = self
      copy.missing.sort { precedesInBytes($0, $1) }
      copy.changed.sort { precedesInBytes($0, $1) }
      copy.stale.sort { precedesInBytes($0, $1) }
      return copy
    }
  }
}

extension PublishOptions {
  /// The digest of the origin with what the manifest says; nil where no origin is named.
  func originDigest(_ header: Manifest.Header) -> SHA256.Digest? {
    freshness.map { SHA256.digest(of: Array("\(header.asOf)\n\(header.input)\n\(header.version)\n\($0)".utf8)) }
  }
}

extension Manifest {
  init(header: Header, _ pages: PageTable, _ outcomes: [PagePass.Outcome], pageCounts: [String: Int]) {
    self.init(
      header: header, files: pages.paths.indices.map { File($0, pages, outcomes, pageCounts: pageCounts) })
  }
}

extension Manifest.File {
  init(_ page: Int, _ pages: PageTable, _ outcomes: [PagePass.Outcome], pageCounts: [String: Int]) {
    let path = pages.paths[page]
    self.init(
      name: path, size: outcomes[page].size, sha256: outcomes[page].digest,
      pages: pageCounts.isEmpty ? nil : pageCounts[path.text])
  }
}
