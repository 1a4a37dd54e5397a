import PortalBase

/// A term of the glossary, ready to be looked for.
struct TermMatcher {
  let term: Glossary.Term
  /// The words of the source term, in lower case.
  let words: [[Unicode.Scalar]]
  let approved: [[Unicode.Scalar]]
  let forbidden: [[Unicode.Scalar]]
  /// Whether the last word may be inflected as English words are.
  private let isEnglish: Bool

  init(_ term: Glossary.Term, source: LanguageTag) {
    self.term = term
    words = TermMatcher.words(foldedScalars(term.source))
    approved = term.approved.map { TermMatcher.comparable(foldedScalars($0)) }
    forbidden = term.forbidden.map { TermMatcher.comparable(foldedScalars($0)) }
    isEnglish = source.name.hasPrefix("en")
  }

  /// The words of a text in lower case; a wide character is a word of its own.
  static func words(_ text: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    var words: [[Unicode.Scalar]] = []
    var current: [Unicode.Scalar] = []
    for scalar in text {
      let isWide = isWideLetter(scalar)
      if isWide || !isWordCharacter(scalar) {
        if !current.isEmpty { words.append(current) }
        current.removeAll(keepingCapacity: true)
        if isWide { words.append([scalar]) }
      } else {
        current.append(lowercasedASCII(scalar))
      }
    }
    if !current.isEmpty { words.append(current) }
    return words
  }

  /// A text without the spaces that some houses put inside compounds and beside Latin words, in lower case.
  static func comparable(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard text.contains(where: isWideLetter) else { return text.map(lowercasedASCII) }
    return text.filter { !isSpace($0) && $0 != "・" }.map(lowercasedASCII)
  }

  /// A text with every place of some words made unrecognisable.
  static func removing(_ words: [[Unicode.Scalar]], from text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var rest = text
    for word in words.sorted(by: { $0.count > $1.count }) {
      for place in occurrences(of: word, in: rest) {
        for index in place..<place + word.count { rest[index] = "\u{FFFC}" }
      }
    }
    return rest
  }

  /// Where the term stands in a text's words.
  func places(in text: [[Unicode.Scalar]]) -> [Int] {
    guard let last = words.last, words.count <= text.count else { return [] }
    return (0...(text.count - words.count)).filter { start in
      zip(words.dropLast(), text[start...]).allSatisfy { $0 == $1 } && isForm(text[start + words.count - 1], of: last)
    }
  }

  /// Whether a word is another one with an English ending: revokes, revoked, revoking; policies.
  private func isForm(_ word: [Unicode.Scalar], of lemma: [Unicode.Scalar]) -> Bool {
    if word == lemma { return true }
    guard isEnglish, lemma.count >= 3, word.first == lemma.first, word.count <= lemma.count + 3 else { return false }
    let stems: [([Unicode.Scalar], [String])] =
      switch lemma.last {
      case "e": [(lemma.dropLast(), ["es", "ed", "ing"])]
      case "y": [(lemma.dropLast(), ["ies", "ied"]), (lemma, ["ing", "s", "ed"])]
      default: [(lemma, ["s", "es", "ed", "ing"])]
      }
    return stems.contains { stem, endings in endings.contains { word == stem + Array($0.unicodeScalars) } }
  }
}
