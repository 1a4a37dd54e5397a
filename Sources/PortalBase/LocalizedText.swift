/// A text in one or more languages, as `portal.json`, `policy.json`, `customers.json` and records carry it: a string
/// (in the source language) or an object by locale. It always has the source language, which stands first.
package struct LocalizedText: Sendable, Hashable {
  package struct Version: Sendable, Hashable {
    package let language: LanguageTag
    package let text: String

    package init(_ language: LanguageTag, _ text: String) {
      self.language = language
      self.text = text
    }
  }

  /// The source language first, the others by name.
  package let versions: [Version]
  /// Whether the JSON had a bare string: kept so that data files show the text as the record has it.
  package let isPlain: Bool

  package init(source: Version, others: [Version] = [], isPlain: Bool = true) {
    versions = [source] + (others.count > 1 ? others.sorted { $0.language < $1.language } : others)
    self.isPlain = isPlain && others.isEmpty
  }

  /// The text in a language, else in the source language: the version says which one it is, so that a page can mark it.
  package func version(in language: LanguageTag) -> Version {
    versions.first { $0.language == language } ?? versions[0]
  }

  package func has(_ language: LanguageTag) -> Bool {
    versions.contains { $0.language == language }
  }
}
