import Exceptions
import Markdown
import PortalBase
import Templates

/// One exception as the readers of one edition may see it. Every page gets at a record through this view only: what the
/// audience may not see is nil or empty here (contract, section 5, "Audiences").
///
/// A reference, because the views of its events and their parts all hold it.
final class ExceptionView: InEdition {
  let facts: ExceptionFacts
  let edition: Edition
  /// The ways from the page to what lies around.
  let ways: Ways
  /// The way from the page to the folder of the record's own pages: none from one of these.
  let folder: String
  /// The page's own file in that folder, where it is one of the record's.
  let file: String?
  /// The record's texts, as far as somebody has read them already.
  private let markup: RecordMarkup?

  init(
    facts: ExceptionFacts, edition: Edition, ways: Ways, file: String? = nil, markup: RecordMarkup? = nil
  ) {
    self.facts = facts
    self.edition = edition
    self.ways = ways
    folder = file == nil ? ways.records + facts.folder : ""
    self.file = file
    self.markup = markup
  }

  var record: ExceptionRecord { facts.record }
  private var isPublic: Bool { edition.isPublic }

  var id: String { record.id }
  /// The title, where the audience may see it.
  var title: Phrase? { isPublic ? nil : markup?.title ?? edition.phrase(record.title) }
  /// The title, or the id where the audience may not see it.
  var heading: Phrase { title ?? Phrase(id) }
  var url: Address { Address(folder, Paths.requestFile) }
  var timelineURL: Address { Address(folder, Paths.timelineFile) }
  var supportChangeURL: Address { Address(folder, Paths.supportChangeFile) }
  var status: Context<StatusView> { edition.statusViews[facts.derivation.status] }
  var type: Phrase { edition.names.types[record.type] }
  var changeRequest: String { isPublic ? "" : record.changeRequest ?? "" }
  var requirement: HTML? { isPublic ? nil : html(record.requirement) }
  var proposal: HTML? { isPublic ? nil : html(record.proposal) }
  var internalNote: HTML? { edition.audience.isInternal ? record.internalNote.map(html) : nil }
  /// A Markdown text of the record as blocks.
  func html(_ text: LocalizedText) -> HTML { markup?.html(text) ?? edition.html(text) }

  var devices: Int? { isPublic ? nil : facts.derivation.devices }

  var timeline: String {
    if isPublic { return "" }
    switch record.timeline {
    case .months(let months): return edition.count("timeline-months", months)
    case .until(let day): return edition.format("timeline-until", ["day": edition.shortWords(day)])
    case .permanent: return edition.string("timeline-permanent")
    }
  }

  /// The record that this one replaces, and the one that replaces it, where the reader has them too.
  var supersedes: RecordLinkView? { isPublic ? nil : facts.supersession.supersedes.map(link) }
  var supersededBy: [RecordLinkView] { isPublic ? [] : facts.supersession.supersededBy.map(link) }

  private func link(_ id: String) -> RecordLinkView { RecordLinkView(id: id, url: ways.toRequest(of: id)) }

  /// What a banner says on every page of a record that no longer stands.
  var ended: String { edition.names.ending(facts.derivation.status) }

  /// The milestones that the audience may see.
  var milestones: [MilestoneView] {
    facts.derivation.milestones.filter(isShown).map { MilestoneView(milestone: $0, edition: edition) }
  }

  /// The first of them.
  var next: MilestoneView? {
    facts.derivation.milestones.first(where: isShown).map { MilestoneView(milestone: $0, edition: edition) }
  }

  private func isShown(_ milestone: Milestone) -> Bool { !isPublic || milestone.kind != .supportChange }

  /// The events up to the day that the audience may see.
  var events: ArraySlice<Event> {
    let events = facts.derivation.events(of: record)
    return isPublic ? events.filter(facts.isPublic)[...] : events
  }

  /// The pages of notices that this record has for the audience.
  func noticeURL(_ notice: DerivedNotice, of revocation: Revocation) -> Address? {
    guard !isPublic, notice.hasPage else { return nil }
    return Address(folder, Paths.noticeFile(notice.notice, revocation: revocation.number - 1))
  }

  /// The record's own pages: request, timeline, an offered alternative, the notices of all revocations.
  var pages: [Context<NavigationItem>] {
    let known = edition.recordPages
    var pages: [Context<NavigationItem>] = []
    pages.reserveCapacity(8)
    func add(_ page: RecordPages.Page) { pages.append(known.link(to: page, folder: folder, from: file)) }
    add(.request)
    add(.timeline)
    if isPublic { return pages }
    if facts.derivation.latestOffer != nil { add(.supportChange) }
    facts.derivation.forEachNoticePage { add(.notice($0, revocation: $1)) }
    return pages
  }

  /// Append what their names say; false where the audience may not see it, or there is none.
  private func appendTitle(_ escaping: Escaping, to bytes: inout ByteBuffer) -> Bool {
    if isPublic { return false }
    guard let title = markup?.title else { return edition.append(record.title, escaping, to: &bytes) }
    title.append(escaping, to: &bytes)
    return !title.text.isEmpty
  }

  private func appendHeading(_ escaping: Escaping, to bytes: inout ByteBuffer) -> Bool {
    if !isPublic { return appendTitle(escaping, to: &bytes) }
    id.append(escaping, to: &bytes)
    return !id.isEmpty
  }

  private func appendCustomer(_ escaping: Escaping, to bytes: inout ByteBuffer) -> Bool {
    guard !isPublic, let customer = record.customer else { return false }
    return edition.names.customers.append(customer, escaping, to: &bytes)
  }

  /// What the top of each of the record's pages shows.
  static let model = Model<ExceptionView>([
    .text("id", "the record's id") { $0.id },
    .writtenPhrase("heading", "the title, or the id where the audience may not see it") {
      $0.appendHeading($1, to: &$2)
    },
    .writtenPhrase("recordTitle", "the title; absent for the public") { $0.appendTitle($1, to: &$2) },
    .address("requestURL", "the request page") { $0.url },
    .address("timelineURL", "the status timeline") { $0.timelineURL },
    .shared("status", "the status on the page's day", StatusView.model) { $0.status },
    .date("statusSince", "the first day of that status") { $0.facts.derivation.statusSince },
    .text("ended", "a sentence on a record that no longer stands") { $0.ended },
    .flag("isSuperseded", "whether another record replaces this one") { !$0.supersededBy.isEmpty },
    .sharedList("pages", "the record's own pages", NavigationItem.model) { $0.pages },
    .list("supersededBy", "the records that replace this one", RecordLinkView.model) { $0.supersededBy },
    .object("deadline", "the deadline of a running or past notice period", DeadlineView.model) { DeadlineView($0) },
    .writtenPhrase("type", "the exception type") {
      $0.edition.names.types.append($0.record.type, $1, to: &$2)
    },
    .writtenPhrase("customer", "the customer's name; absent for the public") { $0.appendCustomer($1, to: &$2) },
    .text("changeRequest", "the number of the change request") { $0.changeRequest },
    .text("timeline", "the time that was asked for") { $0.timeline },
    .text("devices", "how many devices; absent where unknown") { $0.devices.map(String.init) ?? "" },
    .date("until", "the last day of the approval") { $0.facts.derivation.until },
    .object("next", "what comes next", MilestoneView.model) { $0.next },
    .object("supersedes", "the record that this one replaces", RecordLinkView.model) { $0.supersedes },
  ])
}

extension Derivation {
  /// Calls the body with each notice that has a page, and with the number of its revocation, from 1.
  func forEachNoticePage(_ body: (Notice, _ revocation: Int) -> Void) {
    // By their places: what is copied is counted, and each of them has many parts.
    for place in revocations.indices {
      for notice in revocations[place].notices.indices where revocations[place].notices[notice].hasPage {
        body(revocations[place].notices[notice].notice, revocations[place].number)
      }
    }
  }
}

extension DerivedNotice {
  /// A notice has a page once it is sent, due, overdue or missed (contract, section 5).
  var hasPage: Bool {
    switch state {
    case .sent, .due, .overdue, .missed: true
    case .cancelled, .upcoming: false
    }
  }
}

/// The deadline of a revocation that has not ended.
struct DeadlineView: InEdition {
  let day: Day
  let edition: Edition

  init?(_ view: ExceptionView) {
    guard let deadline = view.facts.derivation.deadline else { return nil }
    day = deadline
    edition = view.edition
  }

  var sentence: String {
    let key = edition.asOf < day ? "deadline-sentence" : "deadline-passed-sentence"
    return edition.format(key, ["day": edition.words(day)])
  }

  static let model = Model<DeadlineView>([
    .date("day", "the first day without service levels") { $0.day },
    .date("lastDayToAct", "the day before") { $0.day.adding(days: -1) },
    .text("distance", "how far away it is") { $0.edition.distance(to: $0.day) },
    .text("sentence", "what happens on that day, or has happened") { $0.sentence },
  ])
}

/// A day to come.
struct MilestoneView: InEdition {
  let milestone: Milestone
  let edition: Edition

  static let model = Model<MilestoneView>([
    .date("date", "the day") { $0.milestone.day },
    .text("kind", "what happens on it") { $0.edition.names.milestone($0.milestone.kind) },
    .text("distance", "how far away it is") { $0.edition.distance(to: $0.milestone.day) },
    .flag("weekend", "whether it is a Saturday or Sunday") { $0.milestone.day.isWeekend },
  ])
}

/// A notice of a revocation, in a table.
struct NoticeView: InEdition {
  let notice: DerivedNotice
  let url: Address?
  let edition: Edition

  /// By how many days a sent notice missed its day, in words.
  var detail: String {
    guard let days = notice.daysLate, days != 0 else { return "" }
    return edition.count(days > 0 ? "sent-late" : "sent-early", abs(days))
  }

  static let model = Model<NoticeView>([
    .text("name", "which notice") { $0.edition.names.notice($0.notice.notice) },
    .date("due", "its due day") { $0.notice.due },
    .date("sent", "the day it was sent") { $0.notice.sent },
    .shared("state", "its state", StatusView.model) { $0.edition.statusViews[$0.notice.state] },
    .text("detail", "by how many days it was late or early") { $0.detail },
    .address("url", "its page, where it has one") { $0.url },
  ])
}
