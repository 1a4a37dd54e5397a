/// What the exit code says (contract, section 4).
package enum ExitCode: Int32, Sendable {
  case done = 0
  /// The content has errors, or a condition that was to be checked does not hold.
  case contentHasErrors = 1
  /// The command line is wrong.
  case wrongCommandLine = 2
  /// Reading, writing, or a program that is needed, failed.
  case failed = 3
}

/// Why a command cannot go on: told on standard error after all diagnostics.
struct Failure: Error {
  let exitCode: ExitCode
  let message: String

  static func wrongCommandLine(_ message: String) -> Failure {
    Failure(exitCode: .wrongCommandLine, message: message)
  }

  static func failed(_ message: String) -> Failure {
    Failure(exitCode: .failed, message: message)
  }
}
