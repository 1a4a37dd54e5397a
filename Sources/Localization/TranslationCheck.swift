import PortalBase

/// The checks of localized documents (contract, section 6).
package enum TranslationCheck {
  /// Everything about one localized document, in the order of its places.
  /// - Parameter source: nil for a document without a source document, which is itself a finding.
  package static func findings(
    source: SourceDocument?, target: LocalizedDocument, glossary: Glossary = .empty,
    accepted: AcceptedFindings = .none
  ) -> [Finding] { [] }

  /// A source document that has no version in a language.
  package static func missing(_ source: SourceDocument, in language: LanguageTag) -> Finding {
    Finding(diagnostic: Diagnostic(.translationMissing, file: source.id.file, ""), document: "")
  }

  /// The segments that a person should read first: those that carry numbers, deadlines or negation, most of them first.
  package static func reviewList(_ target: LocalizedDocument, findings: [Finding]) -> [ReviewItem] { [] }
}

/// Why a segment is worth reading.
package struct ReviewItem: Sendable, Hashable {
  package enum Reason: String, Sendable, Hashable, CaseIterable {
    case finding, deadline, negation, number
  }

  package let segment: Segment
  package let reasons: [Reason]
}
