import Exceptions
import PortalBase
import Templates

/// The notice period of the latest revocation: a picture to the scale of its days, and the same facts as rows.
struct NoticePeriod: InEdition {
  let revocation: Revocation
  let exception: ExceptionView

  var edition: Edition { exception.edition }

  init?(_ exception: ExceptionView) {
    guard let revocation = exception.facts.derivation.revocations.last else { return nil }
    self.revocation = revocation
    self.exception = exception
  }

  /// How far away the deadline is, or what ended the revocation.
  private var deadlineNote: String {
    switch revocation.ending {
    case nil: edition.distance(to: revocation.deadline)
    case .removed(_, let day): "\(edition.string("event-removed")) (\(edition.shortWords(day)))"
    case .restored(_, let day): "\(edition.string("appeal-approval-restored")) (\(edition.shortWords(day)))"
    }
  }

  // MARK: - The picture

  /// A day of the period with its words.
  private struct Item {
    let day: Day
    let words: String
    let mark: String
  }

  private static let axis = 14
  private static let labels = 36
  private static let width = 360
  private static let gap = 26

  private var items: [Item] {
    func word(_ day: Day, _ name: String) -> String { "\(edition.tinyWords(day))  \(name)" }
    var items = revocation.notices.map { notice in
      let state = edition.statusViews[notice.state].value
      let name = edition.names.notice(notice.notice)
      let day = notice.sent ?? notice.due
      return Item(
        day: day, words: word(day, "\(name): \(state.shape) \(state.label)"), mark: "mark mark-\(state.key)")
    }
    items.append(
      Item(
        day: revocation.deadline, words: word(revocation.deadline, "▼ \(edition.string("deadline"))"),
        mark: "mark mark-deadline"))
    if revocation.ending == nil, revocation.day < edition.asOf, edition.asOf < revocation.deadline {
      items.append(Item(day: edition.asOf, words: word(edition.asOf, edition.string("today")), mark: ""))
    }
    return items.indices.sorted { (items[$0].day, $0) < (items[$1].day, $1) }.map { items[$0] }
  }

  /// Time runs down: days at their places on the axis, labels pushed apart where days are near to each other.
  var picture: HTML {
    let items = items
    let days = max(1, items.last.map { revocation.day.days(until: $0.day) } ?? 1)
    func y(_ day: Day) -> Int { 16 + revocation.day.days(until: day) * 260 / days }
    var places: [Int] = []
    for item in items { places.append(max(y(item.day), (places.last ?? -Self.gap) + Self.gap)) }
    var svg = SVG(
      width: Self.width, height: (places.last ?? 0) + 16, label: edition.string("notice-period-picture"))
    let past = min(max(edition.asOf, revocation.day), revocation.ending?.day ?? revocation.deadline)
    svg.line(Self.axis, y(revocation.day), Self.axis, y(revocation.deadline), "run run-coming")
    svg.line(Self.axis, y(revocation.day), Self.axis, y(min(past, revocation.deadline)), "run run-past")
    for (item, place) in zip(items, places) {
      svg.line(Self.axis, y(item.day), Self.labels - 6, place, "leader")
      if item.mark.isEmpty {
        svg.line(Self.axis - 9, y(item.day), Self.axis + 9, y(item.day), "today")
      } else {
        svg.circle(Self.axis, y(item.day), 7, item.mark)
      }
      svg.text(Self.labels, place + 5, item.words, item.mark.isEmpty ? "strong" : "label", anchor: "start")
    }
    return svg.html()
  }

  static let model = Model<NoticePeriod>([
    .html("picture", "the period as a picture") { $0.picture },
    .list("rows", "the notices", NoticeView.model) { period in
      period.revocation.notices.map { notice in
        NoticeView(
          notice: notice, url: period.exception.noticeURL(notice, of: period.revocation), edition: period.edition)
      }
    },
    .date("deadline", "the first day without service levels") { $0.revocation.deadline },
    .text("distance", "how far away the deadline is, or what ended the revocation") { $0.deadlineNote },
  ])
}
