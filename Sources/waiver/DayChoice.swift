import Foundation
import PortalBase

/// The day that everything is worked out for, and where it came from.
struct DayChoice: Sendable, Hashable {
  let day: Day
  /// The real day in the portal's zone, if the day is the one that `portal.json` pins and another: worth a note.
  let today: Day?

  /// The first that there is of `--as-of`, the day pinned in `portal.json`, `SOURCE_DATE_EPOCH` and the clock (contract,
  /// section 4).
  ///
  /// - Parameter zone: the portal's time zone; unknown names count as UTC here, as the content's check tells of them.
  /// - Throws: where `SOURCE_DATE_EPOCH` is needed, and is not what https://reproducible-builds.org/specs/source-date-epoch/ says.
  init(option: Day?, pinned: Day?, zone: String, environment: Environment) throws(Failure) {
    if let option {
      (day, today) = (option, nil)
    } else if let pinned {
      let real = civilDay(at: environment.clock(), inZone: zone)
      (day, today) = (pinned, real == pinned ? nil : real)
    } else if let epoch = environment.variables["SOURCE_DATE_EPOCH"], !epoch.isEmpty {
      guard let seconds = wholeNumber(epoch), let date = Self.dayWithinYears(at: seconds, inZone: zone) else {
        throw .wrongCommandLine(
          "SOURCE_DATE_EPOCH is \"\(epoch.printable)\": it has to be a whole number of seconds since 1970, up to the year 2199"
        )
      }
      (day, today) = (date, nil)
    } else {
      (day, today) = (civilDay(at: environment.clock(), inZone: zone), nil)
    }
  }

  /// Nil past the years that a portal knows.
  private static func dayWithinYears(at seconds: Int, inZone zone: String) -> Day? {
    guard seconds < 7_300_000_000 else { return nil }
    let day = civilDay(at: seconds, inZone: zone)
    return day.civil.year <= 2199 ? day : nil
  }
}

/// The civil day of a moment at a place; in UTC where the zone is unknown.
func civilDay(at seconds: Int, inZone name: String) -> Day {
  let zone = TimeZone(identifier: name) ?? .gmt
  let local = seconds + zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds)))
  return Day(number: (local >= 0 ? local : local - 86_399) / 86_400)
}

/// Whether the system knows a time zone of that name.
func isTimeZone(_ name: String) -> Bool { TimeZone(identifier: name) != nil }
