import Localization
import PortalBase
import Templates

/// A day, for machines and for people.
struct DateView: Sendable {
  let day: Day
  let iso: String
  let text: String
  private let words: DayWords

  fileprivate init(_ day: Day, _ words: DayWords) {
    self.day = day
    self.words = words
    iso = day.description
    text = words.locale.date(day, .longWithWeekday)
  }

  static let model = Model<DateView>([
    .text("iso", "the day as YYYY-MM-DD") { $0.iso },
    .text("text", "the day in words, with its weekday") { $0.text },
    .text("distance", "\"in 3 days\", \"today\", \"2 days ago\"") { $0.words.distance(to: $0.day) },
    .flag("weekend", "whether it is a Saturday or Sunday") { $0.day.isWeekend },
  ])
}

/// A view in an edition.
protocol InEdition: Sendable {
  var edition: Edition { get }
}

extension Field where Subject: InEdition {
  /// A day, as the edition shows it; absent where there is none.
  static func date(_ name: String, _ doc: String, _ day: @escaping @Sendable (Subject) -> Day?) -> Field {
    placed(name, doc, DateView.model) { subject in
      guard let day = day(subject) else { return Accessor.absent }
      return subject.edition.dates.place(of: day) ?? Accessor.noPlace
    } _: { subject in
      day(subject).map(subject.edition.date)
    }
  }
}

/// Days in the words of one language, seen from one day.
private final class DayWords: Sendable {
  let locale: Locale
  let asOf: Day

  init(_ locale: Locale, _ asOf: Day) {
    self.locale = locale
    self.asOf = asOf
  }

  func distance(to day: Day) -> String {
    let days = asOf.days(until: day)
    if days == 0 { return locale.string("today") }
    return locale.format(days > 0 ? "in-days" : "days-ago", ["n": .number(abs(days))])
  }
}

/// The views of days in one language: those around the day of the edition are made in advance, as large portals name the same days over
/// and over.
///
/// A reference, because its table would be copied at every look.
final class DateViews: Sendable {
  private let words: DayWords
  private let first: Int
  /// Each at its place.
  let made: [Context<DateView>]
  /// How far away each of them is.
  private let distances: [String]

  /// - Parameter isLarge: whether those of six years before and three after are made in advance.
  init(_ locale: Locale, around day: Day, isLarge: Bool) {
    let words = DayWords(locale, day)
    self.words = words
    first = day.number - 6 * 365
    made = (0..<(isLarge ? 9 * 365 : 0)).map { [first] in
      Context(DateView(Day(number: first + $0), words), place: $0)
    }
    distances = made.map { words.distance(to: $0.value.day) }
  }

  subscript(day: Day) -> Context<DateView> { place(of: day).map { made[$0] } ?? Context(DateView(day, words)) }

  /// The place of a day that was made in advance.
  func place(of day: Day) -> Int? {
    let index = day.number - first
    return made.indices.contains(index) ? index : nil
  }

  /// "today", "in 3 days", "2 days ago".
  func distance(to day: Day) -> String { place(of: day).map { distances[$0] } ?? words.distance(to: day) }
}
