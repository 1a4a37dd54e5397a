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
    guard let json else { return nil }
    if let name = names.first(where: { json.text.equals(json.index, $0) }) { return name }
    return self.name(json, what, among: names[...], code: code)
  }

  /// One of the cases of an enumeration, by its raw value.
  package mutating func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ json: JSON?, _ what: String, _ type: Choice.Type
  ) -> Choice? {
    if let text = json?.string, let choice = Choice(rawValue: text) { return choice }
    _ = name(json, what, among: Choice.allCases.map(\.rawValue))
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
    return checked(json, what, isMultiline: isMarkdown).map { LocalizedText(source: .init(rules.source, $0)) }
  }

  private mutating func localized(
    _ json: JSON, _ what: String, _ rules: TextRules, _ isMarkdown: Bool, _ isOptional: Bool
  ) -> LocalizedText? {
    var source: LocalizedText.Version?
    var others: [LocalizedText.Version] = []
    var hasSource = false
    let text = json.text
    let repeated = Set(text.repeatedKeys(of: json.index))
    for key in json.keys where !isFull {
      if repeated.contains(key) {
        report(
          .duplicateKey, at: text.nodes[key].offset, "the key \"\(text.string(key))\" stands twice in \"\(what)\"")
        continue
      }
      guard let locale = rules.locales.first(where: { text.equals(key, $0.name) }) else {
        let tail = suggestion(for: text.string(key), in: rules.locales.map(\.name))
        report(
          .unknownLocale, at: text.nodes[key].offset,
          "\"\(what)\" has a text in \"\(text.string(key))\", which is no locale of the portal\(tail)")
        continue
      }
      let value = JSON(text, key + 1)
      let isSource = locale == rules.source
      if isSource { hasSource = true }
      if isOptional, !isSource, isBlank(value) { continue }
      guard value.isString else {
        wrongType(value, "\(what).\(locale)", "a string")
        continue
      }
      guard let shown = checked(value, "\(what).\(locale)", isMultiline: isMarkdown) else { continue }
      if isSource { source = .init(locale, shown) } else { others.append(.init(locale, shown)) }
    }
    if !hasSource {
      report(
        .missingSourceLanguage, at: json.offset, "\"\(what)\" needs a text in the source language, \"\(rules.source)\"")
    }
    return source.map { LocalizedText(source: $0, others: others, isPlain: false) }
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

  /// Applies the rules for texts of the contract, section 2, to one string.
  private mutating func checked(_ json: JSON, _ what: @autoclosure () -> String, isMultiline: Bool) -> String? {
    let offset = json.offset
    if json.text.nodes[json.index].length > Self.longestText {
      report(.textTooLong, at: offset, "\"\(what())\" is longer than \(Self.longestText) bytes")
      return nil
    }
    guard let text = json.string else { return nil }
    if text.isBlank {
      report(.blankText, at: offset, "\"\(what())\" is blank")
      return nil
    }
    guard !json.isPlainString, text.mayHaveSpecialScalars(isMultiline) else { return text }
    var isShown = true
    for scalar in text.unicodeScalars {
      if !isMultiline, scalar.isLineEnd {
        report(.lineEnd, at: offset, "\"\(what())\" must be one line; it contains a line end")
        return nil
      }
      if !scalar.isShown { isShown = false }
    }
    if isShown { return text }
    // The reader has already reported U+0000, as an error.
    if text.unicodeScalars.contains(where: { !$0.isShown && $0.value != 0 }) {
      report(.controlCharacter, at: offset, "\"\(what())\" contains a control character; it is shown as U+FFFD")
    }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { shown.append(scalar.isShown ? scalar : "\u{FFFD}") }
    return String(shown)
  }
}

extension JSON {
  /// Of a string: whether there is nothing to read in it. Nil of another value.
  fileprivate var isBlankString: Bool? {
    if let first = firstByte, first > 0x20, first < 0x7F { return false }
    return string?.isBlank
  }
}

extension String {
  fileprivate var isBlank: Bool { unicodeScalars.allSatisfy(\.isWhiteSpace) }

  /// False where no scalar is a line end or one that is not shown: told from the bytes, because nearly all texts are so. In a text of several
  /// lines, line feeds are nothing special.
  fileprivate func mayHaveSpecialScalars(_ isMultiline: Bool) -> Bool {
    var copy = self
    return copy.withUTF8 { utf8 in
      for index in utf8.indices {
        let byte = utf8[index]
        if byte < 0x20 || byte == 0x7F {
          if isMultiline, byte == 0x0A { continue }
          return true
        }
        if byte < 0xC2 { continue }
        switch byte {
        case 0xC2 where utf8[index + 1] < 0xA0: return true  // U+0080 to U+009F
        case 0xE2 where utf8[index + 1] == 0x80 && utf8[index + 2] & 0xFE == 0xA8: return true  // U+2028, U+2029
        case 0xEF where utf8[index + 1] == 0xB7 || utf8[index + 1] == 0xBF: return true  // U+FDD0 and on, U+FFFE
        case 0xF0...: return true
        default: continue
        }
      }
      return false
    }
  }
}

extension Unicode.Scalar {
  /// Unicode's property White_Space (PropList.txt), which is stable; looked up in its tables it takes ten times as long.
  fileprivate var isWhiteSpace: Bool {
    switch value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  fileprivate var isLineEnd: Bool {
    switch value {
    case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// False for control characters, other than tabs and the line ends of ASCII, and for noncharacters: neither HTML nor XML may
  /// contain them (HTML Standard, 13.2.3.5, "Preprocessing the input stream"; XML 1.0, section 2.2).
  fileprivate var isShown: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D: true
    case 0x00..<0x20, 0x7F...0x9F: false
    case 0xFDD0...0xFDEF: false
    default: value & 0xFFFE != 0xFFFE
    }
  }
}
