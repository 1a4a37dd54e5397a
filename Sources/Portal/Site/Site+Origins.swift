import Exceptions
import Localization
import Markdown
import PortalBase

extension Site {
  /// Where the links of a page come from, by what they are on it: a file of the portal, and every place of the link in it. Without those of
  /// pages that are made from neither a document nor a record, and those that are the template's own.
  package func origins(of route: Route) -> [String: [(file: String, location: SourceLocation)]] {
    switch route.page {
    case .policy(let locale, let index): origins(policy: content.documents[index], locale)
    case .bilingual(let locale, let index): origins(bilingual: content.documents[index], locale)
    case .request(let locale, let record), .timeline(let locale, let record), .notice(let locale, let record, _, _),
      .supportChange(let locale, let record):
      origins(record: exceptions[record].record, locale)
    default: [:]
    }
  }

  private func origins(
    policy document: PolicyDocument, _ locale: Int
  ) -> [String: [(file: String, location: SourceLocation)]] {
    guard let page = document.page(in: locale), let file = document.file(in: locale) else { return [:] }
    return origins(document, locale, [(page.tree, file)])
  }

  private func origins(
    bilingual document: PolicyDocument, _ locale: Int
  ) -> [String: [(file: String, location: SourceLocation)]] {
    let trees = document.localized[locale]?.bilingualTrees(source: document.source)
    return origins(document, locale, trees ?? [])
  }

  /// - Parameter trees: what the page is made of, each tree with its file.
  private func origins(
    _ document: PolicyDocument, _ locale: Int, _ trees: [(tree: MarkdownTree, file: String)]
  ) -> [String: [(file: String, location: SourceLocation)]] {
    let links = links(document, editions[locale].language)
    var found: [String: [(file: String, location: SourceLocation)]] = [:]
    for (tree, file) in trees {
      for written in DocumentLinks.written(in: tree) {
        switch links.target(of: written.destination) {
        case .page(let url), .external(let url): found[url, default: []].append((file, written.location))
        case .other: found[written.destination, default: []].append((file, written.location))
        case .missing: continue
        }
      }
    }
    return found
  }

  /// A text of a record has one place, its opening quote, however many links are in it.
  private func origins(
    record: ExceptionRecord, _ locale: Int
  ) -> [String: [(file: String, location: SourceLocation)]] {
    guard let file = content.recordFiles[record.file] else { return [:] }
    let places = MarkdownPlaces(of: record, in: file)
    var found: [String: [(file: String, location: SourceLocation)]] = [:]
    for field in record.markdownFields {
      let version = field.text.version(in: editions[locale].language)
      let links = Set(DocumentLinks.written(in: MarkdownTree(parsing: version.text)).map(\.destination))
      if links.isEmpty { continue }
      let place = places.location(of: field, in: version.language)
      for link in links { found[link, default: []].append((file.path, place)) }
    }
    return found
  }
}
