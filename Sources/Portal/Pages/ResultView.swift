import Exceptions
import PortalBase
import Templates

/// What the assessment of a factor or the judgement of a condition gave.
struct ResultView: Sendable {
  let name: Phrase
  /// Word, shape and colour.
  let outcome: Context<StatusView>
  let isDecisive: Bool
  var note: HTML?

  static let model = Model<ResultView>([
    .phrase("name", "the factor or condition") { $0.name },
    .shared("outcome", "what came of it", StatusView.model) { $0.outcome },
    .flag("isDecisive", "whether it decided, or failed") { $0.isDecisive },
    .html("note", "a remark") { $0.note },
  ])
}

/// The results that the policy's factors and conditions can have, in one language: made once, as most have no remark.
final class ResultViews: Sendable {
  /// All of them, each at its place.
  let all: [Context<ResultView>]
  /// The keys of the factors, in the policy's order.
  let factorKeys: [String]
  /// Where those of a condition begin.
  private let conditionPlaces: [String: Int]
  private let statuses: StatusViews

  /// - Parameter name: a name in the language.
  init(_ policy: Policy, _ statuses: StatusViews, name: (LocalizedText) -> Phrase) {
    var all: [Context<ResultView>] = []
    func add(_ view: ResultView) { all.append(Context(view, place: all.count)) }
    self.statuses = statuses
    factorKeys = policy.factors.map(\.key)
    for factor in policy.factors {
      let name = name(factor.name)
      for outcome in FactorResult.Outcome.allCases {
        add(ResultView(name: name, outcome: statuses[outcome], isDecisive: outcome == .decides))
      }
    }
    var places: [String: Int] = [:]
    for condition in policy.conditions where places[condition.key] == nil {
      places[condition.key] = all.count
      let name = name(condition.name)
      for outcome in ConditionResult.Outcome.allCases {
        add(ResultView(name: name, outcome: statuses[outcome], isDecisive: outcome == .fail))
      }
    }
    conditionPlaces = places
    self.all = all
  }

  /// Of a factor by its place in the policy.
  func ofFactor(_ index: Int, _ outcome: FactorResult.Outcome, note: HTML?) -> Context<ResultView> {
    noted(all[index * FactorResult.Outcome.allCases.count + outcome.place], note)
  }

  /// Of a condition by its key, which stands for a name that the policy has not.
  func ofCondition(_ key: String, _ outcome: ConditionResult.Outcome, note: HTML? = nil) -> Context<ResultView> {
    if let place = conditionPlaces[key] { return noted(all[place + outcome.place], note) }
    return Context(
      ResultView(name: Phrase(key), outcome: statuses[outcome], isDecisive: outcome == .fail, note: note))
  }

  func of(_ result: ConditionResult, _ exception: ExceptionView) -> Context<ResultView> {
    ofCondition(result.condition, result.outcome, note: result.note.map(exception.html))
  }

  private func noted(_ view: Context<ResultView>, _ note: HTML?) -> Context<ResultView> {
    guard let note else { return view }
    var noted = view.value
    noted.note = note
    return Context(noted)
  }
}

extension FactorResult.Outcome {
  /// The place among all cases.
  fileprivate var place: Int {
    switch self {
    case .continues: 0
    case .decides: 1
    case .notReached: 2
    }
  }
}

extension ConditionResult.Outcome {
  /// The place among all cases.
  fileprivate var place: Int { self == .pass ? 0 : 1 }
}
