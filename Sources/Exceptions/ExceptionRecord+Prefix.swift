import PortalBase

extension ExceptionRecord {
  /// The record as it was after its first events, at least one: to tell what one event changed.
  package func prefix(_ count: Int) -> ExceptionRecord {
    ExceptionRecord(
      id: id, title: title, type: type, customer: customer, changeRequest: changeRequest, requirement: requirement,
      proposal: proposal, timeline: timeline, devices: devices, supersedes: supersedes, internalNote: internalNote,
      events: Array(events.prefix(count)), file: file, location: location, offset: offset)
  }
}
