import Dispatch

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Ctrl-C and a polite `kill`, as something that happens and not as the end of the process in the middle of things.
package enum TerminationSignals {
  /// Calls `action`, once, when SIGINT or SIGTERM arrives. Call this on the main thread, before other threads are
  /// started: they inherit that these signals are kept for the one thread that waits for them.
  package static func handle(_ action: @escaping @Sendable () -> Void) {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    let waiting = signals
    DispatchQueue(label: "preview.signals").async {
      var signals = waiting
      var number: Int32 = 0
      while sigwait(&signals, &number) != 0 {}
      action()
    }
  }
}
