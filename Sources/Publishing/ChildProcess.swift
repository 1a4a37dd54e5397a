import CSystem

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open file of this process, closed with the last reference.
final class OpenDescriptor: Sendable {
  let number: Int32

  init(_ number: Int32) { self.number = number }
  deinit { close(number) }
}

/// Both ends of a pipe.
struct PipeEnds: Sendable {
  let reading: OpenDescriptor
  let writing: OpenDescriptor

  init() throws(PublishingError) {
    var (reading, writing): (Int32, Int32) = (-1, -1)
    let number = waiver_pipe(&reading, &writing)
    if number != 0 { throw .system(number, "make", "a pipe") }
    self.reading = OpenDescriptor(reading)
    self.writing = OpenDescriptor(writing)
  }
}

/// A program that was started, in a process group of its own, so that it ends with all that it started.
final class ChildProcess: Sendable {
  private let process: Int32

  /// - Parameters:
  ///   - program: its path.
  ///   - environment: `NAME=value`, all of it.
  ///   - descriptors: what the child has as its descriptors 0, 1, …; nil for `/dev/null`.
  init(
    _ program: String, _ arguments: [String], environment: [String], descriptors: [OpenDescriptor?]
  ) throws(PublishingError) {
    let numbers = descriptors.map { $0?.number ?? -1 }
    var process: Int32 = 0
    // The numbers alone do not keep the files open.
    let number = withExtendedLifetime(descriptors) {
      withCStrings([program] + arguments) { argv in
        withCStrings(environment) { envp in
          waiver_spawn(program, argv, envp, numbers, Int32(numbers.count), &process)
        }
      }
    }
    if number != 0 { throw .system(number, "start", program) }
    self.process = process
  }

  /// Its exit code; nil where it still runs after so many milliseconds.
  func wait(milliseconds: Int32 = -1) -> Int32? {
    var status: Int32 = 0
    return waiver_wait(process, milliseconds, &status) == 0 ? status : nil
  }

  /// Ends it and whatever it started.
  func end() {
    kill(-process, SIGTERM)
    if wait(milliseconds: 3000) == nil {
      kill(-process, SIGKILL)
      _ = wait(milliseconds: 3000)
    }
    // What it started may outlive it.
    kill(-process, SIGKILL)
  }
}

/// Calls a function with a null-terminated list of C strings.
private func withCStrings<Result>(
  _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: strings.count + 1)
  for (index, string) in strings.enumerated() { list[index] = strdup(string) }
  list[strings.count] = nil
  defer {
    for index in strings.indices { free(list[index]) }
    list.deallocate()
  }
  return body(list)
}
