/// Every number that a target text can be understood to name: runs of digits, digits with separators, kanji numerals by place and by
/// value, both with 万 and 億, years of Japanese eras, number words. Where a text can be read in two ways, both count: the
/// check is to find what was lost, not to prove what was kept.
struct TargetNumberReader {
  private let text: [Unicode.Scalar]
  private(set) var values = Set<UInt64>()

  /// - Parameters:
  ///   - text: of folded width, with code.
  ///   - months: the names of the months, January first, where the language has some: they stand for 1 to 12.
  static func values(in text: [Unicode.Scalar], language: String, months: [String] = []) -> Set<UInt64> {
    var reader = TargetNumberReader(text: text)
    reader.readNumerals()
    reader.readWords(language)
    reader.readMonths(months)
    return reader.values
  }

  private init(text: [Unicode.Scalar]) { self.text = text }

  private mutating func readNumerals() {
    var position = 0
    while position < text.count {
      let scalar = text[position]
      if let value = Numeral.single(scalar) {
        values.insert(value)
        position += 1
      } else if digitValue(scalar) != nil || Numeral.digit(scalar) != nil || Numeral.unit(scalar) != nil {
        position = readNumber(from: position)
      } else {
        position += 1
      }
    }
  }

  /// Reads digits, kanji digits and units as far as they reach, and adds the whole and its parts.
  private mutating func readNumber(from start: Int) -> Int {
    var sum = NumberSum()
    var position = start
    while position < text.count {
      if digitValue(text[position]) != nil {
        position = readDigits(from: position, &sum)
      } else if let digit = Numeral.digit(text[position]) {
        sum.append(digit: digit)
        position += 1
      } else if let unit = Numeral.unit(text[position]), position > start || isHan(text[position]) {
        values.insert(sum.value)
        sum.multiply(by: unit)
        position += 1
        position = skipSpaceBeforeDigits(position)
      } else if text[position] == " ", position + 1 < text.count, Numeral.unit(text[position + 1]) != nil {
        position += 1
      } else {
        break
      }
    }
    values.insert(sum.value)
    addEraYear(before: start, sum.value)
    return max(position, start + 1)
  }

  /// Digits, with separators or a fraction if they have them; the parts count as well.
  private mutating func readDigits(from start: Int, _ sum: inout NumberSum) -> Int {
    let run = DigitRun(text, start)
    values.insert(run.value)
    if let grouped = DigitRun.grouped(text, start) {
      values.insert(grouped.value)
      values.formUnion(grouped.parts)
      sum.set(grouped.value)
      return grouped.end
    }
    if run.end + 1 < text.count, text[run.end] == "." || text[run.end] == ",", digitValue(text[run.end + 1]) != nil {
      let fraction = DigitRun(text, run.end + 1)
      values.insert(fraction.value)
      let decimals = fraction.end - fraction.start
      sum.set(run.value &* powerOfTen(min(decimals, 18)) &+ fraction.value, decimals: min(decimals, 18))
      return fraction.end
    }
    sum.set(run.value)
    return run.end
  }

  private func skipSpaceBeforeDigits(_ position: Int) -> Int {
    guard position + 1 < text.count, text[position] == " ", digitValue(text[position + 1]) != nil else {
      return position
    }
    return position + 1
  }

  /// 令和8年 is 2026, 令和元年 is 2019.
  private mutating func addEraYear(before start: Int, _ value: UInt64) {
    guard start >= 2, let before = Numeral.yearBefore(text[start - 2], text[start - 1]) else { return }
    values.insert(before + value)
  }

  private mutating func readWords(_ language: String) {
    if let year = firstYearOfEra() { values.insert(year) }
    guard let table = NumberWords.table(for: language) else { return }
    if table.isSubstring {
      for (word, value) in table.words where !occurrences(of: word, in: text).isEmpty { values.insert(value) }
      return
    }
    var tens: UInt64 = 0
    for word in text.split(whereSeparator: { !isWordCharacter($0) }) {
      let lowercase = word.map(lowercasedASCII)
      guard let value = table.words.first(where: { $0.word == lowercase })?.value else {
        tens = 0
        continue
      }
      values.insert(value)
      if tens > 0, value < 10 { values.insert(tens + value) }
      tens = (20...90).contains(value) && value % 10 == 0 ? value : 0
    }
  }

  private func firstYearOfEra() -> UInt64? {
    guard text.contains("元") else { return nil }
    for index in text.indices.dropFirst(2) where text[index] == "元" {
      if let before = Numeral.yearBefore(text[index - 2], text[index - 1]) { return before + 1 }
    }
    return nil
  }

  private mutating func readMonths(_ names: [String]) {
    for (index, name) in names.enumerated() where digitValue(name.unicodeScalars.first ?? " ") == nil {
      if !occurrences(of: foldedScalars(name), in: text).isEmpty { values.insert(UInt64(index + 1)) }
    }
  }
}

/// A number in the making: what stands before 千, 万, 億 is multiplied, what stands behind them is added.
private struct NumberSum {
  private var total: UInt64 = 0
  private var section: UInt64 = 0
  private var current: UInt64?
  private var decimals = 0

  var value: UInt64 { total &+ section &+ (current ?? 0) }

  mutating func set(_ value: UInt64, decimals: Int = 0) {
    current = value
    self.decimals = decimals
  }

  /// 九〇 is ninety: kanji digits by their place.
  mutating func append(digit: UInt64) { set((current ?? 0) &* 10 &+ digit) }

  mutating func multiply(by unit: UInt64) {
    if unit < 10_000 {
      section &+= (current ?? 1) &* unit / powerOfTen(decimals)
    } else {
      let factor = section &+ (current ?? 0)
      total &+= (factor == 0 ? 1 : factor) &* unit / powerOfTen(decimals)
      section = 0
    }
    current = nil
    decimals = 0
  }
}

/// Numerals that are no decimal digits.
private enum Numeral {
  static func digit(_ scalar: Unicode.Scalar) -> UInt64? {
    switch scalar {
    case "〇", "零": 0
    case "一", "壱": 1
    case "二", "弐", "两", "兩": 2
    case "三", "参": 3
    case "四": 4
    case "五": 5
    case "六": 6
    case "七": 7
    case "八": 8
    case "九": 9
    default: nil
    }
  }

  static func unit(_ scalar: Unicode.Scalar) -> UInt64? {
    switch scalar {
    case "十", "십": 10
    case "百", "백": 100
    case "千", "천": 1000
    case "万", "萬", "만": 10_000
    case "億", "亿", "억": 100_000_000
    case "兆": 1_000_000_000_000
    default: nil
    }
  }

  /// ① and Ⅻ.
  static func single(_ scalar: Unicode.Scalar) -> UInt64? {
    switch scalar.value {
    case 0x2460...0x2473: UInt64(scalar.value - 0x245F)
    case 0x2160...0x216B: UInt64(scalar.value - 0x215F)
    default: nil
    }
  }

  /// The year before the first one of a Japanese era.
  static func yearBefore(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> UInt64? {
    switch (first, second) {
    case ("令", "和"): 2018
    case ("平", "成"): 1988
    case ("昭", "和"): 1925
    case ("大", "正"): 1911
    case ("明", "治"): 1867
    default: nil
    }
  }
}
