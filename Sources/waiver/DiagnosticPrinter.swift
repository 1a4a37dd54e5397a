import PortalBase

/// Writes diagnostics for people: in a pipe one line each, on a terminal with colour and the line that is meant.
struct DiagnosticPrinter: Sendable {
  let isInteractive: Bool
  let usesColour: Bool
  /// How many columns of a source line are shown.
  var width = 96

  /// The text of all diagnostics, sorted by file, place and code. Equal ones are said once.
  func text(_ diagnostics: [Diagnostic], sources: [SourceFile]) -> String {
    var texts: [String: PlacedText] = [:]
    let named = Set(diagnostics.map(\.file))
    if isInteractive {
      for file in sources where named.contains(file.path) { texts[file.path] = PlacedText(file.bytes) }
    }
    var result = ""
    var previous: Diagnostic?
    for diagnostic in diagnostics.sorted() where diagnostic != previous {
      previous = diagnostic
      result += usesColour ? coloured(diagnostic) : diagnostic.description
      result += "\n"
      // Taken out while it is changed, so that it is not copied.
      guard var text = texts.removeValue(forKey: diagnostic.file) else { continue }
      result += excerpt(at: diagnostic.location, &text)
      texts[diagnostic.file] = text
    }
    return result
  }

  private func coloured(_ diagnostic: Diagnostic) -> String {
    let colour =
      switch diagnostic.severity {
      case .error: "31"
      case .warning: "33"
      case .note: "36"
      }
    let place = "\(diagnostic.file.printable):\(diagnostic.location.line):\(diagnostic.location.column)"
    let severity = "\u{1B}[1;\(colour)m\(diagnostic.severity.rawValue):\u{1B}[0m"
    return "\u{1B}[1m\(place):\u{1B}[0m \(severity) \(diagnostic.message.printable) [\(diagnostic.code.name)]"
  }

  /// The line with its number, and a caret below the place. Nothing where the file has no such line.
  private func excerpt(at location: SourceLocation, _ text: inout PlacedText) -> String {
    guard let window = text.window(around: location, width: width) else { return "" }
    let line = window.scalars.map { $0 == "\t" ? " " : $0 }
    let column = window.column
    // A long line is cut, so that the place stands in the left two thirds of what is shown.
    let start = max(0, min(column - width / 2, line.count - width))
    let isCut = window.isCut || start > 0
    let shown = line[start..<min(line.count, start + width)]
    let number = String(location.line)
    let margin = String(repeating: " ", count: number.count)
    let before = line[start..<min(column, shown.endIndex)].reduce(into: "") { $0 += Self.isWide($1) ? "  " : " " }
    let text = shown.reduce(into: "") { $0.unicodeScalars.append(Self.isPrintable($1) ? $1 : "\u{FFFD}") }
    let caret = usesColour ? "\u{1B}[1;32m^\u{1B}[0m" : "^"
    return " \(number) | \(isCut ? "…" : "")\(text)\n \(margin) | \(isCut ? " " : "")\(before)\(caret)\n"
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: false
    default: true
    }
  }

  /// Whether terminals give a scalar two columns: the blocks of East Asian writing (Unicode Standard Annex 11), near enough to
  /// point at a word.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}

extension Environment {
  var printer: DiagnosticPrinter { DiagnosticPrinter(isInteractive: isInteractive, usesColour: usesColour) }
}
