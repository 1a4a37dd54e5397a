import PortalBase

/// Lets libcmark see emphasis beside Chinese, Japanese and Korean characters as authors mean it: `**「重要」**です` is bold.
///
/// CommonMark decides by the characters beside a run of `*` whether it can open or close (0.30, 6.2, "left-flanking delimiter
/// run"), with rules for scripts that part words by spaces. The rule used here is that of the "CJK-friendly" amendment: a
/// CJK character beside a run counts neither as punctuation, nor does punctuation on the run's other side then count. It is put into
/// effect by markers beside such runs, so that libcmark itself pairs them. Texts without such characters stay untouched.
struct CJKEmphasis {
  /// A marker to insert before a byte.
  struct Insertion {
    var offset: Int
    var role: Markers.Role
  }

  /// What a character beside a run counts as.
  private enum Side { case space, punctuation, cjk, other }

  private let text: [UInt8]
  private var insertions: [Insertion] = []

  /// The markers that a text needs, in order.
  static func insertions(for text: [UInt8]) -> [Insertion] {
    if !text.withUnsafeBufferPointer(mayNeedMarkers) { return [] }
    var finder = CJKEmphasis(text: text)
    finder.find()
    return finder.insertions
  }

  /// Whether there is emphasis, and anything beside ASCII.
  static func mayNeedMarkers(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    !text.isASCII && text.contains(UInt8(ascii: "*"), or: UInt8(ascii: "_"))
  }

  private init(text: [UInt8]) { self.text = text }

  private mutating func find() {
    let (backslash, star, underscore) = (UInt8(ascii: "\\"), UInt8(ascii: "*"), UInt8(ascii: "_"))
    var index = 0
    while true {
      index = text.withUnsafeBufferPointer { $0.place(of: backslash, star, or: underscore, from: index) }
      guard index < text.count else { return }
      let byte = text[index]
      if byte == backslash {
        // An escaped `*` is no delimiter, but the next one may be.
        index += 2
        continue
      }
      let start = index
      while index < text.count, text[index] == byte { index += 1 }
      let touchesOther = (start > 0 && text[start - 1] >= 0x80) || (index < text.count && text[index] >= 0x80)
      if touchesOther { judge(start..<index, isStar: byte == star) }
    }
  }

  private mutating func judge(_ run: Range<Int>, isStar: Bool) {
    let before = before(run.lowerBound)
    let after = after(run.upperBound)
    if before.side == .space || after.side == .space { return }
    if isStar, before.side == .cjk || after.side == .cjk {
      if before.looksLikePunctuation { insert(.letter, at: run.lowerBound) }
      if after.looksLikePunctuation { insert(.letter, at: run.upperBound) }
      return
    }
    if before.isPunctuation, !before.looksLikePunctuation { insert(.punctuationBefore, at: run.lowerBound) }
    if after.isPunctuation, !after.looksLikePunctuation { insert(.punctuationBehind, at: run.upperBound) }
  }

  private mutating func insert(_ role: Markers.Role, at offset: Int) {
    insertions.append(Insertion(offset: offset, role: role))
  }

  /// A character beside a run: what it counts as, whether it is punctuation, and whether libcmark takes it for that.
  private struct Neighbour {
    var side: Side
    var isPunctuation: Bool
    var looksLikePunctuation: Bool
  }

  private func before(_ offset: Int) -> Neighbour {
    guard let scalar = scalar(endingAt: offset), !isQuotePrefix(before: offset) else { return Self.space }
    guard scalar.isVariationSelector, let base = self.scalar(endingAt: offset - scalar.utf8Count) else {
      return neighbour(scalar, isVariedQuote: false)
    }
    var result = neighbour(base, isVariedQuote: scalar.value == 0xFE01)
    result.looksLikePunctuation = false
    return result
  }

  private func after(_ offset: Int) -> Neighbour {
    guard let scalar = scalar(startingAt: offset) else { return Self.space }
    let next = self.scalar(startingAt: offset + scalar.utf8Count)
    return neighbour(scalar, isVariedQuote: next?.value == 0xFE01)
  }

  private static let space = Neighbour(side: .space, isPunctuation: false, looksLikePunctuation: false)

  /// - Parameter isVariedQuote: whether a selector follows that makes a curved quotation mark a wide one.
  private func neighbour(_ scalar: Unicode.Scalar, isVariedQuote: Bool) -> Neighbour {
    if scalar.isCommonLetter {
      return Neighbour(side: scalar.value < 0x80 ? .other : .cjk, isPunctuation: false, looksLikePunctuation: false)
    }
    let category = scalar.properties.generalCategory
    if category == .spaceSeparator || (0x09...0x0D).contains(scalar.value) { return Self.space }
    let looksLikePunctuation = scalar.isASCIIPunctuation || category.isPunctuation
    // CommonMark 0.31 counts symbols as punctuation, too. Only the mathematical ones do here: authors emphasise amounts of money
    // and emoji in the midst of words.
    let isPunctuation = looksLikePunctuation || category == .mathSymbol
    let isQuote = [0x2018, 0x2019, 0x201C, 0x201D].contains(scalar.value)
    let isCJK = scalar.isCJK || (isQuote && isVariedQuote)
    return Neighbour(
      side: isCJK ? .cjk : isPunctuation ? .punctuation : .other, isPunctuation: isPunctuation,
      looksLikePunctuation: looksLikePunctuation)
  }

  /// Whether the `>` before a run is the mark of a block quote, so that the run starts a line.
  private func isQuotePrefix(before offset: Int) -> Bool {
    guard offset > 0, text[offset - 1] == UInt8(ascii: ">") else { return false }
    var index = offset - 1
    while index > 0, text[index - 1] == UInt8(ascii: ">") || text[index - 1].isSpaceOrTab { index -= 1 }
    return index == 0 || text[index - 1] == 0x0A || text[index - 1] == 0x0D
  }

  private func scalar(endingAt end: Int) -> Unicode.Scalar? {
    var start = end - 1
    while start > 0, start > end - 4, text[start] & 0xC0 == 0x80 { start -= 1 }
    return start < 0 ? nil : scalar(startingAt: start)
  }

  private func scalar(startingAt start: Int) -> Unicode.Scalar? {
    guard start < text.count else { return nil }
    if text[start] < 0x80 { return Unicode.Scalar(text[start]) }
    return text.withUnsafeBufferPointer { UnsafeBufferPointer(rebasing: $0[start...]).firstScalar }
  }
}

extension Unicode.Scalar {
  fileprivate var isVariationSelector: Bool { (0xFE00...0xFE0F).contains(value) || (0xE0100...0xE01EF).contains(value) }
  fileprivate var utf8Count: Int { UTF8.width(self) }
  fileprivate var isASCIIPunctuation: Bool {
    switch value {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }
}

extension Unicode.GeneralCategory {
  fileprivate var isPunctuation: Bool {
    switch self {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      true
    default: false
    }
  }
}
