/// The elements and attributes of raw HTML that a policy document may have.
enum HTMLAllowlist {
  /// Where an element may stand.
  enum Place { case inline, block }

  struct Element: Sendable {
    var place: Place
    var isVoid = false
    /// Besides those that every element may have.
    var attributes: [String] = []
    /// The elements directly in which it may stand; empty: any but those of `holdsPartsOnly`.
    var parents: [String] = []
  }

  /// Attributes that every element may have. An `a` is an anchor: its `name` becomes an `id`.
  static let attributes = ["class", "dir", "id", "lang", "title"]

  /// Elements that hold nothing but their own parts.
  static let holdsPartsOnly = ["table", "thead", "tbody", "tfoot", "tr"]

  static func element(_ name: String) -> Element? {
    switch name {
    case "a": Element(place: .inline, attributes: ["name"])
    case "span", "sub", "sup", "kbd": Element(place: .inline)
    case "br": Element(place: .inline, isVoid: true)
    case "img": Element(place: .inline, isVoid: true, attributes: ["alt", "height", "src", "width"])
    case "details": Element(place: .block, attributes: ["open"])
    case "summary": Element(place: .block, parents: ["details"])
    case "table": Element(place: .block)
    case "caption", "thead", "tbody", "tfoot": Element(place: .block, parents: ["table"])
    case "tr": Element(place: .block, parents: ["table", "thead", "tbody", "tfoot"])
    case "td", "th": Element(place: .block, attributes: ["colspan", "headers", "rowspan", "scope"], parents: ["tr"])
    default: nil
    }
  }

  /// Why a tag is not let through, or nil if it may be, as far as it can be told without what stands around it.
  static func objection(to tag: HTMLTag, in place: Place) -> String? {
    guard let element = element(tag.name) else { return "the element `\(tag.name)` is not allowed" }
    if element.place == .block, place == .inline { return "`\(tag.name)` may not stand in a line of text" }
    if tag.isClosing { return element.isVoid ? "`\(tag.name)` has no closing tag" : nil }
    if tag.isSelfClosing, !element.isVoid { return "`\(tag.name)` needs a closing tag" }
    for attribute in tag.attributes
    where !attributes.contains(attribute.name) && !element.attributes.contains(attribute.name) {
      return "the attribute `\(attribute.name)` of `\(tag.name)` is not allowed"
    }
    if Set(tag.attributes.map(\.name)).count < tag.attributes.count {
      return "an attribute of `\(tag.name)` stands twice"
    }
    return tag.name == "img" ? objectionToSource(tag["src"]) : nil
  }

  private static func objectionToSource(_ source: String?) -> String? {
    guard let source, !source.isEmpty else { return "an `img` needs a `src`" }
    // An entity could hide a scheme; a path needs none but `&amp;`.
    let hasEntity = source.utf8.contains(UInt8(ascii: "&"))
    return hasEntity || DestinationKind(source) != .relative ? "the `src` of an `img` has to be a relative path" : nil
  }
}
