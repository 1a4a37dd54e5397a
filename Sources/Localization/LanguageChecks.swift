import PortalBase

/// Checks of what a translation says, as far as they are precise: numbers, limits, untranslated text, terms and names.
struct LanguageChecks {
  let source: LanguageTag
  let target: LanguageTag
  let glossary: Glossary.Entry
  let terms: [TermMatcher]
  let names: [[Unicode.Scalar]]
  let protectedWords: Set<String>
  let months: [String]
  /// The script of the target language, where it is not Latin.
  let script: Script?

  init(source: LanguageTag, target: LanguageTag, glossary: Glossary, months: [String]) {
    self.source = source
    self.target = target
    self.months = months
    script = Script(of: target)
    let entry = glossary.entries[target] ?? Glossary.Entry()
    self.glossary = entry
    // Longer terms and names first: what they cover is not a shorter one.
    terms = entry.terms.map { TermMatcher($0, source: source) }.sorted { $0.wordCount > $1.wordCount }
    names = entry.protectedNames.map(foldedScalars).sorted { $0.count > $1.count }
    protectedWords = Set(entry.protectedNames.flatMap { $0.split(separator: " ").map(String.init) })
  }

  func issues(_ facts: SegmentFacts) -> [SegmentIssue] {
    if facts.target.isEmpty { return [] }
    return numbers(facts) + limits(facts) + untranslated(facts) + glossaryIssues(facts) + protectedNames(facts)
  }

  private func numbers(_ facts: SegmentFacts) -> [SegmentIssue] {
    guard facts.sourceCensus.hasDigits else { return [] }
    // Most translations have the digits as they are; only where some are not is the rest worth reading.
    let copied = DigitRun.values(in: facts.target)
    if DigitRun.values(in: facts.sourceProse).allSatisfy(copied.contains) { return [] }
    let required = SourceNumberReader.numbers(in: facts.sourceProse)
    if required.isEmpty { return [] }
    let values = TargetNumberReader.values(in: facts.target, language: target.name, months: months)
    var lost: [String] = []
    for number in required where !number.isKept(in: values) && !lost.contains(number.written) {
      lost.append(number.written)
    }
    if lost.isEmpty { return [] }
    let list = lost.joined(separator: ", ")
    return [
      SegmentIssue(
        code: .translationNumberLost,
        message: "the translation has lost \(lost.count == 1 ? "the number" : "the numbers") \(list) of its source text"
      )
    ]
  }

  /// "no more than" translated as 以上, "at least" as 以下.
  private func limits(_ facts: SegmentFacts) -> [SegmentIssue] {
    guard facts.targetCensus.mayHaveLimits, ["ja", "zh"].contains(target.name.prefix(2)), source.name.hasPrefix("en")
    else { return [] }
    let atLeast = hasNumberBefore("以上", facts.target)
    let atMost = hasNumberBefore("以下", facts.target)
    guard atLeast != atMost else { return [] }
    let text = facts.source.map(lowercasedASCII)
    let isUpper = has(["no more than", "at most", "not exceed", "up to", "or fewer", "or less"], text)
    let isLower = has(["at least", "no less than", "no fewer than", "or more", "more than"], text)
    let saysLower = has(["少なくとも", "最低", "至少", "以降"], facts.target)
    let saysUpper = has(["最大", "まで", "最多", "未満", "以内"], facts.target)
    if isUpper, !has(["at least", "no less", "no fewer", "or more"], text), atLeast, !saysUpper {
      return [
        SegmentIssue(
          code: .translationLimit, message: "the source text sets an upper limit, the translation says 以上 (or more)")
      ]
    }
    if isLower, !isUpper, atMost, !saysLower {
      return [
        SegmentIssue(
          code: .translationLimit, message: "the source text sets a lower limit, the translation says 以下 (or less)")
      ]
    }
    return []
  }

  private func has(_ phrases: [String], _ text: [Unicode.Scalar]) -> Bool {
    phrases.contains { !occurrences(of: Array($0.unicodeScalars), in: text).isEmpty }
  }

  /// Whether a limit stands right behind a count: "3 文字以下", not "以下の手順".
  private func hasNumberBefore(_ word: String, _ text: [Unicode.Scalar]) -> Bool {
    occurrences(of: Array(word.unicodeScalars), in: text).contains { place in
      text[max(0, place - 6)..<place].contains { digitValue($0) != nil || "一二三四五六七八九十百千万".unicodeScalars.contains($0) }
    }
  }

  private func untranslated(_ facts: SegmentFacts) -> [SegmentIssue] {
    let hasScript = script.map { script in facts.target.contains { script.contains($0) } }
    if hasScript == true { return [] }
    let words = facts.targetProse.split { isSpace($0) }
    let isLeft: Bool
    switch hasScript {
    case .some:
      // Names and paths look the same in every language; five plain words do not.
      isLeft =
        words.filter { isPlainWord($0) }.count >= 5
        || (facts.isLabel && facts.target == facts.source && words.contains { isTranslatable($0) })
    case nil:
      isLeft = facts.target == facts.source && words.count >= 4 && words.filter { isPlainWord($0) }.count >= 3
    }
    guard isLeft else { return [] }
    return [
      SegmentIssue(
        code: .translationUntranslated, message: "\(facts.segment.targetText.quoted) is still in the source language")
    ]
  }

  private func isPlainWord(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    let core = word.last.map { ".,:;!?)".unicodeScalars.contains($0) } == true ? word.dropLast() : word
    return core.count >= 2 && core.allSatisfy { (0x61...0x7A).contains($0.value) }
  }

  /// A word that would look otherwise in the target language: not a protected name, an abbreviation or a code.
  private func isTranslatable(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    word.contains { (0x61...0x7A).contains($0.value) }
      && word.allSatisfy { isASCIILetter($0) || "-'’.,".unicodeScalars.contains($0) }
      && !protectedWords.contains(String(word))
  }

  private func glossaryIssues(_ facts: SegmentFacts) -> [SegmentIssue] {
    if terms.isEmpty { return [] }
    let words = TermMatcher.words(facts.sourceProse)
    var covered = Set<Int>()
    var found: [TermMatcher] = []
    for term in terms {
      let places = term.places(in: words).filter { !covered.contains($0) }
      if places.isEmpty { continue }
      for place in places { covered.formUnion(place..<place + term.wordCount) }
      found.append(term)
    }
    if found.isEmpty { return [] }
    let target = TermMatcher.comparable(facts.target)
    return found.flatMap { term in
      issues(of: term, target, others: found.filter { $0.term.source != term.term.source })
    }
  }

  private func issues(of matcher: TermMatcher, _ target: [Unicode.Scalar], others: [TermMatcher]) -> [SegmentIssue] {
    let term = matcher.term
    let list = term.approved.map { "\"\($0)\"" }.joined(separator: " or ")
    var issues: [SegmentIssue] = []
    let allowed = matcher.approved + others.flatMap(\.approved)
    let rest = TermMatcher.removing(allowed, from: target)
    if let index = matcher.forbidden.firstIndex(where: { !occurrences(of: $0, in: rest).isEmpty }) {
      issues.append(
        SegmentIssue(
          code: .translationGlossary,
          message: "\"\(term.forbidden[index])\" is not to be used for \"\(term.source)\"; write \(list)",
          approvedTerms: term.approved))
    } else if !matcher.approved.contains(where: { !occurrences(of: $0, in: target).isEmpty }) {
      issues.append(
        SegmentIssue(
          code: .translationGlossary, message: "the approved term for \"\(term.source)\" is missing; write \(list)",
          approvedTerms: term.approved))
    }
    return issues
  }

  private func protectedNames(_ facts: SegmentFacts) -> [SegmentIssue] {
    var issues: [SegmentIssue] = []
    var source = facts.source
    for name in names {
      let places = wholeWordPlaces(of: name, in: source)
      if places.isEmpty { continue }
      if occurrences(of: name, in: facts.target).isEmpty {
        issues.append(
          SegmentIssue(
            code: .translationInconsistentName,
            message:
              "the name \(String(name[...]).quoted) of the source text does not stand unchanged in the translation"))
      }
      // A shorter name inside this one is not a name of its own.
      for place in places { for index in place..<place + name.count { source[index] = "\u{FFFC}" } }
    }
    return issues
  }
}

/// The places of a run of scalars where no letter or digit stands beside it.
func wholeWordPlaces(of needle: [Unicode.Scalar], in text: [Unicode.Scalar]) -> [Int] {
  occurrences(of: needle, in: text).filter { place in
    let end = place + needle.count
    let isFree = { (index: Int) in
      index < 0 || index >= text.count || !isWordCharacter(text[index]) || isWideLetter(text[index])
    }
    return isFree(place - 1) && isFree(end)
  }
}

/// The script that a language is written in, where it is not Latin.
enum Script {
  case japanese, han, hangul, arabic, hebrew, otherThanLatin

  init?(of language: LanguageTag) {
    switch language.name.split(separator: "-").first ?? "" {
    case "ja": self = .japanese
    case "zh": self = .han
    case "ko": self = .hangul
    case "ar", "fa", "ur": self = .arabic
    case "he", "yi": self = .hebrew
    case "ru", "uk", "bg", "el", "th", "hi", "mk", "be", "ka", "hy", "bn", "ta": self = .otherThanLatin
    default: return nil
    }
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .japanese: isKana(scalar) || isHan(scalar)
    case .han: isHan(scalar)
    case .hangul: (0x1100...0x11FF).contains(scalar.value) || (0xAC00...0xD7A3).contains(scalar.value)
    case .arabic: (0x600...0x6FF).contains(scalar.value) || (0x750...0x77F).contains(scalar.value)
    case .hebrew: (0x590...0x5FF).contains(scalar.value)
    case .otherThanLatin: scalar.value >= 0x370 && scalar.properties.isAlphabetic
    }
  }
}
