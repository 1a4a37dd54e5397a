import Exceptions
import PortalBase

/// A record, and what follows from it on the site's day: derived once, read by every page, feed and table.
///
/// A reference, because every view of every page holds it, and a record is large; immutable, so all threads may share it.
final class ExceptionFacts: Sendable {
  let record: ExceptionRecord
  /// The folder of the record's own pages in that of all records, with its `/`.
  let folder: String
  let derivation: Derivation
  /// Which other records of the site it replaces and is replaced by.
  let supersession: Supersession
  /// The `n` of the events that the public may see; nil where the audience sees all.
  let publicEvents: Set<Int>?

  /// Links between records, as far as both are part of the site.
  struct Supersession: Sendable, Equatable {
    var supersedes: String?
    /// In order of ids.
    var supersededBy: [String] = []
  }

  init(record: ExceptionRecord, derivation: Derivation, supersession: Supersession, publicEvents: Set<Int>?) {
    self.record = record
    folder = record.id + "/"
    self.derivation = derivation
    self.supersession = supersession
    self.publicEvents = publicEvents
  }

  /// Nil where the record is withheld on the day.
  convenience init?(
    _ record: ExceptionRecord, _ policy: Policy, _ asOf: Day, _ audience: Audience, _ supersession: Supersession
  ) {
    guard let derivation = Derivation(record: record, policy: policy, asOf: asOf) else { return nil }
    self.init(
      record: record, derivation: derivation, supersession: supersession,
      publicEvents: audience.isPublic ? Self.publicEvents(of: record, policy, asOf: asOf) : nil)
  }

  func isPublic(_ event: Event) -> Bool { publicEvents?.contains(event.n) ?? true }
}

extension ExceptionFacts {
  /// The events that change the status or send a notice (contract, section 5, `public`).
  ///
  /// An event changes the status where the status on its day is another one with it than without it and all that follow.
  static func publicEvents(of record: ExceptionRecord, _ policy: Policy, asOf: Day) -> Set<Int> {
    var result = Set<Int>()
    var before: Status?
    for (index, event) in record.events.enumerated() where event.day <= asOf {
      if index > 0 { before = record.prefix(index).status(policy, on: event.day) }
      let after = record.prefix(index + 1).status(policy, on: event.day)
      switch event.kind {
      case .noticeSent, .revoked: result.insert(event.n)
      default: if before != after { result.insert(event.n) }
      }
    }
    return result
  }
}

extension ExceptionRecord {
  fileprivate func status(_ policy: Policy, on day: Day) -> Status? {
    Derivation(record: self, policy: policy, asOf: day)?.status
  }
}
