import Exceptions
import Localization
import PortalBase
import Templates

/// The portal in one language for one audience on one day: what every view of every page needs to turn facts into words.
///
/// A reference, because tens of thousands of views hold it; immutable, so it may be shared by all threads.
final class Edition: Sendable {
  let locale: Locale
  /// The language's place in the portal's list.
  let index: Int
  let settings: PortalSettings
  let policy: Policy
  let asOf: Day
  let audience: Audience
  /// Whether the audience is the public, which views ask at every turn.
  let isPublic: Bool
  /// Every language of the portal, with its name in itself.
  let siblings: [Sibling]
  /// The day and zone for which every page of the edition is true.
  let asOfSentence: String
  /// What is shown for days, for statuses, states of notices and outcomes, and for results; and what things are called.
  let dates: DateViews
  let statusViews: StatusViews
  let results: ResultViews
  let names: Names
  let recordPages: RecordPages
  /// The main navigation, with addresses below the folder of the language.
  let navigation: [(section: Frame.Section, path: String, title: String)]

  typealias Sibling = (language: LanguageTag, name: String, direction: Phrase.Direction)

  /// - Parameter isLarge: whether so many records speak that working out words in advance is worth it.
  init(locale: Locale, index: Int, content: Content, asOf: Day, audience: Audience, isLarge: Bool = false) {
    self.locale = locale
    self.index = index
    settings = content.settings
    policy = content.policy
    self.asOf = asOf
    self.audience = audience
    isPublic = audience.isPublic
    let siblings: [Sibling] = content.locales.map {
      ($0.tag, $0.name, Phrase.Direction(rawValue: $0.direction.rawValue) ?? .leftToRight)
    }
    func name(_ text: LocalizedText) -> Phrase {
      let version = text.version(in: locale.tag)
      return Self.phrase(version.text, in: version.language, of: siblings, on: index)
    }
    self.siblings = siblings
    statusViews = StatusViews(locale)
    results = ResultViews(content.policy, statusViews, name: name)
    names = Names(content.policy, content.customers, locale, name: name)
    recordPages = RecordPages(names)
    dates = DateViews(locale, around: asOf, isLarge: isLarge)
    asOfSentence = locale.format(
      "as-of-sentence",
      ["day": .text(locale.date(asOf, .longWithWeekday)), "zone": .text(content.settings.timeZone)])
    navigation = Frame.Section.allCases.filter { $0 != .translations || !audience.isPublic }.map {
      ($0, $0.path, locale.string($0.key))
    }
  }

  var language: LanguageTag { locale.tag }

  func string(_ key: String) -> String { locale.string(key) }
  func format(_ key: String, _ texts: KeyValuePairs<String, String>) -> String { locale.format(key, texts: texts) }

  /// An interface string that counts something: its `{n}`, in the right plural form.
  func count(_ key: String, _ n: Int) -> String { locale.format(key, ["n": .number(n)]) }

  /// The text in this language, else in the source language, marked as such.
  func phrase(_ text: LocalizedText) -> Phrase {
    let version = text.version(in: language)
    return phrase(version.text, in: version.language)
  }

  /// Appends the phrase of a text; false where that is absent or empty.
  func append(_ text: LocalizedText?, _ escaping: Escaping, to bytes: inout ByteBuffer) -> Bool {
    guard let text else { return false }
    return text.withUTF8(in: language) { utf8, tag in
      if tag != language {
        phrase(String(decoding: utf8, as: UTF8.self), in: tag).append(escaping, to: &bytes)
      } else if escaping == .raw {
        bytes.append(utf8)
      } else {
        bytes.append(escaping: utf8)
      }
      return !utf8.isEmpty
    }
  }

  /// A text in a language of the portal, marked where that or its direction is not the page's.
  func phrase(_ text: String, in tag: LanguageTag) -> Phrase { Self.phrase(text, in: tag, of: siblings, on: index) }

  private static func phrase(_ text: String, in tag: LanguageTag, of siblings: [Sibling], on page: Int) -> Phrase {
    if tag == siblings[page].language { return Phrase(text) }
    let direction = direction(of: tag, siblings)
    return Phrase(text, language: tag, direction: direction == siblings[page].direction ? nil : direction)
  }

  /// Which way a language of the portal runs.
  func direction(of tag: LanguageTag) -> Phrase.Direction { Self.direction(of: tag, siblings) }

  private static func direction(of tag: LanguageTag, _ siblings: [Sibling]) -> Phrase.Direction {
    siblings.first { $0.language == tag }?.direction ?? .leftToRight
  }

  /// "Monday, 2 March 2026", and without the weekday "2 March 2026", as the language writes it.
  func words(_ day: Day) -> String { dates[day].value.text }
  func shortWords(_ day: Day) -> String { locale.date(day, .long) }

  /// As short as the language writes it: for pictures.
  func tinyWords(_ day: Day) -> String { locale.date(day, .short) }

  var direction: Phrase.Direction { siblings[index].direction }

  /// With the year of the era, in a language that counts so: 令和8年1月5日.
  func eraWords(_ day: Day) -> String { locale.date(day, .era) }

  /// Whether the language's file has the interface string.
  func has(_ key: String) -> Bool { locale.messages[key] != nil }

  /// What a language calls itself.
  func languageName(_ tag: LanguageTag) -> String { siblings.first { $0.language == tag }?.name ?? tag.name }

  /// "Page 1 of 2" of a letter, taken apart at its counters.
  enum PageWord: Sendable, Hashable {
    case text(String)
    case page, pages
  }

  var pageWords: [PageWord] {
    (locale.messages["letter-page"]?.other.parts ?? []).map { part in
      switch part {
      case .literal(let text): .text(text)
      case .argument("page"): .page
      case .argument: .pages
      }
    }
  }

  func date(_ day: Day) -> Context<DateView> { dates[day] }

  /// "today", "in 3 days", "2 days ago".
  func distance(to day: Day) -> String { dates.distance(to: day) }
}
