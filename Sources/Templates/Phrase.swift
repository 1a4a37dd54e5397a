import PortalBase

/// A text with its language, as a page shows it: where the language is not the page's, the place says so in the markup.
public struct Phrase: Sendable, Hashable {
  /// Which way a text runs, as the values of HTML's `dir`.
  public enum Direction: String, Sendable, Hashable {
    case leftToRight = "ltr"
    case rightToLeft = "rtl"
  }

  /// Plain text: no markup.
  public var text: String
  /// Nil where the text is in the language of the page.
  package var language: LanguageTag?
  /// Nil where the text runs as the page does.
  package var direction: Direction?

  package init(_ text: String, language: LanguageTag? = nil, direction: Direction? = nil) {
    self.text = text
    self.language = language
    self.direction = direction
  }
}

extension Phrase: ExpressibleByStringLiteral {
  /// In the language of the page.
  public init(stringLiteral value: String) { self.init(value) }
}
