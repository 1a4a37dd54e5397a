/// A command as it is parsed, explained and run: a line of the table in `Waiver.commands`.
struct Command: Sendable {
  let name: String
  /// The word after the name, such as an id, if the command takes one.
  let operand: Operand?
  /// One line for the list of commands.
  let summary: String
  /// What a newcomer needs to know, in paragraphs of lines of at most 80 characters.
  let details: String
  /// Its own options; `Option.common` come on top.
  let options: [Option]
  let examples: [String]
  /// Does the work. What is to be told goes into the report, also what was found before a failure.
  let run: @Sendable (Context, inout Report) throws(Failure) -> ExitCode
}

/// The word that a command takes beside its options.
struct Operand: Sendable {
  /// As in the usage line: `ID`.
  let name: String
  let isRequired: Bool
  let meaning: String
}

/// An option `--name` or `--name VALUE`. Options of one name take the same kind of value in every command, so that
/// they can stand before the command too.
struct Option: Sendable {
  enum Kind: Sendable, Hashable {
    case flag
    /// Any text; the name stands for it in the help.
    case text(String)
    case day
    /// A whole number within the range.
    case number(String, ClosedRange<Int>)
    case choice([String])
  }

  let name: String
  let kind: Kind
  let meaning: String

  /// What stands for the value in the help; nil for a flag.
  var placeholder: String? {
    switch kind {
    case .flag: nil
    case .text(let name), .number(let name, _): name
    case .day: "YYYY-MM-DD"
    case .choice(let names): names.joined(separator: "|")
    }
  }
}

extension Option {
  static let portal = Option(
    name: "portal", kind: .text("DIR"), meaning: "The portal folder. Default: the current folder.")
  static let asOf = Option(
    name: "as-of", kind: .day,
    meaning: "The day that everything is worked out for. Default: asOf in portal.json, else today.")
  static let audience = Option(
    name: "audience", kind: .text("NAME"),
    meaning: "Whom the pages are for: internal, customer:KEY or public. Default: internal.")
  static let format = Option(
    name: "format", kind: .choice(["text", "json"]),
    meaning: "How to report on standard output. Default: text.")
  static let help = Option(name: "help", kind: .flag, meaning: "Show this help.")
  static let version = Option(name: "version", kind: .flag, meaning: "Show the version.")

  /// The options that every command has.
  static let common = [portal, asOf, audience, format, help, version]
}
