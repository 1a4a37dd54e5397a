// Decoding of the values that all the JSON files share: texts, days, whole numbers, names. Each takes what
// `ObjectReader` gave (nil stays nil: its absence is already reported, or allowed), and answers nil after a report.

extension FileProblems {
  private mutating func wrongType(_ json: JSON, _ what: String, _ wanted: String) {
    report(.wrongType, at: json.offset, "\"\(what)\" must be \(wanted), not \(json.kindName)")
  }

  /// In bytes. Markdown of nothing but markup takes a hundred times its size in memory.
  package static let longestText = 4_000_000

  /// A string as it is: an identifier, a key, a name of a fixed set.
  package mutating func string(_ json: JSON?, _ what: String) -> String? {
    guard let json else { return nil }
    guard let text = json.string else {
      wrongType(json, what, "a string")
      return nil
    }
    return text
  }

  /// A text of one line that is not blank. Control characters are shown as U+FFFD, with a warning.
  package mutating func line(_ json: JSON?, _ what: String) -> String? {
    guard let json, string(json, what) != nil else { return nil }
    return checked(json, what, isMultiline: false)
  }

  /// Markdown: a text that may have several lines, and is not blank.
  package mutating func markdown(_ json: JSON?, _ what: String) -> String? {
    guard let json, string(json, what) != nil else { return nil }
    return checked(json, what, isMultiline: true)
  }

  package mutating func day(_ json: JSON?, _ what: String) -> Day? {
    guard let json, let text = string(json, what) else { return nil }
    if let day = Day(text) { return day }
    report(
      .invalidDay, at: json.offset,
      "\"\(what)\" is \"\(text)\", which is no day; write YYYY-MM-DD, a day of the years 1900 to 2199")
    return nil
  }

  /// A whole number within the range.
  package mutating func integer(_ json: JSON?, _ what: String, _ range: ClosedRange<Int>) -> Int? {
    guard let json else { return nil }
    guard let text = json.number else {
      wrongType(json, what, "a whole number")
      return nil
    }
    if let number = json.integer, range.contains(number) { return number }
    let limits =
      range.upperBound >= FileProblems.largest
      ? "from \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
    report(.invalidValue, at: json.offset, "\"\(what)\" must be a whole number \(limits), not \(text)")
    return nil
  }

  /// The upper end of ranges that have none of their own: the largest whole number that every JSON reader takes exactly.
  package static let largest = 9_007_199_254_740_991

  package mutating func array(_ json: JSON?, _ what: String, atLeast minimum: Int = 0) -> [JSON]? {
    guard let json else { return nil }
    guard let items = json.array else {
      wrongType(json, what, "an array")
      return nil
    }
    if items.count < minimum {
      report(
        .invalidValue, at: json.offset,
        "\"\(what)\" must have at least \(minimum == 1 ? "one item" : "\(minimum) items")")
      return nil
    }
    return items
  }

  /// The same, to be walked where they stand.
  package mutating func items(_ json: JSON?, _ what: String, atLeast minimum: Int = 0) -> JSON.Items? {
    guard let json else { return nil }
    if let items = json.items, items.count >= minimum { return items }
    _ = array(json, what, atLeast: minimum)
    return nil
  }

  package mutating func bool(_ json: JSON?, _ what: String) -> Bool? {
    guard let json else { return nil }
    if let flag = json.bool { return flag }
    wrongType(json, what, "true or false")
    return nil
  }

  /// One of a fixed set of names, with the nearest one in the message about another.
  package mutating func name(
    _ json: JSON?, _ what: String, among names: some Collection<String>,
    code: Diagnostic.Code = .invalidValue
  ) -> String? {
    guard let json, let text = string(json, what) else { return nil }
    if names.contains(text) { return text }
    // Of very many slips among many names, each with its nearest one, the first are help enough.
    let isMuch = names.count * entries.count > 1_000_000
    let tail = isMuch ? "" : suggestion(for: text, in: names)
    let list =
      tail.isEmpty && names.count <= 12 ? "; use one of \(names.map { "\"\($0)\"" }.joined(separator: ", "))" : ""
    report(code, at: json.offset, "unknown \(what) \"\(text)\"\(tail)\(list)")
    return nil
  }

  /// The same for few names: gives the name itself, and not another copy of it.
  package mutating func name(
    _ json: JSON?, _ what: String, among names: [String], code: Diagnostic.Code = .invalidValue
  ) -> String? {
    place(json, what, among: names, code: code).map { names[$0] }
  }

  /// The same for a set.
  package mutating func name(
    _ json: JSON?, _ what: String, among names: Set<String>, code: Diagnostic.Code = .invalidValue
  ) -> String? {
    if let text = json?.string, names.contains(text) { return text }
    return name(json, what, among: names.lazy.map(\.self), code: code)
  }

  /// The place of a name among a few.
  package mutating func place(
    _ json: JSON?, _ what: String, among names: [String], code: Diagnostic.Code = .invalidValue
  ) -> Int? {
    guard let json else { return nil }
    if let place = json.place(among: names) { return place }
    _ = name(json, what, among: names[...], code: code)
    return nil
  }

  /// A text in one or more languages; plain and of one line unless it is Markdown.
  /// - Parameter isOptional: whether a blank translation counts as missing; else it is an error.
  package mutating func text(
    _ json: JSON?, _ what: String, _ rules: TextRules, isMarkdown: Bool = false, isOptional: Bool = false
  ) -> LocalizedText? {
    guard let json else { return nil }
    if json.isObject { return localized(json, what, rules, isMarkdown, isOptional) }
    guard json.isString else {
      wrongType(json, what, "a string or an object by locale")
      return nil
    }
    switch check(json, what, isMultiline: isMarkdown) {
    case nil: return nil
    case .asWritten: return LocalizedText(json.place(), of: textFile(json, rules))
    case .shown(let text): return LocalizedText(source: .init(rules.source, text))
    }
  }

  private mutating func localized(
    _ json: JSON, _ what: String, _ rules: TextRules, _ isMarkdown: Bool, _ isOptional: Bool
  ) -> LocalizedText? {
    var found = FoundVersions()
    var hasSource = false
    let text = json.text
    let repeated = text.keyBits(json.index) == nil ? Set(text.repeatedKeys(of: json.index)) : []
    for key in json.keys where !isFull {
      if repeated.contains(key) {
        report(
          .duplicateKey, at: text.nodes[key].offset, "the key \"\(text.string(key))\" stands twice in \"\(what)\"")
        continue
      }
      guard let language = text.place(key, among: rules.names) else {
        let tail = suggestion(for: text.string(key), in: rules.names)
        report(
          .unknownLocale, at: text.nodes[key].offset,
          "\"\(what)\" has a text in \"\(text.string(key))\", which is no locale of the portal\(tail)")
        continue
      }
      let value = JSON(text, key + 1)
      // The first locale is the source language.
      let isSource = language == 0
      if isSource { hasSource = true }
      if isOptional, !isSource, isBlank(value) { continue }
      guard value.isString else {
        wrongType(value, "\(what).\(rules.names[language])", "a string")
        continue
      }
      if let checked = check(value, "\(what).\(rules.names[language])", isMultiline: isMarkdown) {
        found.add(value, checked, language: language)
      }
    }
    if !hasSource {
      report(
        .missingSourceLanguage, at: json.offset, "\"\(what)\" needs a text in the source language, \"\(rules.source)\"")
    }
    return found.text(rules, textFile(json, rules))
  }

  /// An optional text: where it is blank in every language it counts as absent.
  package mutating func optionalText(
    _ json: JSON?, _ what: String, _ rules: TextRules, isMarkdown: Bool = false
  ) -> LocalizedText? {
    guard let json, !isBlank(json) else { return nil }
    return text(json, what, rules, isMarkdown: isMarkdown, isOptional: true)
  }

  /// An optional text of one line: where it is blank it counts as absent.
  package mutating func optionalLine(_ json: JSON?, _ what: String) -> String? {
    guard let json, !isBlank(json) else { return nil }
    return line(json, what)
  }

  private func isBlank(_ json: JSON) -> Bool {
    if let isBlank = json.isBlankString { return isBlank }
    var isEmpty = true
    for key in json.keys {
      if JSON(json.text, key + 1).isBlankString != true { return false }
      isEmpty = false
    }
    return !isEmpty
  }

  /// The text as it is shown; nil after a report.
  private mutating func checked(_ json: JSON, _ what: String, isMultiline: Bool) -> String? {
    switch check(json, what, isMultiline: isMultiline) {
    case nil: nil
    case .asWritten: json.string
    case .shown(let text): text
    }
  }

  /// Applies the rules for texts of the contract, section 2, to one string; nil after a report.
  private mutating func check(_ json: JSON, _ what: @autoclosure () -> String, isMultiline: Bool) -> CheckedText? {
    let offset = json.offset
    if json.text.nodes[json.index].length > Self.longestText {
      report(.textTooLong, at: offset, "\"\(what())\" is longer than \(Self.longestText) bytes")
      return nil
    }
    if json.isOrdinaryText(isMultiline: isMultiline) { return .asWritten }
    guard let text = json.string else { return nil }
    if text.isBlank {
      report(.blankText, at: offset, "\"\(what())\" is blank")
      return nil
    }
    var isShown = true
    for scalar in text.unicodeScalars {
      if !isMultiline, scalar.isLineEnd {
        report(.lineEnd, at: offset, "\"\(what())\" must be one line; it contains a line end")
        return nil
      }
      if !scalar.isShown { isShown = false }
    }
    if isShown { return .asWritten }
    // The reader has already reported U+0000, as an error.
    if text.unicodeScalars.contains(where: { !$0.isShown && $0.value != 0 }) {
      report(.controlCharacter, at: offset, "\"\(what())\" contains a control character; it is shown as U+FFFD")
    }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { shown.append(scalar.isShown ? scalar : "\u{FFFD}") }
    return .shown(String(shown))
  }
}
