import Templates

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

extension CaseTable {
  /// Of views in their contexts, each of which takes the next place among all that are shared.
  init<View>(sharing all: inout [Context<View>], _ view: (Case) -> View) where Value == Context<View> {
    self.init { value in
      let context = Context(view(value), place: all.count)
      all.append(context)
      return context
    }
  }
}
