import PortalBase

/// Links on paper: the address that one leads to follows its words, unless they say it already.
enum PrintedLinks {
  /// - Parameter html: as Waiver's own Markdown renderer makes it.
  static func spelledOut(_ html: HTML) -> HTML {
    var rest = html.bytes[...]
    var result = HTML.empty
    while let start = rest.firstPlace(of: "<a href=\"")?.upperBound,
      let quote = rest[start...].firstIndex(of: UInt8(ascii: "\"")),
      let open = rest[quote...].firstIndex(of: UInt8(ascii: ">")),
      let close = rest[open...].firstPlace(of: "</a>")
    {
      result.bytes += rest[..<close.upperBound]
      let target = printed(rest[start..<quote])
      let words = rest[(open + 1)..<close.lowerBound]
      if let target, !words.elementsEqual(target) {
        result.append(safe: " <span class=\"target\">(")
        result.bytes += target
        result.append(safe: ")</span>")
      }
      rest = rest[close.upperBound...]
    }
    result.bytes += rest
    return result
  }

  /// What to print of an address; nil for one that leads nowhere from paper.
  private static func printed(_ address: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    for scheme in ["mailto:", "tel:"] where address.starts(with: scheme.utf8) {
      return address.dropFirst(scheme.utf8.count)
    }
    return address.starts(with: "http:".utf8) || address.starts(with: "https:".utf8) ? address : nil
  }
}
