import PortalBase

/// The words that translations have to use (`content/glossary.json`), by language.
package struct Glossary: Sendable, Hashable {
  package struct Term: Sendable, Hashable {
    package let source: String
    package let approved: [String]
    package let forbidden: [String]
  }

  package struct Entry: Sendable, Hashable {
    package var terms: [Term] = []
    /// Names that stay as they are in every language.
    package var protectedNames: [String] = []
  }

  package var entries: [LanguageTag: Entry] = [:]

  package static let empty = Glossary()

  /// Reads `glossary.json`. Nil where anything in it is wrong.
  package static func decode(_ file: SourceFile, _ rules: TextRules) -> (glossary: Glossary?, diagnostics: [Diagnostic])
  {
    (nil, [])
  }
}
