import PortalBase

/// One request for an exception and all that happened to it. A record that exists is well formed and its events
/// are legal: `decode` gives no other.
///
/// A reference, because a record is large and many hold it; immutable, so all threads may share it.
package final class ExceptionRecord: Sendable {
  /// What was asked for. It sets no last day; the decision does.
  package enum Timeline: Sendable, Hashable {
    case months(Int)
    case until(Day)
    case permanent
  }

  package let id: String
  package let title: LocalizedText
  /// The key of a type of the policy.
  package let type: String
  /// The key of a customer.
  package let customer: String?
  package let changeRequest: String?
  /// Markdown.
  package let requirement: LocalizedText
  /// Markdown.
  package let proposal: LocalizedText
  package let timeline: Timeline
  package let devices: Int?
  /// The id of the record that this one replaces.
  package let supersedes: String?
  /// Markdown, for the internal audience only.
  package let internalNote: LocalizedText?
  /// In day order; never empty; the first is `submitted`.
  package let events: [Event]
  /// The file that the record stands in, and where its opening brace is: as line and column, and as byte offset.
  package let file: String
  package let location: SourceLocation
  package let offset: Int

  init(
    id: String, title: LocalizedText, type: String, customer: String?, changeRequest: String?,
    requirement: LocalizedText, proposal: LocalizedText, timeline: Timeline, devices: Int?, supersedes: String?,
    internalNote: LocalizedText?, events: [Event], file: String, location: SourceLocation, offset: Int
  ) {
    self.id = id
    self.title = title
    self.type = type
    self.customer = customer
    self.changeRequest = changeRequest
    self.requirement = requirement
    self.proposal = proposal
    self.timeline = timeline
    self.devices = devices
    self.supersedes = supersedes
    self.internalNote = internalNote
    self.events = events
    self.file = file
    self.location = location
    self.offset = offset
  }

  /// Whether nothing has happened yet on that day: such a record is absent from the output.
  package func isWithheld(asOf day: Day) -> Bool {
    events.isEmpty || events[0].day > day
  }
}
