import Exceptions
import Localization
import Templates

extension Status {
  /// A shape for each status, so that it can be told without colour, also on paper.
  var shape: String {
    switch self {
    case .requested: "○"
    case .inAssessment: "◔"
    case .approved: "●"
    case .approvedForMigration: "◐"
    case .denied: "✕"
    case .withdrawn: "–"
    case .deployed: "■"
    case .expired: "◇"
    case .revoked: "▲"
    case .outOfSLA: "▼"
    case .removed: "□"
    }
  }
}

extension DerivedNotice.State {
  var shape: String {
    switch self {
    case .sent: "✓"
    case .cancelled: "–"
    case .missed: "✕"
    case .upcoming: "○"
    case .due: "●"
    case .overdue: "▲"
    }
  }
}

/// A status, or the state of a notice: a word, a shape, and a key for its colour.
struct StatusView: Sendable {
  let key: String
  let shape: String
  let label: String

  static let model = Model<StatusView>([
    .text("key", "the name that never changes, for classes") { $0.key },
    .text("shape", "a sign that tells it without colour") { $0.shape },
    .text("label", "its word in the page's language") { $0.label },
  ])
}

/// What is shown for every status, state and outcome in one language: made once, as pages show the same few over and over.
///
/// A reference, because every edition has one, and its tables would be copied at every look.
final class StatusViews: Sendable {
  /// All of them, each at its place.
  let all: [Context<StatusView>]
  private let statuses: CaseTable<Status, Context<StatusView>>
  private let states: CaseTable<DerivedNotice.State, Context<StatusView>>
  private let factorOutcomes: CaseTable<FactorResult.Outcome, Context<StatusView>>
  private let conditionOutcomes: CaseTable<ConditionResult.Outcome, Context<StatusView>>

  init(_ locale: Locale) {
    var all: [Context<StatusView>] = []
    statuses = CaseTable(sharing: &all) { StatusView($0.rawValue, $0.shape, "status-" + $0.rawValue, locale) }
    states = CaseTable(sharing: &all) { StatusView($0.rawValue, $0.shape, "state-" + $0.rawValue, locale) }
    factorOutcomes = CaseTable(sharing: &all) {
      StatusView("outcome-" + $0.rawValue, $0.shape, "outcome-" + $0.rawValue, locale)
    }
    conditionOutcomes = CaseTable(sharing: &all) {
      StatusView("outcome-" + $0.rawValue, $0.shape, "outcome-" + $0.rawValue, locale)
    }
    self.all = all
  }

  subscript(status: Status) -> Context<StatusView> { statuses[status] }
  subscript(state: DerivedNotice.State) -> Context<StatusView> { states[state] }
  subscript(outcome: FactorResult.Outcome) -> Context<StatusView> { factorOutcomes[outcome] }
  subscript(outcome: ConditionResult.Outcome) -> Context<StatusView> { conditionOutcomes[outcome] }
}

extension StatusView {
  /// - Parameter label: the key of its word.
  fileprivate init(_ key: String, _ shape: String, _ label: String, _ locale: Locale) {
    self.init(key: key, shape: shape, label: locale.string(label))
  }
}

extension FactorResult.Outcome {
  fileprivate var shape: String {
    switch self {
    case .continues: "↓"
    case .decides: "●"
    case .notReached: "–"
    }
  }
}

extension ConditionResult.Outcome {
  fileprivate var shape: String { self == .pass ? "✓" : "✕" }
}
