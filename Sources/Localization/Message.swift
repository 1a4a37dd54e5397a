import PortalBase

/// An interface string, with a form for every plural category that its language tells apart, or only `other`.
package struct Message: Sendable, Hashable {
  /// What stands in a `{name}`.
  package enum Argument: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    case text(String)
    case number(Int)

    package init(stringLiteral value: String) { self = .text(value) }
    package init(integerLiteral value: Int) { self = .number(value) }
  }

  /// A text taken apart at its `{names}`.
  package struct Form: Sendable, Hashable {
    package enum Part: Sendable, Hashable {
      case literal(String)
      case argument(String)
    }

    package let text: String
    package let parts: [Part]

    package var argumentNames: Set<String> {
      Set(parts.compactMap { if case .argument(let name) = $0 { name } else { nil } })
    }
  }

  package let other: Form
  /// The further forms; empty for a string without plurals.
  package let forms: [PluralCategory: Form]
  package let location: SourceLocation

  /// The text for some arguments. A name without an argument stays as it is written, so that it is seen.
  func format(_ plurals: PluralRule, _ dates: DateWords, _ argument: (String) -> Argument?) -> String {
    var form = other
    if !forms.isEmpty, case .number(let n) = argument("n"), let special = forms[plurals.category(of: n)] {
      form = special
    }
    var result = ""
    for part in form.parts {
      switch part {
      case .literal(let text): result += text
      case .argument(let name):
        switch argument(name) {
        case .text(let text): result += text
        case .number(let number): result += dates.digits(of: number)
        case nil: result += "{\(name)}"
        }
      }
    }
    return result
  }
}

extension Message.Form {
  /// Takes a text apart. A name is letters, digits and hyphens between braces; nil where braces do not pair so.
  init?(_ text: String) {
    var parts: [Part] = []
    var literal: [UInt8] = []
    var name: [UInt8]?
    for byte in text.utf8 {
      switch (byte, name) {
      case (UInt8(ascii: "{"), nil):
        if !literal.isEmpty { parts.append(.literal(String(decoding: literal, as: UTF8.self))) }
        literal = []
        name = []
      case (UInt8(ascii: "}"), let open?):
        if open.isEmpty { return nil }
        parts.append(.argument(String(decoding: open, as: UTF8.self)))
        name = nil
      case (UInt8(ascii: "}"), nil): return nil
      case (_, let open?):
        guard isASCIILetterOrDigit(byte) || byte == UInt8(ascii: "-") else { return nil }
        name = open + [byte]
      case (_, nil): literal.append(byte)
      }
    }
    if name != nil { return nil }
    if !literal.isEmpty { parts.append(.literal(String(decoding: literal, as: UTF8.self))) }
    self.init(text: text, parts: parts)
  }
}
