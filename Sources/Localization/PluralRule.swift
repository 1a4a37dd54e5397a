/// The plural categories of CLDR (Unicode Technical Standard 35, part 3, section 5).
package enum PluralCategory: String, Sendable, Hashable, CaseIterable {
  case zero, one, two, few, many, other
}

/// How a language chooses the plural form of a whole number: CLDR's cardinal rules, each named after a language that has it. A locale
/// file names the one that fits, so that a further language needs no Swift.
package enum PluralRule: String, Sendable, Hashable, CaseIterable {
  /// No plural forms: Japanese, Korean, Chinese, Thai, Vietnamese, Indonesian.
  case japanese
  /// One and other: English, German, Dutch, Swedish, Spanish, Italian, Turkish, Greek.
  case english
  /// Zero counts as one: French, Brazilian Portuguese, Hindi.
  case french
  case arabic, hebrew
  /// Russian, Ukrainian, Belarusian.
  case russian
  /// Serbian, Croatian, Bosnian.
  case croatian
  /// Czech, Slovak.
  case czech
  case polish, lithuanian, latvian, romanian, slovenian, irish, welsh, maltese, icelandic, macedonian, danish, filipino

  package func category(of number: Int) -> PluralCategory {
    let n = number.magnitude
    let (tens, hundreds) = (n % 10, n % 100)
    switch self {
    case .japanese: return .other
    case .english, .danish: return n == 1 ? .one : .other
    case .french: return n <= 1 ? .one : .other
    case .arabic:
      switch n {
      case 0: return .zero
      case 1: return .one
      case 2: return .two
      default: return (3...10).contains(hundreds) ? .few : hundreds >= 11 ? .many : .other
      }
    case .hebrew: return n == 1 ? .one : n == 2 ? .two : .other
    case .russian:
      if tens == 1, hundreds != 11 { return .one }
      return (2...4).contains(tens) && !(12...14).contains(hundreds) ? .few : .many
    case .croatian:
      if tens == 1, hundreds != 11 { return .one }
      return (2...4).contains(tens) && !(12...14).contains(hundreds) ? .few : .other
    case .czech: return n == 1 ? .one : (2...4).contains(n) ? .few : .other
    case .polish:
      if n == 1 { return .one }
      return (2...4).contains(tens) && !(12...14).contains(hundreds) ? .few : .many
    case .lithuanian:
      if (11...19).contains(hundreds) { return .other }
      return tens == 1 ? .one : tens >= 2 ? .few : .other
    case .latvian:
      if tens == 0 || (11...19).contains(hundreds) { return .zero }
      return tens == 1 ? .one : .other
    case .romanian:
      if n == 1 { return .one }
      return n == 0 || (1...19).contains(hundreds) ? .few : .other
    case .slovenian:
      return hundreds == 1 ? .one : hundreds == 2 ? .two : (3...4).contains(hundreds) ? .few : .other
    case .irish:
      switch n {
      case 1: return .one
      case 2: return .two
      case 3...6: return .few
      case 7...10: return .many
      default: return .other
      }
    case .welsh:
      switch n {
      case 0: return .zero
      case 1: return .one
      case 2: return .two
      case 3: return .few
      case 6: return .many
      default: return .other
      }
    case .maltese:
      if n == 1 { return .one }
      if n == 2 { return .two }
      if n == 0 || (3...10).contains(hundreds) { return .few }
      return (11...19).contains(hundreds) ? .many : .other
    case .icelandic, .macedonian: return tens == 1 && hundreds != 11 ? .one : .other
    case .filipino: return tens == 4 || tens == 6 || tens == 9 ? .other : .one
    }
  }

  /// The categories that whole numbers can have; a string with plural forms needs each of them.
  package var categories: Set<PluralCategory> { Set((0...200).map(category)).union([.other]) }
}
