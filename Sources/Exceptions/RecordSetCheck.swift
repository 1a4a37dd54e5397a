import PortalBase

extension ExceptionRecord {
  /// The rules between records: ids are unique, also when letter case is ignored, and `supersedes` names an existing
  /// record of the same customer, without cycles. The files may come in any order.
  package static func checkRecords(_ files: [DecodedRecords]) -> [Diagnostic] {
    let found = files.flatMap(\.identities)
    let isSorted = found.indices.dropFirst().allSatisfy { !isBefore(found[$0], found[$0 - 1]) }
    let identities = isSorted ? found : found.sorted(by: isBefore)
    // A file that could not be read may hold the record that is missed elsewhere.
    var check = RecordSetCheck(identities, isComplete: files.allSatisfy(\.isComplete))
    check.checkIDs()
    // A record that supersedes none is at most the end of a chain.
    let superseding = identities.filter { $0.supersedes != nil }
    for identity in superseding { check.checkSupersedes(identity) }
    check.checkCycles(superseding)
    return check.diagnostics
  }

  private static func isBefore(_ a: RecordIdentity, _ b: RecordIdentity) -> Bool {
    a.file == b.file ? a.idLocation < b.idLocation : precedesInBytes(a.file, b.file)
  }
}

private struct RecordSetCheck {
  let isComplete: Bool
  private(set) var diagnostics: [Diagnostic] = []
  private let identities: [RecordIdentity]
  private let table: RecordIDTable

  init(_ identities: [RecordIdentity], isComplete: Bool) {
    self.identities = identities
    self.isComplete = isComplete
    table = RecordIDTable(identities.map(\.id))
  }

  mutating func checkIDs() {
    for (index, place) in table.repeated { report(identities[index], takenBy: identities[place]) }
  }

  private mutating func report(_ identity: RecordIdentity, takenBy other: RecordIdentity) {
    guard let id = identity.id else { return }
    let same = other.id == id ? "" : ", which differs only in letter case from \"\(other.id ?? "")\","
    diagnostics.append(
      Diagnostic(
        .duplicateID, file: identity.file, at: identity.idLocation,
        "the id \"\(id)\"\(same) is taken by \(other.file):\(other.idLocation.line)", record: id))
  }

  mutating func checkSupersedes(_ identity: RecordIdentity) {
    guard let name = identity.supersedes else { return }
    guard let old = record(name) else {
      guard isComplete else { return }
      let all = identities
      let others = table.places.lazy.compactMap { all[$0].id }.filter { $0 != identity.id }
      let tail = suggestion(for: name, in: others)
      report(.supersedesUnknown, identity, "\"supersedes\" names \"\(name)\", which is no record\(tail)")
      return
    }
    guard identity.isCustomerKnown, old.isCustomerKnown, identity.customer != old.customer else { return }
    func customer(_ identity: RecordIdentity) -> String {
      identity.customer.map { "of \"\($0)\"" } ?? "without a customer"
    }
    report(
      .supersedesOtherCustomer, identity,
      "\"supersedes\" names \"\(name)\", a record \(customer(old)); this one is \(customer(identity))")
  }

  /// Each circle is told once, at the last of its records by path and line.
  mutating func checkCycles(_ identities: [RecordIdentity]) {
    var finished = Set<String>()
    for start in identities {
      var path: [RecordIdentity] = []
      var positions: [String: Int] = [:]
      var current: RecordIdentity? = start
      while let record = current, let id = record.id, !finished.contains(id) {
        if let first = positions[id] {
          report(cycle: Array(path[first...]))
          break
        }
        positions[id] = path.count
        path.append(record)
        current = record.supersedes.flatMap { self.record($0) }
      }
      finished.formUnion(positions.keys)
    }
  }

  private mutating func report(cycle: [RecordIdentity]) {
    guard
      let last = cycle.max(by: {
        $0.file == $1.file
          ? $0.supersedesLocation < $1.supersedesLocation : precedesInBytes($0.file, $1.file)
      }), let position = cycle.firstIndex(of: last)
    else { return }
    let round = cycle[position...] + cycle[..<position] + [last]
    let names = round.compactMap(\.id).map { "\"\($0)\"" }.joined(separator: " supersedes ")
    report(.supersedesCycle, last, "records cannot supersede each other in a circle: \(names)")
  }

  private func record(_ id: String) -> RecordIdentity? {
    table.place(of: id).map { identities[$0] }.flatMap { $0.id == id ? $0 : nil }
  }

  private mutating func report(_ code: Diagnostic.Code, _ identity: RecordIdentity, _ message: String) {
    diagnostics.append(
      Diagnostic(code, file: identity.file, at: identity.supersedesLocation, message, record: identity.id))
  }
}
