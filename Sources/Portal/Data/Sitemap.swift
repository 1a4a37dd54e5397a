import Localization
import PortalBase

/// `sitemap.xml` (sitemaps.org 0.9): every page in every language, each naming all its versions. A site of more than 50,000 pages has
/// several sitemaps, and `sitemap.xml` is the index of them.
struct Sitemap {
  /// What the protocol allows in one file.
  static let limit = 50_000

  /// A page in the languages that have it: its path below their folders. Where a page shows another language for want of a
  /// translation, that language does not have it.
  struct Entry {
    let path: String
    let languages: [Int]
  }

  let languages: [LanguageTag]
  /// The address of the site, with a slash at its end.
  let base: String
  let parts: [[Entry]]

  init(_ entries: [Entry], languages: [LanguageTag], base: String) {
    self.languages = languages
    self.base = base
    var parts: [[Entry]] = [[]]
    var count = 0
    for entry in entries {
      if count + entry.languages.count > Self.limit {
        parts.append([])
        count = 0
      }
      parts[parts.count - 1].append(entry)
      count += entry.languages.count
    }
    self.parts = parts
  }

  /// The paths of the files: one, or the index and then each of the parts.
  var paths: [String] { ["sitemap.xml"] + (parts.count == 1 ? [] : parts.indices.map(Self.path)) }

  private static func path(_ part: Int) -> String { "sitemap-\(part + 1).xml" }

  /// `sitemap.xml` itself.
  func bytes() -> [UInt8] {
    if parts.count == 1 { return bytes(part: 0) }
    var xml = XMLWriter()
    xml.open("sitemapindex") { $0.attribute("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9") }
    for part in parts.indices {
      xml.open("sitemap")
      xml.element("loc", base + Self.path(part))
      xml.close("sitemap")
    }
    xml.close("sitemapindex")
    return xml.bytes.bytes
  }

  func bytes(part: Int) -> [UInt8] {
    var xml = XMLWriter()
    xml.open("urlset") { xml in
      xml.attribute("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")
      xml.attribute("xmlns:xhtml", "http://www.w3.org/1999/xhtml")
    }
    for entry in parts[part] {
      let versions = entry.languages.map { (languages[$0].name, address(entry.path, languages[$0])) }
      for (_, address) in versions {
        xml.open("url")
        xml.element("loc", address)
        for (language, other) in versions { alternate(language, other, &xml) }
        if let first = versions.first { alternate("x-default", first.1, &xml) }
        xml.close("url")
      }
    }
    xml.close("urlset")
    return xml.bytes.bytes
  }

  private func alternate(_ language: String, _ address: String, _ xml: inout XMLWriter) {
    xml.empty("xhtml:link") { xml in
      xml.attribute("rel", "alternate")
      xml.attribute("hreflang", language)
      xml.attribute("href", address)
    }
  }

  private func address(_ page: String, _ language: LanguageTag) -> String {
    "\(base)\(language)/\(page.percentEncodedPath)"
  }
}

extension Sitemap {
  /// The sitemap of a table of routes. The pages of the source language stand for those of every language, but for documents, which may
  /// lack some.
  init(_ routes: [Route], _ content: Content) {
    let folder = content.settings.sourceLanguage.name + "/"
    let all = Array(content.locales.indices)
    var entries: [Entry] = []
    for route in routes {
      let locales: [Int]
      switch route.page {
      case .policy(_, let document):
        let versions = content.documents[document]
        locales = all.filter { versions.hasPage(in: $0) && !versions.isFallback(in: $0) }
        guard locales.first.map({ route.path.hasPrefix(content.locales[$0].tag.name + "/") }) ?? false else { continue }
      case .bilingual(let locale, _): locales = [locale]
      default:
        guard route.path.hasPrefix(folder), route.path.hasSuffix(".html") else { continue }
        locales = all
      }
      let start = route.path.utf8.firstIndex(of: UInt8(ascii: "/")).map { route.path.utf8.index(after: $0) }
      guard let start else { continue }
      entries.append(Entry(path: String(route.path[start...]), languages: locales))
    }
    self.init(entries, languages: content.locales.map(\.tag), base: content.settings.baseURL ?? "")
  }
}
