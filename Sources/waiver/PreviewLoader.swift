import Portal
import PortalBase
import Preview
import Publishing
import Synchronization

/// What a preview keeps between two loads, so that only what has changed is read and worked out again.
struct PreviewReading: Sendable {
  var portal = PortalReading()
  /// All but the records, as it was read before the portal was watched; nil where nothing of it was shown, or it was compared.
  fileprivate var glanced: [SourceFile]?
  /// Read for the first load, which is still to come.
  fileprivate var begun: PortalReading?
  fileprivate var earlier: EarlierLoad? = EarlierLoad()
  /// What was made of the last good content.
  fileprivate var made: PreviewedPortal?
}

/// Loads the portal for a preview, at first and after every change.
final class PreviewLoader: Sendable {
  typealias Session = PreviewSession<PreviewReading, PreviewedPortal>

  private struct State {
    var server: PreviewServer?
    var failure: Failure?
  }

  private let context: Context
  private let state = Mutex(State())

  init(context: Context) { self.context = context }

  /// What is wrong with the command line, where that is only known once the portal is loaded, such as a customer's key.
  var failure: Failure? { state.withLock { $0.failure } }

  func started(_ server: PreviewServer) {
    state.withLock { $0.server = server }
    _ = context.environment.output.write(Array("\(server.address)\n".utf8))
  }

  func stopIfFailed() {
    state.withLock { if $0.failure != nil { $0.server?.stop() } }
  }

  func session() -> Session {
    let portal = Session.Portal(
      load: { changes, reading in self.load(changes, &reading) },
      page: { portal, path, asOf in portal.page(path, asOf) },
      hasPage: { portal, path, asOf in portal.hasPage(path, asOf) },
      glance: { self.glance(&$0) }, begin: { self.begin(&$0) })
    return PreviewSession(portal: portal, reading: PreviewReading(), run: String(context.environment.clock()))
  }

  /// Reads all but the records, which may be very many, and gives the pages that tell nothing of records: those are there at once, however
  /// large the portal is.
  func glance(_ reading: inout PreviewReading) -> Session.EarlyPage? {
    var report = Report()
    guard
      let read = try? context.read(&report, except: [EarlyPages.recordFolder], after: PortalReading(), changed: nil),
      let pages = earlyPages(read.files, &reading)
    else { return nil }
    reading.glanced = read.files
    return pages
  }

  /// Reads everything and gives the pages that can be made before all is loaded; nil where something is wrong, which loading tells.
  func begin(_ reading: inout PreviewReading) -> Session.EarlyPage? {
    var report = Report()
    guard let read = try? context.read(&report, after: PortalReading(), changed: nil) else { return nil }
    reading.begun = read
    return earlyPages(read.files, &reading)
  }

  private func earlyPages(_ files: [SourceFile], _ reading: inout PreviewReading) -> Session.EarlyPage? {
    guard let pages = EarlyPages(context, files, &reading.earlier) else { return nil }
    return { path, asOf in pages.page(path, asOf) }
  }

  /// - Returns: nil where the files are the same as before.
  func load(_ changes: FileChanges, _ reading: inout PreviewReading) -> Session.Loaded? {
    var report = Report()
    var snapshot: PreviewedPortal?
    let glanced = reading.glanced
    reading.glanced = nil
    do throws(Failure) {
      let earlier = reading.portal
      // What could not be read is read from the start the next time.
      reading.portal = PortalReading()
      let begun = reading.begun
      reading.begun = nil
      let read = try context.read(
        &report, after: earlier, changed: changes.isEverything ? nil : changes.paths, begun: begun)
      reading.portal = read
      if read.files == earlier.files, read.diagnostics == earlier.diagnostics { return nil }
      let issued = Array(read.files[read.files[...].places(below: IssuedLetters.folder)])
      let files = issued.isEmpty ? read.files : read.files.filter { !IssuedLetters.contains($0) }
      if let portal = try context.load(
        files, &report, after: &reading.earlier, digests: reading.made?.digests)
      {
        let letters = IssuedLetters(issued) { SHA256.digest(of: $0).hexadecimal }
        let made = PreviewedPortal(portal, letters, after: reading.made)
        snapshot = made
        reading.made = made
        report.diagnostics += portal.content.openFindings + made.site(nil).diagnostics
      }
    } catch {
      if error.exitCode == .wrongCommandLine { state.withLock { $0.failure = error } }
      report.diagnostics.append(Diagnostic(.unreadablePortal, file: PortalSettings.path, error.message))
    }
    context.progress.end()
    context.environment.errors.say(context.environment.printer.text(report.diagnostics, sources: report.sources))
    let sources = reading.portal
    let isOther = glanced.map { !$0.elementsEqual(EarlyPages.others(sources.files)) } ?? false
    return PreviewSession.Loaded(
      snapshot: report.stopsPublishing ? nil : snapshot, diagnostics: report.diagnostics, asOf: report.asOf,
      drafts: Drafts.contents.map { PreviewLink(title: $0.title, path: "/" + $0.path) }, isOtherThanGlanced: isOther,
      source: { sources[$0] })
  }
}

extension Context {
  /// Reads what has changed in the portal folder, and the issued letters too.
  fileprivate func read(
    _ report: inout Report, except folders: [String] = [], after earlier: PortalReading, changed: [String]?,
    begun: PortalReading? = nil
  ) throws(Failure) -> PortalReading {
    progress.phase("Reading \(portalFolder)")
    let reading = try rethrow { () throws(PublishingError) in
      if let begun { return begun }
      return try PortalReader.read(
        portalFolder, includesLetters: true, except: folders, after: earlier, changed: changed)
    }
    report.diagnostics += reading.diagnostics
    report.sources = reading.files
    guard reading[PortalSettings.path] != nil else { throw noPortal }
    return reading
  }
}

/// A loaded portal, with its site for the day of the run and for the last other day that was asked for.
final class PreviewedPortal: Sendable {
  private let portal: LoadedPortal
  private let letters: IssuedLetters
  private let site: Site
  private let otherDay = Mutex<Site?>(nil)

  /// - Parameter earlier: the one before, of whose site all is used again that holds still.
  init(_ portal: LoadedPortal, _ letters: IssuedLetters, after earlier: PreviewedPortal?) {
    self.portal = portal
    self.letters = letters
    site = portal.previewSite(after: earlier?.site)
  }

  var digests: LazyDigests { portal.digests }

  func page(_ path: String, _ asOf: Day?) -> PreviewPage? {
    let site = site(asOf)
    if let draft = draft(path, site) { return draft }
    guard let route = site.route(at: path) else { return nil }
    var bytes: [UInt8] = []
    site.render(route, into: &bytes)
    return PreviewPage(bytes)
  }

  func hasPage(_ path: String, _ asOf: Day?) -> Bool {
    let site = site(asOf)
    return draft(path, site) != nil || site.route(at: path) != nil
  }

  private func draft(_ path: String, _ site: Site) -> PreviewPage? {
    guard path.hasPrefix("-/") else { return nil }
    switch Drafts(site, issued: letters).page(path) {
    case .own(let title, let body): return .own(title: title, body)
    case .file(let bytes): return PreviewPage(bytes)
    case nil: return nil
    }
  }

  func site(_ asOf: Day?) -> Site {
    guard let asOf, asOf != portal.asOf else { return site }
    if let other = otherDay.withLock({ $0 }), other.asOf == asOf { return other }
    // Outside of the lock: a request for one day does not wait for that of another.
    let other = portal.previewSite(on: asOf)
    otherDay.withLock { $0 = other }
    return other
  }
}
