import Localization
import PortalBase

/// How far one document is translated to one language, and how well.
package struct DocumentCoverage: Sendable, Hashable {
  /// Below the folder of the language, with `.md`.
  package let document: String
  package let language: LanguageTag
  /// False where readers of the language see the source language.
  package let isTranslated: Bool
  /// Nil where the document has no side-by-side markup.
  package let segments: Int?
  /// How many findings say that the source has changed.
  package let stale: Int
  package let errors: Int
  package let warnings: Int
  package let notes: Int
  package let accepted: Int
  /// `MT` for a machine, `HT` for people; nil where the document does not say.
  package let method: String?
  package let handOff: Day?
}

extension Content {
  /// Every document in every language but the source language: by language as the portal orders them, then by path.
  package var coverage: [DocumentCoverage] {
    locales.indices.dropFirst().flatMap { locale in
      documents.map { coverage(of: $0, in: locale) }
    }
  }

  private func coverage(of document: PolicyDocument, in locale: Int) -> DocumentCoverage {
    let localized = document.localized[locale]
    let findings = document.findings[locale]
    let open = findings.filter { !$0.isAccepted }
    return DocumentCoverage(
      document: document.path + ".md", language: locales[locale].tag, isTranslated: localized != nil,
      segments: localized.flatMap { $0.hasSegments ? $0.segments.count : nil },
      stale: open.count { $0.code == .translationDrift },
      errors: open.count { $0.severity == .error }, warnings: open.count { $0.severity == .warning },
      notes: open.count { $0.severity == .note }, accepted: findings.count - open.count,
      method: localized?.provenance.method?.rawValue, handOff: localized?.provenance.handOff)
  }
}
