import PortalBase

/// What must be known of a record, also of one that could not be decoded, to check the records against each other.
package struct RecordIdentity: Sendable, Hashable {
  package let file: String
  package let id: String?
  package let idLocation: SourceLocation
  package let supersedes: String?
  package let supersedesLocation: SourceLocation
  /// The key as written; nil without one, or where it could not be read.
  package let customer: String?
  package let isCustomerKnown: Bool
}

/// What one file of records gave.
package struct DecodedRecords: Sendable {
  package var records: [ExceptionRecord] = []
  package var identities: [RecordIdentity] = []
  /// Whether every record's id could be read: else a record that is named elsewhere may be in this file.
  package var isComplete = true
  package var diagnostics: [Diagnostic] = []

  /// Whether other records have the same ids and say the same of each other, wherever in their file.
  package func isSameSet(as other: DecodedRecords) -> Bool {
    isComplete == other.isComplete && records.map(\.id) == other.records.map(\.id)
      && identities.count == other.identities.count
      && zip(identities, other.identities).allSatisfy {
        $0.id == $1.id && $0.supersedes == $1.supersedes && $0.customer == $1.customer
          && $0.isCustomerKnown == $1.isCustomerKnown
      }
  }
}

extension ExceptionRecord {
  /// Reads one file of records: an object or an array of objects, or one object a line in `.jsonl`.
  /// - Parameters:
  ///   - policy: nil where it could not be read: then nothing is checked against it.
  ///   - customers: their keys; nil where they could not be read.
  package static func decode(
    _ file: SourceFile, _ rules: TextRules, policy: Policy?, customers: Set<String>?
  ) -> DecodedRecords {
    decode(file, RecordRules(rules, policy: policy, customers: customers))
  }

  /// The same with rules that many files have in common.
  package static func decode(_ file: SourceFile, _ rules: RecordRules) -> DecodedRecords {
    var decoder = RecordDecoder(file, rules)
    decoder.readFile()
    return decoder.result
  }
}
