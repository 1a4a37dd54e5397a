/// A number that a translation has to keep: as it is written, and what a target may have for it.
struct RequiredNumber: Hashable {
  let written: String
  /// Any of these will do, each with all of its values.
  var choices: [[UInt64]]

  func isKept(in values: Set<UInt64>) -> Bool {
    choices.contains { $0.allSatisfy(values.contains) }
  }
}

/// Finds the digits of a source text that have to come back in its translation.
struct SourceNumberReader {
  private let text: [Unicode.Scalar]
  private var required: [RequiredNumber] = []

  /// - Parameter text: of folded width, without code, whose digits a translation copies or not with the code itself.
  static func numbers(in text: [Unicode.Scalar]) -> [RequiredNumber] {
    guard text.contains(where: { digitValue($0) != nil }) else { return [] }
    var reader = SourceNumberReader(text: text)
    var position = 0
    while position < text.count {
      guard digitValue(text[position]) != nil else {
        position += 1
        continue
      }
      position = reader.read(from: position)
    }
    return reader.required
  }

  private init(text: [Unicode.Scalar]) { self.text = text }

  /// Reads one number with its thousands and what stands around it; answers where it ends.
  private mutating func read(from start: Int) -> Int {
    let grouped = DigitRun.grouped(text, start)
    let run = DigitRun(text, start)
    var end = grouped?.end ?? run.end
    if isIdiom(start, end) { return end }
    var choices: [[UInt64]] = grouped.map { [[$0.value], $0.parts] } ?? [[run.value]]
    if grouped == nil, let hour = otherHour(run) { choices.append([hour]) }
    if let (value, parts, last) = scaled(start, end) {
      choices.append([value])
      if last > end {
        choices[0] = parts
        end = last
      }
    }
    required.append(
      RequiredNumber(written: text[start..<end].reduce(into: "") { $0.unicodeScalars.append($1) }, choices: choices))
    return end
  }

  /// Digits that are no number to a translator: "3rd party", the 7 of "24/7".
  private func isIdiom(_ start: Int, _ end: Int) -> Bool {
    if follows(end, "rd-part") || follows(end, "rd part") { return true }
    return start >= 3 && end == start + 1 && String(text[start - 3...start]) == "24/7"
  }

  /// The hour in the other count: 3 pm is 15, 15:00 is 3 in the afternoon.
  private func otherHour(_ run: DigitRun) -> UInt64? {
    let isAfternoon = ["pm", " pm", " p.m", "p.m"].contains { follows(run.end, $0) }
    if run.value < 12, isAfternoon || follows(run.end, ":") && afternoonFollows(run.end) { return run.value + 12 }
    if (13...23).contains(run.value), follows(run.end, ":") { return run.value - 12 }
    return nil
  }

  /// Whether "3:00" goes on with "pm".
  private func afternoonFollows(_ colon: Int) -> Bool {
    var end = colon + 1
    while end < text.count, digitValue(text[end]) != nil { end += 1 }
    return follows(end, "pm") || follows(end, " pm") || follows(end, " p.m")
  }

  /// "1.2 million" as its value, which a translation may write as 120万.
  private func scaled(_ start: Int, _ end: Int) -> (value: UInt64, parts: [UInt64], end: Int)? {
    var run = DigitRun(text, start)
    var decimals = 0
    var parts = [run.value]
    if run.end < text.count - 1, text[run.end] == ".", digitValue(text[run.end + 1]) != nil {
      let fraction = DigitRun(text, run.end + 1)
      decimals = fraction.end - fraction.start
      parts.append(fraction.value)
      run = DigitRun(
        start: start, end: fraction.end, value: run.value &* powerOfTen(decimals) &+ fraction.value)
    }
    for (word, zeros) in [(" thousand", 3), (" million", 6), (" billion", 9), ("k", 3)]
    where follows(max(end, run.end), word) && zeros >= decimals {
      return (run.value &* powerOfTen(zeros - decimals), parts, run.end)
    }
    return nil
  }

  private func follows(_ position: Int, _ word: String) -> Bool {
    var index = position
    for scalar in word.unicodeScalars {
      guard index < text.count, lowercasedASCII(text[index]) == scalar else { return false }
      index += 1
    }
    return index >= text.count || word.hasSuffix("part") || word.hasSuffix(":") || !isASCIILetter(text[index])
  }
}

/// A run of digits. Long ones wrap around, which keeps equal ones equal.
struct DigitRun {
  let start: Int
  let end: Int
  let value: UInt64

  init(start: Int, end: Int, value: UInt64) {
    self.start = start
    self.end = end
    self.value = value
  }

  /// The run that begins at a position, which has a digit.
  init(_ text: [Unicode.Scalar], _ start: Int) {
    var end = start
    var value: UInt64 = 0
    while end < text.count, let digit = digitValue(text[end]) {
      value = value &* 10 &+ UInt64(digit)
      end += 1
    }
    self.init(start: start, end: end, value: value)
  }

  /// The values of all runs of a text.
  static func values(in text: [Unicode.Scalar]) -> [UInt64] {
    var values: [UInt64] = []
    var index = 0
    while index < text.count {
      if digitValue(text[index]) != nil {
        let run = DigitRun(text, index)
        values.append(run.value)
        index = run.end
      } else {
        index += 1
      }
    }
    return values
  }

  /// Three digits behind each separator, one to three before the first: `10,000`, `10.000`, `10 000`, `10'000`.
  static func grouped(_ text: [Unicode.Scalar], _ start: Int) -> (value: UInt64, parts: [UInt64], end: Int)? {
    let first = DigitRun(text, start)
    guard first.end - start <= 3, first.end < text.count, isGroupSeparator(text[first.end]) else { return nil }
    let separator = text[first.end]
    var (value, parts, end) = (first.value, [first.value], first.end)
    while end + 3 < text.count, text[end] == separator, digitValue(text[end + 1]) != nil {
      let group = DigitRun(text, end + 1)
      guard group.end - group.start == 3 else { break }
      value = value &* 1000 &+ group.value
      parts.append(group.value)
      end = group.end
    }
    return parts.count > 1 ? (value, parts, end) : nil
  }

  private static func isGroupSeparator(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ",", ".", " ", "'", "\u{2019}", "\u{66C}", "、": true
    default: false
    }
  }
}

func powerOfTen(_ exponent: Int) -> UInt64 {
  (0..<exponent).reduce(1) { value, _ in value &* 10 }
}

extension String {
  init(_ scalars: ArraySlice<Unicode.Scalar>) {
    self.init()
    unicodeScalars.append(contentsOf: scalars)
  }
}
