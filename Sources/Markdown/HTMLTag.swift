/// A tag of raw HTML, taken apart: `<a name="x">`, `</a>`, `<br/>`.
package struct HTMLTag: Sendable, Hashable {
  /// An attribute; its name in lower case, its value as written, with its entities; nil where it has none.
  package struct Attribute: Sendable, Hashable {
    package var name: String
    package var value: String?
  }

  /// In lower case.
  package var name: String
  package var isClosing: Bool
  package var isSelfClosing: Bool
  package var attributes: [Attribute]

  /// The value of an attribute; empty where it has none, nil where it is not there.
  package subscript(_ attribute: String) -> String? {
    attributes.first { $0.name == attribute }.map { $0.value ?? "" }
  }

  /// Reads a literal of an inline node, which is one tag; nil if it is something else (a comment, a declaration).
  package init?(_ literal: String) {
    let bytes = Array(literal.utf8)
    var reader = HTMLTagReader(bytes: bytes[...])
    guard let tag = reader.read(), reader.bytes.isEmpty else { return nil }
    self = tag
  }

  init(name: String, isClosing: Bool, isSelfClosing: Bool = false, attributes: [Attribute] = []) {
    self.name = name
    self.isClosing = isClosing
    self.isSelfClosing = isSelfClosing
    self.attributes = attributes
  }
}

/// Reads tags as CommonMark defines them (0.30, 6.6), which is stricter than browsers are.
struct HTMLTagReader {
  /// What is not read yet.
  var bytes: ArraySlice<UInt8>

  /// Reads the tag that the bytes start with; nil where they start with none.
  mutating func read() -> HTMLTag? {
    let start = bytes
    guard skip(UInt8(ascii: "<")) else { return nil }
    let isClosing = skip(UInt8(ascii: "/"))
    let name = take { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") }
    guard name.first?.isASCIILetter == true, let tag = rest(of: lowercased(name), isClosing) else {
      bytes = start
      return nil
    }
    return tag
  }

  private mutating func rest(of name: String, _ isClosing: Bool) -> HTMLTag? {
    var attributes: [HTMLTag.Attribute] = []
    while true {
      let space = take { $0.isHTMLSpace }
      if skip(UInt8(ascii: ">")) { return HTMLTag(name: name, isClosing: isClosing, attributes: attributes) }
      if isClosing { return nil }
      if skip(UInt8(ascii: "/")) {
        return skip(UInt8(ascii: ">"))
          ? HTMLTag(name: name, isClosing: false, isSelfClosing: true, attributes: attributes) : nil
      }
      guard !space.isEmpty, let attribute = attribute() else { return nil }
      attributes.append(attribute)
    }
  }

  private mutating func attribute() -> HTMLTag.Attribute? {
    let name = take {
      $0.isASCIILetterOrDigit
        || [UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "-")].contains($0)
    }
    guard let first = name.first, first.isASCIILetter || first == UInt8(ascii: "_") || first == UInt8(ascii: ":") else {
      return nil
    }
    let afterName = bytes
    _ = take { $0.isHTMLSpace }
    guard skip(UInt8(ascii: "=")) else {
      bytes = afterName
      return HTMLTag.Attribute(name: lowercased(name), value: nil)
    }
    _ = take { $0.isHTMLSpace }
    guard let value = value() else { return nil }
    return HTMLTag.Attribute(name: lowercased(name), value: String(decoding: value, as: UTF8.self))
  }

  private mutating func value() -> ArraySlice<UInt8>? {
    for quote in [UInt8(ascii: "\""), UInt8(ascii: "'")] where skip(quote) {
      let value = take { $0 != quote }
      return skip(quote) ? value : nil
    }
    let value = take { !$0.isHTMLSpace && !"\"'=<>`".utf8.contains($0) }
    return value.isEmpty ? nil : value
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard bytes.first == byte else { return false }
    bytes.removeFirst()
    return true
  }

  private mutating func take(while condition: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    let taken = bytes.prefix(while: condition)
    bytes = bytes.dropFirst(taken.count)
    return taken
  }

  private func lowercased(_ name: ArraySlice<UInt8>) -> String { String(decoding: name, as: UTF8.self).lowercased() }

  /// The comment that the bytes start with, with its marks.
  static func comment(at bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard bytes.starts(with: "<!--".utf8) else { return nil }
    var index = bytes.startIndex + 4
    while index + 2 < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "-"), bytes[index + 1] == UInt8(ascii: "-"), bytes[index + 2] == UInt8(ascii: ">")
      {
        return bytes[bytes.startIndex...index + 2]
      }
      index += 1
    }
    return nil
  }
}
