import PortalBase

/// How a day is written out.
package enum DateStyle: String, Sendable, Hashable, CaseIterable {
  /// 5 January 2026.
  case long
  /// Monday, 5 January 2026.
  case longWithWeekday
  /// 5 Jan 2026, for tables.
  case short
  /// January 2026.
  case month
  /// 令和8年1月5日; the long form in a language without eras, and for days before its first one.
  case era
}

/// The words of a language for days: names of months and weekdays, a pattern for each style, and eras where it has some.
package struct DateWords: Sendable, Hashable {
  /// A named count of years, from a day on until the next era begins.
  package struct Era: Sendable, Hashable {
    package let name: String
    package let from: Day
    /// What the first year is called instead of 1 (元).
    package let firstYear: String?
  }

  /// What a pattern may name.
  package enum Field: String, Sendable, Hashable, CaseIterable {
    case year = "y"
    case month = "m"
    case monthTwoDigits = "mm"
    case monthName = "month"
    case shortMonthName = "shortMonth"
    case day = "d"
    case dayTwoDigits = "dd"
    case weekday = "weekday"
    case shortWeekday = "shortWeekday"
    case era = "era"
    case eraYear = "eraYear"
  }

  package enum Part: Sendable, Hashable {
    case literal(String)
    case field(Field)
  }

  /// January first.
  package let months: [String]
  package let shortMonths: [String]
  /// Sunday first.
  package let weekdays: [String]
  package let shortWeekdays: [String]
  package let patterns: [DateStyle: [Part]]
  /// Latest first.
  package let eras: [Era]
  /// Ten digits, where the language writes others than 0 to 9.
  package let digits: [String]?

  package func words(for day: Day, _ style: DateStyle) -> String {
    let (year, month, dayOfMonth) = day.civil
    let era = eras.first { $0.from <= day }
    let style = style == .era && era == nil ? .long : style
    guard let parts = patterns[style] ?? patterns[.long] else { return day.description }
    var result = ""
    for part in parts {
      switch part {
      case .literal(let text): result += text
      case .field(let field):
        switch field {
        case .year: result += digits(of: year)
        case .month: result += digits(of: month)
        case .monthTwoDigits: result += digits(of: month, atLeast: 2)
        case .monthName: result += months[month - 1]
        case .shortMonthName: result += shortMonths[month - 1]
        case .day: result += digits(of: dayOfMonth)
        case .dayTwoDigits: result += digits(of: dayOfMonth, atLeast: 2)
        case .weekday: result += weekdays[day.weekday]
        case .shortWeekday: result += shortWeekdays[day.weekday]
        case .era: result += era?.name ?? ""
        case .eraYear: result += era.map { yearOfEra($0, year) } ?? ""
        }
      }
    }
    return result
  }

  private func yearOfEra(_ era: Era, _ year: Int) -> String {
    let count = year - era.from.civil.year + 1
    if count == 1, let first = era.firstYear { return first }
    return digits(of: count)
  }

  /// A number in the digits of the language.
  func digits(of number: Int, atLeast width: Int = 1) -> String {
    let plain = String(number)
    let padded = plain.utf8.count < width ? String(repeating: "0", count: width - plain.utf8.count) + plain : plain
    guard let digits else { return padded }
    return padded.utf8.reduce(into: "") { text, byte in
      if isASCIIDigit(byte) {
        text += digits[Int(byte) - 0x30]
      } else {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
  }
}
