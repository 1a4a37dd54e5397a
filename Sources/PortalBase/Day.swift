/// A civil day of the proleptic Gregorian calendar, without time or zone. Arithmetic is in whole days, so no clock change
/// can move it.
///
/// The conversions follow Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (`days_from_civil`, `civil_from_days`).
package struct Day: Sendable, Hashable, Comparable {
  /// Days since 1970-01-01.
  package let number: Int

  package init(number: Int) { self.number = number }

  /// Nil where the calendar has no such day.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, day <= Day.length(ofMonth: month, year: year) else { return nil }
    number = Day.number(year: year, month: month, day: day)
  }

  /// A day written `YYYY-MM-DD`, years 1900 to 2199 (contract, section 2). Nil for anything else.
  package init?(_ text: some StringProtocol) {
    // Year, month and day, one after the other.
    var numbers = (0, 0, 0)
    var count = 0
    for byte in text.utf8 {
      let digit = Int(byte) - 0x30
      switch count {
      case 4, 7: guard byte == 0x2D else { return nil }
      case 10...: return nil
      case _ where !isASCIIDigit(byte): return nil
      case ..<4: numbers.0 = numbers.0 * 10 + digit
      case 5, 6: numbers.1 = numbers.1 * 10 + digit
      default: numbers.2 = numbers.2 * 10 + digit
      }
      count += 1
    }
    guard count == 10, (1900...2199).contains(numbers.0) else { return nil }
    self.init(year: numbers.0, month: numbers.1, day: numbers.2)
  }

  /// Year, month (1 to 12) and day of the month.
  package var civil: (year: Int, month: Int, day: Int) {
    let z = number + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  /// 0 for Sunday to 6 for Saturday.
  package var weekday: Int {
    let remainder = (number + 4) % 7
    return remainder < 0 ? remainder + 7 : remainder
  }

  package var isWeekend: Bool { weekday == 0 || weekday == 6 }

  package func adding(days: Int) -> Day { Day(number: number + days) }

  /// The same day of a later month, or that month's last day where it is shorter (31 January and one month: 28 or 29 February).
  package func adding(months: Int) -> Day {
    let (year, month, day) = civil
    let total = year * 12 + (month - 1) + months
    let newYear = total >= 0 ? total / 12 : (total - 11) / 12
    let newMonth = total - newYear * 12 + 1
    return Day(
      number: Day.number(
        year: newYear, month: newMonth, day: min(day, Day.length(ofMonth: newMonth, year: newYear))))
  }

  /// How many days later the other day is; negative where it is earlier.
  package func days(until other: Day) -> Int { other.number - number }

  package static func < (a: Day, b: Day) -> Bool { a.number < b.number }

  private static func number(year: Int, month: Int, day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Day: CustomStringConvertible {
  /// `YYYY-MM-DD`.
  package var description: String {
    String(unsafeUninitializedCapacity: 10) { buffer in
      putDigits(into: buffer)
      return 10
    }
  }

  /// Writes `YYYY-MM-DD` into room for ten bytes.
  fileprivate func putDigits(into buffer: UnsafeMutableBufferPointer<UInt8>) {
    let (year, month, day) = civil
    func put(_ value: Int, _ end: Int, _ digits: Int) {
      var rest = value
      for index in 0..<digits {
        buffer[end - 1 - index] = UInt8(0x30 + rest % 10)
        rest /= 10
      }
    }
    put(year, 4, 4)
    buffer[4] = 0x2D
    put(month, 7, 2)
    buffer[7] = 0x2D
    put(day, 10, 2)
  }
}

extension ByteBuffer {
  /// Appends a day as `YYYY-MM-DD`.
  package mutating func append(_ day: Day) { append(count: 10) { day.putDigits(into: $0) } }
}
