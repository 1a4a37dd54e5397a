import Exceptions
import PortalBase
import Templates

/// A revocation notice: what the letter says, and whether it was sent.
struct NoticePage: InEdition {
  let frame: Context<Frame>
  let view: Context<ExceptionView>
  let revocation: Revocation
  let notice: DerivedNotice

  var exception: ExceptionView { view.value }

  var edition: Edition { exception.edition }

  /// The words above the page: which notice of what.
  static func heading(_ notice: Notice, _ edition: Edition) -> String {
    edition.format("notice-heading", ["notice": edition.names.notice(notice)])
  }

  var stateSentence: String {
    switch notice.state {
    case .sent: edition.format("notice-sent-sentence", ["day": words(notice.sent ?? notice.due)])
    case .missed: edition.string("notice-missed-sentence")
    case .due, .overdue, .upcoming, .cancelled: edition.string("notice-unsent-sentence")
    }
  }

  private func words(_ day: Day) -> String { edition.words(day) }

  /// What happens, or happened, on the deadline of this revocation; nothing where the revocation ended before.
  var deadlineSentence: String {
    if revocation.ending != nil { return "" }
    let key = edition.asOf < revocation.deadline ? "deadline-sentence" : "deadline-passed-sentence"
    return edition.format(key, ["day": words(revocation.deadline)])
  }

  var schedule: [NoticeView] {
    revocation.notices.map { NoticeView(notice: $0, url: exception.noticeURL($0, of: revocation), edition: edition) }
  }

  var moves: [MoveView] {
    revocation.moves.map { MoveView(move: $0, exception: exception) }
  }

  static let model = Model<NoticePage>(
    Frame.model.map { $0.frame } + ExceptionView.model.map { $0.view } + [
      .text("noticeHeading", "which notice of a revocation it is") { page in
        Self.heading(page.notice.notice, page.edition)
      },
      .shared("state", "whether the notice was sent", StatusView.model) {
        $0.edition.statusViews[$0.notice.state]
      },
      .text("stateSentence", "the same in a sentence") { $0.stateSentence },
      .date("due", "the day on which it is due, or was when it was sent") { $0.notice.due },
      .date("sent", "the day on which it was sent") { $0.notice.sent },
      .date("noticeDeadline", "the deadline of this revocation") { $0.revocation.deadline },
      .date("noticeLastDay", "the last day to act") { $0.revocation.lastDayToAct },
      .list("moves", "every change of the deadline", MoveView.model) { $0.moves },
      .phrase("expedited", "why the period is shorter than usual") { page in
        page.revocation.decision.expedited.map { page.edition.phrase($0.reason) }
      },
      .html("reason", "why the approval is revoked") { $0.exception.html($0.revocation.decision.reason) },
      .list("conditions", "the key conditions broken", LinkView.model) { page in
        page.revocation.decision.conditions.map {
          LinkView(
            url: page.exception.ways.home + Paths.conditions + "#" + $0, title: page.edition.names.conditions[$0])
        }
      },
      .list("actions", "what the customer is advised to do", TextView.model) { page in
        page.revocation.decision.actions.map { TextView(name: "", html: page.exception.html($0)) }
      },
      .html("appeal", "how to appeal") { $0.exception.html($0.revocation.decision.appeal) },
      .text("deadlineSentence", "what happens on the deadline") { $0.deadlineSentence },
      .list("schedule", "all notices of this revocation", NoticeView.model) { $0.schedule },
    ])
}

/// A change of the deadline, with its reason.
struct MoveView: Sendable {
  let move: Revocation.Move
  let exception: ExceptionView

  private var edition: Edition { exception.edition }

  static let model = Model<MoveView>([
    .text("sentence", "from which day to which") { view in
      view.edition.format(
        "deadline-moved-sentence",
        [
          "from": view.edition.words(view.move.from),
          "to": view.edition.words(view.move.to),
        ])
    },
    .html("reason", "why") { view in
      guard let event = view.exception.record.events.first(where: { $0.n == view.move.event }),
        case .deadlineMoved(_, let reason) = event.kind
      else { return nil }
      return view.exception.html(reason)
    },
  ])
}
