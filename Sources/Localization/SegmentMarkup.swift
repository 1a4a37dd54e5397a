import Markdown

/// A tag of the side-by-side markup.
enum SegmentMarkup {
  case target(id: String)
  case lookup
  case source(id: String)
  /// A span that is none of these.
  case span
  case close

  /// What an inline node of raw HTML is; nil for anything but a span.
  init?(_ literal: String) {
    if literal == "</span>" {
      self = .close
      return
    }
    let start = literal.utf8.dropFirst(literal.hasPrefix("</") ? 2 : 1).first
    guard start == UInt8(ascii: "s") || start == UInt8(ascii: "S") else { return nil }
    if literal == "<span class=\"sxs-lookup\">" {
      self = .lookup
    } else if let id = SegmentMarkup.value(literal, "<span data-ttu-id=\"") {
      self = .target(id: id)
    } else if let id = SegmentMarkup.value(literal, "<span data-stu-id=\"") {
      self = .source(id: id)
    } else if let tag = HTMLTag(literal), tag.name == "span" {
      self.init(tag)
    } else {
      return nil
    }
  }

  private init(_ tag: HTMLTag) {
    if tag.isClosing {
      self = .close
    } else if let id = tag["data-ttu-id"] {
      self = .target(id: id)
    } else if let id = tag["data-stu-id"] {
      self = .source(id: id)
    } else if tag["class"]?.split(separator: " ").contains("sxs-lookup") == true {
      self = .lookup
    } else {
      self = .span
    }
  }

  /// The id in a tag that is written as all of them are.
  private static func value(_ literal: String, _ start: String) -> String? {
    guard literal.hasPrefix(start), literal.hasSuffix("\">") else { return nil }
    let value = literal.utf8.dropFirst(start.utf8.count).dropLast(2)
    return value.contains(UInt8(ascii: "\"")) ? nil : String(Substring(value))
  }
}
