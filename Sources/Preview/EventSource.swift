#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Where events about folders come from: the system, a clock, or a test.
package protocol EventSource: Sendable {
  /// Watches one folder, without those in it. Watching it again is harmless.
  /// - Parameter folder: relative to the root, "" for the root itself.
  /// - Returns: false where the system can watch no more.
  mutating func watch(_ folder: String) -> Bool
  mutating func unwatch(_ folder: String)
  /// Waits for events.
  /// - Parameter milliseconds: for so long at most; nil for ever.
  /// - Returns: the events, none when the time is over; nil when watching has to end.
  mutating func next(waiting milliseconds: Int?) -> [WatchEvent]?
  /// Milliseconds of a clock of the source's own, so that a test has its own time.
  var now: Int { get }
  /// Whether every change of a watched folder is told, until an event says that some were lost.
  var tellsEveryChange: Bool { get }
}

extension EventSource {
  var tellsEveryChange: Bool { false }
}

/// Ends watching from another thread.
package struct WatchStop: Sendable {
  let pipe: WakePipe

  package init() throws(PreviewError) { pipe = try WakePipe() }

  package func stop() { pipe.wake() }
}

/// Looks at everything again and again: for systems without inotify, and for folders that are too many to be watched.
struct PollingSource: EventSource {
  let stop: WatchStop
  /// Between two looks, in milliseconds.
  let interval: Int
  private var nextLook: Int

  init(stop: WatchStop, interval: Int = 400) {
    self.stop = stop
    self.interval = interval
    nextLook = monotonicMilliseconds() + interval
  }

  var now: Int { monotonicMilliseconds() }

  mutating func watch(_ folder: String) -> Bool { true }
  mutating func unwatch(_ folder: String) {}

  mutating func next(waiting milliseconds: Int?) -> [WatchEvent]? {
    let untilLook = max(0, nextLook - now)
    var request = pollfd(fd: stop.pipe.reader.number, events: Int16(POLLIN), revents: 0)
    if poll(&request, 1, Int32(min(untilLook, milliseconds ?? untilLook))) > 0 { return nil }
    guard now >= nextLook else { return [] }
    nextLook = now + interval
    return [WatchEvent(.overflow)]
  }
}
