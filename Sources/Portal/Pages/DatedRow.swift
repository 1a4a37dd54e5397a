import Exceptions
import PortalBase
import Templates

/// A day on which something happened or is to happen to an exception: a row of the overview and of the deadlines.
struct DatedRow: InEdition {
  let day: Day
  let kind: String
  let view: Context<ExceptionView>
  /// What is to happen; nil for an event of the past.
  var item: DatedItem?

  var exception: ExceptionView { view.value }
  var edition: Edition { exception.edition }

  init(day: Day, kind: String, exception: ExceptionView) {
    self.day = day
    self.kind = kind
    view = Context(exception)
  }

  init(_ item: DatedItem, _ exception: ExceptionView) {
    day = item.day
    kind = exception.edition.names.milestone(item.kind)
    view = Context(exception)
    self.item = item
  }

  /// Overdue, due today, or upcoming: in the words and shapes of notices.
  var urgency: Context<StatusView>? {
    guard let item else { return nil }
    if item.isOverdue { return edition.statusViews[DerivedNotice.State.overdue] }
    return edition.statusViews[item.day == edition.asOf ? DerivedNotice.State.due : .upcoming]
  }

  static let model = Model<DatedRow>(
    ExceptionView.model.map { $0.view } + [
      .date("date", "the day") { $0.day },
      .text("kind", "what happens") { $0.kind },
      .text("distance", "how far away it is") { $0.edition.distance(to: $0.day) },
      .flag("weekend", "whether it is a Saturday or Sunday") { $0.day.isWeekend },
      .shared("urgency", "overdue, due today, or upcoming", StatusView.model) { $0.urgency },
      .text("actor", "who has to act: the service or the customer") { row in
        row.item.map { row.exception.edition.string($0.kind.actorKey) } ?? ""
      },
    ])
}
