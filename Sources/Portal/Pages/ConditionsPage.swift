import Exceptions
import PortalBase
import Templates

/// The key conditions: in effect, announced with the days left, retired.
struct ConditionsPage: Sendable {
  let frame: Frame
  let edition: Edition

  /// The groups that have a condition on the page's day. A condition that nobody announced yet is not shown.
  var groups: [ConditionGroup] {
    let day = edition.asOf
    let announced = edition.policy.conditions.filter { $0.isAnnounced(by: day) }
    let groups: [(String, (Policy.Condition) -> Bool)] = [
      ("conditions-in-effect", { $0.isInEffect(on: day) }),
      ("conditions-announced", { day < $0.effective }),
      ("conditions-retired", { condition in condition.retired.map { $0 <= day } ?? false }),
    ]
    return groups.compactMap { key, belongs in
      let conditions = announced.filter(belongs)
      if conditions.isEmpty { return nil }
      return ConditionGroup(
        title: edition.string(key), conditions: conditions.map { ConditionView(condition: $0, edition: edition) })
    }
  }

  static let model = Model<ConditionsPage>(
    Frame.model.map { $0.frame } + [
      .list("groups", "in effect, announced, retired: those that have any", ConditionGroup.model) { $0.groups }
    ])
}

struct ConditionGroup: Sendable {
  let title: String
  let conditions: [ConditionView]

  static let model = Model<ConditionGroup>([
    .text("title", "what the conditions have in common") { $0.title },
    .list("conditions", "the conditions, as the policy orders them", ConditionView.model) { $0.conditions },
  ])
}

/// A key condition with its days.
struct ConditionView: Sendable {
  let condition: Policy.Condition
  let edition: Edition

  static let model = Model<ConditionView>([
    .text("key", "the condition's key") { $0.condition.key },
    .phrase("name", "its name") { $0.edition.phrase($0.condition.name) },
    .html("description", "what it asks") { $0.edition.html($0.condition.description) },
    .object("announced", "the day it was announced", DateView.model) { $0.edition.date($0.condition.announced) },
    .object("effective", "the first day it binds", DateView.model) { $0.edition.date($0.condition.effective) },
    .object("retired", "the first day it binds no more", DateView.model) { view in
      view.condition.retired.map(view.edition.date)
    },
    .text("countdown", "the days left until it takes effect or retires") { view in
      let day = view.edition.asOf
      if day < view.condition.effective { return view.edition.distance(to: view.condition.effective) }
      if let retired = view.condition.retired, day < retired { return view.edition.distance(to: retired) }
      return ""
    },
  ])
}
