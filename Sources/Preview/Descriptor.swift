#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// An open file descriptor, closed with its last owner.
final class Descriptor: Sendable {
  let number: Int32

  /// Takes over a descriptor. It is closed on exec and never blocks, because one event loop serves them all.
  init(owning number: Int32) {
    self.number = number
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK)
  }

  deinit { close(number) }

  /// What an attempt to read or write gave.
  enum Transfer {
    /// So many bytes; nothing was left to do where it is 0.
    case bytes(Int)
    /// The other side has finished, or there is an error: nothing more will come.
    case ended
    /// Nothing now; poll tells when.
    case wouldBlock
  }

  /// Reads what there is, at most `limit` bytes, to the end of the buffer.
  func read(into buffer: inout [UInt8], limit: Int) -> Transfer {
    withUnsafeTemporaryAllocation(byteCount: limit, alignment: 1) { space in
      while true {
        let count = posixRead(number, space.baseAddress, limit)
        if count > 0 {
          buffer.append(contentsOf: space[..<count])
          return .bytes(count)
        }
        if count == 0 { return .ended }
        if errno == EINTR { continue }
        return errno == EAGAIN || errno == EWOULDBLOCK ? .wouldBlock : .ended
      }
    }
  }

  /// Sends as much as the socket takes.
  func send(_ bytes: ArraySlice<UInt8>) -> Transfer {
    bytes.withUnsafeBytes { buffer in
      while true {
        let count = posixSend(number, buffer.baseAddress, buffer.count)
        if count >= 0 { return .bytes(count) }
        if errno == EINTR { continue }
        return errno == EAGAIN || errno == EWOULDBLOCK ? .wouldBlock : .ended
      }
    }
  }
}

// Inside `Descriptor`, `read` and `send` are its own members.
private func posixRead(_ number: Int32, _ space: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(number, space, count)
}

private func posixSend(_ number: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  #if canImport(Darwin)
    // A socket made by `Listener` has SO_NOSIGPIPE.
    send(number, bytes, count, 0)
  #else
    send(number, bytes, count, Int32(MSG_NOSIGNAL))
  #endif
}

/// A pipe to oneself: another thread writes a byte, and poll returns (D. J. Bernstein's self-pipe).
struct WakePipe: Sendable {
  let reader: Descriptor
  private let writer: Descriptor

  init() throws(PreviewError) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .system("make a pipe", errno) }
    reader = Descriptor(owning: ends[0])
    writer = Descriptor(owning: ends[1])
  }

  /// Wakes the reader. A full pipe has woken it already.
  func wake() {
    var byte: UInt8 = 1
    while write(writer.number, &byte, 1) == -1 && errno == EINTR {}
  }

  func drain() {
    var ignored: [UInt8] = []
    while case .bytes = reader.read(into: &ignored, limit: 256) { ignored.removeAll(keepingCapacity: true) }
  }
}

/// Milliseconds of a clock that never goes back, for deadlines only.
func monotonicMilliseconds() -> Int {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return Int(now.tv_sec) * 1000 + Int(now.tv_nsec) / 1_000_000
}
