import PortalBase

/// A command line taken apart: options in any place, as `--x V` or `--x=V`; `--` ends them.
struct Arguments: Sendable {
  /// The first word that is no option.
  private(set) var command: String?
  private(set) var operands: [String] = []
  /// The first thing that is wrong with the line, in its order.
  private(set) var problem: String?
  /// In the order of the line; a flag has an empty value.
  private(set) var given: [(option: Option, value: String)] = []

  func has(_ option: Option) -> Bool { given.contains { $0.option.name == option.name } }

  func value(_ option: Option) -> String? { given.first { $0.option.name == option.name }?.value }

  /// - Parameter options: of all commands, as an option may stand before its command.
  init(parsing words: [String], options: [Option]) {
    var index = 0
    var onlyOperands = false
    while index < words.count {
      let word = words[index]
      index += 1
      if onlyOperands || !word.hasPrefix("-") || word == "-" {
        takeOperand(word)
      } else if word == "--" {
        onlyOperands = true
      } else {
        let next = index < words.count ? words[index] : nil
        if takeOption(word, next: next, options) { index += 1 }
      }
    }
  }

  private mutating func takeOperand(_ word: String) {
    if command == nil { command = word } else { operands.append(word) }
  }

  /// Takes one option, and tells whether it used the next word as its value.
  private mutating func takeOption(_ word: String, next: String?, _ options: [Option]) -> Bool {
    let (name, attached) = Self.split(word)
    guard word.hasPrefix("--"), let option = options.first(where: { $0.name == name }) else {
      let meant = nearest(to: name, in: options.map(\.name))
      note("unknown option \"\(word.hasPrefix("--") ? "--" : "-")\(name)\"\(Self.didYouMean(meant))")
      return false
    }
    if has(option) { note("the option --\(name) is given twice") }
    guard let placeholder = option.placeholder else {
      if attached != nil { note("the option --\(name) takes no value") }
      given.append((option, ""))
      return false
    }
    // An option in the place of a value is more likely a value forgotten; one that looks so is written --x=V.
    let isNextTaken = attached == nil && next.map { !$0.hasPrefix("--") } == true
    guard let value = attached ?? (isNextTaken ? next : nil), !value.isEmpty else {
      note("the option --\(name) needs a value: --\(name) \(placeholder)")
      return isNextTaken
    }
    if let complaint = option.complaint(about: value) { note(complaint) }
    given.append((option, value))
    return isNextTaken
  }

  private mutating func note(_ text: String) {
    if problem == nil { problem = text }
  }

  /// `--x=V` is `x` and `V`; `-x` is `x`.
  private static func split(_ word: String) -> (name: String, value: String?) {
    let body = word.drop { $0 == "-" }
    guard let equals = body.firstIndex(of: "=") else { return (String(body), nil) }
    return (String(body[..<equals]), String(body[body.index(after: equals)...]))
  }

  private static func didYouMean(_ name: String?) -> String {
    name.map { "; did you mean \"--\($0)\"?" } ?? ""
  }
}

extension Option {
  /// What is wrong with a value, or nil.
  fileprivate func complaint(about value: String) -> String? {
    switch kind {
    case .flag, .text: nil
    case .day:
      Day(value) == nil
        ? "--\(name) \"\(value)\" is no day: write it as YYYY-MM-DD, a day of the calendar from 1900 to 2199" : nil
    case .number(_, let range):
      wholeNumber(value).map(range.contains) == true
        ? nil : "--\(name) \"\(value)\" is no whole number from \(range.lowerBound) to \(range.upperBound)"
    case .choice(let names):
      names.contains(value)
        ? nil
        : "--\(name) \"\(value)\" is not known: write \(names.joined(separator: " or "))"
          + suggestion(for: value, in: names)
    }
  }
}

/// A number of plain digits: what `Int.init` takes, without the signs.
func wholeNumber(_ text: String) -> Int? {
  text.utf8.allSatisfy(isASCIIDigit) ? Int(text) : nil
}

/// A command with its arguments, found to fit each other.
struct Invocation: Sendable {
  let command: Command
  let arguments: Arguments

  /// - Throws: what is wrong: no command, an unknown one, an option that is not its own, operands missing or too many.
  init(_ arguments: Arguments, commands: [Command]) throws(Failure) {
    if let problem = arguments.problem { throw .wrongCommandLine(problem) }
    guard let name = arguments.command else { throw .wrongCommandLine("which command?") }
    guard let command = commands.first(where: { $0.name == name }) else {
      throw .wrongCommandLine("unknown command \"\(name)\"\(suggestion(for: name, in: commands.map(\.name)))")
    }
    let allowed = Set((Option.common + command.options).map(\.name))
    if let foreign = arguments.given.first(where: { !allowed.contains($0.option.name) }) {
      throw .wrongCommandLine("\"waiver \(name)\" has no option --\(foreign.option.name)")
    }
    let limit = command.operand == nil ? 0 : 1
    if arguments.operands.count > limit {
      throw .wrongCommandLine("unexpected \"\(arguments.operands[limit])\" after \"waiver \(name)\"")
    }
    if let operand = command.operand, operand.isRequired, arguments.operands.isEmpty {
      throw .wrongCommandLine("\"waiver \(name)\" needs \(operand.name): \(operand.meaning)")
    }
    self.command = command
    self.arguments = arguments
  }

  func has(_ option: Option) -> Bool { arguments.has(option) }
  func value(_ option: Option) -> String? { arguments.value(option) }
  func day(_ option: Option) -> Day? { value(option).flatMap { Day($0) } }
  func number(_ option: Option) -> Int? { value(option).flatMap(wholeNumber) }
  var operand: String? { arguments.operands.first }
}
