import PortalBase

extension Diagnostic.Code {
  package static let missingString = Self(
    "missing-string", .error, "A locale file lacks an interface string that pages or templates use. Add it.")
  package static let unusedString = Self(
    "unused-string", .warning, "A locale file has an interface string that nothing uses. Remove it.")
  package static let stringPlaceholder = Self(
    "string-placeholder", .error,
    "An interface string names other placeholders than that of the source language. Use the same ones.")
  package static let invalidPlaceholder = Self(
    "invalid-placeholder", .error,
    "A brace in an interface string or a date pattern is no placeholder that can be filled in. Correct its name, or remove it."
  )

  /// Problems of locale files.
  package static let locales: [Self] = [missingString, unusedString, stringPlaceholder, invalidPlaceholder]
}

extension Diagnostic.Code {
  package static let staleAcceptance = Self(
    "accepted-finding-stale", .warning,
    "An accepted finding is found no more, or its texts changed. Look at it again, and remove or renew the entry.")
  package static let translationMissing = Self(
    "translation-missing", .warning,
    "A source document has no version in a language of the portal. Translate it, or leave it.")

  /// Findings in localized documents.
  package static let translation: [Self] = [translationMissing]
}
