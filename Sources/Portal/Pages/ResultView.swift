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
  private let factors: [CaseTable<FactorResult.Outcome, Context<ResultView>>]
  private let conditions: [String: CaseTable<ConditionResult.Outcome, Context<ResultView>>]
  private let statuses: StatusViews

  /// - Parameter name: a name in the language.
  init(_ policy: Policy, _ statuses: StatusViews, name: (LocalizedText) -> Phrase) {
    var all: [Context<ResultView>] = []
    self.statuses = statuses
    factors = policy.factors.map { factor in
      let name = name(factor.name)
      return CaseTable(sharing: &all) { ResultView(name: name, outcome: statuses[$0], isDecisive: $0 == .decides) }
    }
    let named = policy.conditions.map { condition in
      let name = name(condition.name)
      return (
        condition.key,
        CaseTable(sharing: &all) { ResultView(name: name, outcome: statuses[$0], isDecisive: $0 == .fail) }
      )
    }
    conditions = Dictionary(named) { first, _ in first }
    self.all = all
  }

  /// Of a factor by its place in the policy.
  func ofFactor(_ index: Int, _ outcome: FactorResult.Outcome, note: HTML?) -> Context<ResultView> {
    noted(factors[index][outcome], note)
  }

  /// Of a condition by its key, which stands for a name that the policy has not.
  func ofCondition(_ key: String, _ outcome: ConditionResult.Outcome, note: HTML? = nil) -> Context<ResultView> {
    if let table = conditions[key] { return noted(table[outcome], note) }
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
