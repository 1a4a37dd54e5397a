extension Unicode.Scalar {
  /// Whether a line break beside it can be dropped: East Asian width W or F (Unicode Standard Annex 11), and not Hangul, which is
  /// written with spaces (CSS Text 3, 4.1.3, "Segment Break Transformation Rules").
  package var isWide: Bool {
    value >= 0x1100 && isEastAsianWide && !isHangul
  }

  /// Whether it counts as Chinese, Japanese or Korean for emphasis: the punctuation of these scripts stands in running text
  /// without spaces, as their letters do. Emoji do not count.
  var isCJK: Bool {
    if value < 0x1100 { return false }
    switch value {
    case 0x1160...0x11FF, 0x20A9, 0xFF61...0xFFDC, 0xFFE8...0xFFEE, 0xD7B0...0xD7FF: return true
    default: return isEastAsianWide && !properties.isEmojiPresentation
    }
  }

  private var isHangul: Bool {
    switch value {
    case 0x1100...0x11FF, 0x3130...0x318F, 0x3200...0x321E, 0x3260...0x327E, 0xA960...0xA97F, 0xAC00...0xD7FF: true
    default: false
    }
  }

  /// East Asian width W or F, from EastAsianWidth.txt of Unicode 16, unassigned ideographs included.
  private var isEastAsianWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
      0x16FE0...0x16FFF, 0x17000...0x18D08, 0x1AFF0...0x1B2FB, 0x20000...0x2FFFD, 0x30000...0x3FFFD:
      true
    case 0x231A...0x2B55, 0x1F004...0x1FAFF:
      properties.isEmojiPresentation || isWideSymbol
    default: false
    }
  }

  /// Wide symbols that are no emoji by default.
  private var isWideSymbol: Bool {
    switch value {
    case 0x2329, 0x232A, 0x1F200...0x1F202, 0x1F210...0x1F23B, 0x1F240...0x1F248, 0x1F250, 0x1F251, 0x1F260...0x1F265:
      true
    default: false
    }
  }
}

extension MarkdownTree {
  /// Whether a soft break stands between two wide characters, so that no space belongs there.
  func joinsWide(_ softBreak: NodeID, after previous: Unicode.Scalar?) -> Bool {
    guard let previous, previous.isWide, let next = firstScalar(after: softBreak) else { return false }
    return next.isWide
  }

  /// The first character that a reader sees after a node, up to the next break or the end of the block.
  private func firstScalar(after start: NodeID) -> Unicode.Scalar? {
    var id = start
    var isDescending = false
    while true {
      let node = nodes[id.position]
      if isDescending, !node.firstChild.isNone {
        id = node.firstChild
      } else if !node.next.isNone {
        id = node.next
      } else {
        let parent = node.parent
        if parent.isNone || !nodes[parent.position].kind.isInline { return nil }
        id = parent
        isDescending = false
        continue
      }
      isDescending = true
      switch nodes[id.position].kind {
      case .text(let text), .code(let text):
        if let first = text.unicodeScalars.first { return first }
      case .softBreak, .lineBreak: return nil
      case .image where nodes[id.position].firstChild.isNone: return nil
      default: break
      }
    }
  }
}
