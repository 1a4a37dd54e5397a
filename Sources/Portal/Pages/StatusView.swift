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
  private let statuses: [Status: Context<StatusView>]
  private let states: [DerivedNotice.State: Context<StatusView>]
  private let factorOutcomes: [FactorResult.Outcome: Context<StatusView>]
  private let conditionOutcomes: [ConditionResult.Outcome: Context<StatusView>]
  private let locale: Locale

  init(_ locale: Locale) {
    self.locale = locale
    statuses = Dictionary(uniqueKeysWithValues: Status.allCases.map { ($0, $0.view(locale)) })
    states = Dictionary(uniqueKeysWithValues: DerivedNotice.State.allCases.map { ($0, $0.view(locale)) })
    factorOutcomes = Dictionary(uniqueKeysWithValues: FactorResult.Outcome.allCases.map { ($0, $0.view(locale)) })
    conditionOutcomes = Dictionary(
      uniqueKeysWithValues: ConditionResult.Outcome.allCases.map { ($0, $0.view(locale)) })
  }

  subscript(status: Status) -> Context<StatusView> { statuses[status] ?? status.view(locale) }
  subscript(state: DerivedNotice.State) -> Context<StatusView> { states[state] ?? state.view(locale) }
  subscript(outcome: FactorResult.Outcome) -> Context<StatusView> { factorOutcomes[outcome] ?? outcome.view(locale) }
  subscript(outcome: ConditionResult.Outcome) -> Context<StatusView> {
    conditionOutcomes[outcome] ?? outcome.view(locale)
  }
}

extension StatusView {
  /// - Parameter label: the key of its word.
  fileprivate static func context(_ key: String, _ shape: String, _ label: String, _ locale: Locale)
    -> Context<StatusView>
  {
    Context(StatusView(key: key, shape: shape, label: locale.string(label)))
  }
}

extension Status {
  fileprivate func view(_ locale: Locale) -> Context<StatusView> {
    StatusView.context(rawValue, shape, "status-" + rawValue, locale)
  }
}

extension DerivedNotice.State {
  fileprivate func view(_ locale: Locale) -> Context<StatusView> {
    StatusView.context(rawValue, shape, "state-" + rawValue, locale)
  }
}

extension FactorResult.Outcome {
  fileprivate func view(_ locale: Locale) -> Context<StatusView> {
    StatusView.context("outcome-" + rawValue, shape, "outcome-" + rawValue, locale)
  }

  fileprivate var shape: String {
    switch self {
    case .continues: "↓"
    case .decides: "●"
    case .notReached: "–"
    }
  }
}

extension ConditionResult.Outcome {
  fileprivate func view(_ locale: Locale) -> Context<StatusView> {
    StatusView.context("outcome-" + rawValue, shape, "outcome-" + rawValue, locale)
  }

  fileprivate var shape: String { self == .pass ? "✓" : "✕" }
}
