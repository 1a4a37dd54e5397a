import Localization
import PortalBase
import Templates

extension Drafts {
  /// The translated documents, each with the page that lists what to read in it first.
  func appendReviews(to html: inout HTML) {
    html.append(safe: "<h2>Translations to review</h2>\n")
    var rows = HTML.empty
    for (locale, language) in site.content.locales.enumerated() {
      for document in site.content.documents where document.localized[locale] != nil {
        let path = "\(language.tag)/\(document.path)".percentEncodedPath
        rows.append(safe: "<li><a href=\"/\(Self.review)\(path).html\">")
        rows.append(escaping: document.title(in: locale))
        rows.append(safe: "</a> (")
        rows.append(escaping: language.name)
        rows.append(safe: ")</li>\n")
      }
    }
    html.append(safe: rows.isEmpty ? "<p>None.</p>\n" : "<ul>\n")
    html += rows
    if !rows.isEmpty { html.append(safe: "</ul>\n") }
  }

  /// The review list of a document at `<locale>/<document>.html`: its segments, those first that matter most.
  func review(_ path: String) -> Page? {
    for (locale, language) in site.content.locales.enumerated() {
      for document in site.content.documents where "\(language.tag)/\(document.path).html" == path {
        return review(document, locale)
      }
    }
    return nil
  }

  private func review(_ document: PolicyDocument, _ locale: Int) -> Page? {
    guard let localized = document.localized[locale] else { return nil }
    let findings = document.findings[locale]
    let items = TranslationCheck.reviewList(localized, source: document.source, findings: findings)
    let edition = site.editions[locale]
    let page = "/\(edition.language)/\(Paths.bilingual(document.path).percentEncodedPath)"
    let title = document.title(in: locale)
    var html = HTML(safe: "<h1>")
    html.append(escaping: "Review: \(title)")
    html.append(safe: "</h1>\n<p><a href=\"\(page)\">Both languages side by side</a>. ")
    html.append(safe: "Segments that a person should read first, those first in which a mistake costs most.</p>\n")
    if items.isEmpty { html.append(safe: "<p>None.</p>\n") }
    html.append(safe: "<ol>\n")
    for item in items {
      append(item, page, edition, findings.filter { $0.segment == item.segment.id && !$0.isAccepted }, &html)
    }
    html.append(safe: "</ol>\n")
    return .own(title: "Review: \(title)", html)
  }

  private func append(
    _ item: ReviewItem, _ page: String, _ edition: Edition, _ findings: [Finding], _ html: inout HTML
  ) {
    let segment = item.segment
    html.append(safe: "<li><p><a href=\"\(page)#\(segment.id.htmlEscaped)\">\(segment.id.htmlEscaped)</a>: ")
    html.append(escaping: item.reasons.map(\.rawValue).joined(separator: ", "))
    html.append(safe: "</p>\n<p lang=\"\(edition.language)\" dir=\"\(edition.direction.rawValue)\">")
    html.append(escaping: segment.targetText)
    html.append(safe: "</p>\n<p lang=\"\(site.content.settings.sourceLanguage)\" dir=\"auto\">")
    html.append(escaping: segment.sourceText)
    html.append(safe: "</p>\n")
    for finding in findings {
      html.append(safe: "<p>")
      html.append(escaping: "\(finding.severity.rawValue): \(finding.diagnostic.message)")
      html.append(safe: " [\(finding.code.name)]</p>\n")
    }
    html.append(safe: "</li>\n")
  }
}
