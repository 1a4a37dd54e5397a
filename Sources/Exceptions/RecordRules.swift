import PortalBase

/// What every record is checked against: the languages, and the names and days of the policy and the customers.
///
/// A reference, because every decoder holds it; immutable, so threads may share it. They had better not: the keys that records name become
/// theirs, and processors that count references to the same ones wait for each other. So each takes a `copy()`.
package final class RecordRules: Sendable {
  /// What of the policy concerns records.
  struct Judgement: Sendable {
    let types: [String]
    let factors: [String]
    let conditions: [String]
    /// In the order of `conditions`.
    let conditionDays: [Policy.Condition.Days]
    let notices: NoticeSchedule
    let migration: Policy.Migration

    init(_ policy: Policy) {
      types = policy.types.map(\.key)
      factors = policy.factors.map(\.key)
      conditions = policy.conditions.map(\.key)
      conditionDays = policy.conditions.map(\.days)
      notices = policy.notices
      migration = policy.migration
    }

    init(copying other: Judgement) {
      types = other.types.map(\.copied)
      factors = other.factors.map(\.copied)
      conditions = other.conditions.map(\.copied)
      conditionDays = other.conditionDays
      notices = other.notices
      migration = other.migration
    }

    /// Nil where the policy has no such condition.
    func days(of condition: String) -> Policy.Condition.Days? {
      conditions.firstIndex(of: condition).map { conditionDays[$0] }
    }
  }

  let texts: TextRules
  /// Nil where the policy could not be read: then nothing is checked against it.
  let policy: Judgement?
  /// The keys; nil where the customers could not be read.
  let customers: Set<String>?

  package convenience init(_ texts: TextRules, policy: Policy?, customers: Set<String>?) {
    self.init(texts, policy.map { Judgement($0) }, customers)
  }

  private init(_ texts: TextRules, _ policy: Judgement?, _ customers: Set<String>?) {
    self.texts = texts
    self.policy = policy
    self.customers = customers
  }

  /// The same with lists and keys of its own.
  package func copy() -> RecordRules { RecordRules(texts.copy(), policy.map { Judgement(copying: $0) }, customers) }
}

extension String {
  /// The same text in a place of its own.
  fileprivate var copied: String { String(decoding: Array(utf8), as: UTF8.self) }
}
