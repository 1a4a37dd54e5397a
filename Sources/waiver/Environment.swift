/// Everything that a run takes from the world outside, so that a test can be that world.
package struct Environment: Sendable {
  /// The words after the program's name.
  package var arguments: [String]
  /// Environment variables: `SOURCE_DATE_EPOCH`, `NO_COLOR`, `TERM`.
  package var variables: [String: String]
  /// The folder that relative paths on the command line start from: absolute.
  package var currentFolder: String
  /// Now, in seconds since 1970-01-01 00:00 UTC.
  package var clock: @Sendable () -> Int
  /// The file of the program itself; nil where nobody knows.
  package var program: String?
  package var output: Sink
  package var errors: Sink
  /// Keeps what a run made until the process ends, which has no use for the time that it takes to give back a large portal's memory
  /// piece by piece. A test's world lets it go.
  package var keep: @Sendable (any Sendable) -> Void = { _ in }

  package init(
    arguments: [String], variables: [String: String], currentFolder: String, clock: @escaping @Sendable () -> Int,
    program: String? = nil, output: Sink, errors: Sink
  ) {
    self.arguments = arguments
    self.variables = variables
    self.currentFolder = currentFolder
    self.clock = clock
    self.program = program
    self.output = output
    self.errors = errors
  }

  /// A path of the command line, made absolute. Dots in it are left to the system, which knows the links on its way.
  func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : currentFolder == "/" ? "/\(path)" : "\(currentFolder)/\(path)"
  }

  /// Whether standard error is a terminal that understands colours and moving the cursor.
  var isInteractive: Bool { errors.isTerminal && variables["TERM"] != "dumb" }

  /// See https://no-color.org: any value but the empty one turns colours off.
  var usesColour: Bool { isInteractive && (variables["NO_COLOR"] ?? "").isEmpty }
}

/// Where text goes: standard output, standard error, or a test's memory.
package struct Sink: Sendable {
  package enum Outcome: Sendable, Hashable {
    case written
    /// Nobody reads any more (a pipe into `head`): no mistake of anybody.
    case closed
    case failed(reason: String)
  }

  package let isTerminal: Bool
  package let write: @Sendable ([UInt8]) -> Outcome

  package init(isTerminal: Bool, write: @escaping @Sendable ([UInt8]) -> Outcome) {
    self.isTerminal = isTerminal
    self.write = write
  }

  /// Writes text of which nothing depends on having arrived, such as progress and diagnostics.
  func say(_ text: String) {
    if !text.isEmpty { _ = write(Array(text.utf8)) }
  }
}
