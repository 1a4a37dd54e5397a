import PortalBase

/// Where in an HTML text one stands: the state of the tokenizer (HTML Standard, 13.2.5, as far as templates need it) and the open
/// elements. Literal text is fed to it; where a tag stands, it tells the place.
struct HTMLCursor {
  enum Mode: Sendable, Equatable {
    case data, tagOpen, endTagOpen, tagName
    /// Between attributes, after a space.
    case beforeAttribute
    /// Between attributes, where a space has to come first.
    case afterValue
    case attributeName, afterAttributeName, beforeValue, doubleQuoted, singleQuoted, unquoted, selfClosing
    case markupDeclaration, markupDash, comment, bogusComment
    /// In `title` and the like, or in `script` and the like; then after `<`, and in an end tag that may be theirs.
    case rawText, rawLessThan, rawEndTag
  }

  struct Element: Sendable, Hashable {
    var name: String
    var place: Place
  }

  var mode = Mode.data
  var elements: [Element] = []
  /// No page needs more, and browsers stop at 512; every element asks for those around it.
  static let mostElements = 500
  /// Elements below this depth were opened before the section that is being read: it may not close them.
  var floor = 0
  /// Whether a tag stands in the `content` attribute of the present tag, and whether it has `http-equiv`: both make a redirection.
  var hasValueInContent = false
  private(set) var tagName: [UInt8] = []
  private(set) var attributeName: [UInt8] = []
  private var isEndTag = false
  private var hasHTTPEquiv = false
  private var dashes = 0
  private var tagPlace = Place(file: 0, offset: 0)

  struct Problem: Error {
    var code: Diagnostic.Code
    var place: Place
    var message: String
    /// The other end, where there are two.
    var other: Place?
  }

  var tag: String { String(decoding: tagName, as: UTF8.self) }
  var attribute: String { String(decoding: attributeName, as: UTF8.self) }
  var parent: String { elements.last?.name ?? "" }

  /// Whether the place is within the quotes of an attribute, between attributes, or in text.
  var isInQuotes: Bool { mode == .doubleQuoted || mode == .singleQuoted }
  var isBetweenAttributes: Bool {
    switch mode {
    case .beforeAttribute, .afterValue, .attributeName, .tagName, .afterAttributeName: true
    default: false
    }
  }
  var isInEscapableText: Bool { mode == .rawText && HTMLElements.escapableRawText.contains(parent) }

  func isInside(_ names: Set<String>) -> Bool { elements.contains { names.contains($0.name) } }

  /// Reads literal text.
  /// - Parameter place: where its first byte stands.
  /// - Parameter isExact: whether the bytes stand so in the file, and not for example in Markdown.
  mutating func feed(_ bytes: [UInt8], at place: Place, isExact: Bool) throws(Problem) {
    var here = place
    for byte in bytes {
      try feed(byte, here)
      if isExact { here.offset += 1 }
    }
  }

  private mutating func feed(_ byte: UInt8, _ place: Place) throws(Problem) {
    switch mode {
    case .data:
      if byte == UInt8(ascii: "<") { open(place) }
    case .tagOpen, .endTagOpen: feedTagOpen(byte)
    case .tagName: try feedTagName(byte, place)
    case .markupDeclaration: mode = byte == UInt8(ascii: "-") ? .markupDash : byte == 0x3E ? .data : .bogusComment
    case .markupDash:
      mode = byte == UInt8(ascii: "-") ? .comment : .bogusComment
      dashes = 2
    case .comment:
      if byte == UInt8(ascii: ">"), dashes >= 2 { mode = .data }
      dashes = byte == UInt8(ascii: "-") ? dashes + 1 : 0
    case .bogusComment:
      if byte == UInt8(ascii: ">") { mode = .data }
    case .rawText, .rawLessThan, .rawEndTag: try feedRaw(byte, place)
    default: try feedAttribute(byte, place)
    }
  }

  private mutating func open(_ place: Place) {
    mode = .tagOpen
    tagPlace = place
    tagName = []
    isEndTag = false
    hasValueInContent = false
    hasHTTPEquiv = false
  }

  private mutating func feedTagOpen(_ byte: UInt8) {
    if isASCIILetter(byte) {
      isEndTag = mode == .endTagOpen
      tagName = [byte | 0x20]
      mode = .tagName
    } else if mode == .endTagOpen {
      mode = byte == UInt8(ascii: ">") ? .data : .bogusComment
    } else {
      switch byte {
      case UInt8(ascii: "/"): mode = .endTagOpen
      case UInt8(ascii: "!"): mode = .markupDeclaration
      case UInt8(ascii: "?"): mode = .bogusComment
      case UInt8(ascii: "<"): mode = .tagOpen
      default: mode = .data
      }
    }
  }

  private mutating func feedTagName(_ byte: UInt8, _ place: Place) throws(Problem) {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0C, 0x0D: mode = .beforeAttribute
    case UInt8(ascii: "/"): mode = .selfClosing
    case UInt8(ascii: ">"): try finishTag(isSelfClosing: false)
    default: tagName.append(lowercased(byte))
    }
  }

  private mutating func feedAttribute(_ byte: UInt8, _ place: Place) throws(Problem) {
    let isSpace = isBlank(byte) || byte == 0x0C
    switch mode {
    case .doubleQuoted: if byte == UInt8(ascii: "\"") { mode = .afterValue }
    case .singleQuoted: if byte == UInt8(ascii: "'") { mode = .afterValue }
    case .unquoted:
      if isSpace { mode = .beforeAttribute } else if byte == UInt8(ascii: ">") { try finishTag(isSelfClosing: false) }
    case .beforeValue:
      switch byte {
      case _ where isSpace: break
      case UInt8(ascii: "\""): mode = .doubleQuoted
      case UInt8(ascii: "'"): mode = .singleQuoted
      case UInt8(ascii: ">"): throw malformed("the attribute \"\(attribute)\" has no value", place)
      default: mode = .unquoted
      }
    case .selfClosing where byte == UInt8(ascii: ">"): try finishTag(isSelfClosing: true)
    case _ where isSpace:
      mode = mode == .attributeName || mode == .afterAttributeName ? .afterAttributeName : .beforeAttribute
    default:
      switch byte {
      case UInt8(ascii: ">"): try finishTag(isSelfClosing: false)
      case UInt8(ascii: "/"): mode = .selfClosing
      case UInt8(ascii: "=") where mode == .attributeName || mode == .afterAttributeName: mode = .beforeValue
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"), UInt8(ascii: "="):
        throw malformed("the attributes of <\(tag)> are badly written here", place)
      case _ where mode == .attributeName: attributeName.append(lowercased(byte))
      case _ where mode == .afterValue: throw malformed("a space is missing between two attributes of <\(tag)>", place)
      default:
        attributeName = [lowercased(byte)]
        mode = .attributeName
      }
    }
    if mode == .beforeValue, attribute == "http-equiv" { hasHTTPEquiv = true }
  }

  private mutating func feedRaw(_ byte: UInt8, _ place: Place) throws(Problem) {
    switch mode {
    case .rawLessThan where byte == UInt8(ascii: "/"):
      mode = .rawEndTag
      tagName = []
    case .rawEndTag where isASCIILetter(byte): tagName.append(byte | 0x20)
    case .rawEndTag where tag == parent && (isBlank(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")):
      isEndTag = true
      mode = .tagName
      try feedTagName(byte, place)
    default:
      if byte == UInt8(ascii: "<") { open(place) }
      mode = byte == UInt8(ascii: "<") ? .rawLessThan : .rawText
    }
  }

  private func malformed(_ message: String, _ place: Place) -> Problem {
    Problem(code: .templateStructure, place: place, message: message)
  }

  private func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}

extension HTMLCursor {
  private mutating func finishTag(isSelfClosing: Bool) throws(Problem) {
    mode = .data
    if hasHTTPEquiv, hasValueInContent {
      throw Problem(
        code: .templateUnsafePlace, place: tagPlace, message: "a tag in the content of <meta http-equiv> is not safe")
    }
    let name = tag
    if isEndTag { try close(name) } else { try open(name, isSelfClosing) }
  }

  private mutating func open(_ name: String, _ isSelfClosing: Bool) throws(Problem) {
    let closes = HTMLElements.closed(by: name)
    while let last = elements.last, closes.contains(last.name) { try pop(for: "<\(name)>") }
    if HTMLElements.endsParagraph.contains(name), let index = elements.lastIndex(where: { $0.name == "p" }),
      !elements[index...].contains(where: { ["button", "caption", "object", "td", "th", "template"].contains($0.name) })
    {
      throw Problem(
        code: .templateStructure, place: tagPlace,
        message: "<\(name)> cannot stand inside <p>; close the paragraph first, or put blank lines around the block",
        other: elements[index].place)
    }
    let isForeign = isInside(["svg", "math"])
    if HTMLElements.void.contains(name) && !isForeign || isForeign && isSelfClosing { return }
    if elements.count == HTMLCursor.mostElements {
      throw malformed("elements are nested deeper than \(HTMLCursor.mostElements) here", tagPlace)
    }
    elements.append(Element(name: name, place: tagPlace))
    if !isForeign, HTMLElements.rawText.contains(name) || HTMLElements.escapableRawText.contains(name) {
      mode = .rawText
    }
  }

  private mutating func close(_ name: String) throws(Problem) {
    if HTMLElements.void.contains(name) { throw malformed("</\(name)> closes nothing: <\(name)> has no end", tagPlace) }
    guard elements.contains(where: { $0.name == name }) else {
      throw malformed("</\(name)> closes nothing: no <\(name)> is open here", tagPlace)
    }
    while let last = elements.last, last.name != name {
      guard HTMLElements.closedByParent.contains(last.name) else {
        throw Problem(
          code: .templateStructure, place: tagPlace,
          message: "</\(name)> stands inside <\(last.name)>, which is still open",
          other: last.place)
      }
      try pop(for: "</\(name)>")
    }
    try pop(for: "</\(name)>")
  }

  private mutating func pop(for tag: String) throws(Problem) {
    guard elements.count > floor, let last = elements.last else {
      throw Problem(
        code: .templateSpansElement, place: tagPlace,
        message: "\(tag) closes <\(elements.last?.name ?? "")>, which was opened before the section",
        other: elements.last?.place)
    }
    elements.removeLast()
    _ = last
  }

  /// Between attributes, a section may add some: what follows it, and what it begins with, has to begin with a space.
  mutating func requireSpace() {
    if isBetweenAttributes, mode != .beforeAttribute { mode = .afterValue }
  }
}
