import PortalBase
import TestSupport
import Testing

@Suite struct DayTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11_017), ("1900-01-01", -25_567), ("2199-12-31", 84_005),
    ("2026-01-05", 20_458),
  ])
  func countsFromTheEpoch(text: String, number: Int) throws {
    #expect(try #require(Day(text)).number == number)
    #expect(Day(number: number).description == text)
  }

  @Test(arguments: [
    "2026-02-29", "1900-02-29", "2100-02-29", "2026-04-31", "2026-00-10", "2026-13-01", "2026-01-00", "2026-01-32",
    "1899-12-31", "2200-01-01", "2026-1-05", "2026-01-5", "26-01-05", "2026/01/05", "2026-01-05 ", " 2026-01-05", "",
    "2026-01-0５", "+026-01-05", "2026-01--5",
  ])
  func refusesWhatIsNoDay(text: String) {
    #expect(Day(text) == nil)
  }

  @Test func goesThroughEveryDayOfTheCalendar() throws {
    var day = try #require(Day("1900-01-01"))
    let last = try #require(Day("2199-12-31"))
    var weekday = 1  // 1900-01-01 was a Monday.
    var (year, month, date) = (1900, 1, 1)
    while day <= last {
      let isRight =
        day.civil == (year, month, date) && day.weekday == weekday && Day(day.description) == day
        && Day(year: year, month: month, day: date) == day
      if !isRight { Issue.record("\(year)-\(month)-\(date) is wrong") }
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      date += 1
      if date > lengths[month - 1] { (month, date) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
      weekday = (weekday + 1) % 7
      day = day.adding(days: 1)
    }
  }

  @Test(arguments: [
    ("2026-01-31", 1, "2026-02-28"), ("2028-01-31", 1, "2028-02-29"), ("2026-08-31", 6, "2027-02-28"),
    ("2026-01-15", 12, "2027-01-15"), ("2026-11-30", 3, "2027-02-28"), ("2026-12-31", 1, "2027-01-31"),
    ("2028-02-29", 12, "2029-02-28"), ("2026-03-31", -1, "2026-02-28"), ("2026-01-15", -13, "2024-12-15"),
    ("2026-05-31", 0, "2026-05-31"),
  ])
  func addsMonthsClampedToTheEndOfTheMonth(text: String, months: Int, expected: String) throws {
    #expect(try #require(Day(text)).adding(months: months).description == expected)
  }

  @Test(arguments: Array(UInt64(1)...50))
  func keepsTheLawsOfDayArithmetic(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let a = Day(number: random.number(in: -25_000...84_000))
    let n = random.number(in: -5000...5000)
    let b = a.adding(days: n)
    #expect(a.days(until: b) == n)
    #expect(b.adding(days: -n) == a)
    #expect((a < b) == (n > 0))
    #expect(b.isWeekend == (b.weekday == 0 || b.weekday == 6))
    let m = random.number(in: 0...60)
    let later = a.adding(months: m)
    let (from, to) = (a.civil, later.civil)
    #expect(to.year * 12 + to.month == from.year * 12 + from.month + m)
    #expect(to.day == from.day || to.day < from.day && later.adding(days: 1).civil.day == 1)
  }
}
