import PortalBase

/// What a command works with: its arguments, and the world.
struct Context: Sendable {
  let environment: Environment
  let invocation: Invocation

  /// The portal folder, as an absolute path.
  var portalFolder: String {
    invocation.value(.portal).map(environment.absolute) ?? environment.currentFolder
  }

  /// A path that was given on the command line, or the default one, which lies in the portal folder.
  func output(_ option: Option, default name: String) -> String {
    invocation.value(option).map(environment.absolute) ?? "\(portalFolder)/\(name)"
  }

  var progress: Progress { Progress(sink: environment.errors, isShown: environment.isInteractive) }
}

/// Tells somebody at a terminal what takes so long, on one line that is written over and wiped in the end. In a pipe it is silent.
struct Progress: Sendable {
  let sink: Sink
  let isShown: Bool

  func phase(_ text: String) {
    if isShown { sink.say("\r\u{1B}[K\(text) …") }
  }

  func end() {
    if isShown { sink.say("\r\u{1B}[K") }
  }
}
