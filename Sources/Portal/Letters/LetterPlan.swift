import Exceptions
import Localization
import PortalBase

/// Chooses the letters of a day.
struct LetterPlan {
  let site: Site
  let request: LetterRequest
  private(set) var letters: [Letter] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// Places of the languages asked for.
  private let asked: [Int]

  private var asOf: Day { site.asOf }

  /// - Throws: where a letter asked for by name is cancelled or missed, or where a record or language does not exist.
  init(_ site: Site, _ request: LetterRequest) throws(LetterRefusal) {
    self.site = site
    self.request = request
    asked = try Self.places(of: request.locales, site)
    try checkRecord()
    for (index, facts) in site.exceptions.enumerated() {
      if let wanted = request.record, wanted != facts.record.id { continue }
      try addNotices(index, facts)
      try addSupportChange(index, facts)
    }
    if request.record == nil { addConditionChanges() }
  }

  private static func places(of tags: [LanguageTag], _ site: Site) throws(LetterRefusal) -> [Int] {
    let known = site.content.locales.map(\.tag)
    var places: [Int] = []
    for tag in tags {
      guard let place = known.firstIndex(of: tag) else {
        throw LetterRefusal(
          message: "the portal has no locale \"\(tag)\"\(suggestion(for: tag.name, in: known.map(\.name)))")
      }
      if places.contains(place) { throw LetterRefusal(message: "the locale \"\(tag)\" is given twice") }
      places.append(place)
    }
    return places
  }

  private func checkRecord() throws(LetterRefusal) {
    guard let wanted = request.record else { return }
    if request.notice == "condition-change" {
      throw LetterRefusal(message: "a change of a condition belongs to no record; leave out --record")
    }
    if site.exceptions.contains(where: { $0.record.id == wanted }) { return }
    if site.withheld.contains(wanted) {
      throw LetterRefusal(message: "the record \"\(wanted)\" is withheld as of \(asOf): its first event is later")
    }
    let known = site.exceptions.map(\.record.id)
    throw LetterRefusal(message: "there is no record \"\(wanted)\"\(suggestion(for: wanted, in: known))")
  }

  /// Whether letters of that name are wanted.
  private func wants(_ name: String) -> Bool { request.notice.map { $0 == name } ?? true }

  /// Whether one letter is asked for by record and name, whatever day it is.
  private var isByName: Bool { request.record != nil && request.notice != nil }

  private mutating func addNotices(_ index: Int, _ facts: ExceptionFacts) throws(LetterRefusal) {
    if isByName, let notice = request.notice.flatMap(Notice.init) {
      guard let revocation = facts.derivation.revocations.last, let derived = revocation.notice(notice) else {
        throw LetterRefusal(message: "\(facts.record.id) has no \(notice.rawValue) notice")
      }
      guard derived.state != .cancelled, derived.state != .missed else {
        throw LetterRefusal(
          message: "the \(notice.rawValue) notice of \(facts.record.id) is \(derived.state.rawValue); "
            + "there is no letter to print")
      }
      return add(derived, of: revocation, index, facts.record)
    }
    guard let revocation = facts.derivation.revocations.last else { return }
    for notice in revocation.notices where wants(notice.notice.rawValue) && isDue(notice, revocation) {
      add(notice, of: revocation, index, facts.record)
    }
  }

  /// By default what is due or overdue, and the first notice on its day.
  private func isDue(_ notice: DerivedNotice, _ revocation: Revocation) -> Bool {
    switch notice.state {
    case .due, .overdue: true
    case .sent: notice.notice == .first && revocation.day == asOf
    case .upcoming: request.within.map { asOf.days(until: notice.due) <= $0 } ?? false
    case .cancelled, .missed: false
    }
  }

  private mutating func add(
    _ notice: DerivedNotice, of revocation: Revocation, _ index: Int, _ record: ExceptionRecord
  ) {
    let name = "\(notice.notice.rawValue)-notice"
    // A second revocation has notices of its own, and so has a deadline that moved after the final notice.
    let revocationPart = revocation.number > 1 ? "-\(revocation.number)" : ""
    let again = notice.earlierSendings.isEmpty ? "" : "-again-\(notice.earlierSendings.count)"
    add(
      .notice(record: index, notice.notice), record, on: day(of: notice), isSent: notice.state == .sent, name: name,
      issuedName: name + revocationPart + again)
  }

  /// The day that the letter bears.
  private func day(of notice: DerivedNotice) -> Day {
    switch notice.state {
    case .sent: notice.sent ?? notice.due
    case .due, .overdue: asOf
    case .upcoming, .cancelled, .missed: notice.due
    }
  }

  /// On the day of the offer, or when asked for by name.
  private mutating func addSupportChange(_ index: Int, _ facts: ExceptionFacts) throws(LetterRefusal) {
    guard wants("support-change") else { return }
    guard let n = facts.derivation.latestOffer, let offer = facts.record.events.first(where: { $0.n == n }) else {
      if isByName { throw LetterRefusal(message: "\(facts.record.id) has no offered alternative") }
      return
    }
    guard isByName || offer.day == asOf else { return }
    add(
      .supportChange(record: index), facts.record, on: offer.day, isSent: true, name: "support-change",
      issuedName: "support-change-\(n)")
  }

  /// On the day a condition is announced, or when asked for by name: to every customer with an exception that stands.
  private mutating func addConditionChanges() {
    guard wants("condition-change") else { return }
    let isByName = request.notice != nil
    let inForce = Set(site.exceptions.filter(\.derivation.status.isInForce).compactMap(\.record.customer))
    let customers = site.content.customers.filter { inForce.contains($0.key) }
    for (index, condition) in site.content.policy.conditions.enumerated() {
      guard isByName ? condition.announced <= asOf && asOf < condition.effective : condition.announced == asOf else {
        continue
      }
      for customer in customers.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
        let locales = languages(of: customer)
        let path = "conditions/\(condition.key).\(customer.key).\(suffix(locales))"
        letters.append(
          Letter(
            kind: .conditionChange(condition: index), reference: condition.key, recipient: customer, locales: locales,
            languages: suffix(locales), day: asOf, isSent: false, path: path, issuedPath: path))
      }
    }
  }

  private mutating func add(
    _ kind: Letter.Kind, _ record: ExceptionRecord, on day: Day, isSent: Bool, name: String, issuedName: String
  ) {
    guard let customer = record.customer.flatMap({ site.content.customersByKey[$0] }) else {
      diagnostics.append(
        Diagnostic(
          .letterIncomplete, file: record.file, at: record.location,
          "the letter \"\(name)\" of \(record.id) needs the field \"customer\", which the record lacks",
          record: record.id))
      return
    }
    let locales = languages(of: customer)
    letters.append(
      Letter(
        kind: kind, reference: record.id, recipient: customer, locales: locales, languages: suffix(locales), day: day,
        isSent: isSent, path: "\(record.id)/\(name).\(suffix(locales))",
        issuedPath: "\(record.id)/\(issuedName).\(suffix(locales))"))
  }

  /// The languages asked for, all in one letter, or the customer's own.
  private func languages(of customer: Customer) -> [Int] {
    asked.isEmpty ? [site.content.locales.firstIndex { $0.tag == customer.locale } ?? 0] : asked
  }

  private func suffix(_ locales: [Int]) -> String {
    locales.map { site.content.locales[$0].tag.name }.joined(separator: "+")
  }
}
