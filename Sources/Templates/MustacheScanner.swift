import PortalBase

/// A token of a template: text (never past a line end) or a tag.
struct MustacheToken: Sendable {
  enum Kind: Sendable, Equatable {
    case text
    case variable, rawVariable, section, inverted, close, partial, parent, block
    /// A comment or new delimiters: nothing is left of it but its effect on its line.
    case silent
  }

  var kind: Kind
  var range: Range<Int>
  var name = ""
  /// Which line the token stands on: tags on one line have the same number.
  var line = 0
  /// For a tag that stands alone: the whitespace before it.
  var indent: Range<Int>?
  /// For a tag that stands alone: its line's end, which goes with it.
  var lineEnd: Range<Int>?
  var isOnOwnLine = false

  var isTag: Bool { kind != .text }
}

/// Cuts a template into tokens, following changes of the delimiters.
struct MustacheScanner {
  private let bytes: [UInt8]
  private var position: Int
  private var opening: [UInt8] = Array("{{".utf8)
  private var closing: [UInt8] = Array("}}".utf8)
  private var tokens: [MustacheToken] = []
  private var problems: [MustacheProblem] = []

  static func scan(_ bytes: [UInt8]) -> (tokens: [MustacheToken], problems: [MustacheProblem]) {
    var scanner = MustacheScanner(bytes: bytes)
    scanner.scanAll()
    return (scanner.tokens, scanner.problems)
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  private mutating func scanAll() {
    var textStart = position
    while position < bytes.count {
      if bytes[position] == opening[0], matches(opening, at: position) {
        if textStart < position { tokens.append(.init(kind: .text, range: textStart..<position)) }
        guard scanTag() else { return }
        textStart = position
      } else {
        position += 1
        if bytes[position - 1] == 0x0A {
          tokens.append(.init(kind: .text, range: textStart..<position))
          textStart = position
        }
      }
    }
    if textStart < position { tokens.append(.init(kind: .text, range: textStart..<position)) }
  }

  private func matches(_ pattern: [UInt8], at offset: Int) -> Bool {
    offset + pattern.count <= bytes.count && bytes[offset..<offset + pattern.count].elementsEqual(pattern)
  }

  private func find(_ pattern: [UInt8], from start: Int) -> Int? {
    var offset = start
    while offset + pattern.count <= bytes.count {
      if bytes[offset] == pattern[0], matches(pattern, at: offset) { return offset }
      offset += 1
    }
    return nil
  }

  /// Reads the tag at the position, and moves behind it. False where it has no end, so that nothing more can be read.
  private mutating func scanTag() -> Bool {
    let start = position
    let inner = start + opening.count
    let sigil = inner < bytes.count ? bytes[inner] : 0
    var end = closing
    var kind = MustacheToken.Kind.variable
    var nameStart = inner + 1
    switch sigil {
    case UInt8(ascii: "!"): kind = .silent
    case UInt8(ascii: "="):
      kind = .silent
      end = [sigil] + closing
    case UInt8(ascii: "{"):
      kind = .rawVariable
      end = [UInt8(ascii: "}")] + closing
    case UInt8(ascii: "&"): kind = .rawVariable
    case UInt8(ascii: "#"): kind = .section
    case UInt8(ascii: "^"): kind = .inverted
    case UInt8(ascii: "/"): kind = .close
    case UInt8(ascii: ">"): kind = .partial
    case UInt8(ascii: "<"): kind = .parent
    case UInt8(ascii: "$"): kind = .block
    default: nameStart = inner
    }
    guard nameStart <= bytes.count, let nameEnd = find(end, from: nameStart) else {
      let wanted = String(decoding: end, as: UTF8.self)
      problems.append(.init(offset: start, message: "this tag is never closed; write \(wanted) at its end"))
      return false
    }
    position = nameEnd + end.count
    let content = trimmed(nameStart..<nameEnd)
    var token = MustacheToken(kind: kind, range: start..<position)
    if kind == .silent {
      if sigil == UInt8(ascii: "=") { setDelimiters(content, at: start) }
    } else {
      token.name = String(decoding: bytes[content], as: UTF8.self)
      checkName(token)
    }
    tokens.append(token)
    return true
  }

  private mutating func checkName(_ token: MustacheToken) {
    if token.name.isEmpty {
      problems.append(.init(offset: token.range.lowerBound, message: "this tag has no name"))
    } else if token.name.utf8.contains(where: isBlank) {
      let text = "\"\(token.name.printable)\" is no name: a name has no spaces"
      problems.append(.init(offset: token.range.lowerBound, message: text))
    }
  }

  private mutating func setDelimiters(_ content: Range<Int>, at offset: Int) {
    let parts = bytes[content].split(whereSeparator: isBlank)
    guard parts.count == 2, !parts.joined().contains(UInt8(ascii: "=")) else {
      problems.append(
        .init(offset: offset, message: "new delimiters are two words without \"=\", such as {{=<% %>=}}"))
      return
    }
    opening = Array(parts[0])
    closing = Array(parts[1])
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, isBlank(bytes[low]) { low += 1 }
    while low < high, isBlank(bytes[high - 1]) { high -= 1 }
    return low..<high
  }
}

/// Space, tab or a line end.
func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
