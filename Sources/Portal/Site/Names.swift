import Exceptions
import Localization
import PortalBase
import Templates

/// What things are called in one language: those of the policy, customers, and the kinds of what happens. Made once, because every page
/// names some of them.
///
/// A reference, because its tables would be copied at every look.
final class Names: Sendable {
  /// Of types, conditions and customers.
  let types: NameTable
  let conditions: NameTable
  let customers: NameTable
  private let eventWords: [String]
  private let notices: CaseTable<Notice, String>
  private let milestones: CaseTable<Milestone.Kind, String>
  private let endings: CaseTable<Status, String>
  /// The pages of a record.
  let request: String
  let timeline: String
  let supportChange: String

  /// - Parameter name: a name in the language.
  init(_ policy: Policy, _ customers: [Customer], _ locale: Locale, name: (LocalizedText) -> Phrase) {
    types = NameTable(policy.types.map { ($0.key, name($0.name)) })
    conditions = NameTable(policy.conditions.map { ($0.key, name($0.name)) })
    self.customers = NameTable(customers.map { ($0.key, name($0.name)) })
    notices = CaseTable { locale.string("notice-" + $0.rawValue) }
    eventWords = EventWord.allCases.map { $0.text(locale) }
    milestones = CaseTable { locale.string("milestone-" + $0.rawValue) }
    endings = CaseTable { $0.hasEnded ? locale.string("ended-" + $0.rawValue) : "" }
    request = locale.string("request")
    timeline = locale.string("status-timeline")
    supportChange = locale.string("support-change")
  }

  func notice(_ notice: Notice) -> String { notices[notice] }
  func milestone(_ kind: Milestone.Kind) -> String { milestones[kind] }

  /// A sentence on a record that no longer stands; empty for one that does.
  func ending(_ status: Status) -> String { endings[status] }

  /// What tells of an event.
  subscript(word: EventWord) -> String { eventWords[word.rawValue] }
}

extension Status {
  fileprivate var hasEnded: Bool {
    switch self {
    case .denied, .withdrawn, .expired, .revoked, .outOfSLA, .removed: true
    case .requested, .inAssessment, .approved, .approvedForMigration, .deployed: false
    }
  }
}
