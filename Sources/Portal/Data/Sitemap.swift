import PortalBase

/// `sitemap.xml` (sitemaps.org 0.9): every page in every language, each naming all its versions.
enum Sitemap {
  /// - Parameters:
  ///   - pages: paths below the folder of a language, of pages that every language has.
  ///   - base: the address of the site, with a slash at its end.
  static func bytes(pages: [String], languages: [LanguageTag], base: String) -> [UInt8] {
    var xml = XMLWriter()
    xml.open(
      "urlset",
      [("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"), ("xmlns:xhtml", "http://www.w3.org/1999/xhtml")])
    for page in pages.prefix(50_000 / max(1, languages.count)) {
      for language in languages {
        xml.open("url")
        xml.element("loc", address(page, language, base))
        for other in languages { alternate(other.name, address(page, other, base), &xml) }
        alternate("x-default", address(page, languages[0], base), &xml)
        xml.close("url")
      }
    }
    xml.close("urlset")
    return xml.bytes
  }

  private static func alternate(_ language: String, _ address: String, _ xml: inout XMLWriter) {
    xml.empty("xhtml:link", [("rel", "alternate"), ("hreflang", language), ("href", address)])
  }

  private static func address(_ page: String, _ language: LanguageTag, _ base: String) -> String {
    "\(base)\(language)/\(page.percentEncodedPath)"
  }
}
