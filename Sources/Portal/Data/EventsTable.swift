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
        csv.row([
          exception.id, String(event.n), event.day.description, event.kind.name.rawValue, detail(event, isPublic),
          isPublic ? "" : event.by?.versions[0].text ?? "", isPublic ? "" : event.note?.versions[0].text ?? "",
        ])
      }
    }
    return csv.bytes
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
