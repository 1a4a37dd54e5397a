import Exceptions
import Localization

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

  /// The word in a language. What happens all the time is asked of `Names`, which has worked it out.
  func text(_ locale: Locale) -> String {
    switch self {
    case .submitted: locale.string("event-submitted")
    case .assessed: locale.string("event-assessed")
    case .approved: locale.string("event-approved")
    case .approvedForMigration: locale.string("event-approved-for-migration")
    case .denied: locale.string("event-denied")
    case .withdrawn: locale.string("event-withdrawn")
    case .deployed: locale.string("event-deployed")
    case .extended: locale.string("event-extended")
    case .reviewed: locale.string("event-reviewed")
    case .alternativeOffered: locale.string("event-alternative-offered")
    case .revoked: locale.string("event-revoked")
    case .firstNotice: Self.sent("notice-first", locale)
    case .secondNotice: Self.sent("notice-second", locale)
    case .thirdNotice: Self.sent("notice-third", locale)
    case .finalNotice: Self.sent("notice-final", locale)
    case .deadlineMoved: locale.string("event-deadline-moved")
    case .appealed: locale.string("event-appealed")
    case .appealDecided: locale.string("event-appeal-decided")
    case .removed: locale.string("event-removed")
    case .lastDay: locale.string("last-day")
    case .months: locale.string("months")
    case .devices: locale.string("devices")
    case .incident: locale.string("incident")
    case .supportChangesOn: locale.string("support-changes-on")
    case .deadline: locale.string("deadline")
    case .expedited: locale.string("expedited")
    case .grounds: locale.string("grounds")
    case .outcome: locale.string("outcome")
    case .consent: locale.string("consent")
    case .reason: locale.string("reason")
    case .alternative: locale.string("alternative")
    case .actions: locale.string("actions")
    case .howToAppeal: locale.string("how-to-appeal")
    case .information: locale.string("information")
    case .note: locale.string("note")
    case .internalNote: locale.string("internal-note")
    }
  }

  private static func sent(_ notice: String, _ locale: Locale) -> String {
    locale.format("event-notice-sent", texts: ["notice": locale.string(notice)])
  }
}
