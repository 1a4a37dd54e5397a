import Foundation
import Portal
import PortalBase
import Preview

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
