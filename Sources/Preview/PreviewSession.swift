import PortalBase
import Synchronization

/// What is shown now: the last content that could be loaded, and what is wrong with the newest. It answers requests, also while
/// new content is being loaded.
///
/// - `Reading` is what the loader keeps between two loads, whether they succeeded or not: the files as they were read, so that only changed
///   ones are read again.
/// - `Snapshot` is content without errors, from which any page can be made.
package final class PreviewSession<Reading: Sendable, Snapshot: Sendable>: Sendable {
  /// How a portal is loaded and shown. The closures are called on several threads; `load` only on one at a time.
  package struct Portal: Sendable {
    /// Reads what has changed and loads the whole anew. Nil where nothing that matters has changed.
    let load: @Sendable (FileChanges, inout Reading) -> Loaded?
    /// Renders the page at a path without the leading slash, such as `en/index.html`, for a day or, without one, the snapshot's own.
    /// Nil where the portal has no such page. Paths under `-/` are drafts that a published site has not.
    let page: @Sendable (_ snapshot: Snapshot, _ path: String, _ asOf: Day?) -> PreviewPage?
    /// Whether there is such a page, without rendering it.
    let hasPage: @Sendable (_ snapshot: Snapshot, _ path: String, _ asOf: Day?) -> Bool
    /// Read a little, so that there is something to show while the portal is not yet watched. Nil where there are no such pages.
    let glance: Begin
    /// Prepare the first load. Nil where there are no more pages to show before it.
    let begin: Begin

    package init(
      load: @escaping @Sendable (FileChanges, inout Reading) -> Loaded?,
      page: @escaping @Sendable (Snapshot, String, Day?) -> PreviewPage?,
      hasPage: @escaping @Sendable (Snapshot, String, Day?) -> Bool,
      glance: @escaping Begin = { _ in nil }, begin: @escaping Begin = { _ in nil }
    ) {
      self.load = load
      self.page = page
      self.hasPage = hasPage
      self.glance = glance
      self.begin = begin
    }
  }

  /// Gives the pages that can be shown from then on, just as they will be after the first load.
  package typealias Begin = @Sendable (inout Reading) -> EarlyPage?

  /// Makes the page at a path for a day; nil where that has to wait for the first load, or there is none.
  package typealias EarlyPage = @Sendable (_ path: String, _ asOf: Day?) -> PreviewPage?

  /// What loading gave.
  package struct Loaded: Sendable {
    /// Nil where errors forbid to show it.
    let snapshot: Snapshot?
    /// All problems: errors, warnings, translation findings.
    let diagnostics: [Diagnostic]
    /// The day that pages show when they are not asked for another one.
    let asOf: Day?
    /// Pages that only a preview has.
    let drafts: [PreviewLink]
    /// A file as it was read, to show the lines around a problem. It must not read: any path may be asked for.
    let source: @Sendable (_ path: String) -> SourceFile?
    /// Whether something was changed between the glance and the first load.
    let isOtherThanGlanced: Bool

    package init(
      snapshot: Snapshot?, diagnostics: [Diagnostic], asOf: Day?, drafts: [PreviewLink] = [],
      isOtherThanGlanced: Bool = false, source: @escaping @Sendable (String) -> SourceFile?
    ) {
      self.snapshot = snapshot
      self.diagnostics = diagnostics
      self.asOf = asOf
      self.drafts = drafts
      self.source = source
      self.isOtherThanGlanced = isOtherThanGlanced
    }
  }

  private struct Shown {
    var snapshot: Snapshot?
    /// Counts the loads whose result is shown.
    var version = 0
    var state = PreviewState(version: "0")
    /// Until the first load is done.
    var early: EarlyPage?
    var source: @Sendable (String) -> SourceFile? = { _ in nil }
  }

  private let portal: Portal
  /// Tells the pages of two runs apart, so that a page left open notices that the preview was started anew.
  private let run: String
  private let reading: Mutex<Reading>
  private let shown = Mutex(Shown())

  package init(portal: Portal, reading: Reading, run: String) {
    self.portal = portal
    self.run = run
    self.reading = Mutex(reading)
  }

  /// Prepares the first load. To find all that is to be watched takes longer the larger the portal is, so a glance is taken meanwhile.
  /// - Parameters:
  ///   - watching: begins to watch the portal, so that from its return on no change is missed.
  ///   - opened: told whenever more requests can be answered than before: `answer` tells which.
  package func begin<Watcher: Sendable>(
    watching: @Sendable () -> Watcher, opened: @Sendable () -> Void
  ) -> Watcher {
    let (watcher, _) = concurrently(watching) { begin(portal.glance, opened) }
    begin(portal.begin, opened)
    return watcher
  }

  private func begin(_ begin: Begin, _ opened: () -> Void) {
    reading.withLock { reading in
      guard let early = begin(&reading) else { return }
      shown.withLock { $0.early = early }
      opened()
    }
  }

  /// Loads what has changed. Without a good snapshot the last good one stays.
  /// - Returns: the new state, for the pages that are open; nil where nothing that matters has changed.
  package func update(_ changes: FileChanges) -> PreviewState? {
    reading.withLock { reading in
      guard let loaded = portal.load(changes, &reading) else { return nil }
      return shown.withLock { shown in
        // An open page is loaded again where its version is another one.
        shown.version += loaded.isOtherThanGlanced ? 2 : 1
        shown.early = nil
        shown.snapshot = loaded.snapshot ?? shown.snapshot
        shown.source = loaded.source
        shown.state = PreviewState(
          version: "\(run).\(shown.version)", loaded: loaded.snapshot != nil, isStyleOnly: changes.isStyleOnly,
          diagnostics: loaded.diagnostics, asOf: loaded.asOf ?? shown.state.asOf, drafts: loaded.drafts,
          source: loaded.source)
        return shown.state
      }
    }
  }

  package var state: PreviewState { shown.withLock { $0.state } }

  /// Answers a request; nil as long as that has to wait for the first load.
  package func answer(to request: PreviewRequest) -> PreviewResponse? {
    guard let early = shown.withLock({ $0.early }) else { return respond(to: request) }
    if let own = PreviewAssets.response(to: request.path) { return own }
    let path = String(request.path.dropFirst())
    let file = path.isEmpty || path.hasSuffix("/") ? path + "index.html" : path
    let asOf = request.asOf.first.flatMap { Day($0) }
    guard !file.hasPrefix("-/"), request.asOf.count <= 1, asOf != nil || request.asOf.isEmpty,
      let page = early(file, asOf)
    else { return nil }
    // The first load will show the same page, so an open page need not load it again.
    return page.response(at: file, version: "\(run).1")
  }

  /// Answers a request: a page, or what the preview has of its own under `/-/`.
  package func respond(to request: PreviewRequest) -> PreviewResponse {
    let now = shown.withLock { $0 }
    if let own = PreviewAssets.response(to: request.path) { return own }
    if request.path == PreviewState.path { return now.state.response }
    if let source = SourceView.response(to: request, now.source) { return source }
    let asOf: Day?
    switch request.asOf.count {
    case 0: asOf = nil
    case 1:
      guard let day = Day(request.asOf[0]) else { return PreviewSession.badDay }
      asOf = day
    default: return PreviewSession.badDay
    }
    guard let snapshot = now.snapshot else { return FailurePage.response(now.state) }
    return respond(to: request, snapshot, asOf, now.state.version)
  }

  private func respond(
    to request: PreviewRequest, _ snapshot: Snapshot, _ asOf: Day?, _ version: String
  ) -> PreviewResponse {
    let path = String(request.path.dropFirst())
    let file = path.isEmpty || path.hasSuffix("/") ? path + "index.html" : path
    if let page = portal.page(snapshot, file, asOf) { return page.response(at: file, version: version) }
    if file == path, portal.hasPage(snapshot, path + "/index.html", asOf) {
      let query = asOf.map { "?as-of=\($0)" } ?? ""
      let location = "\(RequestTarget.encoded(request.path))/\(query)"
      return .plain(302, "The page is at \(location)", fields: [PreviewResponse.Field("Location", location)])
    }
    // Not the portal's own 404.html: its links lead to the published site.
    return FailurePage.notFound(version, asOf)
  }

  private static var badDay: PreviewResponse {
    .plain(400, "as-of is one day, written YYYY-MM-DD, from 1900-01-01 to 2199-12-31.")
  }
}

/// A page as a build would write it.
package struct PreviewPage: Sendable, Hashable {
  package let bytes: [UInt8]
  /// By the path's extension, if nil.
  package let contentType: String?

  package init(_ bytes: [UInt8], contentType: String? = nil) {
    self.bytes = bytes
    self.contentType = contentType
  }

  /// A page in the preview's own look, for what only a preview has.
  package static func own(title: String, _ body: HTML) -> PreviewPage {
    PreviewPage(PreviewAssets.document(title: title) { $0 += body }.bytes)
  }

  /// The page as it is served: HTML has the reload script, and tells which load it is of.
  func response(at path: String, version: String) -> PreviewResponse {
    let type = contentType ?? ContentType.of(path)
    guard type.hasPrefix("text/html") else { return PreviewResponse(contentType: type, body: bytes) }
    return PreviewResponse(
      contentType: type, body: ScriptTag.added(to: bytes), fields: [PreviewState.versionField(version)])
  }
}

/// A page that only the preview has, for the panel.
package struct PreviewLink: Sendable, Hashable {
  package let title: String
  /// With a leading slash.
  package let path: String

  package init(title: String, path: String) {
    self.title = title
    self.path = path
  }
}

extension FileChanges {
  /// Whether a page need not be loaded again: only style sheets are concerned.
  var isStyleOnly: Bool {
    !isEverything && !paths.isEmpty && paths.allSatisfy { $0.hasPrefix("templates/assets/") && $0.hasSuffix(".css") }
  }
}
