import PortalBase

extension Diagnostic.Code {
  package static let pinnedDay = Self(
    "pinned-day", .note,
    "portal.json pins the day with asOf, and today is another: the portal shows that day's state. Remove asOf, or give --as-of."
  )

  package static let unreadablePortal = Self(
    "unreadable-portal", .error,
    "In a preview, the portal could not be read at all. It is read again after the next change.")

  /// The codes of the command line.
  package static let commandLine: [Self] = [pinnedDay, unreadablePortal]
}
