import Exceptions

/// An interface string that tells of an event: what happened, or the name of a fact or text.
enum EventWord: Int, CaseIterable {
  case submitted, assessed, approved, approvedForMigration, denied, withdrawn, deployed, extended, reviewed
  case alternativeOffered, revoked, secondNotice, thirdNotice, finalNotice, firstNotice, deadlineMoved, appealed
  case appealDecided, removed
  case lastDay, months, devices, incident, supportChangesOn, deadline, expedited, grounds, outcome, consent
  case reason, alternative, actions, howToAppeal, information, note, internalNote

  /// What happened.
  init(_ kind: EventKind) {
    switch kind {
    case .submitted: self = .submitted
    case .assessed: self = .assessed
    case .approved: self = .approved
    case .approvedForMigration: self = .approvedForMigration
    case .denied: self = .denied
    case .withdrawn: self = .withdrawn
    case .deployed: self = .deployed
    case .extended: self = .extended
    case .reviewed: self = .reviewed
    case .alternativeOffered: self = .alternativeOffered
    case .revoked: self = .revoked
    case .noticeSent(.first): self = .firstNotice
    case .noticeSent(.second): self = .secondNotice
    case .noticeSent(.third): self = .thirdNotice
    case .noticeSent(.final): self = .finalNotice
    case .deadlineMoved: self = .deadlineMoved
    case .appealed: self = .appealed
    case .appealDecided: self = .appealDecided
    case .removed: self = .removed
    }
  }

  func text(_ edition: Edition) -> String {
    switch self {
    case .submitted: edition.string("event-submitted")
    case .assessed: edition.string("event-assessed")
    case .approved: edition.string("event-approved")
    case .approvedForMigration: edition.string("event-approved-for-migration")
    case .denied: edition.string("event-denied")
    case .withdrawn: edition.string("event-withdrawn")
    case .deployed: edition.string("event-deployed")
    case .extended: edition.string("event-extended")
    case .reviewed: edition.string("event-reviewed")
    case .alternativeOffered: edition.string("event-alternative-offered")
    case .revoked: edition.string("event-revoked")
    case .firstNotice: Self.sent("notice-first", edition)
    case .secondNotice: Self.sent("notice-second", edition)
    case .thirdNotice: Self.sent("notice-third", edition)
    case .finalNotice: Self.sent("notice-final", edition)
    case .deadlineMoved: edition.string("event-deadline-moved")
    case .appealed: edition.string("event-appealed")
    case .appealDecided: edition.string("event-appeal-decided")
    case .removed: edition.string("event-removed")
    case .lastDay: edition.string("last-day")
    case .months: edition.string("months")
    case .devices: edition.string("devices")
    case .incident: edition.string("incident")
    case .supportChangesOn: edition.string("support-changes-on")
    case .deadline: edition.string("deadline")
    case .expedited: edition.string("expedited")
    case .grounds: edition.string("grounds")
    case .outcome: edition.string("outcome")
    case .consent: edition.string("consent")
    case .reason: edition.string("reason")
    case .alternative: edition.string("alternative")
    case .actions: edition.string("actions")
    case .howToAppeal: edition.string("how-to-appeal")
    case .information: edition.string("information")
    case .note: edition.string("note")
    case .internalNote: edition.string("internal-note")
    }
  }

  private static func sent(_ notice: String, _ edition: Edition) -> String {
    edition.format("event-notice-sent", ["notice": edition.string(notice)])
  }
}
