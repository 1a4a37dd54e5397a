import PortalBase

/// What could be read of an event, also of a broken one: enough to judge the events after it, so that one mistake is one
/// report.
struct EventOutline {
  /// The event's opening brace.
  let offset: Int
  /// Nil where it is missing or no day.
  var day: Day?
  /// Nil where it is missing or unknown.
  var name: EventKind.Name?
  /// Nil where the event's facts could not be read, and it matters.
  var move: Course.Move?
  var notice: Notice?
  var deadline: Day?
  /// A new last day, and where it stands.
  var until: (day: Day, offset: Int)?
  var months: Int?
  /// What an assessment gave for conditions.
  var judged: [ConditionResult] = []

  /// For messages: `"deployed" on 2026-02-01`.
  var title: String {
    let name = name.map { "\"\($0.rawValue)\"" } ?? "an event"
    return day.map { "\(name) on \($0)" } ?? name
  }
}
