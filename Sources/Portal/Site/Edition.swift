import Exceptions
import Localization
import Markdown
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
  let customers: [String: Customer]
  let asOf: Day
  let audience: Audience
  /// Every language of the portal, with its name in itself.
  let siblings: [(language: LanguageTag, name: String, direction: Phrase.Direction)]
  /// The day and zone for which every page of the edition is true.
  let asOfSentence: String
  /// The words of the days around the edition's own: large portals name the same days over and over.
  private let dayWords: DayWords
  /// What is shown for statuses, states of notices and outcomes.
  let statusViews: StatusViews
  /// The main navigation, with addresses below the folder of the language.
  let navigation: [(section: Frame.Section, path: String, title: String)]

  /// - Parameter isLarge: whether so many records speak that working out words in advance is worth it.
  init(locale: Locale, index: Int, content: Content, asOf: Day, audience: Audience, isLarge: Bool = false) {
    self.locale = locale
    self.index = index
    settings = content.settings
    policy = content.policy
    customers = content.customersByKey
    self.asOf = asOf
    self.audience = audience
    siblings = content.locales.map {
      ($0.tag, $0.name, Phrase.Direction(rawValue: $0.direction.rawValue) ?? .leftToRight)
    }
    statusViews = StatusViews(locale)
    dayWords = DayWords(locale, around: asOf, years: isLarge ? 3 : 0)
    asOfSentence = locale.format(
      "as-of-sentence",
      ["day": .text(locale.date(asOf, .longWithWeekday)), "zone": .text(content.settings.timeZone)])
    navigation = Frame.Section.allCases.filter { $0 != .translations || !audience.isPublic }.map {
      ($0, $0.path, locale.string($0.key))
    }
  }

  var language: LanguageTag { locale.tag }

  func string(_ key: String) -> String { locale.string(key) }
  func format(_ key: String, _ values: [String: String]) -> String {
    locale.format(key, values.mapValues { .text($0) })
  }

  /// An interface string that counts something: its `{n}`, in the right plural form.
  func count(_ key: String, _ n: Int) -> String { locale.format(key, ["n": .number(n)]) }

  /// The text in this language, else in the source language, marked as such.
  func phrase(_ text: LocalizedText) -> Phrase {
    let version = text.version(in: language)
    return phrase(version.text, in: version.language)
  }

  /// A text in a language of the portal, marked where that or its direction is not the page's.
  func phrase(_ text: String, in tag: LanguageTag) -> Phrase {
    if tag == language { return Phrase(text) }
    let direction = direction(of: tag)
    return Phrase(text, language: tag, direction: direction == self.direction ? nil : direction)
  }

  /// Which way a language of the portal runs.
  func direction(of tag: LanguageTag) -> Phrase.Direction {
    siblings.first { $0.language == tag }?.direction ?? .leftToRight
  }

  /// A record's Markdown text as blocks; in another language than the page's it says so, visibly and to a screen reader.
  func html(_ text: LocalizedText) -> HTML {
    let (fragment, tag) = text.withUTF8(in: language) { (Markdown.fragment($0).html, $1) }
    if tag == language { return fragment }
    var html = HTML(safe: "<p class=\"untranslated\">")
    html.append(escaping: string("untranslated"))
    let direction = direction(of: tag)
    let dir = direction == self.direction ? "" : " dir=\"\(direction.rawValue)\""
    html.append(safe: "</p><div lang=\"\(tag.name.htmlEscaped)\"\(dir)>")
    html += fragment
    html.append(safe: "</div>")
    return html
  }

  /// "Monday, 2 March 2026", and without the weekday "2 March 2026", as the language writes it.
  func words(_ day: Day) -> String { dayWords[day] ?? locale.date(day, .longWithWeekday) }
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

  func date(_ day: Day) -> DateView { DateView(day: day, edition: self) }

  /// The name of a type, a factor or a condition by its key; the key itself where the policy has none.
  func typeName(_ key: String) -> Phrase { name(policy.type(key)?.name, key) }
  func factorName(_ key: String) -> Phrase { name(policy.factor(key)?.name, key) }
  func conditionName(_ key: String) -> Phrase { name(policy.condition(key)?.name, key) }

  func customerName(_ key: String) -> Phrase { name(customers[key]?.name, key) }

  private func name(_ text: LocalizedText?, _ key: String) -> Phrase {
    text.map(phrase) ?? Phrase(key)
  }

  /// "today", "in 3 days", "2 days ago".
  func distance(to day: Day) -> String {
    let days = asOf.days(until: day)
    if days == 0 { return string("today") }
    return count(days > 0 ? "in-days" : "days-ago", abs(days))
  }
}

/// The long form of some days in a row, in one language.
private struct DayWords: Sendable {
  private let first: Int
  private let words: [String]

  init(_ locale: Locale, around day: Day, years: Int) {
    first = day.adding(days: -365 * years).number
    words = (0..<730 * years).map { locale.date(day.adding(days: $0 - 365 * years), .longWithWeekday) }
  }

  subscript(day: Day) -> String? {
    let index = day.number - first
    return words.indices.contains(index) ? words[index] : nil
  }
}
