import Dispatch

/// A whole preview: server, watcher and session, put together.
package enum Preview {
  /// Serves a portal until somebody stops the process, or `started` stops the server.
  ///
  /// The address is told before the portal is loaded; pages wait until it is.
  /// - Parameters:
  ///   - root: the absolute path of the portal folder.
  ///   - started: called once the port is open, and before anything is read.
  ///   - told: called after every load, on another thread, with the new state: to print its problems.
  package static func run<Reading, Snapshot>(
    _ session: PreviewSession<Reading, Snapshot>, root: String, port: PortChoice,
    started: (PreviewServer) -> Void, told: @escaping @Sendable (PreviewState) -> Void
  ) throws(PreviewError) {
    let server = try PreviewServer(port: port) { session.answer(to: $0) }
    let stop = try WatchStop()
    TerminationSignals.handle { server.stop() }
    started(server)
    DispatchQueue(label: "preview.changes").async {
      // All is read when the portal is watched, so that no change falls in between.
      var watcher = session.begin {
        FileWatcher(root: root, folders: ["content", "templates"], stop: stop)
      } opened: {
        server.open()
      }
      var changes: FileChanges? = .everything
      while let found = changes {
        if let state = session.update(found) {
          server.push("state", data: state.json)
          told(state)
        }
        server.open()
        changes = watcher.next()
      }
    }
    server.run()
    stop.stop()
  }
}
