import Exceptions
import Localization
import PortalBase
import Templates

extension Site {
  /// The feeds: of the portal, of a customer, of a record.
  func renderFeed(_ route: Route, into bytes: inout [UInt8]) {
    let home = Paths.up(from: route.path.withoutFirstFolder)
    switch route.page {
    case .feed(let locale):
      let edition = editions[locale]
      let feed = AtomFeed(
        id: EntryID(content.settings).feed(edition.language.name), title: edition.phrase(content.settings.title).text,
        path: route.path, alternate: home + Paths.overview, edition: edition)
      bytes += feed.bytes(AtomFeed.entries(views(locale, home: home)))
    case .customerFeed(let locale, let index):
      let edition = editions[locale]
      let customer = content.customers[index]
      let feed = AtomFeed(
        id: EntryID(content.settings).feed("\(edition.language):\(customer.key)"),
        title: "\(edition.phrase(content.settings.title).text): \(edition.phrase(customer.name).text)",
        path: route.path, alternate: home + Paths.exceptions, edition: edition)
      let views = (lists.order[.customer(index)] ?? []).map {
        ExceptionView(facts: exceptions[$0], edition: edition, home: home)
      }
      bytes += feed.bytes(AtomFeed.entries(views))
    case .recordFeed(let locale, let record):
      let edition = editions[locale]
      let view = ExceptionView(facts: exceptions[record], edition: edition, home: home)
      let feed = AtomFeed(
        id: EntryID(content.settings).feed("\(edition.language):record:\(view.id)"),
        title: view.title.map { "\(view.id) \($0.text)" } ?? view.id,
        path: route.path, alternate: view.timelineURL, edition: edition)
      bytes += feed.bytes(AtomFeed.entries([view]))
    default: return
    }
  }

  /// The pages of the source language stand for those of every language: each page has them all.
  func renderSitemap(into bytes: inout [UInt8]) {
    let languages = content.locales.map(\.tag)
    let folder = languages[0].name + "/"
    let pages = routes.compactMap { route in
      route.path.hasPrefix(folder) && route.path.hasSuffix(".html") ? String(route.path.dropFirst(folder.count)) : nil
    }
    bytes += Sitemap.bytes(pages: pages, languages: languages, base: content.settings.baseURL ?? "")
  }
}

extension String {
  /// What follows the first `/`.
  fileprivate var withoutFirstFolder: String {
    firstIndex(of: "/").map { String(self[index(after: $0)...]) } ?? self
  }
}
