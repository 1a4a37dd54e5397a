import PortalBase

/// Something that happened to an exception on one day.
///
/// A reference, because much is made from events, and each holds many texts; immutable, so all threads may share it.
package final class Event: Sendable {
  /// The place in the record's list, counted from 1: it never changes, because events are only appended.
  package let n: Int
  package let day: Day
  package let kind: EventKind
  /// Who did it.
  package let by: LocalizedText?
  /// Markdown.
  package let note: LocalizedText?
  /// Markdown, for the internal audience only.
  package let internalNote: LocalizedText?

  init(n: Int, day: Day, kind: EventKind, by: LocalizedText?, note: LocalizedText?, internalNote: LocalizedText?) {
    self.n = n
    self.day = day
    self.kind = kind
    self.by = by
    self.note = note
    self.internalNote = internalNote
  }
}

/// What happened, with the facts that belong to it (contract, section 2). The larger ones, which few events have, lie apart.
package enum EventKind: Sendable, Hashable {
  case submitted
  case assessed(factors: [FactorResult], conditions: [ConditionResult])
  case approved(until: Day?)
  case approvedForMigration(months: Int)
  indirect case denied(Denial)
  case withdrawn
  case deployed(devices: Int?)
  case extended(until: Day)
  case reviewed(conditions: [ConditionResult])
  indirect case alternativeOffered(Offer)
  /// It is the first notice.
  indirect case revoked(RevocationDecision)
  /// Never `first`.
  case noticeSent(Notice)
  /// `reason` is Markdown.
  indirect case deadlineMoved(deadline: Day, reason: LocalizedText)
  indirect case appealed(AppealGrounds)
  indirect case appealDecided(AppealDecision)
  /// `consent`: who gave it.
  indirect case removed(consent: LocalizedText)

  /// The names of the kinds, as records write them.
  package enum Name: String, Sendable, Hashable, CaseIterable {
    case submitted, assessed, approved
    case approvedForMigration = "approved-for-migration"
    case denied, withdrawn, deployed, extended, reviewed
    case alternativeOffered = "alternative-offered"
    case revoked
    case noticeSent = "notice-sent"
    case deadlineMoved = "deadline-moved"
    case appealed
    case appealDecided = "appeal-decided"
    case removed
  }

  package var name: Name {
    switch self {
    case .submitted: .submitted
    case .assessed: .assessed
    case .approved: .approved
    case .approvedForMigration: .approvedForMigration
    case .denied: .denied
    case .withdrawn: .withdrawn
    case .deployed: .deployed
    case .extended: .extended
    case .reviewed: .reviewed
    case .alternativeOffered: .alternativeOffered
    case .revoked: .revoked
    case .noticeSent: .noticeSent
    case .deadlineMoved: .deadlineMoved
    case .appealed: .appealed
    case .appealDecided: .appealDecided
    case .removed: .removed
    }
  }
}

/// What the assessment of one factor gave.
package struct FactorResult: Sendable, Hashable {
  package enum Outcome: String, Sendable, Hashable, CaseIterable {
    case continues, decides
    case notReached = "not-reached"
  }

  package let factor: String
  package let outcome: Outcome
  /// Markdown.
  package let note: LocalizedText?
}

/// What the judgement of one key condition gave.
package struct ConditionResult: Sendable, Hashable {
  package enum Outcome: String, Sendable, Hashable, CaseIterable {
    case pass, fail
  }

  package let condition: String
  package let outcome: Outcome
  /// Markdown.
  package let note: LocalizedText?
}

package struct Denial: Sendable, Hashable {
  /// Markdown.
  package let reason: LocalizedText
  /// Keys of the conditions that it rests on.
  package let conditions: [String]
  /// A severe incident or threat, which allows to deny what was approved.
  package let incident: LocalizedText?
}

/// An alternative that the service offers in place of the exception.
package struct Offer: Sendable, Hashable {
  /// Markdown.
  package let alternative: LocalizedText
  package let supportChangesOn: Day?
}

/// A revocation as its first notice states it.
package struct RevocationDecision: Sendable, Hashable {
  /// Another deadline than the standard one, and why.
  package struct Expedition: Sendable, Hashable {
    package let reason: LocalizedText
    package let deadline: Day
  }

  /// Keys of the conditions that are broken; never empty.
  package let conditions: [String]
  /// Markdown.
  package let reason: LocalizedText
  /// Markdown, each; never empty.
  package let actions: [LocalizedText]
  /// Markdown: how to appeal.
  package let appeal: LocalizedText
  package let expedited: Expedition?
}

package struct AppealGrounds: Sendable, Hashable {
  package enum Grounds: String, Sendable, Hashable, CaseIterable {
    case upgrade, configuration, software, other
  }

  package let grounds: Grounds
  /// Markdown.
  package let information: LocalizedText
}

package struct AppealDecision: Sendable, Hashable {
  package enum Outcome: String, Sendable, Hashable, CaseIterable {
    case decisionConfirmed = "decision-confirmed"
    case approvalRestored = "approval-restored"
  }

  package let outcome: Outcome
  /// Markdown.
  package let reason: LocalizedText?
  /// A new last day; only with a restoration.
  package let until: Day?
}

/// What records name by words of a fixed set.
protocol NamedChoice: CaseIterable, RawRepresentable<String>, Sendable where AllCases == [Self] {
  /// The words, in the order of the cases.
  static var names: [String] { get }
}

extension EventKind.Name: NamedChoice { static let names = allCases.map(\.rawValue) }
extension FactorResult.Outcome: NamedChoice { static let names = allCases.map(\.rawValue) }
extension ConditionResult.Outcome: NamedChoice { static let names = allCases.map(\.rawValue) }
extension AppealGrounds.Grounds: NamedChoice { static let names = allCases.map(\.rawValue) }
extension AppealDecision.Outcome: NamedChoice { static let names = allCases.map(\.rawValue) }

extension FileProblems {
  /// One of the cases of an enumeration.
  mutating func choice<Choice: NamedChoice>(_ json: JSON?, _ what: String, _ type: Choice.Type) -> Choice? {
    place(json, what, among: Choice.names).map { Choice.allCases[$0] }
  }
}
