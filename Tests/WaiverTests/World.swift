import PortalBase
import Synchronization
import Testing

@testable import waiver

/// A world for one run of the command line, in memory, and what the run left in it.
struct World {
  var variables: [String: String] = [:]
  var currentFolder = "/nowhere"
  /// 2026-07-01 03:00 UTC, noon in Tokyo.
  var now = 1_782_874_800
  var errorsAreTerminal = false
  var outputFails: Sink.Outcome = .written
  /// The file of the program itself.
  var program: String?
  /// The table of commands, if not Waiver's own.
  var commands: [Command]?

  struct Outcome {
    let exitCode: ExitCode
    let output: String
    let errors: String

    /// Standard output as JSON.
    func json() throws -> JSON {
      let (value, problems) = JSONReader.read(Array(output.utf8))
      #expect(problems.isEmpty)
      return try #require(value)
    }
  }

  func run(_ arguments: String...) -> Outcome { run(arguments) }

  func run(_ arguments: [String]) -> Outcome {
    let output = Memory()
    let errors = Memory()
    let now = now
    let failure = outputFails
    let environment = Environment(
      arguments: arguments, variables: variables, currentFolder: currentFolder, clock: { now },
      program: program,
      output: Sink(isTerminal: false) { bytes in
        if failure == .written { output.append(bytes) }
        return failure
      },
      errors: Sink(isTerminal: errorsAreTerminal) { bytes in
        errors.append(bytes)
        return .written
      })
    let exitCode = commands.map { Waiver.run(environment, commands: $0) } ?? Waiver.run(environment)
    return Outcome(exitCode: exitCode, output: output.text, errors: errors.text)
  }
}

/// Bytes that a sink collected.
private final class Memory: Sendable {
  private let bytes = Mutex<[UInt8]>([])

  func append(_ more: [UInt8]) { bytes.withLock { $0 += more } }
  var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
}
