import Localization
import PortalBase

/// A policy document in all the languages that have it: the files of one relative path under `content/policies/<locale>/`.
struct PolicyDocument: Sendable {
  /// Relative to the folder of the language, without `.md`.
  let path: String
  let source: SourceDocument
  /// By the place of the language in the portal's list; nil for the source language, and where there is no translation.
  let localized: [LocalizedDocument?]
  /// What the checks found in each of them, by the same places.
  let findings: [[Finding]]

  /// The file that a language's page is made from: its own, else that of the source language.
  func file(in locale: Int) -> String { localized[locale]?.id.file ?? source.id.file }

  func title(in locale: Int) -> String { localized[locale]?.title ?? source.title }
}
