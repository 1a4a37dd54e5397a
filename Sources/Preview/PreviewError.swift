#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Why a preview cannot start. All of these end with exit code 3.
package enum PreviewError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The port that was asked for is taken; perhaps another one is free.
  case portInUse(Int, free: Int?)
  /// None of the ports from the first to the last is free.
  case noFreePort(first: Int, last: Int)
  /// A call of the system failed: what it was for, and the system's reason.
  case failed(action: String, reason: String)

  static func system(_ action: String, _ code: Int32) -> PreviewError {
    .failed(action: action, reason: String(cString: strerror(code)))
  }

  package var description: String {
    switch self {
    case .portInUse(let port, let free?): "port \(port) is in use; \(free) is free: use --port \(free)"
    case .portInUse(let port, nil): "port \(port) is in use; use another --port, or --port 0 for any"
    case .noFreePort(let first, let last):
      "all ports from \(first) to \(last) are in use; use --port 0 for any free one"
    case .failed(let action, let reason): "cannot \(action): \(reason)"
    }
  }
}
