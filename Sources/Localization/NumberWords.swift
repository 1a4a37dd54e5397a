/// Number words of target languages, so that "neunzig Tage" keeps the 90 of "90 days". A language that is not here is checked
/// by its digits alone.
enum NumberWords {
  struct Table {
    let words: [(word: [Unicode.Scalar], value: UInt64)]
    /// Whether words are found inside others, as in languages that write no spaces or join words.
    let isSubstring: Bool
  }

  static func table(for language: String) -> Table? {
    switch language.split(separator: "-").first ?? "" {
    case "en": english
    case "de": german
    case "ja": japanese
    case "ko": korean
    case "ar": arabic
    case "he": hebrew
    default: nil
    }
  }

  private static func table(_ words: String, _ values: [UInt64], isSubstring: Bool = false) -> Table {
    let split = words.split(separator: " ").map { Array($0.unicodeScalars) }
    return Table(words: Array(zip(split, values)).map { (word: $0, value: $1) }, isSubstring: isSubstring)
  }

  private static let upToTwelve: [UInt64] = Array(0...12)
  private static let tensOfTen: [UInt64] = [20, 30, 40, 50, 60, 70, 80, 90, 100, 1000]

  private static let english = table(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
      + "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand "
      + "first second third fourth fifth sixth seventh eighth ninth tenth once twice half",
    Array(0...19) + tensOfTen + Array(1...10) + [1, 2, 2])
  private static let german = table(
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig "
      + "sechzig siebzig achtzig neunzig hundert tausend ein eine einen einem einer eines dreizehn vierzehn "
      + "fünfzehn sechzehn siebzehn achtzehn neunzehn erste ersten zweite zweiten dritte dritten vierte vierten",
    upToTwelve + tensOfTen + [1, 1, 1, 1, 1, 1] + Array(13...19) + [1, 1, 2, 2, 3, 3, 4, 4])
  private static let japanese = table(
    "ひとつ ふたつ みっつ よっつ いつつ むっつ ななつ やっつ ここのつ 最初 初回 初めて ゼロ", Array(1...9) + [1, 1, 1, 0], isSubstring: true)
  private static let korean = table(
    "하나 한 둘 두 셋 세 넷 네 다섯 여섯 일곱 여덟 아홉 열 스물 서른 마흔 쉰 예순 일흔 여든 아흔 첫",
    [1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50, 60, 70, 80, 90, 1], isSubstring: true)
  private static let arabic = table(
    "واحد واحدة يومان يومين شهران شهرين أسبوعان أسبوعين اثنان اثنين ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع "
      + "ثمانية ثماني تسعة تسع عشرة عشر عشرون عشرين ثلاثون ثلاثين أربعون أربعين خمسون خمسين ستون ستين سبعون سبعين "
      + "ثمانون ثمانين تسعون تسعين مائة مئة ألف أول",
    [1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10]
      + [20, 20, 30, 30, 40, 40, 50, 50, 60, 60, 70, 70, 80, 80, 90, 90, 100, 100, 1000, 1], isSubstring: true)
  private static let hebrew = table(
    "אחד אחת יומיים חודשיים שבועיים שניים שתיים שני שתי שלושה שלוש ארבעה ארבע חמישה חמש שישה שש שבעה שבע שמונה "
      + "תשעה תשע עשרה עשר עשרים שלושים ארבעים חמישים שישים שבעים שמונים תשעים מאה אלף",
    [
      1, 1, 2, 2, 2, 2, 2, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 9, 10, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100,
      1000,
    ],
    isSubstring: true)
}
