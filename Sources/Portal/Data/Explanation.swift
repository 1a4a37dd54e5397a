import Exceptions
import PortalBase

/// How a record came to its status and days, for `waiver explain`.
package struct Explanation: Sendable {
  package struct Step: Sendable {
    package let day: Day
    /// The number of the event, if the step is one; else it follows from the days.
    package let event: Int?
    package let what: String
    package let why: String
  }

  package let id: String
  package let asOf: Day
  /// The day of the first event: until then the record is withheld, and has neither status nor steps.
  package let firstDay: Day
  package let status: String?
  package let statusSince: Day?
  package let steps: [Step]
}

extension Site {
  /// Explains a record of the portal, also a withheld one. Nil where there is none of that id, or the audience must not know of it.
  package func explanation(of id: String) -> Explanation? {
    guard let record = content.records.first(where: { $0.id == id && audience.includes($0) }) else { return nil }
    let derivation = Derivation(record: record, policy: content.policy, asOf: asOf)
    let steps = Derivation.explanation(of: record, policy: content.policy, asOf: asOf)
    return Explanation(
      id: id, asOf: asOf, firstDay: record.events[0].day, status: derivation?.status.rawValue,
      statusSince: derivation?.statusSince,
      steps: steps.map { Explanation.Step(day: $0.day, event: $0.event, what: $0.what, why: $0.why) })
  }

  /// The ids of all records that the audience may know of, withheld ones too.
  package var recordIDs: [String] { content.records.filter(audience.includes).map(\.id) }
}

extension Content {
  /// The keys of all customers, for whoever names one on the command line.
  package var customerKeys: [String] { customers.map(\.key) }
}

extension Audience {
  fileprivate func includes(_ record: ExceptionRecord) -> Bool {
    if case .customer(let key) = self { record.customer == key } else { true }
  }
}
