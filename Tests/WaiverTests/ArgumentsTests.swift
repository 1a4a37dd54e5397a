import PortalBase
import Testing

@testable import waiver

/// A command with one option of each kind, which tells in its report what it was given.
let probe = Command(
  name: "probe", operand: Operand(name: "ID", isRequired: true, meaning: "what to probe"),
  summary: "probes", details: "Probes one thing.",
  options: [
    Option(name: "deep", kind: .flag, meaning: "Deeply."),
    Option(name: "within", kind: .number("DAYS", 0...3650), meaning: "How far."),
    Option(name: "output", kind: .text("DIR"), meaning: "Where to."),
  ],
  examples: ["waiver probe EX-1"]
) { context, report throws(Failure) in
  let given = context.invocation.arguments.given.map { "\($0.option.name)=\($0.value)" }
  report.text = "\(context.invocation.operand ?? "none") \(given.joined(separator: ","))\n"
  report.answer("probe") { json in json.object { $0.member("given", given.count) } }
  return .done
}

/// A command without operand and options.
let plain = Command(
  name: "plain", operand: nil, summary: "does nothing", details: "Does nothing at all.", options: [], examples: []
) { _, _ throws(Failure) in .done }

@Suite struct ArgumentsTests {
  let world = World(commands: [probe, plain])

  @Test(arguments: [
    ["probe", "EX-1", "--deep", "--within", "3"], ["--deep", "--within", "3", "probe", "EX-1"],
    ["--deep", "probe", "--within=3", "EX-1"], ["probe", "--deep", "--within=3", "--", "EX-1"],
  ])
  func takesOptionsInAnyPlaceAndForm(arguments: [String]) {
    let result = world.run(arguments)
    #expect(result.output == "EX-1 deep=,within=3\n")
    #expect(result.exitCode == .done)
    #expect(result.errors == "")
  }

  @Test func takesEverythingAfterTwoHyphensAsAnOperand() {
    #expect(world.run("probe", "--", "--deep").output == "--deep \n")
  }

  @Test func takesAValueWithAnEqualsSign() {
    #expect(world.run("probe", "x", "--output=a=b").output == "x output=a=b\n")
  }

  @Test func takesALoneHyphenAsAWord() {
    #expect(world.run("probe", "-").output == "- \n")
  }

  @Test(arguments: [
    (["prob", "x"], #"unknown command "prob"; did you mean "probe"?"#),
    (["zebra"], #"unknown command "zebra""#),
    ([], "which command?"),
    (["probe", "x", "--depe"], #"unknown option "--depe"; did you mean "--deep"?"#),
    (["probe", "x", "--outptu", "dist"], #"unknown option "--outptu"; did you mean "--output"?"#),
    (["probe", "x", "-h"], #"unknown option "-h""#),
    (["probe", "x", "--deep", "--deep"], "the option --deep is given twice"),
    (["probe", "x", "--within", "1", "--within=1"], "the option --within is given twice"),
    (["probe", "x", "--deep=yes"], "the option --deep takes no value"),
    (["probe", "x", "--within"], "the option --within needs a value: --within DAYS"),
    (["probe", "x", "--within="], "the option --within needs a value: --within DAYS"),
    (["probe", "x", "--output", "--deep"], "the option --output needs a value: --output DIR"),
    (["probe", "x", "--within", "-1"], #"--within "-1" is no whole number from 0 to 3650"#),
    (["probe", "x", "--within", "+1"], #"--within "+1" is no whole number from 0 to 3650"#),
    (["probe", "x", "--within", "4000"], #"--within "4000" is no whole number from 0 to 3650"#),
    (["probe", "x", "--within", "99999999999999999999"], #"--within "99999999999999999999" is no"#),
    (["probe", "x", "--as-of", "2026-02-30"], #"--as-of "2026-02-30" is no day"#),
    (["probe", "x", "--as-of", "1.7.2026"], #"--as-of "1.7.2026" is no day"#),
    (["probe", "x", "--format", "jsn"], #"--format "jsn" is not known: write text or json; did you mean "json"?"#),
    (["probe"], #""waiver probe" needs ID: what to probe"#),
    (["probe", "x", "y"], #"unexpected "y" after "waiver probe""#),
    (["plain", "x"], #"unexpected "x" after "waiver plain""#),
    (["plain", "--deep"], #""waiver plain" has no option --deep"#),
  ])
  func refusesAWrongLine(arguments: [String], message: String) {
    let result = world.run(arguments)
    #expect(result.exitCode == .wrongCommandLine)
    #expect(result.errors.hasPrefix("waiver: error: \(message)"))
    #expect(result.errors.contains("--help\".\n"))
    #expect(result.output == "")
  }

  @Test func tellsAWrongLineAsJSONWhereThatWasAsked() throws {
    let json = try world.run("--format", "json", "probe").json()
    #expect(json["error"]?.string == "\"waiver probe\" needs ID: what to probe")
    #expect(json["diagnostics"]?.array?.isEmpty == true)
    #expect(json["asOf"]?.string == "2026-07-01")
  }

  @Test func escapesControlCharactersOfTheLine() {
    #expect(world.run("\u{1B}[31mx").errors.contains(#"unknown command "\u{1B}[31mx""#))
  }
}

@Suite struct HelpTests {
  let world = World(commands: [probe, plain])

  @Test(arguments: [["--help"], ["help"]])
  func explainsAllCommands(arguments: [String]) {
    let result = world.run(arguments)
    #expect(result.exitCode == .done)
    #expect(result.output.contains("  probe ID  probes\n"))
    #expect(result.output.contains("--portal DIR"))
    #expect(result.output.contains("Exit codes:"))
  }

  @Test(arguments: [["probe", "--help"], ["--help", "probe"], ["help", "probe"], ["probe", "--help", "--oops"]])
  func explainsACommand(arguments: [String]) {
    let result = world.run(arguments)
    #expect(result.exitCode == .done)
    #expect(result.output.hasPrefix("Usage: waiver probe ID [OPTIONS]\n\nProbes one thing.\n"))
    #expect(result.output.contains("  --within DAYS  How far.\n"))
    #expect(result.output.contains("  waiver probe EX-1\n"))
  }

  @Test func doesNotExplainAnUnknownCommand() {
    let result = world.run("prob", "--help")
    #expect(result.exitCode == .wrongCommandLine)
    #expect(result.errors.contains("did you mean \"probe\"?"))
  }

  @Test func tellsTheVersion() {
    #expect(world.run("--version").output == "waiver \(waiverVersion)\n")
  }

  @Test(arguments: Waiver.commands.map(\.name) + [""])
  func keepsWithinEightyColumns(command: String) {
    let help = World().run(command.isEmpty ? ["--help"] : [command, "--help"]).output
    let long = help.split(separator: "\n").filter { $0.count > 80 }
    #expect(long.isEmpty)
  }

  /// An option can stand before its command only where all commands agree on what it takes.
  @Test func givesOptionsOfOneNameOneKind() {
    var kinds: [String: Option.Kind] = [:]
    for option in Option.common + Waiver.commands.flatMap(\.options) {
      #expect(kinds[option.name, default: option.kind] == option.kind)
      kinds[option.name] = option.kind
    }
  }
}
