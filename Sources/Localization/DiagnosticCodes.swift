import PortalBase

/// Codes of locale files.
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

/// Codes of reading documents.
extension Diagnostic.Code {
  package static let invalidProvenance = Self(
    "invalid-provenance", .warning,
    "The front matter's kind of translation or hand-off day cannot be read; the page then says nothing of it.")
  package static let documentDirective = Self(
    "document-directive", .warning,
    "A directive of another documentation system stands in a document; it is shown as a label and does nothing.")
  package static let staleAcceptance = Self(
    "accepted-finding-stale", .warning,
    "An accepted finding is found no more, or its texts changed. Look at it again, and remove or renew the entry.")

  /// Problems of policy documents and of accepted findings.
  package static let documents: [Self] = [invalidProvenance, documentDirective, staleAcceptance]
}

/// Codes of the translation checks that the contract names (section 6).
extension Diagnostic.Code {
  package static let translationSegmentMismatch = Self(
    "translation-segment-mismatch", .error,
    "The markup of a segment is broken: its ids differ, a side is missing, spans do not nest, or an id occurs twice.")
  package static let translationDrift = Self(
    "translation-drift", .warning,
    "The source text that a segment was translated from is no longer in the source document, or a block of the source document has no translation."
  )
  package static let translationNumberLost = Self(
    "translation-number-lost", .error,
    "A number of the source text is not in the translation, in whatever way it may be written.")
  package static let translationLinkTarget = Self(
    "translation-link-target", .error, "The translation links to other places than its source text.")
  package static let translationEmptyLink = Self(
    "translation-empty-link", .error, "A link in the translation has no text that a reader could see or follow.")
  package static let translationStrayMarkup = Self(
    "translation-stray-markup", .error,
    "A marker such as ** is left literal in the translation. Beside punctuation, put the marker inside or outside of it."
  )
  package static let translationPunctuation = Self(
    "translation-punctuation", .error,
    "The translation starts with a stranded particle or comma, or doubles a comma or full stop.")
  package static let translationUntranslated = Self(
    "translation-untranslated", .warning, "The translation is still in the source language.")
  package static let translationGlossary = Self(
    "translation-glossary", .warning, "The translation lacks an approved term of the glossary, or uses a forbidden one."
  )
  package static let translationInconsistentName = Self(
    "translation-inconsistent-name", .warning,
    "A protected name of the source text does not stand unchanged in the translation.")
  package static let translationMachine = Self(
    "translation-machine", .note, "The document is a machine translation that no person has reviewed.")
  package static let translationMissing = Self(
    "translation-missing", .warning, "A source document has no version in a language of the portal.")
  package static let translationOrphan = Self(
    "translation-orphan", .warning, "A localized document has no source document.")
}

/// Codes of further checks, each measured as precise on real translations.
extension Diagnostic.Code {
  package static let translationBlank = Self(
    "translation-blank", .error, "The source text of a segment has words, the translation has none.")
  package static let translationBrackets = Self(
    "translation-brackets", .warning, "Brackets or quotation marks pair in the source text, but not in the translation."
  )
  package static let translationMarkers = Self(
    "translation-markers", .warning, "The translation has more or fewer bold or italic parts than its source text.")
  package static let translationDirective = Self(
    "translation-directive", .error, "A directive of the documentation system was changed or translated.")
  package static let translationPlaceholder = Self(
    "translation-placeholder", .error, "The translation has other placeholders than its source text.")
  package static let translationLimit = Self(
    "translation-limit", .error, "The translation turns an upper limit into a lower one, or the other way round.")
  package static let translationGluedCode = Self(
    "translation-glued-code", .error,
    "Two pieces of code stand with nothing between them, which is not so in the source text.")
  package static let translationFullWidth = Self(
    "translation-full-width", .warning, "A full-width letter or digit stands in the translation. Write it half-width.")

  /// Findings in localized documents.
  package static let translation: [Self] = [
    translationSegmentMismatch, translationDrift, translationNumberLost, translationLinkTarget, translationEmptyLink,
    translationStrayMarkup, translationPunctuation, translationUntranslated, translationGlossary,
    translationInconsistentName, translationMachine, translationMissing, translationOrphan, translationBlank,
    translationBrackets, translationMarkers, translationDirective, translationPlaceholder, translationLimit,
    translationGluedCode, translationFullWidth,
  ]
}
