import PortalBase

/// Where an envelope's window is, so that a letter's address shows in it: a profile of `templates/windows.json`.
package struct WindowProfile: Sendable, Hashable {
  /// Thousandths of a millimetre, so that lengths add up exactly.
  package struct Length: Sendable, Hashable, Comparable {
    package let thousandths: Int

    package init(thousandths: Int) { self.thousandths = thousandths }
    package init(millimetres: Int) { thousandths = millimetres * 1000 }

    package static func - (a: Length, b: Length) -> Length { Length(thousandths: a.thousandths - b.thousandths) }
    package static func + (a: Length, b: Length) -> Length { Length(thousandths: a.thousandths + b.thousandths) }
    package static func < (a: Length, b: Length) -> Bool { a.thousandths < b.thousandths }

    /// As CSS writes it: `24.6mm`.
    package var css: String {
      let sign = thousandths < 0 ? "-" : ""
      let fraction = String(1000 + thousandths.magnitude % 1000).dropFirst()
      return "\(sign)\(thousandths.magnitude / 1000).\(fraction)mm"
    }
  }

  package struct Box: Sendable, Hashable {
    package let left: Length
    package let top: Length
    package let width: Length
    package let height: Length
  }

  package enum Paper: String, Sendable, Hashable, CaseIterable {
    case a4 = "A4"
    case letter

    /// As CSS names it.
    var css: String { self == .a4 ? "A4" : "letter" }
  }

  package let name: String
  package let paper: Paper
  /// The address lies within it, measured from the top left corner of the sheet.
  package let window: Box
  /// The height of the sender's line above the address; zero where there is none.
  package let returnLine: Length
  /// Where the letter's text may begin.
  package let bodyStart: Length
  package let sender: Box?
  /// Where the sheet is folded, from its top edge.
  package let folds: [Length]
  package let punch: Length?
  /// Whether Japanese dates name the era.
  package let usesEra: Bool
  /// The country of which the letter is domestic mail: its name is left out of addresses there.
  package let country: String?

  package static let path = "templates/windows.json"
}

extension WindowProfile {
  /// Reads `windows.json`: profiles by name. Nil where anything in it is wrong.
  package static func decode(_ file: SourceFile) -> (profiles: [WindowProfile]?, diagnostics: [Diagnostic]) {
    var problems = FileProblems(file: file.path, bytes: file.bytes)
    let (json, jsonProblems) = JSONReader.read(file.bytes)
    problems.report(jsonProblems)
    guard let json, let reader = ObjectReader(json, "the window profiles", &problems, known: ["$schema"]) else {
      return (nil, problems.diagnostics)
    }
    _ = reader.offset
    let profiles = (json.object ?? []).filter { $0.key != "$schema" }.compactMap { decode($0, &problems) }
    return (problems.hasErrors ? nil : profiles, problems.diagnostics)
  }

  private static func decode(_ member: JSON.Member, _ problems: inout FileProblems) -> WindowProfile? {
    let what = "the window profile \"\(member.key)\""
    guard var object = ObjectReader(member.value, what, &problems) else { return nil }
    _ = problems.line(object.optional("description"), "description")
    let paper = problems.name(object.required("paper", &problems), "paper", among: Paper.allCases.map(\.rawValue))
    let window = box(object.required("window", &problems), "window", &problems)
    let returnLine = length(object.optional("returnLine"), "returnLine", &problems)
    let bodyStart = length(object.required("bodyStart", &problems), "bodyStart", &problems)
    let sender = box(object.optional("sender"), "sender", &problems)
    let folds = problems.array(object.optional("folds"), "folds") ?? []
    let foldLengths = folds.compactMap { length($0, "folds", &problems) }
    let punch = length(object.optional("punch"), "punch", &problems)
    let era = problems.bool(object.optional("era"), "era")
    let country = problems.line(object.optional("country"), "country")
    object.finish(&problems)
    guard let paper = paper.flatMap(Paper.init), let window, let bodyStart else { return nil }
    if bodyStart < window.top + window.height {
      problems.report(
        .invalidValue, at: member.value.offset, "in \(what) the text would begin within the window; raise \"bodyStart\""
      )
    }
    return WindowProfile(
      name: member.key, paper: paper, window: window, returnLine: returnLine ?? Length(thousandths: 0),
      bodyStart: bodyStart, sender: sender, folds: foldLengths, punch: punch, usesEra: era ?? false, country: country)
  }

  private static func box(_ json: JSON?, _ what: String, _ problems: inout FileProblems) -> Box? {
    guard let json, var object = ObjectReader(json, "\"\(what)\"", &problems) else { return nil }
    let left = length(object.required("left", &problems), "left", &problems)
    let top = length(object.required("top", &problems), "top", &problems)
    let width = length(object.required("width", &problems), "width", &problems)
    let height = length(object.required("height", &problems), "height", &problems)
    object.finish(&problems)
    guard let left, let top, let width, let height else { return nil }
    return Box(left: left, top: top, width: width, height: height)
  }

  /// Millimetres from 0 to 1000, with at most three decimals.
  private static func length(_ json: JSON?, _ what: String, _ problems: inout FileProblems) -> Length? {
    guard let json else { return nil }
    if let text = json.number {
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      let fraction = parts.count == 2 ? String(parts[1]) : ""
      if parts.count <= 2, fraction.utf8.count <= 3, let whole = Int(parts[0]), (0...1000).contains(whole),
        let rest = Int(fraction + String(repeating: "0", count: 3 - fraction.utf8.count))
      {
        return Length(thousandths: whole * 1000 + rest)
      }
    }
    problems.report(
      .invalidValue, at: json.offset,
      "\"\(what)\" must be a length in millimetres from 0 to 1000, with at most three decimals, such as 24.6")
    return nil
  }
}
