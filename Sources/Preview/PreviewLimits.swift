/// How much a preview server puts up with. Times are in milliseconds.
package struct PreviewLimits: Sendable, Hashable {
  /// Connections at a time, event streams among them.
  package var connections = 128
  package var streams = 64
  /// Requests that are worked on at a time; the others wait.
  package var workers = 4
  /// From the first byte of a request to the end of its head.
  package var head = 10_000
  /// Between two requests.
  package var idle = 60_000
  /// Without a byte taken by a client whose answer is being sent.
  package var stall = 20_000
  /// For a client to close after the last answer.
  package var drain = 1_000
  package var drainedBytes = 1 << 20
  /// Events that a client has not taken.
  package var streamBacklog = 1 << 20
  /// Between two signs of life on an event stream.
  package var keepAlive = 15_000

  package init() {}
}
