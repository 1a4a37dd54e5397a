import Exceptions
import Localization
import PortalBase
import Templates

extension Site {
  /// The feeds: of the portal, of a customer, of a record.
  func renderFeed(
    _ page: Page, at path: String, into bytes: inout ByteBuffer, _ scratch: inout RenderScratch
  ) {
    switch page {
    case .feed(let locale):
      let edition = editions[locale]
      let feed = AtomFeed(
        name: edition.language.name, title: edition.phrase(content.settings.title).text,
        path: path, alternate: Paths.overview, edition: edition, words: feedWords[locale])
      feed.append(AtomFeed.entries(views(locale, .ofHome)), to: &bytes)
    case .customerFeed(let locale, let index):
      let edition = editions[locale]
      let customer = content.customers[index]
      let ways = Ways(from: Paths.customerFeed(customer.key))
      let feed = AtomFeed(
        name: edition.language.name + ":" + customer.key,
        title: "\(edition.phrase(content.settings.title).text): \(edition.phrase(customer.name).text)",
        path: path, alternate: ways.home + Paths.exceptions, edition: edition, words: feedWords[locale])
      let views = (lists.order[.customer(index)] ?? []).map {
        ExceptionView(facts: exceptions[$0], edition: edition, ways: ways)
      }
      feed.append(AtomFeed.entries(views), to: &bytes)
    case .recordFeed(let locale, let record):
      let edition = editions[locale]
      scratch.markup.turn(to: record, exceptions[record], in: edition)
      let view = ExceptionView(
        facts: exceptions[record], edition: edition, ways: .ofRecord, file: Paths.recordFeedFile, markup: scratch.markup
      )
      let feed = AtomFeed(
        name: edition.language.name + ":record:" + view.id,
        title: view.title.map { view.id + " " + $0.text } ?? view.id,
        path: path, alternate: view.timelineURL.text, edition: edition, words: feedWords[locale])
      feed.append(AtomFeed.entries(of: view), to: &bytes)
    default: return
    }
  }

  /// `sitemap.xml`, or a part of a sitemap that needs several files.
  func renderSitemap(part: Int?, into bytes: inout ByteBuffer) {
    let sitemap = Sitemap(allRoutes, content)
    bytes.append(part.map { sitemap.bytes(part: $0) } ?? sitemap.bytes())
  }
}
