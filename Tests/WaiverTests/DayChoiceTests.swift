import PortalBase
import Testing

@testable import waiver

@Suite struct DayChoiceTests {
  private func choose(
    option: String? = nil, pinned: String? = nil, zone: String = "Asia/Tokyo", epoch: String? = nil,
    now: Int = 1_782_874_800
  ) throws -> DayChoice {
    let silent = Sink(isTerminal: false) { _ in .written }
    let environment = Environment(
      arguments: [], variables: epoch.map { ["SOURCE_DATE_EPOCH": $0] } ?? [:], currentFolder: "/",
      clock: { now }, output: silent, errors: silent)
    return try DayChoice(
      option: option.flatMap { Day($0) }, pinned: pinned.flatMap { Day($0) }, zone: zone, environment: environment)
  }

  @Test func takesTheOptionFirst() throws {
    let choice = try choose(option: "2026-03-01", pinned: "2026-04-01", epoch: "0")
    #expect(choice.day.description == "2026-03-01")
    #expect(choice.today == nil)
  }

  @Test func takesThePinnedDaySecondAndTellsToday() throws {
    let choice = try choose(pinned: "2026-04-01", epoch: "0")
    #expect(choice.day.description == "2026-04-01")
    #expect(choice.today?.description == "2026-07-01")
  }

  @Test func saysNothingWhereThePinnedDayIsToday() throws {
    #expect(try choose(pinned: "2026-07-01").today == nil)
  }

  @Test(arguments: [
    ("0", "UTC", "1970-01-01"), ("1767279600", "UTC", "2026-01-01"), ("1767279600", "Asia/Tokyo", "2026-01-02"),
    ("7258118399", "UTC", "2199-12-31"), ("0", "America/New_York", "1969-12-31"),
  ])
  func takesTheSourceDateThirdInThePortalsZone(epoch: String, zone: String, day: String) throws {
    #expect(try choose(zone: zone, epoch: epoch).day.description == day)
  }

  @Test(arguments: ["-1", "1.5", "soon", "7258118400", "99999999999999999999"])
  func refusesASourceDateThatIsNone(epoch: String) {
    #expect(throws: Failure.self) { try choose(zone: "UTC", epoch: epoch) }
  }

  @Test(arguments: [
    (1_782_831_599, "Asia/Tokyo", "2026-06-30"), (1_782_831_600, "Asia/Tokyo", "2026-07-01"),
    (1_782_831_600, "America/New_York", "2026-06-30"),
    // The hour that the clocks of New York skip on 8 March 2026 takes no day with it.
    (1_772_945_999, "America/New_York", "2026-03-07"), (1_772_946_000, "America/New_York", "2026-03-08"),
    (1_773_028_799, "America/New_York", "2026-03-08"), (1_773_028_800, "America/New_York", "2026-03-09"),
  ])
  func takesTodayLastInThePortalsZone(now: Int, zone: String, day: String) throws {
    #expect(try choose(zone: zone, now: now).day.description == day)
  }
}
