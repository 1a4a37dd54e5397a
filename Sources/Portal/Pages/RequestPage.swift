import Exceptions
import PortalBase
import Templates

/// The request: what was asked, how it was assessed, what was decided.
package struct RequestPage: Sendable {
  let frame: Context<Frame>
  let view: Context<ExceptionView>

  var exception: ExceptionView { view.value }

  private var edition: Edition { exception.edition }
  private var isPublic: Bool { edition.isPublic }

  var assessments: [AssessmentView] {
    if isPublic { return [] }
    return exception.events.compactMap { AssessmentView($0, exception) }
  }

  /// The latest decision on the request: approved, approved for a migration, or denied.
  var decision: DecisionView? {
    if isPublic { return nil }
    return exception.events.last { $0.kind.name.isDecision }.map { DecisionView(event: $0, exception: exception) }
  }

  var notices: [NoticeView] {
    guard let revocation = exception.facts.derivation.revocations.last else { return [] }
    return revocation.notices.map {
      NoticeView(notice: $0, url: exception.noticeURL($0, of: revocation), edition: edition)
    }
  }

  /// The latest offer's page, where there is one.
  var supportChangeURL: Address? {
    isPublic || exception.facts.derivation.latestOffer == nil ? nil : exception.supportChangeURL
  }

  package static let model = Model<RequestPage>(
    Frame.model.map { $0.frame } + ExceptionView.model.map { $0.view } + [
      .html("requirement", "what the customer needs; absent for the public") { $0.exception.requirement },
      .html("proposal", "the solution asked for; absent for the public") { $0.exception.proposal },
      .html("internalNote", "for the internal audience only") { $0.exception.internalNote },
      .flag("hasAssessment", "whether there is an assessment") { page in
        !page.isPublic && page.exception.events.contains { $0.kind.name == .assessed }
      },
      .list("assessments", "every assessment, first to last", AssessmentView.model) { $0.assessments },
      .object("decision", "the latest decision", DecisionView.model) { $0.decision },
      .flag("hasNotices", "whether the approval was ever revoked") { page in
        page.exception.facts.derivation.revocations.last.map { !$0.notices.isEmpty } ?? false
      },
      .list("notices", "the notices of the latest revocation", NoticeView.model) { $0.notices },
      .address("supportChangeURL", "the page of an offered alternative") { $0.supportChangeURL },
    ])
}

extension EventKind.Name {
  fileprivate var isDecision: Bool { self == .approved || self == .approvedForMigration || self == .denied }
}

/// One assessment: the factors in the policy's order, and the conditions judged with them.
struct AssessmentView: InEdition {
  let day: Day
  let factors: [Context<ResultView>]
  let conditions: [Context<ResultView>]
  let by: LocalizedText?
  let edition: Edition

  /// Nil for an event of another kind. Factors that the record leaves out after the deciding one were not reached.
  init?(_ event: Event, _ exception: ExceptionView) {
    let edition = exception.edition
    guard case .assessed(let results, let judged) = event.kind else { return nil }
    let order = edition.policy.factors
    let deciding = results.first { $0.outcome == .decides }.flatMap { result in
      order.firstIndex { $0.key == result.factor }
    }
    day = event.day
    by = event.by
    self.edition = edition
    factors = order.indices.compactMap { index in
      let result = results.first { $0.factor == order[index].key }
      if result == nil, index <= deciding ?? order.count { return nil }
      return edition.results.ofFactor(index, result?.outcome ?? .notReached, note: result?.note.map(exception.html))
    }
    conditions = judged.map { edition.results.of($0, exception) }
  }

  static let model = Model<AssessmentView>([
    .date("date", "the day of the assessment") { $0.day },
    .writtenPhrase("by", "who assessed it") { $0.edition.append($0.by, $1, to: &$2) },
    .flag("hasFactors", "whether factors were assessed") { !$0.factors.isEmpty },
    .sharedList("factors", "the factors, in order of assessment", ResultView.model) { $0.factors },
    .flag("hasConditions", "whether conditions were judged") { !$0.conditions.isEmpty },
    .sharedList("conditions", "the conditions judged", ResultView.model) { $0.conditions },
  ])
}

/// An approval or a denial.
struct DecisionView: InEdition {
  let event: Event
  let exception: ExceptionView

  var edition: Edition { exception.edition }

  static let model = Model<DecisionView>([
    .text("kind", "what was decided") { $0.event.title($0.edition) },
    .date("date", "the day") { $0.event.day },
    .writtenPhrase("by", "who decided") { $0.edition.append($0.event.by, $1, to: &$2) },
    .html("reason", "why it was denied") { view in
      guard case .denied(let denial) = view.event.kind else { return nil }
      return view.exception.html(denial.reason)
    },
    .html("note", "a remark") { view in view.event.note.map(view.exception.html) },
  ])
}
