/// Gives headings the ids that GitHub gives them, so that links written for one work on the other.
package struct Slugger: Sendable {
  private var used: [String: Int] = [:]

  package init() {}

  /// The slug of a heading's text: lower case; letters, numbers, marks, `-` and `_` stay, spaces become `-`, all else goes.
  /// A slug that was given before gets `-1`, the next one `-2`.
  package mutating func slug(for text: String) -> String {
    let plain = Self.slug(of: text)
    return unique(plain)
  }

  /// Keeps an id from being given to a heading.
  package mutating func reserve(_ id: String) { if used[id] == nil { used[id] = 0 } }

  private mutating func unique(_ plain: String) -> String {
    guard var count = used[plain] else {
      used[plain] = 0
      return plain
    }
    var candidate: String
    repeat {
      count += 1
      candidate = "\(plain)-\(count)"
    } while used[candidate] != nil
    used[plain] = count
    used[candidate] = 0
    return candidate
  }

  /// The slug of a text, whatever was given before.
  package static func slug(of text: String) -> String {
    var result = ""
    for scalar in text.lowercased().unicodeScalars {
      if scalar == " " {
        result += "-"
      } else if scalar == "-" || scalar == "_" || keeps(scalar) {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func keeps(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) }
    return switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .nonspacingMark, .spacingMark, .enclosingMark, .connectorPunctuation:
      true
    default: scalar.properties.isAlphabetic
    }
  }
}

extension MarkdownTree {
  /// A heading and what leads to it.
  package struct Heading: Sendable, Hashable {
    package var node: NodeID
    package var level: Int
    package var text: String
    package var id: String
  }

  /// All headings in document order, with GitHub's ids.
  package func headings() -> [Heading] {
    var slugger = Slugger()
    return walk().compactMap { step in
      guard case .enter(let id) = step, case .heading(let level) = kind(of: id) else { return nil }
      let text = plainText(of: id)
      return Heading(node: id, level: level, text: text, id: slugger.slug(for: text))
    }
  }
}

extension MarkdownTree {
  /// The anchors that a document sets itself, with `name` or `id` in raw HTML, in document order.
  package func explicitAnchors() -> [String] {
    var result: [String] = []
    for case .enter(let id) in walk() {
      guard case .htmlInline(let literal) = kind(of: id), let tag = HTMLTag(literal), !tag.isClosing else { continue }
      if let name = tag["id"] ?? (tag.name == "a" ? tag["name"] : nil), !name.isEmpty { result.append(name) }
    }
    return result
  }

  /// The ids of the headings, by heading.
  func headingIDs(_ choice: RenderOptions.HeadingIDs) -> [NodeID: String] {
    switch choice {
    case .none: return [:]
    case .slugs:
      return headings().reduce(into: [:]) { $0[$1.node] = $1.id }
    case .given(let ids):
      var slugger = Slugger()
      for id in ids { slugger.reserve(id) }
      var result: [NodeID: String] = [:]
      for (index, heading) in headings().enumerated() {
        result[heading.node] = index < ids.count ? ids[index] : slugger.slug(for: heading.text)
      }
      return result
    }
  }
}
