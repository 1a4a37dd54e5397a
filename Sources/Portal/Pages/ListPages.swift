import Exceptions
import PortalBase
import Templates

/// The overview: what needs attention, how many exceptions there are in which status, what has changed.
struct OverviewPage: Sendable {
  let frame: Context<Frame>
  let overview: Overview

  static let model = Model<OverviewPage>(
    Frame.model.map { $0.frame } + [
      .text("lead", "one sentence on what the portal shows") { $0.overview.lead },
      .flag("hasAttention", "whether anything is overdue, due or near") { !$0.overview.attention.isEmpty },
      .list("attention", "what is overdue, due, or has a day within 30 days", DatedRow.model) { $0.overview.attention },
      .text("moreAttention", "how many more rows there are than the overview shows, in words") { page in
        page.overview.attentionLeft == 0
          ? "" : page.frame.value.edition.count("and-more", page.overview.attentionLeft)
      },
      .url("deadlinesURL", "the page with every day to come") { $0.frame.value.way(to: Paths.deadlines) },
      .flag("hasHorizon", "whether anything happens in the next 90 days") { !$0.overview.horizon.cells.isEmpty },
      .html("horizonPicture", "the next 90 days as a picture") { $0.overview.horizon.picture },
      .text("horizonHead", "the head of the table's first column: day or week") { page in
        page.frame.value.edition.string(page.overview.horizon.isWeekly ? "week" : "day")
      },
      .list("horizon", "the same as rows of a table", HorizonRow.model) { $0.overview.horizon.rows },
      .list("counts", "how many exceptions have which status", CountView.model) { $0.overview.counts },
      .flag("hasChanges", "whether anything changed lately") { !$0.overview.changes.isEmpty },
      .text("asOf", "the page's day as YYYY-MM-DD") { $0.frame.value.edition.asOf.description },
      .text("changesFrom", "the first day whose events are shown, as YYYY-MM-DD") { page in
        page.frame.value.edition.asOf.adding(days: -Overview.span).description
      },
      .text("sinceWords", "how many changes there are since a chosen day, with a place for {n}") { page in
        page.frame.value.edition.format("since-count", ["n": "{n}"])
      },
      .list("changes", "the events of the last 30 days, latest first", DatedRow.model) { $0.overview.changes },
      .flag("hasDeviations", "whether any exception is in force") { !$0.overview.deviations.isEmpty },
      .list("deviations", "exceptions in force by type", DeviationView.model) { $0.overview.deviations },
    ])
}

/// How many exceptions have a status.
struct CountView: Sendable {
  let status: Context<StatusView>
  let count: Int
  let url: String

  static let model = Model<CountView>([
    .shared("status", "the status", StatusView.model) { $0.status },
    .number("count", "how many exceptions have it") { $0.count },
    .url("url", "the list of them") { $0.url },
  ])
}

/// The exceptions of a type that are in force.
struct DeviationView: Sendable {
  let name: Phrase
  let count: Int
  let devices: Int?
  let url: String

  static let model = Model<DeviationView>([
    .phrase("name", "the exception type") { $0.name },
    .number("count", "how many are in force") { $0.count },
    .text("devices", "on how many devices; absent for the public") { $0.devices.map(String.init) ?? "" },
    .url("url", "the list of the type") { $0.url },
  ])
}

/// A page of a list of exceptions, those with the next date first.
struct ExceptionsPage: Sendable {
  let frame: Context<Frame>
  let rows: [ExceptionView]
  /// How many exceptions the whole list has, and which of them this page begins with, from 1.
  let count: Int
  let first: Int
  let previousURL: String?
  let nextURL: String?
  /// The other lists; on the list of all exceptions only.
  let groups: [ListGroupView]
  /// The filters; on the first page of the list of all exceptions only.
  let filters: FiltersView?

  static let model = Model<ExceptionsPage>(
    Frame.model.map { $0.frame } + [
      .flag("hasRows", "whether there is any exception") { !$0.rows.isEmpty },
      .list("rows", "the exceptions of this page, the next date first", ExceptionView.model) { $0.rows },
      .text("extent", "which of how many exceptions the page shows") { page in
        page.frame.value.edition.format(
          "list-extent",
          [
            "first": String(page.first), "last": String(page.first + page.rows.count - 1),
            "count": String(page.count),
          ])
      },
      .flag("hasPages", "whether the list has more than one page") { $0.previousURL != nil || $0.nextURL != nil },
      .url("previousURL", "the page before") { $0.previousURL },
      .url("nextURL", "the page after") { $0.nextURL },
      .object("filters", "filters for a browser that runs scripts", FiltersView.model) { $0.filters },
      .flag("hasGroups", "whether the other lists are named") { !$0.groups.isEmpty },
      .list("groups", "the other lists: by status, type and customer", ListGroupView.model) { $0.groups },
    ])
}

/// What the filters of the list need: where the script and its index are.
struct FiltersView: Sendable {
  let edition: Edition
  let root: String
  let parts: Int

  static let model = Model<FiltersView>([
    .url("script", "the script that filters") { $0.root + "assets/portal.js" },
    .url("index", "the index, without part and ending") { view in
      view.root + Paths.searchIndex(view.edition.language.name)
    },
    .number("parts", "in how many parts the index comes") { $0.parts },
    .text("countWords", "how many are found, with places for {n} and {all}") { view in
      view.edition.format("filter-count", ["n": "{n}", "all": "{all}"])
    },
  ])
}

/// All lists, by status, type and customer.
struct ListsPage: Sendable {
  let frame: Context<Frame>
  let groups: [ListGroupView]

  static let model = Model<ListsPage>(
    Frame.model.map { $0.frame } + [
      .list("groups", "the lists, by what they go by", ListGroupView.model) { $0.groups }
    ])
}

/// Lists of one sort.
struct ListGroupView: Sendable {
  let title: String
  let lists: [CountedLinkView]
  let moreURL: String?

  static let model = Model<ListGroupView>([
    .text("title", "what the lists go by") { $0.title },
    .list("lists", "the lists", CountedLinkView.model) { $0.lists },
    .url("moreURL", "the page of all lists, where there are more") { $0.moreURL },
  ])
}

/// A link to a list, with the number of its exceptions.
struct CountedLinkView: Sendable {
  let url: String
  let title: Phrase
  let count: Int

  static let model = Model<CountedLinkView>([
    .url("url", "the list") { $0.url },
    .phrase("title", "its words") { $0.title },
    .number("count", "how many exceptions it has") { $0.count },
  ])
}

/// Everything with a day to come, and the notices that are overdue.
struct DeadlinesPage: Sendable {
  /// How many rows a page has.
  static let length = 250

  /// Those of all days that stand on a page.
  static func items(_ dates: [DatedItem], page: Int) -> ArraySlice<DatedItem> {
    dates.dropFirst(page * length).prefix(length)
  }

  let frame: Context<Frame>
  let rows: [DatedRow]
  let page: Int
  /// How many rows all pages have together.
  let count: Int

  private var pages: Context<PageLinks> {
    let links = PageLinks(
      previous: page == 0 ? nil : frame.value.way(to: Paths.deadlines(page: page - 1)),
      next: (page + 1) * Self.length < count ? frame.value.way(to: Paths.deadlines(page: page + 1)) : nil)
    return Context(links)
  }

  static let model = Model<DeadlinesPage>(
    Frame.model.map { $0.frame } + PageLinks.model.map { $0.pages } + [
      .flag("hasRows", "whether there is any day to come") { !$0.rows.isEmpty },
      .list("rows", "the days, first to last", DatedRow.model) { $0.rows },
      .url("calendarURL", "the calendar to subscribe to") { $0.frame.value.root + "deadlines.ics" },
    ])
}

/// The ways to the pages before and after one of many.
struct PageLinks: Sendable {
  let previous: String?
  let next: String?

  static let model = Model<PageLinks>([
    .flag("hasPages", "whether there is more than one page") { $0.previous != nil || $0.next != nil },
    .url("previousURL", "the page before") { $0.previous },
    .url("nextURL", "the page after") { $0.next },
  ])
}
