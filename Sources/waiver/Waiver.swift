import PortalBase

/// The command line as a function: arguments and a world in, an exit code out. What it says goes to the environment's sinks.
package enum Waiver {
  /// The commands, in the order of the help.
  static let commands: [Command] = [
    .build, .checkContent, .due, .explain, .letters, .new, .preview, .verify, .initialize,
  ]

  package static func run(_ environment: Environment) -> ExitCode {
    run(environment, commands: commands)
  }

  /// - Parameter commands: the table; tests have their own.
  static func run(_ environment: Environment, commands: [Command]) -> ExitCode {
    let options = Option.common + commands.flatMap(\.options)
    let arguments = Arguments(parsing: environment.arguments, options: options)
    if let answer = answer(to: arguments, commands) { return tell(answer, .done, environment) }

    var report = Report()
    var failure: Failure?
    var exitCode = ExitCode.done
    do throws(Failure) {
      let invocation = try Invocation(arguments, commands: commands)
      let context = Context(environment: environment, invocation: invocation)
      defer { context.progress.end() }
      exitCode = try invocation.command.run(context, &report)
    } catch {
      failure = error
      exitCode = error.exitCode
    }
    let asJSON = arguments.value(.format) == "json"
    tellProblems(report, failure, commands.first { $0.name == arguments.command }, environment)
    if report.isTold { return exitCode }
    if asJSON {
      report.asOf = report.asOf ?? unknownDay(arguments, environment)
      return tell(report.json(failure: failure), exitCode, environment)
    }
    return tell(Array(report.text.utf8), exitCode, environment)
  }

  /// What `--help` and `--version` print, and `generate`, of which only scripts/release knows. They win over all that may be wrong with the line beside them, except a
  /// command that does not exist.
  private static func answer(to arguments: Arguments, _ commands: [Command]) -> [UInt8]? {
    if arguments.has(.version) { return Array("waiver \(waiverVersion)\n".utf8) }
    if arguments.command == "generate" {
      return Generated.text(arguments.operands.first, commands).map { Array($0.utf8) }
    }
    let isHelpCommand = arguments.command == "help"
    guard arguments.has(.help) || isHelpCommand else { return nil }
    guard let name = isHelpCommand ? arguments.operands.first : arguments.command else {
      return Array(Help.overview(commands).utf8)
    }
    return commands.first { $0.name == name }.map { Array(Help.of($0).utf8) }
  }

  /// Diagnostics and the failure go to standard error, whatever the format.
  private static func tellProblems(
    _ report: Report, _ failure: Failure?, _ command: Command?, _ environment: Environment
  ) {
    var text = environment.printer.text(report.diagnostics, sources: report.sources)
    if let failure {
      text += "waiver: error: \(failure.message.printable)\n"
      if failure.exitCode == .wrongCommandLine {
        text += "Try \"waiver \(command.map { "\($0.name) " } ?? "")--help\".\n"
      }
    } else if report.diagnostics.hasErrors, report.text.isEmpty, let counts = report.counts {
      text += "waiver: \(counts)\n"
    }
    environment.errors.say(text)
  }

  /// The day for a report of a run that ended before the portal could tell one.
  private static func unknownDay(_ arguments: Arguments, _ environment: Environment) -> Day? {
    let option = arguments.value(.asOf).flatMap { Day($0) }
    return (try? DayChoice(option: option, pinned: nil, zone: "UTC", environment: environment))?.day
  }

  /// Writes to standard output. A reader who has left is no failure; a full disk is.
  private static func tell(_ bytes: [UInt8], _ exitCode: ExitCode, _ environment: Environment) -> ExitCode {
    if bytes.isEmpty { return exitCode }
    switch environment.output.write(bytes) {
    case .written, .closed: return exitCode
    case .failed(let reason):
      environment.errors.say("waiver: error: cannot write to standard output: \(reason)\n")
      return .failed
    }
  }
}
