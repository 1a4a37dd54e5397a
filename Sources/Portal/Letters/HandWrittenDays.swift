/// Where days stand in a text: `2026-01-05`, `5/1/2026`, `2026年1月5日`, `一月五日`, `5 January`, `January 5`, `Jan 2026`.
struct HandWrittenDays {
  private let scalars: [Unicode.Scalar]
  /// Where each character begins, in bytes; one more for the end.
  private let offsets: [Int]
  private let months: [[Unicode.Scalar]]
  /// What the names of months begin with.
  private let initials: Set<Unicode.Scalar>

  /// - Parameter months: the names of months in all languages; those of digits and 月 are found without.
  init(_ bytes: [UInt8], months: Set<String>) {
    scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    var offset = 0
    offsets =
      scalars.map { scalar in
        defer { offset += UTF8.width(scalar) }
        return offset
      } + [offset]
    self.months = months.map { Array($0.unicodeScalars) }.filter { $0.first.map { !Self.isDigit($0) } ?? false }
    initials = Set(self.months.compactMap(\.first))
  }

  /// In bytes.
  var ranges: [Range<Int>] {
    var result: [Range<Int>] = []
    var index = 0
    while index < scalars.count {
      // Most characters begin neither a number nor a name.
      guard Self.isDigit(scalars[index]) || initials.contains(scalars[index]),
        let end = numericDay(index) ?? namedDay(index)
      else {
        index += 1
        continue
      }
      result.append(offsets[index]..<offsets[end])
      index = end
    }
    return result
  }

  /// Three numbers joined by hyphens, slashes or dots, one of them with four digits; or a number with 月 and one with 日.
  private func numericDay(_ start: Int) -> Int? {
    guard let first = number(start, upTo: 4), first < scalars.count else { return nil }
    if "-/.".unicodeScalars.contains(scalars[first]), let second = number(first + 1, upTo: 2), second < scalars.count,
      scalars[second] == scalars[first], let third = number(second + 1, upTo: 4)
    {
      return first - start == 4 || third - second == 5 ? third : nil
    }
    if let year = word("年", first), let day = numericDay(spaces(year)) { return day }
    return word("月", spaces(first)).flatMap { number(spaces($0), upTo: 3) }.flatMap { word("日", spaces($0)) }
  }

  /// A month's name beside a number: of a day or a year.
  private func namedDay(_ start: Int) -> Int? {
    if let day = number(start, upTo: 2) {
      let end = ["st", "nd", "rd", "th", "."].compactMap { word($0, day) }.first ?? day
      return month(spaces(end))
    }
    guard start == 0 || !scalars[start - 1].properties.isAlphabetic, let end = month(start) else { return nil }
    return number(spaces(word(".", end) ?? end), upTo: 4)
  }

  /// The end of a number of at most so many digits, with no digit before it.
  private func number(_ start: Int, upTo limit: Int) -> Int? {
    guard start < scalars.count, start == 0 || !Self.isDigit(scalars[start - 1]) else { return nil }
    var end = start
    while end < scalars.count, Self.isDigit(scalars[end]) { end += 1 }
    return (1...limit).contains(end - start) ? end : nil
  }

  private func month(_ start: Int) -> Int? {
    for name in months {
      let end = start + name.count
      guard end <= scalars.count, scalars[start..<end].elementsEqual(name) else { continue }
      if end < scalars.count, scalars[end].properties.isAlphabetic { continue }
      return end
    }
    return nil
  }

  private func word(_ word: String, _ start: Int) -> Int? {
    let end = start + word.unicodeScalars.count
    return end <= scalars.count && scalars[start..<end].elementsEqual(word.unicodeScalars) ? end : nil
  }

  private func spaces(_ start: Int) -> Int {
    var end = start
    while end < scalars.count, scalars[end] == " " || scalars[end] == "\u{A0}" || scalars[end] == "\u{3000}" {
      end += 1
    }
    return end
  }

  /// A digit of any script that days are written in here: ASCII, full-width, kanji.
  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0xFF10...0xFF19: true
    default: "〇一二三四五六七八九十".unicodeScalars.contains(scalar)
    }
  }
}
