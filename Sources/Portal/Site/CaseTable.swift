/// A value for every case of an enumeration.
struct CaseTable<Case, Value> where Case: CaseIterable & Equatable & Sendable {
  private let cases: [Case]
  private let values: [Value]

  init(_ value: (Case) -> Value) {
    cases = Array(Case.allCases)
    values = cases.map(value)
  }

  /// All cases are in the table.
  subscript(wanted: Case) -> Value { values[cases.firstIndex(of: wanted) ?? 0] }
}

extension CaseTable: Sendable where Value: Sendable {}
