import Localization
import Markdown
import PortalBase

/// A policy document in all the languages that have it: the files of one relative path under `content/policies/<locale>/`.
struct PolicyDocument: Sendable {
  /// Relative to the folder of the language, without `.md`.
  let path: String
  /// Nil where only a translation exists.
  let source: SourceDocument?
  /// By the place of the language in the portal's list; nil for the source language, and where there is no translation.
  let localized: [LocalizedDocument?]
  /// What the checks found in each of them, by the same places.
  let findings: [[Finding]]

  /// The file that a language's page is made from: its own, else that of the source language. Nil where there is neither.
  func file(in locale: Int) -> String? { localized[locale]?.id.file ?? source?.id.file }

  func title(in locale: Int) -> String { localized[locale]?.title ?? source?.title ?? path }

  /// The content of a language's page: its own, else that of the source language.
  func page(in locale: Int) -> DocumentPage? { localized[locale]?.page(source: source) ?? source?.page }

  func hasPage(in locale: Int) -> Bool { localized[locale] != nil || source != nil }

  /// Whether a language's page shows the source language, because there is no translation.
  func isFallback(in locale: Int) -> Bool { locale != 0 && localized[locale] == nil }
}

extension PolicyDocument {
  /// What is shown otherwise than its author wrote it, in every language that has the document: raw HTML, unsafe links, links to
  /// documents that are nowhere.
  func problems(_ locales: [LanguageTag], _ links: (LanguageTag) -> DocumentLinks) -> [Diagnostic] {
    locales.indices.filter { !isFallback(in: $0) }.flatMap { locale -> [Diagnostic] in
      guard let page = page(in: locale), let file = file(in: locale) else { return [] }
      var problems: [MarkdownProblem] = []
      _ = page.html(.document, problems: &problems)
      return problems.map { $0.diagnostic(in: file) } + links(locales[locale]).missing(in: page.tree, file: file)
    }
  }
}
