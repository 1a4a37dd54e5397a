import PortalBase

/// A segment that is worth reading, and why.
package struct ReviewItem: Sendable, Hashable {
  /// The worst first: what a reader loses if the translation is wrong here.
  package enum Reason: String, Sendable, Hashable, CaseIterable {
    case finding, negation, deadline, number

    var weight: Int {
      switch self {
      case .finding: 8
      case .negation: 4
      case .deadline: 3
      case .number: 2
      }
    }
  }

  package let segment: Segment
  package let reasons: [Reason]

  var weight: Int { reasons.reduce(0) { $0 + $1.weight } }
}

extension TranslationCheck {
  /// The segments that a person should read first: those that carry findings, negation, deadlines or numbers, those with the
  /// most of them first, equal ones in document order.
  package static func reviewList(
    _ target: LocalizedDocument, source: SourceDocument? = nil, findings: [Finding]
  ) -> [ReviewItem] {
    let faulty = Set(findings.filter { !$0.isAccepted && $0.severity != .note }.compactMap(\.segment))
    let segments: [Segment]
    if target.hasSegments {
      segments = target.segments
    } else if let source, BlockPairing(target, source).isExact {
      segments = target.blockSegments(source).map(\.segment)
    } else {
      segments = []
    }
    let items = segments.compactMap { segment -> ReviewItem? in
      var reasons = riskReasons(segment.sourceText)
      if faulty.contains(segment.id) { reasons.insert(.finding, at: 0) }
      return reasons.isEmpty ? nil : ReviewItem(segment: segment, reasons: reasons)
    }
    return items.enumerated().sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }.map(\.element)
  }

  /// What makes a source text one that must not be mistranslated.
  private static func riskReasons(_ text: String) -> [ReviewItem.Reason] {
    let folded = foldedScalars(text).map { lowercasedASCII($0 == "\u{2019}" ? "'" : $0) }
    var words = Set<String>()
    for word in folded.split(whereSeparator: { !isASCIILetter($0) && $0 != "'" }) { words.insert(String(word)) }
    var reasons: [ReviewItem.Reason] = []
    let has = { (phrases: [String]) in
      phrases.contains { !occurrences(of: Array($0.unicodeScalars), in: folded).isEmpty }
    }
    if !words.isDisjoint(with: negations) || words.contains(where: { $0.hasSuffix("n't") })
      || has(["ません", "ない", "できず", "禁止", "除き"])
    {
      reasons.append(.negation)
    }
    if !words.isDisjoint(with: deadlines) || has(["期限", "まで", "以内", "か月", "日間", "期間"]) { reasons.append(.deadline) }
    if folded.contains(where: { digitValue($0) != nil }) || !words.isDisjoint(with: counts) { reasons.append(.number) }
    return reasons
  }

  private static let negations: Set<String> = [
    "not", "no", "never", "without", "unless", "none", "neither", "nor", "cannot", "except", "only",
  ]
  private static let deadlines: Set<String> = [
    "day", "days", "week", "weeks", "month", "months", "year", "years", "deadline", "until", "within", "before",
    "after",
    "expire", "expires", "notice", "date", "due",
  ]
  private static let counts: Set<String> = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty", "thirty", "sixty",
    "ninety",
    "hundred", "half", "double",
  ]
}
