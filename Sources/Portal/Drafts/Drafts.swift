import Exceptions
import Localization
import PortalBase

/// What authors see of a site and readers do not: letters before they are printed, translations with what to read in them first, and
/// records that the day withholds. Its paths lie below `-/`, where no page of a site can lie.
package struct Drafts: Sendable {
  let site: Site
  /// The site that letters are about: never that of the public.
  private let letterSite: Site
  private let issued: IssuedLetters

  /// A page of drafts: one in the preview's own look, or a file as it is.
  package enum Page: Sendable {
    case own(title: String, HTML)
    case file([UInt8])
  }

  package static let index = "-/index.html"
  static let letters = "-/letters/"
  static let review = "-/review/"

  /// How many days ahead a letter is shown.
  static let daysAhead = 30

  /// - Parameter issued: the letters that were sent.
  package init(_ site: Site, issued: IssuedLetters) {
    self.site = site
    self.issued = issued
    letterSite =
      site.audience.isPublic
      ? Site(site.content, asOf: site.asOf, audience: .internal, digest: site.digest, isTabulated: false) : site
  }

  /// The title of each group of drafts and the path of its page.
  package static let contents: [(title: String, path: String)] = [
    ("Drafts", index), ("Letters", letters + "index.html"),
  ]

  /// Nil where there is no draft at a path.
  package func page(_ path: String) -> Page? {
    if path == Self.index { return .own(title: "Drafts", indexBody()) }
    if path.hasPrefix(Self.letters) { return letter(String(path.dropFirst(Self.letters.count))) }
    if path.hasPrefix(Self.review) { return review(String(path.dropFirst(Self.review.count))) }
    return nil
  }

  private func indexBody() -> HTML {
    var html = HTML(safe: "<h1>Drafts</h1>\n<p>What a published site has not, as of \(site.asOf).</p>\n")
    html.append(safe: "<h2>Letters</h2>\n<ul>\n")
    html.append(
      safe: "<li><a href=\"/\(Self.letters)index.html\">Letters that are due, or will be within \(Self.daysAhead) days"
        + "</a></li>\n</ul>\n")
    appendReviews(to: &html)
    appendWithheld(to: &html)
    return html
  }

  /// Records whose first event is after the day, each with a link to its page on that day.
  private func appendWithheld(to html: inout HTML) {
    html.append(safe: "<h2>Records withheld because of the day</h2>\n")
    if site.withheld.isEmpty {
      html.append(safe: "<p>None.</p>\n")
      return
    }
    let language = site.content.settings.sourceLanguage
    let withheld = Set(site.withheld)
    html.append(safe: "<ul>\n")
    for record in site.content.records where withheld.contains(record.id) {
      let day = record.events[0].day
      html.append(safe: "<li><a href=\"/\(language)/\(Paths.request(record.id))?as-of=\(day)\">\(record.id)</a>: ")
      html.append(escaping: record.title.version(in: language).text)
      html.append(safe: " (first event on \(day))</li>\n")
    }
    html.append(safe: "</ul>\n")
  }

  // MARK: - Letters

  private func letter(_ path: String) -> Page? {
    var request = LetterRequest()
    request.within = Self.daysAhead
    // Refused are only letters that somebody asks for by name.
    guard let set = try? LetterSet(letterSite, request, issued: issued) else { return nil }
    if path == "index.html" {
      return .file(Self.allowingScripts(set.index(pages: set.letters.map { _ in nil }, batches: [])))
    }
    if let asset = set.assets.first(where: { $0.path.dropFirst(Content.assetPrefix.count) == path }) {
      return .file(asset.bytes)
    }
    if let index = set.letters.firstIndex(where: { $0.path + ".html" == path }) {
      return .file(Self.allowingScripts(set.html(index)))
    }
    return set.letters.firstIndex { $0.path + ".txt" == path }.map { .file(set.text($0)) }
  }

  /// A letter forbids all scripts, also that which shows changes as they are saved.
  private static func allowingScripts(_ page: [UInt8]) -> [UInt8] {
    let policy = Array("default-src 'none';".utf8)
    guard let start = page.indices.first(where: { page[$0...].starts(with: policy) }) else { return page }
    return page[..<(start + policy.count)] + Array(" script-src 'self';".utf8) + page[(start + policy.count)...]
  }
}
