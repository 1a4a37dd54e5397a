import Exceptions
import PortalBase
import Templates

/// The status timeline: what happened, and what is known to come.
struct TimelinePage: Sendable {
  let frame: Context<Frame>
  let view: Context<ExceptionView>

  var exception: ExceptionView { view.value }

  private var upcomingEvents: ArraySlice<Event> {
    exception.edition.isPublic ? [] : exception.facts.derivation.upcomingEvents(of: exception.record)
  }

  /// What follows from the days, and events that are planned, in order of days.
  var coming: [ComingView] {
    let edition = exception.edition
    let milestones = exception.milestones.map {
      ComingView(
        day: $0.milestone.day, kind: edition.names.milestone($0.milestone.kind), edition: edition)
    }
    let planned = upcomingEvents.map { ComingView(day: $0.day, kind: $0.title(edition), edition: edition) }
    // They are in order.
    if planned.isEmpty { return milestones }
    // Stable by day: what follows from the days stands before what is planned for the same day.
    let all = milestones + planned
    return all.indices.sorted { (all[$0].day, $0) < (all[$1].day, $1) }.map { all[$0] }
  }

  var past: [EventView] {
    exception.events.reversed().map { EventView(event: $0, exception: exception) }
  }

  static let model = Model<TimelinePage>(
    Frame.model.map { $0.frame } + ExceptionView.model.map { $0.view } + [
      .object("period", "the notice period of the latest revocation", NoticePeriod.model) {
        NoticePeriod($0.exception)
      },
      .flag("hasComing", "whether anything is known to come") {
        $0.exception.next != nil || !$0.upcomingEvents.isEmpty
      },
      .list("coming", "milestones and planned events, first to last", ComingView.model) { $0.coming },
      .list("past", "events up to the page's day, latest first", EventView.model) { $0.past },
    ])
}

extension Event {
  /// What happened, in words.
  func title(_ edition: Edition) -> String { edition.names[EventWord(kind)] }
}

/// A day to come on the timeline.
struct ComingView: InEdition {
  let day: Day
  let kind: String
  let edition: Edition

  static let model = Model<ComingView>([
    .date("date", "the day") { $0.day },
    .text("kind", "what happens on it") { $0.kind },
    .text("distance", "how far away it is") { $0.edition.distance(to: $0.day) },
    .flag("weekend", "whether it is a Saturday or Sunday") { $0.day.isWeekend },
  ])
}

/// An event of the past on the timeline, with everything that the record says of it.
struct EventView: InEdition {
  let event: Event
  let exception: ExceptionView

  var edition: Edition { exception.edition }
  var showsText: Bool { !edition.isPublic }

  /// Short facts: a name and a value.
  var details: [DetailView] {
    var details: [DetailView] = []
    forEachFact { word, fact in
      let value =
        switch fact {
        case .day(let day): Phrase(edition.words(day))
        case .words(let words): Phrase(words)
        case .text(let text): edition.phrase(text)
        }
      details.append(DetailView(name: edition.names[word], value: value))
    }
    return details
  }

  /// Whether there are `results`.
  private var hasResults: Bool {
    guard showsText else { return false }
    switch event.kind {
    case .assessed(_, let conditions), .reviewed(let conditions): return !conditions.isEmpty
    case .denied(let denial): return !denial.conditions.isEmpty
    case .revoked(let decision): return !decision.conditions.isEmpty
    default: return false
    }
  }

  /// Conditions that were judged or broken, with their outcome.
  var results: [Context<ResultView>] {
    guard showsText else { return [] }
    switch event.kind {
    case .assessed(_, let conditions), .reviewed(let conditions):
      return conditions.map { edition.results.of($0, exception) }
    case .denied(let denial): return broken(denial.conditions)
    case .revoked(let decision): return broken(decision.conditions)
    default: return []
    }
  }

  private func broken(_ conditions: [String]) -> [Context<ResultView>] {
    conditions.map { edition.results.ofCondition($0, .fail) }
  }

  /// Texts: a name and Markdown.
  var texts: [TextView] {
    var texts: [TextView] = []
    forEachText { word, prose in
      let html =
        switch prose {
        case .text(let text): exception.html(text)
        case .steps(let steps): list(steps)
        }
      texts.append(TextView(name: edition.names[word], html: html))
    }
    return texts
  }

  /// Texts as the items of an ordered list.
  private func list(_ items: [LocalizedText]) -> HTML {
    var html = HTML(safe: "<ol>")
    for item in items {
      html.append(safe: "<li>")
      html += exception.html(item)
      html.append(safe: "</li>")
    }
    html.append(safe: "</ol>")
    return html
  }

  /// The pages that belong to the event: notices, and an offered alternative.
  var links: [LinkView] {
    guard showsText else { return [] }
    switch event.kind {
    case .revoked: return noticeLink(.first)
    case .noticeSent(let notice): return noticeLink(notice)
    case .alternativeOffered:
      return [
        LinkView(url: exception.supportChangeURL.text, title: Phrase(edition.names.supportChange))
      ]
    default: return []
    }
  }

  /// The page of a notice of the revocation that the event belongs to: the latest that began with it or before.
  private func noticeLink(_ notice: Notice) -> [LinkView] {
    guard let revocation = exception.facts.derivation.revocations.last(where: { $0.event <= event.n }),
      let derived = revocation.notice(notice), let url = exception.noticeURL(derived, of: revocation)
    else { return [] }
    return [LinkView(url: url.text, title: Phrase(edition.names.notice(notice)))]
  }

  static let model = Model<EventView>([
    .number("n", "the event's place in the record, from 1") { $0.event.n },
    .text("kind", "what happened") { $0.event.title($0.edition) },
    .date("date", "the day") { $0.event.day },
    .writtenPhrase("by", "who did it; absent for the public") { view, escaping, bytes in
      view.edition.append(view.showsText ? view.event.by : nil, escaping, to: &bytes)
    },
    .list("details", "short facts", DetailView.model) { $0.details },
    .flag("hasResults", "whether conditions were judged or broken") { $0.hasResults },
    .sharedList("results", "conditions judged or broken", ResultView.model) { $0.results },
    .list("texts", "texts: reasons, actions, notes", TextView.model) { $0.texts },
    .list("links", "the pages that belong to the event", LinkView.model) { $0.links },
  ])
}

/// A short fact.
struct DetailView: Sendable {
  let name: String
  let value: Phrase

  static let model = Model<DetailView>([
    .text("name", "what it is") { $0.name },
    .phrase("value", "the fact") { $0.value },
  ])
}

/// A text of a record, with its name.
struct TextView: Sendable {
  let name: String
  let html: HTML

  static let model = Model<TextView>([
    .text("name", "what it is") { $0.name },
    .html("html", "the text") { $0.html },
  ])
}
