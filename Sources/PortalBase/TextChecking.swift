import CBytes

// What texts must be (contract, section 2), told from their bytes where that is possible, because nearly all texts are as they should be.

/// What checking a text gave.
enum CheckedText {
  /// It is shown just as the file has it.
  case asWritten
  /// It is shown in another way.
  case shown(String)
}

/// The versions of a text by locale while they are found.
struct FoundVersions {
  private var source: TextPlace?
  /// The first of the others: nearly always it is the only one.
  private var second: TextPlace?
  private var others: [TextPlace] = []
  /// By language: those that are not shown as they are written.
  private var shown: [Int: String] = [:]

  mutating func add(_ json: JSON, _ checked: CheckedText, language: Int) {
    let place = json.place(in: language)
    if language == 0 {
      source = place
    } else if second == nil {
      second = place
    } else {
      others.append(place)
    }
    if case .shown(let text) = checked { shown[language] = text }
  }

  /// Nil without the source language.
  func text(_ rules: TextRules, _ file: TextFile) -> LocalizedText? {
    guard let source else { return nil }
    if others.isEmpty, shown.isEmpty { return LocalizedText(source, second, of: file, isPlain: false) }
    let sorted = ([second].compactMap(\.self) + others).sorted {
      rules.locales[$0.language] < rules.locales[$1.language]
    }
    if shown.isEmpty {
      let more = TextFile(file.bytes, file.languages, more: Array(sorted[1...]))
      return LocalizedText(source, sorted[0], of: more, isPlain: false)
    }
    let versions = ([source] + sorted).map { place in
      shown[place.language].map { LocalizedText.Version(file.languages[place.language], $0) } ?? file.version(place)
    }
    return LocalizedText(source: versions[0], others: Array(versions[1...]), isPlain: false)
  }
}

extension JSON {
  /// Where a string stands between its quotes.
  func place(in language: Int = 0) -> TextPlace {
    let node = text.nodes[index]
    return TextPlace(
      at: node.offset + 1, length: node.length, hasEscapes: node.kind == .escapedString, language: language)
  }

  /// Of a string: whether there is nothing to read in it. Nil of another value.
  var isBlankString: Bool? {
    if let first = firstByte, first > 0x20, first < 0x7F { return false }
    return string?.isBlank
  }

  /// Whether a string is neither blank nor has anything that a text cannot have or must not be shown with. "No" may be wrong, "yes"
  /// never is.
  func isOrdinaryText(isMultiline: Bool) -> Bool {
    let node = text.nodes[index]
    guard node.kind.isString, node.length > 0 else { return false }
    return text.bytes.withUnsafeBufferPointer { bytes in
      let start = node.offset + 1
      let text = UnsafeBufferPointer(rebasing: bytes[start..<start + node.length])
      guard text.beginsWithVisible else { return false }
      return node.kind == .plainString || !text.mayHaveSpecialScalars(isMultiline: isMultiline)
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the first character is none of space. "No" may be wrong.
  fileprivate var beginsWithVisible: Bool {
    switch self[0] {
    case 0x21...0x5B, 0x5D...0x7E, 0xE4...0xE9: true
    // All spaces that begin so are U+3000.
    case 0xE3: self[1] != 0x80 || self[2] != 0x80
    default: false
    }
  }

  /// False where no scalar is a line end or one that is not shown, in a string as JSON writes it. In a text of several lines, line feeds
  /// are nothing special.
  fileprivate func mayHaveSpecialScalars(isMultiline: Bool) -> Bool {
    guard let start = baseAddress else { return false }
    var index = 0
    while index < count {
      if index &+ waiver_block <= count {
        let rare = waiver_rare_in_text(start + index)
        index &+= rare == 0 ? waiver_block : rare.trailingZeroBitCount
        if rare == 0 { continue }
      }
      let byte = self[index]
      index += 1
      switch byte {
      case 0..<0x20, 0x7F, 0xF0...: return true
      case UInt8(ascii: "\\"):
        guard index < count, Self.isOrdinary(escape: self[index], isMultiline: isMultiline) else { return true }
        index += 1
      case 0xC2 where self[index] < 0xA0: return true  // U+0080 to U+009F
      case 0xE2 where self[index] == 0x80 && self[index + 1] & 0xFE == 0xA8: return true  // U+2028, U+2029
      case 0xEF where self[index] == 0xB7 || self[index] == 0xBF: return true  // U+FDD0 and on, U+FFFE
      default: continue
      }
    }
    return false
  }

  private static func isOrdinary(escape letter: UInt8, isMultiline: Bool) -> Bool {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "t"): true
    case UInt8(ascii: "n"), UInt8(ascii: "r"): isMultiline
    default: false
    }
  }
}

extension String {
  var isBlank: Bool { unicodeScalars.allSatisfy(\.isWhiteSpace) }
}

extension Unicode.Scalar {
  /// Unicode's property White_Space (PropList.txt), which is stable; looked up in its tables it takes ten times as long.
  fileprivate var isWhiteSpace: Bool {
    switch value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  var isLineEnd: Bool {
    switch value {
    case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// False for control characters, other than tabs and the line ends of ASCII, and for noncharacters: neither HTML nor XML may
  /// contain them (HTML Standard, 13.2.3.5, "Preprocessing the input stream"; XML 1.0, section 2.2).
  var isShown: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D: true
    case 0x00..<0x20, 0x7F...0x9F: false
    case 0xFDD0...0xFDEF: false
    default: value & 0xFFFE != 0xFFFE
    }
  }
}
