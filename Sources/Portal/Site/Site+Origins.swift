import Exceptions
import Localization
import Markdown
import PortalBase

extension Site {
  /// Where a link of a page comes from: a file of the portal, and every place of the link in it. Empty for pages that are made from
  /// neither a document nor a record, and for links that are the template's own.
  package func origins(of route: Route, _ reference: String) -> [(file: String, location: SourceLocation)] {
    switch route.page {
    case .policy(let locale, let document), .bilingual(let locale, let document):
      origins(document: document, locale, reference)
    case .request(let locale, let record), .timeline(let locale, let record), .notice(let locale, let record, _, _),
      .supportChange(let locale, let record):
      origins(record: exceptions[record].record, locale, reference)
    default: []
    }
  }

  private func origins(
    document index: Int, _ locale: Int, _ reference: String
  ) -> [(file: String, location: SourceLocation)] {
    let document = content.documents[index]
    let links = links(document, editions[locale].language)
    guard let page = document.page(in: locale), let file = document.file(in: locale) else { return [] }
    let found = DocumentLinks.written(in: page.tree).filter { written in
      switch links.target(of: written.destination) {
      case .page(let url), .external(let url): url == reference
      case .other: written.destination == reference
      case .missing: false
      }
    }
    return found.map { (file, $0.location) }
  }

  /// A text of a record has one place, its opening quote, however many links are in it.
  private func origins(
    record: ExceptionRecord, _ locale: Int, _ reference: String
  ) -> [(file: String, location: SourceLocation)] {
    guard let file = content.recordFiles[record.file] else { return [] }
    return record.markdownFields.compactMap { field in
      let version = field.text.version(in: editions[locale].language)
      let links = DocumentLinks.written(in: MarkdownTree(parsing: version.text))
      guard links.contains(where: { $0.destination == reference }) else { return nil }
      return (file.path, record.location(of: field, in: version.language, of: file))
    }
  }
}
