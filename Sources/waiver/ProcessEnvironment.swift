import Foundation

extension Environment {
  /// The environment of this process. Call once, first of all: it also sees to it that writing into a closed pipe is an
  /// answer and not the end.
  static func ofThisProcess() -> Environment {
    signal(SIGPIPE, SIG_IGN)
    // The same of a file that may grow no more (`ulimit -f`).
    signal(SIGXFSZ, SIG_IGN)
    occupyClosedDescriptors()
    var environment = Environment(
      arguments: Array(CommandLine.arguments.dropFirst()),
      variables: ProcessInfo.processInfo.environment,
      currentFolder: FileManager.default.currentDirectoryPath,
      clock: { time(nil) },
      program: Bundle.main.executablePath,
      output: .descriptor(1),
      errors: .descriptor(2))
    environment.keep = { _ = Unmanaged.passRetained(Kept(value: $0)) }
    return environment
  }

  /// What is never released.
  private final class Kept: Sendable {
    let value: any Sendable

    init(value: any Sendable) { self.value = value }
  }

  /// Whoever starts Waiver with standard output closed would otherwise have the next file that is opened take its
  /// place, and be written into. `/dev/null`, opened the wrong way round, makes such a write fail as it should.
  private static func occupyClosedDescriptors() {
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
  }
}

extension Sink {
  /// Writes to an open file without a buffer: what has been said has been said, also when the process ends.
  static func descriptor(_ descriptor: Int32) -> Sink {
    Sink(isTerminal: isatty(descriptor) == 1) { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { writeSome($0, to: descriptor) }
        if count >= 0 {
          rest = rest.dropFirst(count)
        } else if errno == EAGAIN {
          // Somebody made the pipe non-blocking.
          waitUntilWritable(descriptor)
        } else if errno != EINTR {
          return errno == EPIPE ? .closed : .failed(reason: String(cString: strerror(errno)))
        }
      }
      return .written
    }
  }
}

// Inside `Sink`, `write` is its own member.
private func writeSome(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

private func waitUntilWritable(_ descriptor: Int32) {
  var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
  poll(&request, 1, -1)
}
