/// The texts of `--help`: for somebody who has never seen Waiver.
enum Help {
  static func overview(_ commands: [Command]) -> String {
    """
    Waiver publishes a portal of the exceptions to a service: who asked for what,
    what was decided, until when it holds, and what has to happen next.

    Usage: waiver COMMAND [OPTIONS]

    Commands:
    \(rows(commands.map { (usage($0), $0.summary) }))

    Options of all commands:
    \(rows(Option.common.map { (usage($0), $0.meaning) }))

    A portal is a folder with content/portal.json in it. Start in one, and type:

      waiver check     to see what is wrong with the content
      waiver build     to publish it to site/

    Exit codes: 0 done; 1 the content has errors, or a checked condition does not
    hold; 2 the command line is wrong; 3 reading, writing or a program failed.

    "waiver COMMAND --help" tells more of a command.

    """
  }

  static func of(_ command: Command) -> String {
    var parts = ["Usage: waiver \(usage(command)) [OPTIONS]", command.details]
    if let operand = command.operand { parts.append("\(rows([(operand.name, operand.meaning)]))") }
    if !command.options.isEmpty {
      parts.append("Options:\n" + rows(command.options.map { (usage($0), $0.meaning) }))
    }
    parts.append("Options of all commands:\n" + rows(Option.common.map { (usage($0), $0.meaning) }))
    if !command.examples.isEmpty {
      parts.append("Examples:\n" + command.examples.map { "  \($0)" }.joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func usage(_ command: Command) -> String {
    guard let operand = command.operand else { return command.name }
    return command.name + (operand.isRequired ? " \(operand.name)" : " [\(operand.name)]")
  }

  private static func usage(_ option: Option) -> String {
    "--\(option.name)" + (option.placeholder.map { " \($0)" } ?? "")
  }

  /// Two columns: names, and what they mean, broken into lines that fit a terminal of 80 columns.
  private static func rows(_ rows: [(name: String, meaning: String)]) -> String {
    let indent = (rows.map(\.name.count).max() ?? 0) + 4
    return rows.map { row in
      let lines = wrap(row.meaning, width: max(24, 79 - indent))
      let gap = String(repeating: " ", count: indent - 2 - row.name.count)
      let rest = lines.dropFirst().map { "\n" + String(repeating: " ", count: indent) + $0 }
      return "  \(row.name)\(gap)\(lines.first ?? "")\(rest.joined())"
    }.joined(separator: "\n")
  }

  private static func wrap(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let line = lines.last, line.count + 1 + word.count <= width {
        lines[lines.count - 1] = line + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
