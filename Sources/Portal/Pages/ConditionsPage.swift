import Exceptions
import PortalBase
import Templates

/// The key conditions: in effect, announced with the days left, retired.
struct ConditionsPage: Sendable {
  let frame: Context<Frame>
  let edition: Edition
  /// For each condition to come, how the exceptions that stand were reviewed against it.
  let reviews: [String: ConditionReviews]

  /// The groups that have a condition on the page's day. A condition that nobody announced yet is not shown.
  var groups: [ConditionGroup] {
    let day = edition.asOf
    let announced = edition.policy.conditions.filter { $0.isAnnounced(by: day) }
    let groups: [(String, (Policy.Condition) -> Bool)] = [
      ("conditions-announced", { day < $0.effective }),
      ("conditions-in-effect", { $0.isInEffect(on: day) }),
      ("conditions-retired", { condition in condition.retired.map { $0 <= day } ?? false }),
    ]
    return groups.compactMap { key, belongs in
      let conditions = announced.filter(belongs)
      if conditions.isEmpty { return nil }
      return ConditionGroup(
        key: key, title: edition.string(key),
        conditions: conditions.map { ConditionView(condition: $0, edition: edition, reviews: reviews[$0.key]) })
    }
  }

  static let model = Model<ConditionsPage>(
    Frame.model.map { $0.frame } + [
      .list("groups", "announced, in effect, retired: those that have any", ConditionGroup.model) { $0.groups }
    ])
}

struct ConditionGroup: Sendable {
  let key: String
  let title: String
  let conditions: [ConditionView]

  static let model = Model<ConditionGroup>([
    .text("title", "what the conditions have in common") { $0.title },
    .list("conditions", "the conditions, as the policy orders them", ConditionView.model) { $0.conditions },
  ])
}

/// A key condition with its days.
struct ConditionView: InEdition {
  let condition: Policy.Condition
  let edition: Edition
  let reviews: ConditionReviews?

  /// A sentence on the next change: when it takes effect, or when it retires.
  var countdown: String {
    let day = edition.asOf
    if day < condition.effective {
      return edition.format("condition-starts", ["distance": edition.distance(to: condition.effective)])
    }
    if let retired = condition.retired, day < retired {
      return edition.format("condition-ends", ["distance": edition.distance(to: retired)])
    }
    return ""
  }

  static let model = Model<ConditionView>([
    .text("key", "the condition's key") { $0.condition.key },
    .phrase("name", "its name") { $0.edition.phrase($0.condition.name) },
    .html("description", "what it asks") { $0.edition.html($0.condition.description) },
    .date("announced", "the day it was announced") { $0.condition.announced },
    .date("effective", "the first day it binds") { $0.condition.effective },
    .date("retired", "the first day it binds no more") { $0.condition.retired },
    .text("countdown", "the days left until it takes effect or retires, in a sentence") { $0.countdown },
    .flag("hasReviews", "whether exceptions that stand are listed: for a condition to come") { $0.reviews != nil },
    .list("reviews", "the exceptions that stand: would break it, not yet reviewed, hold it", ReviewGroup.model) {
      $0.reviews?.groups ?? []
    },
  ])
}

/// How the exceptions that stand were reviewed against a condition to come: by the latest `reviewed` event that names it.
struct ConditionReviews: Sendable {
  enum Result: String, CaseIterable {
    case breaks, unreviewed, holds
  }

  /// How many exceptions a group names; the number counts them all.
  static let limit = 200

  let groups: [ReviewGroup]

  init(_ condition: Policy.Condition, _ site: Site, _ edition: Edition, _ ways: Ways) {
    var found: [Result: [ExceptionFacts]] = [:]
    for facts in site.exceptions where facts.derivation.status.mayBeReviewed {
      found[Self.result(facts, condition.key), default: []].append(facts)
    }
    groups = Result.allCases.compactMap { result in
      found[result].map { facts in
        ReviewGroup(
          result: result, count: facts.count, edition: edition,
          exceptions: facts.prefix(Self.limit).map { ExceptionView(facts: $0, edition: edition, ways: ways) })
      }
    }
  }

  private static func result(_ facts: ExceptionFacts, _ key: String) -> Result {
    for event in facts.derivation.events(of: facts.record).reversed() {
      guard case .reviewed(let results) = event.kind, let result = results.last(where: { $0.condition == key })
      else { continue }
      return result.outcome == .fail ? .breaks : .holds
    }
    return .unreviewed
  }
}

/// The exceptions with one result of a review.
struct ReviewGroup: Sendable {
  let result: ConditionReviews.Result
  let count: Int
  let edition: Edition
  let exceptions: [ExceptionView]

  /// A shape for each result, as for statuses.
  private var status: StatusView {
    let (key, shape) =
      switch result {
      case .breaks: ("outcome-fail", "✕")
      case .unreviewed: ("outcome-unreviewed", "○")
      case .holds: ("outcome-pass", "✓")
      }
    return StatusView(key: key, shape: shape, label: edition.string("review-" + result.rawValue))
  }

  static let model = Model<ReviewGroup>([
    .object("result", "what came of the review", StatusView.model) { $0.status },
    .number("count", "how many exceptions") { $0.count },
    .list("exceptions", "the exceptions, in order of ids", ExceptionView.model) { $0.exceptions },
    .text("more", "how many more there are than are listed, in words") { group in
      group.count > group.exceptions.count ? group.edition.count("and-more", group.count - group.exceptions.count) : ""
    },
  ])
}

extension Status {
  /// Whether an exception stands, so that it is reviewed against conditions to come.
  fileprivate var mayBeReviewed: Bool {
    switch self {
    case .approved, .approvedForMigration, .deployed: true
    default: false
    }
  }
}
