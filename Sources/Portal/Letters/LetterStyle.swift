import PortalBase

/// The style of one letter: `letter.css`, and what no style sheet can know beforehand: the measures of the window, and the words
/// in the page margins.
struct LetterStyle {
  let page: LetterPage

  /// Browsers clip what lies outside of the page area, so the page margins are small, and padding does the rest.
  private static let top = WindowProfile.Length(millimetres: 5)
  private static let side = WindowProfile.Length(millimetres: 3)
  private static let bottom = WindowProfile.Length(millimetres: 20)
  /// Later pages leave room for the line that repeats recipient and day.
  private static let laterTop = WindowProfile.Length(millimetres: 22)

  /// Puts the style element at the end of the head of a page. Values in a page are escaped, so the first `</head>` is the shell's.
  func insert(into bytes: inout [UInt8]) {
    guard let head = bytes[...].firstPlace(of: "</head>") else { return }
    bytes.insert(contentsOf: element.bytes, at: head.lowerBound)
  }

  private var element: HTML {
    var html = HTML(safe: "<style>\n")
    var previous: UInt8 = 0
    for byte in page.styleSheet {
      // `</` would end the element; the escaped slash means the same to CSS.
      if byte == UInt8(ascii: "/"), previous == UInt8(ascii: "<") { html.bytes.append(UInt8(ascii: "\\")) }
      html.bytes.append(byte)
      previous = byte
    }
    html.append(safe: measures + margins + "</style>\n")
    return html
  }

  private var measures: String {
    let profile = page.profile
    var css = """
      :root { --sheet-width: \(profile.paper.width.css); --sheet-height: \(profile.paper.height.css); \
      --left: \((profile.paper.left - Self.side).css); --right: \((profile.paper.right - Self.side).css); \
      --address: \(page.address.size.css); --address-line: \(page.address.lineHeight)%; }
      .window { \(box(profile.window)) }
      .return-line { height: \(profile.returnLine.css); }
      .opening { min-height: \((profile.bodyStart - Self.top).css); }

      """
    if let sender = profile.sender {
      css += ".opening > .sender { margin-left: \((sender.left - Self.side - (profile.paper.left - Self.side)).css); "
      css += "margin-top: \((sender.top - Self.top).css); width: \(sender.width.css); "
      css += "min-height: \(sender.height.css); }\n"
    }
    for (index, fold) in profile.folds.enumerated() {
      css += ".fold-\(index + 1) { top: \((fold - Self.top).css); }\n"
    }
    if let punch = profile.punch { css += ".punch { top: \((punch - Self.top).css); }\n" }
    return css
  }

  /// Within the page area of the first page.
  private func box(_ box: WindowProfile.Box) -> String {
    "left: \((box.left - Self.side).css); top: \((box.top - Self.top).css); "
      + "width: \(box.width.css); height: \(box.height.css);"
  }

  private var margins: String {
    var css = """
      @page { size: \(page.profile.paper.css); margin: \(Self.laterTop.css) \(Self.side.css) \(Self.bottom.css); \
      @top-left { content: \(Self.string(page.title)); } @top-right { content: \(Self.string(page.date)); } \
      @bottom-left { content: \(Self.string(page.reference)); } }
      @page :first { margin-top: \(Self.top.css); @top-left { content: none; } @top-right { content: none; } }

      """
    for part in page.parts {
      css += ".part-\(part.number) { page: part\(part.number); }\n"
      css += "@page part\(part.number) { @bottom-right { content: \(pageWords(part)); } }\n"
    }
    return css
  }

  /// "Page 1 of 2" in the words of the part's language.
  private func pageWords(_ part: LetterPartView) -> String {
    part.edition.pageWords.map { piece in
      switch piece {
      case .text(let text): Self.string(text)
      case .page: "counter(page)"
      case .pages: "counter(pages)"
      }
    }.joined(separator: " ")
  }

  /// A CSS string (CSS Syntax Level 3, section 4.3.5): everything but letters, digits and spaces of ASCII, and what lies beyond
  /// ASCII, as an escape, so that no text can end the string or the style element.
  static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar.value >= 0xA0 || scalar == " " || (scalar.value < 0x80 && isASCIILetterOrDigit(UInt8(scalar.value))) {
        result.unicodeScalars.append(scalar)
      } else {
        result += "\\\(String(scalar.value, radix: 16)) "
      }
    }
    return result + "\""
  }
}

extension WindowProfile.Paper {
  var width: WindowProfile.Length { self == .a4 ? .init(millimetres: 210) : .init(thousandths: 215_900) }
  var height: WindowProfile.Length { self == .a4 ? .init(millimetres: 297) : .init(thousandths: 279_400) }
  /// The margins of the text: by DIN 5008 on A4, an inch on US Letter.
  var left: WindowProfile.Length { self == .a4 ? .init(millimetres: 25) : .init(thousandths: 25_400) }
  var right: WindowProfile.Length { self == .a4 ? .init(millimetres: 20) : .init(thousandths: 25_400) }
}
