/// An HTTP server for the pages of this machine's user only.
///
///     let server = try PreviewServer(port: .standard) { request in .plain(200, "You asked for \(request.path)") }
///     server.open()
///     server.run()   // until server.stop()
///
/// It listens from the start, so that its address can be told at once; whoever comes before `open()` waits.
package final class PreviewServer: Sendable {
  package let port: Int
  private let listener: Listener
  private let mailbox: Mailbox
  private let limits: PreviewLimits
  private let handler: @Sendable (PreviewRequest) -> PreviewResponse?

  /// - Parameter handler: a function called on several threads at once; where it answers nil, it is asked again at the next `open()`.
  package init(
    port: PortChoice = .standard, limits: PreviewLimits = PreviewLimits(),
    handler: @escaping @Sendable (PreviewRequest) -> PreviewResponse?
  ) throws(PreviewError) {
    listener = try Listener(port)
    mailbox = try Mailbox()
    self.port = listener.port
    self.limits = limits
    self.handler = handler
  }

  package var address: String { "http://127.0.0.1:\(port)/" }

  /// Serves on the calling thread until `stop()`.
  package func run() {
    var loop = EventLoop(listener: listener, mailbox: mailbox, limits: limits, handler: handler)
    loop.run()
  }

  /// Lets requests through to the handler, and those again that it could not answer before.
  package func open() { mailbox.post(.open) }

  /// Sends an event to all open pages. Pages that connect later get the last one.
  package func push(_ name: String, data: String) { mailbox.post(.event(ResponseWriter.event(name, data: data))) }

  /// Ends `run()` at once, whatever is under way. From any thread.
  package func stop() { mailbox.post(.stop) }
}
