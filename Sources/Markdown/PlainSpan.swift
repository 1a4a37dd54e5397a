import PortalBase

/// A link, code, emphasis or `&` in a line of prose, where nothing around it or in it could make it something else.
struct PlainSpan {
  private enum Kind {
    case link(destination: UnsafeBufferPointer<UInt8>)
    case code, emphasis, strong, text
  }

  private let kind: Kind
  private let text: UnsafeBufferPointer<UInt8>
  /// The place behind it.
  let end: Int

  /// The span that begins at a place of a line; nil for whatever is not so plain.
  init?(in line: UnsafeBufferPointer<UInt8>, at start: Int) {
    switch line[start] {
    case UInt8(ascii: "["): self.init(linkIn: line, at: start)
    case UInt8(ascii: "`"): self.init(codeIn: line, at: start)
    case UInt8(ascii: "*"): self.init(emphasisIn: line, at: start)
    // No entity has a space.
    case UInt8(ascii: "&") where start + 1 < line.count && line[start + 1] == 0x20:
      self.init(.text, line, start..<start + 1, end: start + 1)
    default: return nil
    }
  }

  private init(_ kind: Kind, _ line: UnsafeBufferPointer<UInt8>, _ text: Range<Int>, end: Int) {
    self.kind = kind
    self.text = UnsafeBufferPointer(rebasing: line[text])
    self.end = end
  }

  func append(to html: inout ByteBuffer) {
    html.add(tags.open)
    if case .link(let destination) = kind {
      html.append(destination)
      html.add("\">")
    }
    html.add(escaping: text)
    html.add(tags.close)
  }

  /// What stands around the text; of a link, the destination and the end of its tag follow the first.
  private var tags: (open: StaticString, close: StaticString) {
    switch kind {
    case .link: ("<a href=\"", "</a>")
    case .code: ("<code>", "</code>")
    case .emphasis: ("<em>", "</em>")
    case .strong: ("<strong>", "</strong>")
    case .text: ("", "")
    }
  }
}

// MARK: - Links

extension PlainSpan {
  /// `[label](destination)` with a label of text alone and a destination that is written as it leads (CommonMark 0.30, section 6.3).
  private init?(linkIn line: UnsafeBufferPointer<UInt8>, at start: Int) {
    guard start == 0 || line[start - 1] != UInt8(ascii: "!") else { return nil }
    let middle = line.placeOfMarkdown(from: start + 1)
    guard middle > start + 1, middle + 1 < line.count, line[middle] == UInt8(ascii: "]"),
      line[middle + 1] == UInt8(ascii: "(")
    else { return nil }
    var index = middle + 2
    while index < line.count, line[index].isPlainInURLs { index += 1 }
    let destination = UnsafeBufferPointer(rebasing: line[middle + 2..<index])
    guard !destination.isEmpty, index < line.count, line[index] == UInt8(ascii: ")"),
      DestinationKind(destination) != .unsafe
    else { return nil }
    self.init(.link(destination: destination), line, start + 1..<middle, end: index + 1)
  }
}

extension UInt8 {
  /// Whether a byte stands for itself, in a destination and in HTML.
  fileprivate var isPlainInURLs: Bool {
    switch self {
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "?"),
      UInt8(ascii: "="), UInt8(ascii: "#"):
      true
    default: isASCIILetterOrDigit
    }
  }
}

// MARK: - Code

extension PlainSpan {
  /// Code between single backticks, without a space at its ends (section 6.1).
  private init?(codeIn line: UnsafeBufferPointer<UInt8>, at start: Int) {
    let backtick = UInt8(ascii: "`")
    let close = line.place(of: backtick, from: start + 1)
    guard close > start + 1, close < line.count, close + 1 == line.count || line[close + 1] != backtick,
      line[start + 1] > 0x20, line[close - 1] > 0x20, line[start + 1..<close].allSatisfy({ $0 >= 0x20 })
    else { return nil }
    self.init(.code, line, start + 1..<close, end: close + 1)
  }
}

// MARK: - Emphasis

extension PlainSpan {
  /// Text alone between one or two `*`, which begins and ends with a letter, behind a space or letter and before one or a full stop or
  /// the like: then the first run can open emphasis, the second one close it (section 6.2), whether they can do more or not, and with
  /// `CJKEmphasis` too. As spans are refused that have others in them, no run is left open before.
  private init?(emphasisIn line: UnsafeBufferPointer<UInt8>, at start: Int) {
    let star = UInt8(ascii: "*")
    let length = start + 1 < line.count && line[start + 1] == star ? 2 : 1
    let open = start + length
    let close = line.placeOfMarkdown(from: open)
    let end = close + length
    guard close > open, end <= line.count, line[close..<end].allSatisfy({ $0 == star }),
      end == line.count || line[end] != star
    else { return nil }
    func before(_ place: Int) -> Unicode.Scalar? { UnsafeBufferPointer(rebasing: line[..<place]).lastScalar }
    func behind(_ place: Int) -> Unicode.Scalar? { UnsafeBufferPointer(rebasing: line[place...]).firstScalar }
    guard before(start).map({ $0 == " " || $0.isCommonLetter }) ?? true,
      let first = behind(open), first.isCommonLetter, let last = before(close), last.isCommonLetter,
      behind(end).map({ $0.isCommonLetter || " .,;:!?)、。".unicodeScalars.contains($0) }) ?? true
    else { return nil }
    self.init(length == 1 ? .emphasis : .strong, line, open..<close, end: end)
  }
}
