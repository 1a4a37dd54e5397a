import PortalBase

/// What a check found in a localized document. It never stops a build; at error level it makes `waiver check` fail.
package struct Finding: Sendable, Hashable {
  package var diagnostic: Diagnostic
  /// `<locale>/<path>` of the document, below `content/policies/`: how `accepted-findings.json` names it.
  package var document: String
  /// Of a drifted segment: from the stored source text to today's, word by word. Empty for other findings.
  package var difference: [WordChange] = []
  /// The approved terms, of a glossary finding.
  package var approvedTerms: [String] = []
  /// What `accepted-findings.json` must name to accept this finding: a hash of both texts.
  package var textsHash: String = ""
  /// Why it was accepted. An accepted finding is shown, and not counted.
  package var acceptedReason: String?

  package var code: Diagnostic.Code { diagnostic.code }
  package var severity: Severity { diagnostic.severity }
  package var segment: String? { diagnostic.segment }
  package var isAccepted: Bool { acceptedReason != nil }
}
