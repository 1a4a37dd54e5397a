import Foundation
import Portal
import PortalBase
import Preview
import Publishing
import Synchronization

extension Command {
  static let preview = Command(
    name: "preview", operand: nil, summary: "show the portal in a browser while you write",
    details: """
      Serves the portal to this machine only, and shows every change as soon as it is
      saved. A page is made when it is asked for, by the same code as in a build. What
      is wrong is told here and over the page; the last good page stays under it.
      The address is the first line of the output. ?as-of=YYYY-MM-DD after an address
      shows another day. Ctrl-C ends it.
      """,
    options: [.port],
    examples: ["waiver preview", "waiver preview --port 9000 --as-of 2026-09-01"]
  ) { context, report throws(Failure) in
    report.isTold = true
    let portalFile = "\(context.portalFolder)/\(PortalSettings.path)"
    guard FileManager.default.fileExists(atPath: portalFile) else { throw context.noPortal }
    let loader = PreviewLoader(context: context)
    do throws(PreviewError) {
      try Preview.run(
        loader.session(), root: context.portalFolder, port: context.invocation.port,
        started: loader.started, told: { _ in loader.stopIfFailed() })
    } catch {
      throw .failed(error.description)
    }
    if let failure = loader.failure { throw failure }
    return .done
  }
}

extension Option {
  static let port = Option(
    name: "port", kind: .number("N", 0...65_535),
    meaning: "The port; 0 for any free one. Default: 8080, or the next free one.")
}

extension Invocation {
  fileprivate var port: PortChoice { number(.port).map(PortChoice.exactly) ?? .standard }
}

/// Loads the portal for a preview, at first and after every change.
final class PreviewLoader: Sendable {
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

  func session() -> PreviewSession<[SourceFile], PreviewedPortal> {
    let portal = PreviewSession<[SourceFile], PreviewedPortal>.Portal(
      load: { _, files in self.load(&files) },
      page: { portal, path, asOf in portal.page(path, asOf) },
      hasPage: { portal, path, asOf in portal.site(asOf).route(at: path) != nil })
    return PreviewSession(portal: portal, reading: [], run: String(context.environment.clock()))
  }

  /// - Returns: nil where the files are the same as before.
  func load(_ files: inout [SourceFile]) -> PreviewSession<[SourceFile], PreviewedPortal>.Loaded? {
    var report = Report()
    var snapshot: PreviewedPortal?
    do throws(Failure) {
      let read = try context.read(&report)
      if read == files { return nil }
      files = read
      if let portal = try context.load(read, &report) {
        snapshot = PreviewedPortal(portal)
        report.diagnostics += portal.content.openFindings + (snapshot?.site(nil).diagnostics ?? [])
      }
    } catch {
      if error.exitCode == .wrongCommandLine { state.withLock { $0.failure = error } }
      report.diagnostics.append(Diagnostic(.unreadablePortal, file: PortalSettings.path, error.message))
    }
    context.progress.end()
    context.environment.errors.say(context.environment.printer.text(report.diagnostics, sources: report.sources))
    let sources = Dictionary(report.sources.map { ($0.path, $0) }) { first, _ in first }
    return PreviewSession.Loaded(
      snapshot: report.stopsPublishing ? nil : snapshot, diagnostics: report.diagnostics, asOf: report.asOf,
      source: { sources[$0] })
  }
}

/// A loaded portal, with its site for the day of the run and for the last other day that was asked for.
final class PreviewedPortal: Sendable {
  private let portal: LoadedPortal
  private let site: Site
  private let otherDay = Mutex<Site?>(nil)

  init(_ portal: LoadedPortal) {
    self.portal = portal
    site = portal.site()
  }

  func page(_ path: String, _ asOf: Day?) -> PreviewPage? {
    let site = site(asOf)
    guard let route = site.route(at: path) else { return nil }
    var bytes: [UInt8] = []
    site.render(route, into: &bytes)
    return PreviewPage(bytes)
  }

  func site(_ asOf: Day?) -> Site {
    guard let asOf, asOf != portal.asOf else { return site }
    if let other = otherDay.withLock({ $0 }), other.asOf == asOf { return other }
    // Outside of the lock: a request for one day does not wait for that of another.
    let other = portal.site(on: asOf)
    otherDay.withLock { $0 = other }
    return other
  }
}
