import PortalBase

/// The order of notices within one revocation: each is sent once, in schedule order, some may be skipped; the final one is sent
/// again after the deadline moved to a later day.
struct NoticeOrder {
  private var latest: EventOutline?
  private var mayRepeatFinal = false
  /// Nil where it could not be read.
  private var deadline: Day?

  mutating func begin(_ revocation: EventOutline, _ schedule: NoticeSchedule?) {
    latest = nil
    mayRepeatFinal = false
    deadline = revocation.deadline
    if deadline == nil, let day = revocation.day, let schedule {
      deadline = day.adding(days: schedule.deadlineDays)
    }
  }

  mutating func move(to day: Day?) {
    let isLater = day.flatMap { day in deadline.map { $0 < day } } ?? true
    if latest?.notice == .final, isLater { mayRepeatFinal = true }
    deadline = day
  }

  mutating func check(_ sending: EventOutline, _ problems: inout FileProblems) {
    guard let notice = sending.notice else { return }
    if let before = latest, let sent = before.notice, sent >= notice, !(notice == .final && mayRepeatFinal) {
      let why =
        sent > notice
        ? "notices are sent in the order second, third, final"
        : notice == .final
          ? "it is sent again only after a \"deadline-moved\" to a later day"
          : "each notice is sent once per revocation"
      problems.report(
        .noticeOrder, at: sending.offset,
        "\(sending.title) sends the \(notice.rawValue) notice after \(before.title) sent the \(sent.rawValue): \(why)")
      return
    }
    latest = sending
    mayRepeatFinal = false
  }
}
