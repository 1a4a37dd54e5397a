import PortalBase

extension Diagnostic.Code {
  package static let translationMissing = Self(
    "translation-missing", .warning,
    "A source document has no version in a language of the portal. Translate it, or leave it.")
}
