import PortalBase
import Templates

/// The language choice at the top of the site, and the page for addresses that have none: in the source language, with a
/// link to each overview.
struct StandalonePage: Sendable {
  let edition: Edition
  let title: String
  /// What links begin with: nothing, or the portal's base address. Nil where the page must stand alone, because a server shows it at
  /// addresses of any depth.
  let base: String?

  var homes: [LanguageItem] {
    edition.siblings.map {
      LanguageItem(
        language: $0.language.name, direction: $0.direction, name: $0.name,
        url: "\(base ?? "")\($0.language)/index.html", isCurrent: false)
    }
  }

  static let model = Model<StandalonePage>([
    .text("language", "the source language") { $0.edition.language.name },
    .text("direction", "ltr or rtl") { $0.edition.direction.rawValue },
    .text("title", "the page's title") { $0.title },
    .phrase("portalTitle", "the title of the portal") { $0.edition.phrase($0.edition.settings.title) },
    .flag("isUnlisted", "whether search engines shall leave the page alone") { !$0.edition.isPublic },
    .flag("isLinked", "whether the page may link to others") { $0.base != nil },
    .url("base", "what links begin with") { $0.base ?? "" },
    .text("asOfSentence", "the day and zone for which the site is true") { $0.edition.asOfSentence },
    .text("audienceSentence", "for whom the site is") { $0.edition.audienceSentence },
    .list("homes", "the overview in every language", LanguageItem.model) { $0.homes },
  ])
}
