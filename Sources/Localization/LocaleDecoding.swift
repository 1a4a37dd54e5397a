import PortalBase

extension Locale {
  /// Reads a locale file. Nil where anything in it is wrong; the strings' keys are compared with those used by `check`.
  package static func decode(_ file: SourceFile, _ tag: LanguageTag) -> (locale: Locale?, diagnostics: [Diagnostic]) {
    (nil, [])
  }
}
