import PortalBase

/// What is made from the table of commands for releases: the manual page, and completions for three shells.
enum Generated {
  static let kinds = ["man", "bash", "zsh", "fish"]

  /// Nil for a kind that there is not.
  static func text(_ kind: String?, _ commands: [Command]) -> String? {
    switch kind {
    case "man": manual(commands)
    case "bash": bash(commands)
    case "zsh": zsh(commands)
    case "fish": fish(commands)
    default: nil
    }
  }

  /// What a shell can offer for the value of an option.
  private enum Values {
    case none, folders
    case words([String])

    init(_ option: Option) {
      switch option.kind {
      case .choice(let names): self = .words(names)
      case .text("DIR"): self = .folders
      case .flag, .text, .day, .number: self = .none
      }
    }
  }

  private static func all(_ command: Command) -> [Option] { command.options + Option.common }

  /// Every option once, as those of one name take the same values in every command.
  private static func distinct(_ commands: [Command]) -> [Option] {
    var seen = Set<String>()
    return (Option.common + commands.flatMap(\.options)).filter { seen.insert($0.name).inserted }
  }
}

// MARK: - The manual page (man-pages(7), in the macros of man(7))

extension Generated {
  private static func manual(_ commands: [Command]) -> String {
    var lines = [
      ".TH WAIVER 1 \"\" \"Waiver \(waiverVersion)\" \"User Commands\"",
      ".SH NAME", "waiver \\- publish a portal of the exceptions to a service",
      ".SH SYNOPSIS", ".B waiver", ".I COMMAND", "[\\fIOPTIONS\\fR]",
      ".SH DESCRIPTION",
      "Waiver publishes a portal of the exceptions to a service: who asked for what, what was decided, until when it holds, and what has to happen next. A portal is a folder with content/portal.json in it.",
      ".SH COMMANDS",
    ]
    for command in commands {
      let operand = command.operand.map { $0.isRequired ? " \\fI\($0.name)\\fR" : " [\\fI\($0.name)\\fR]" } ?? ""
      lines += [".SS \"waiver \(command.name)\(operand)\"", roff(command.details)]
      if let operand = command.operand { lines += [".TP", ".I \(operand.name)", roff(operand.meaning)] }
      lines += command.options.flatMap(item)
      if !command.examples.isEmpty {
        lines += [".PP", "Examples:", ".PP", ".nf"] + command.examples.map { roff("    \($0)") } + [".fi"]
      }
    }
    lines += [".SH OPTIONS OF ALL COMMANDS"] + Option.common.flatMap(item)
    lines += [".SH EXIT STATUS"]
    for (code, meaning) in [
      ("0", "Done."), ("1", "The content has errors, or a checked condition does not hold."),
      ("2", "The command line is wrong."), ("3", "Reading, writing, or a program that is needed, failed."),
    ] {
      lines += [".TP", ".B \(code)", meaning]
    }
    lines += [".SH ENVIRONMENT", ".TP", ".B SOURCE_DATE_EPOCH"]
    lines.append("The day, in seconds since 1970, where neither \\-\\-as\\-of nor portal.json names one.")
    lines += [".TP", ".B NO_COLOR", "Set to anything, it turns colours off."]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func item(_ option: Option) -> [String] {
    let value = option.placeholder.map { " \\fI\(roff($0))\\fR" } ?? ""
    return [".TP", "\\fB\(roff("--" + option.name))\\fR\(value)", roff(option.meaning)]
  }

  /// Text without what roff would take for its own: backslashes, hyphens, and full stops that begin a line.
  private static func roff(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let escaped = line.reduce(into: "") { result, character in
        result += character == "\\" ? "\\e" : character == "-" ? "\\-" : String(character)
      }
      return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : line.isEmpty ? ".PP" : escaped
    }.joined(separator: "\n")
  }
}

// MARK: - Completions

extension Generated {
  private static func bash(_ commands: [Command]) -> String {
    let names = commands.map(\.name).joined(separator: " ")
    let values = distinct(commands).compactMap { option -> String? in
      switch Values(option) {
      case .words(let words):
        return
          "    --\(option.name)) COMPREPLY=($(compgen -W '\(words.joined(separator: " "))' -- \"$word\")); return ;;"
      case .folders: return "    --\(option.name)) COMPREPLY=($(compgen -d -- \"$word\")); return ;;"
      case .none: return option.placeholder.map { _ in "    --\(option.name)) return ;;" }
      }
    }
    let options = commands.map { command in
      "    \(command.name)) options='\(all(command).map { "--" + $0.name }.joined(separator: " "))' ;;"
    }
    let folders = commands.filter { $0.operand?.name == "DIR" }.map(\.name).joined(separator: "|")
    return """
      # Completions of waiver \(waiverVersion) for bash.
      _waiver() {
        local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= options='--help --version' index
        for ((index = 1; index < COMP_CWORD; index++)); do
          case " \(names) " in *" ${COMP_WORDS[index]} "*) command=${COMP_WORDS[index]}; break ;; esac
        done
        case $before in
      \(values.joined(separator: "\n"))
        esac
        if [[ -z $command && $word != -* ]]; then
          COMPREPLY=($(compgen -W '\(names) help' -- "$word"))
          return
        fi
        case $command in
      \(options.joined(separator: "\n"))
        esac
        if [[ $word == -* ]]; then
          COMPREPLY=($(compgen -W "$options" -- "$word"))
          return
        fi
        case $command in
          \(folders)) COMPREPLY=($(compgen -d -- "$word")) ;;
        esac
      }
      complete -o filenames -F _waiver waiver

      """
  }

  private static func zsh(_ commands: [Command]) -> String {
    func quoted(_ text: String) -> String {
      text.reduce(into: "") { result, character in
        switch character {
        case "'": result += "'\\''"
        case "[", "]", ":", "\\": result += "\\" + String(character)
        default: result.append(character)
        }
      }
    }
    let names = commands.map { "    '\($0.name):\(quoted($0.summary))'" }.joined(separator: "\n")
    let cases = commands.map { command -> String in
      var arguments = all(command).map { option -> String in
        let meaning = "--\(option.name)[\(quoted(option.meaning))]"
        guard let placeholder = option.placeholder else { return "'\(meaning)'" }
        let values =
          switch Values(option) {
          case .words(let words): "(\(words.joined(separator: " ")))"
          case .folders: "_files -/"
          case .none: " "
          }
        return "'\(meaning):\(quoted(placeholder)):\(values)'"
      }
      if let operand = command.operand {
        arguments.append("'1:\(operand.name):\(operand.name == "DIR" ? "_files -/" : " ")'")
      }
      return "    \(command.name)) _arguments \\\n      \(arguments.joined(separator: " \\\n      ")) ;;"
    }
    return """
      #compdef waiver
      # Completions of waiver \(waiverVersion) for zsh.
      local -a commands
      commands=(
      \(names)
      )
      if (( CURRENT == 2 )); then
        _describe command commands
        return
      fi
      local command=$words[2]
      shift words
      (( CURRENT-- ))
      case $command in
      \(cases.joined(separator: "\n"))
      esac

      """
  }

  private static func fish(_ commands: [Command]) -> String {
    func quoted(_ text: String) -> String {
      "'" + text.reduce(into: "") { $0 += $1 == "'" || $1 == "\\" ? "\\" + String($1) : String($1) } + "'"
    }
    var lines = ["# Completions of waiver \(waiverVersion) for fish.", "complete -c waiver -f"]
    for command in commands {
      lines.append("complete -c waiver -n __fish_use_subcommand -a \(command.name) -d \(quoted(command.summary))")
      let condition = "-n '__fish_seen_subcommand_from \(command.name)'"
      for option in all(command) {
        var line = "complete -c waiver \(condition) -l \(option.name) -d \(quoted(option.meaning))"
        if option.placeholder != nil { line += " -x" }
        switch Values(option) {
        case .words(let words): line += " -a \(quoted(words.joined(separator: " ")))"
        case .folders: line += " -a '(__fish_complete_directories)'"
        case .none: break
        }
        lines.append(line)
      }
      if command.operand?.name == "DIR" {
        lines.append("complete -c waiver \(condition) -a '(__fish_complete_directories)'")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
