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
struct StatusViews: Sendable {
  private let locale: Locale
  private var statuses: [Status: Context<StatusView>] = [:]
  private var states: [DerivedNotice.State: Context<StatusView>] = [:]
  private var factorOutcomes: [FactorResult.Outcome: Context<StatusView>] = [:]
  private var conditionOutcomes: [ConditionResult.Outcome: Context<StatusView>] = [:]

  init(_ locale: Locale) {
    self.locale = locale
    for status in Status.allCases { statuses[status] = self[status] }
    for state in DerivedNotice.State.allCases { states[state] = self[state] }
    for outcome in FactorResult.Outcome.allCases { factorOutcomes[outcome] = self[outcome] }
    for outcome in ConditionResult.Outcome.allCases { conditionOutcomes[outcome] = self[outcome] }
  }

  subscript(status: Status) -> Context<StatusView> {
    statuses[status, default: view(status.rawValue, status.shape, "status-" + status.rawValue)]
  }

  subscript(state: DerivedNotice.State) -> Context<StatusView> {
    states[state, default: view(state.rawValue, state.shape, "state-" + state.rawValue)]
  }

  subscript(outcome: FactorResult.Outcome) -> Context<StatusView> {
    factorOutcomes[outcome, default: view("outcome-" + outcome.rawValue, outcome.shape, "outcome-" + outcome.rawValue)]
  }

  subscript(outcome: ConditionResult.Outcome) -> Context<StatusView> {
    conditionOutcomes[
      outcome, default: view("outcome-" + outcome.rawValue, outcome.shape, "outcome-" + outcome.rawValue)]
  }

  private func view(_ key: String, _ shape: String, _ label: String) -> Context<StatusView> {
    Context(StatusView(key: key, shape: shape, label: locale.string(label)))
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
