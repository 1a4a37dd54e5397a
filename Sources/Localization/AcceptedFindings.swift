import PortalBase

/// Findings accepted with a reason (`content/accepted-findings.json`): `{"findings": [{"document": "ja/plan.md", "segment",
/// "code", "texts", "reason"}]}`. `texts` is the hash of source and target that the finding had, so it comes back when either changes.
package struct AcceptedFindings: Sendable, Hashable {
  package struct Entry: Sendable, Hashable {
    /// `<locale>/<path>`, below `content/policies/`.
    package let document: String
    /// Nil for a finding about the whole document.
    package let segment: String?
    package let code: String
    package let texts: String
    package let reason: String
    package let location: SourceLocation
  }

  package var file = ""
  package var entries: [Entry] = []

  package static let none = AcceptedFindings()

  /// Reads `accepted-findings.json`. Nil where anything in it is wrong.
  package static func decode(_ file: SourceFile) -> (accepted: AcceptedFindings?, diagnostics: [Diagnostic]) {
    (nil, [])
  }

  /// Entries that accept none of the findings: the texts changed, or the finding is gone.
  package func unused(_ findings: [Finding]) -> [Diagnostic] { [] }
}
