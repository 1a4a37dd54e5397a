import Exceptions
import PortalBase
import Templates

/// The entries of `deadlines.ics`: every notice that is not cancelled, every deadline, last day and change of support.
struct DeadlineCalendar {
  let edition: Edition

  func bytes(_ exceptions: [ExceptionView]) -> [UInt8] {
    let name = edition.phrase(edition.settings.title).text
    let entries = exceptions.flatMap(entries)
    return Calendar.bytes(name: name, language: edition.language.name, entries: entries)
  }

  private func entries(_ exception: ExceptionView) -> [CalendarEntry] {
    let derivation = exception.facts.derivation
    var entries: [CalendarEntry] = []
    for revocation in derivation.revocations {
      for notice in revocation.notices where notice.state != .cancelled {
        entries.append(
          entry(
            exception, "\(notice.notice.rawValue)-notice-\(revocation.number)", notice.due,
            edition.names.notice(notice.notice),
            sequence: (notice.notice == .final ? revocation.moves.count : 0) + (notice.daysLate ?? 0 == 0 ? 0 : 1)))
      }
      // A revocation that ended before its deadline has none.
      if let ending = revocation.ending, ending.day < revocation.deadline { continue }
      entries.append(
        entry(
          exception, "deadline-\(revocation.number)", revocation.deadline, edition.string("milestone-deadline"),
          sequence: revocation.moves.count))
    }
    if let until = derivation.until {
      let extensions = derivation.events(of: exception.record).count { $0.setsLastDay } - 1
      entries.append(
        entry(exception, "expiry", until, edition.string("milestone-expiry"), sequence: max(0, extensions)))
    }
    if !edition.isPublic, let change = supportChange(derivation) {
      let offers = derivation.events(of: exception.record).count { $0.kind.name == .alternativeOffered } - 1
      entries.append(
        entry(
          exception, "support-change", change, edition.string("milestone-support-change"), sequence: max(0, offers)))
    }
    return entries
  }

  /// While the exception stands or has expired.
  private func supportChange(_ derivation: Derivation) -> Day? {
    derivation.until != nil || [.approved, .approvedForMigration, .deployed, .expired].contains(derivation.status)
      ? derivation.supportChangesOn : nil
  }

  private func entry(
    _ exception: ExceptionView, _ what: String, _ day: Day, _ words: String, sequence: Int
  ) -> CalendarEntry {
    let title = exception.title.map { " \($0.text)" } ?? ""
    let base = edition.settings.baseURL.map {
      "\($0)\(edition.language)/\(Paths.record(exception.id))\(Paths.timelineFile)"
    }
    let authority = edition.settings.tagAuthority?.split(separator: ",").first.map(String.init) ?? "waiver.invalid"
    return CalendarEntry(
      uid: "\(exception.id)/\(what)@\(authority)", day: day,
      changed: exception.record.lastDay(upTo: edition.asOf), sequence: sequence,
      summary: "\(exception.id) \(words):\(title)".trimmedColon, url: base)
  }
}

extension String {
  /// Without a colon at its end.
  fileprivate var trimmedColon: String { hasSuffix(":") ? String(dropLast()) : self }
}

extension Event {
  /// Whether the event sets a last day.
  fileprivate var setsLastDay: Bool {
    switch kind {
    case .approved(let until): until != nil
    case .approvedForMigration, .extended: true
    case .appealDecided(let decision): decision.until != nil
    default: false
    }
  }
}
