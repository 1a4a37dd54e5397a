import Exceptions
import PortalBase

/// `data/events.csv`: one row per event up to the day, in the order of records and their events.
enum EventsTable {
  /// - Parameter exceptions: views in the source language.
  static func bytes(_ exceptions: [ExceptionView]) -> [UInt8] {
    var csv = CSV(header: ["record", "n", "date", "kind", "detail", "by", "note"])
    for exception in exceptions {
      let isPublic = exception.edition.isPublic
      for event in exception.events {
        csv.field(exception.id)
        csv.field(String(event.n))
        csv.field(event.day.description)
        csv.field(event.kind.name.rawValue)
        csv.field(detail(event, isPublic))
        csv.field(isPublic ? nil : event.by)
        csv.field(isPublic ? nil : event.note)
        csv.endRow()
      }
    }
    return csv.bytes.bytes
  }

  /// The one fact of the event that an auditor looks for, as the record writes it.
  private static func detail(_ event: Event, _ isPublic: Bool) -> String {
    switch event.kind {
    case .approved(let until): until?.description ?? ""
    case .approvedForMigration(let months): String(months)
    case .deployed(let devices): isPublic ? "" : devices.map(String.init) ?? ""
    case .extended(let until): until.description
    case .alternativeOffered(let offer): offer.supportChangesOn?.description ?? ""
    case .revoked(let decision):
      isPublic ? decision.expedited?.deadline.description ?? "" : decision.conditions.joined(separator: " ")
    case .denied(let denial): isPublic ? "" : denial.conditions.joined(separator: " ")
    case .noticeSent(let notice): notice.rawValue
    case .deadlineMoved(let deadline, _): deadline.description
    case .appealed(let appeal): appeal.grounds.rawValue
    case .appealDecided(let decision): decision.outcome.rawValue
    case .removed(let consent): isPublic ? "" : consent.versions[0].text
    case .submitted, .assessed, .withdrawn, .reviewed: ""
    }
  }
}

extension CSV {
  /// A text in the source language; nothing where there is none.
  fileprivate mutating func field(_ text: LocalizedText?) {
    guard let text else { return field("") }
    text.withSourceUTF8 { field($0) }
  }
}
