import PortalBase

extension Diagnostic.Code {
  package static let pinnedDay = Self(
    "pinned-day", .note,
    "portal.json pins the day with asOf, and today is another: the portal shows that day's state. Remove asOf, or give --as-of."
  )

  /// The codes of the command line.
  package static let commandLine: [Self] = [pinnedDay]
}
