import PortalBase

/// A term of the glossary, ready to be looked for.
struct TermMatcher {
  let term: Glossary.Term
  /// The words of the source term by their hashes; the last one in all of its forms.
  private let head: [UInt64]
  private let lastForms: Set<UInt64>
  let approved: [[Unicode.Scalar]]
  let forbidden: [[Unicode.Scalar]]

  var wordCount: Int { head.count + 1 }

  init(_ term: Glossary.Term, source: LanguageTag) {
    self.term = term
    let text = foldedScalars(term.source)
    let words = TermMatcher.words(text)
    head = words.dropLast()
    let last = text.split { !isWordCharacter($0) }.last.map { $0.map(lowercasedASCII) } ?? []
    let isEnglish = source.name.hasPrefix("en") && last.count >= 3
    let forms = isEnglish ? TermMatcher.englishForms(last).map(TermMatcher.hash) : []
    lastForms = Set(forms + words.suffix(1))
    approved = term.approved.map { TermMatcher.comparable(foldedScalars($0)) }
    forbidden = term.forbidden.map { TermMatcher.comparable(foldedScalars($0)) }
  }

  /// A word with English endings: revokes, revoked, revoking; policies.
  private static func englishForms(_ lemma: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    let stem = Array(lemma.dropLast())
    let forms: [([Unicode.Scalar], [String])] =
      switch lemma.last {
      case "e": [(stem, ["es", "ed", "ing"])]
      case "y": [(stem, ["ies", "ied"]), (lemma, ["ing", "s", "ed"])]
      default: [(lemma, ["s", "es", "ed", "ing"])]
      }
    return forms.flatMap { stem, endings in endings.map { stem + Array($0.unicodeScalars) } }
  }

  /// The words of a text in lower case, each as a hash; a wide character is a word of its own.
  static func words(_ text: [Unicode.Scalar]) -> [UInt64] {
    var words: [UInt64] = []
    var current: UInt64?
    for scalar in text {
      let isWide = scalar.value >= 0x2E80 && isWideLetter(scalar)
      if isWide || !isWordCharacter(scalar) {
        if let word = current { words.append(word) }
        current = nil
        if isWide { words.append(hash([scalar])) }
      } else {
        current = step(current ?? start, lowercasedASCII(scalar))
      }
    }
    if let word = current { words.append(word) }
    return words
  }

  /// FNV-1a over scalars.
  private static func hash(_ word: [Unicode.Scalar]) -> UInt64 { word.reduce(start, step) }
  private static let start: UInt64 = 0xCBF2_9CE4_8422_2325
  private static func step(_ hash: UInt64, _ scalar: Unicode.Scalar) -> UInt64 {
    (hash ^ UInt64(scalar.value)) &* 0x0000_0100_0000_01B3
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
  func places(in text: [UInt64]) -> [Int] {
    var places: [Int] = []
    var start = 0
    while start + wordCount <= text.count {
      if lastForms.contains(text[start + head.count]), text[start..<start + head.count].elementsEqual(head) {
        places.append(start)
      }
      start += 1
    }
    return places
  }
}
