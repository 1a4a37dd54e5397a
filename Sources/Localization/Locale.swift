import PortalBase

/// A language of the portal (`templates/locales/<locale>.json`): its own name, its direction, how it writes days and counts,
/// and the interface strings. Everything about a language is in that file: a new one needs no Swift.
package struct Locale: Sendable, Hashable {
  /// Which way a text runs; the raw values are those of HTML's `dir`.
  package enum Direction: String, Sendable, Hashable, CaseIterable {
    case leftToRight = "ltr"
    case rightToLeft = "rtl"
  }

  package let tag: LanguageTag
  /// The path of the locale file, for diagnostics.
  package let file: String
  /// What the language calls itself.
  package let name: String
  package let direction: Direction
  package let dates: DateWords
  package let plurals: PluralRule
  package let messages: [String: Message]
  /// Where the object of strings begins: the place of a missing one.
  package let stringsLocation: SourceLocation
  /// The text of each message, by itself: a look into `messages` copies the whole message.
  private let texts: [String: String]

  package init(
    tag: LanguageTag, file: String, name: String, direction: Direction, dates: DateWords, plurals: PluralRule,
    messages: [String: Message], stringsLocation: SourceLocation
  ) {
    self.tag = tag
    self.file = file
    self.name = name
    self.direction = direction
    self.dates = dates
    self.plurals = plurals
    self.messages = messages
    self.stringsLocation = stringsLocation
    texts = messages.mapValues(\.other.text)
  }

  /// An interface string as it is; the key itself where the locale lacks it, which `check` reports.
  package func string(_ key: String) -> String { texts[key] ?? key }

  /// An interface string with its `{names}` filled in. A string with plural forms chooses by the argument `n`.
  package func format(_ key: String, _ arguments: KeyValuePairs<String, Message.Argument>) -> String {
    messages[key]?.format(plurals, dates) { name in arguments.first { $0.key == name }?.value } ?? key
  }

  /// The same with texts alone.
  package func format(_ key: String, texts: KeyValuePairs<String, String>) -> String {
    messages[key]?.format(plurals, dates) { name in (texts.first { $0.key == name }?.value).map { .text($0) } } ?? key
  }

  /// A day in words.
  package func date(_ day: Day, _ style: DateStyle = .long) -> String {
    dates.words(for: day, style)
  }
}
