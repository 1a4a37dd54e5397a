import PortalBase
import Templates

/// What every page has around its content.
struct Frame: Sendable {
  /// The entries of the main navigation.
  enum Section: CaseIterable {
    case overview, exceptions, deadlines, conditions, policies, translations

    var path: String {
      switch self {
      case .overview: Paths.overview
      case .exceptions: Paths.exceptions
      case .deadlines: Paths.deadlines
      case .conditions: Paths.conditions
      case .policies: Paths.policies
      case .translations: Paths.translations
      }
    }

    var key: String {
      switch self {
      case .overview: "nav-overview"
      case .exceptions: "nav-exceptions"
      case .deadlines: "nav-deadlines"
      case .conditions: "nav-conditions"
      case .policies: "nav-policies"
      case .translations: "nav-translations"
      }
    }
  }

  let edition: Edition
  /// The page's path below the folder of its language.
  let path: String
  let title: String
  var section: Section?
  /// The way from the overview to this page, without both.
  var parents: [LinkView] = []
  var digest: String?
  /// The page in every language.
  let languages: [Context<LanguageItem>]
  /// The portal's feed, then those of the page's own subject.
  private(set) var feeds: [Context<LinkView>]

  /// The way up to the folder of the page's language, and to the top of the site.
  let home: String
  let root: String
  private let isInAllLanguages: Bool
  private let untranslated: [LanguageTag]
  /// The path as it stands in links.
  private let encodedPath: String

  /// - Parameters:
  ///   - isInAllLanguages: whether every language has this page: else the language links lead to the overviews.
  ///   - untranslated: the languages that have no version of their own, and show another one's.
  init(
    edition: Edition, path: String, title: String, section: Section? = nil, isInAllLanguages: Bool = true,
    untranslated: [LanguageTag] = []
  ) {
    self.edition = edition
    self.path = path
    self.title = title
    self.section = section
    self.isInAllLanguages = isInAllLanguages
    self.untranslated = untranslated
    home = Paths.up(from: path)
    let root = home + "../"
    self.root = root
    encodedPath = path.percentEncodedPath
    let target = "/" + (isInAllLanguages ? encodedPath : Paths.overview)
    languages = edition.siblings.enumerated().map { index, sibling in
      Context(
        LanguageItem(
          language: sibling.language.name, direction: sibling.direction, name: sibling.name,
          url: root + sibling.language.name + target, isCurrent: index == edition.index))
    }
    feeds = [Context(LinkView(url: home + Paths.feed, title: edition.phrase(edition.settings.title)))]
  }

  /// Names a feed that follows less than the whole portal: of the page's record or customer.
  mutating func add(feed: LinkView) { feeds.append(Context(feed)) }

  var navigation: [NavigationItem] {
    edition.navigation.map {
      NavigationItem(url: home + $0.path, title: $0.title, isCurrent: $0.section == section)
    }
  }

  var breadcrumbs: [LinkView] {
    if path == Paths.overview { return [] }
    return [LinkView(url: home + Paths.overview, title: Phrase(edition.string("nav-overview")))] + parents
  }

  /// The versions of the page that search engines shall know: not those that show another language's text.
  var alternates: [Context<LanguageItem>] {
    if !isInAllLanguages { return [] }
    if untranslated.isEmpty { return languages }
    return languages.filter { !untranslated.map(\.name).contains($0.value.language) }
  }

  /// The original, where the page only repeats it.
  var canonicalURL: String? { untranslated.contains(edition.language) ? defaultURL : nil }

  /// The page in the source language, for readers of none of the portal's languages (hreflang `x-default`).
  var defaultURL: String? {
    isInAllLanguages ? root + edition.siblings[0].language.name + "/" + encodedPath : nil
  }

  /// The fields that are the same on all pages of a section whose files lie as deep as each other.
  static let shared: Set<String> = [
    "language", "direction", "portalTitle", "service", "root", "home", "isOverview", "isPublic", "isUnlisted",
    "navigation", "hasBreadcrumbs", "asOfSentence", "audienceSentence",
  ]

  static let model = Model<Frame>([
    .text("language", "the page's language, for lang and hreflang") { $0.edition.language.name },
    .text("direction", "ltr or rtl") { $0.edition.direction.rawValue },
    .text("title", "the page's title, also its main heading") { $0.title },
    .phrase("portalTitle", "the title of the portal") { $0.edition.phrase($0.edition.settings.title) },
    .phrase("service", "the name of the service") { $0.edition.phrase($0.edition.settings.service) },
    .url("root", "the way up to the top of the site") { $0.root },
    .url("home", "the way up to the folder of the language") { $0.home },
    .flag("isOverview", "whether this is the overview") { $0.path == Paths.overview },
    .flag("isPublic", "whether the audience is the public") { $0.edition.audience.isPublic },
    .flag("isUnlisted", "whether search engines shall leave the page alone") { !$0.edition.audience.isPublic },
    .list("navigation", "the main navigation", NavigationItem.model) { $0.navigation },
    .list("breadcrumbs", "the way to this page", LinkView.model) { $0.breadcrumbs },
    .sharedList("languages", "the same page in every language", LanguageItem.model) { $0.languages },
    .flag("hasBreadcrumbs", "whether the page is not the overview itself") { $0.path != Paths.overview },
    .sharedList("alternates", "the versions of the page in all languages that have one", LanguageItem.model) {
      $0.alternates
    },
    .url("canonicalURL", "the original, where the page only repeats it") { $0.canonicalURL },
    .url("defaultURL", "the page in the source language, for hreflang x-default") { $0.defaultURL },
    .sharedList("feeds", "the feeds that a reader of the page may want", LinkView.model) { $0.feeds },
    .text("asOfSentence", "the day and zone for which the page is true") { $0.edition.asOfSentence },
    .text("audienceSentence", "for whom the page is") { $0.edition.audienceSentence },
    .text("digest", "the digest of the whole input, on the overview only") { $0.digest ?? "" },
  ])
}

extension Edition {
  var audienceSentence: String {
    switch audience {
    case .internal: string("audience-internal")
    case .public: string("audience-public")
    case .customer(let key):
      format("audience-customer", ["customer": customerName(key).text])
    }
  }
}

struct NavigationItem: Sendable {
  let url: String
  let title: String
  let isCurrent: Bool

  static let model = Model<NavigationItem>([
    .url("url", "where it leads") { $0.url },
    .text("title", "its words") { $0.title },
    .flag("isCurrent", "whether the page belongs to it") { $0.isCurrent },
  ])
}

struct LanguageItem: Sendable {
  let language: String
  let direction: Phrase.Direction
  let name: String
  let url: String
  let isCurrent: Bool

  static let model = Model<LanguageItem>([
    .text("language", "the language, for lang and hreflang") { $0.language },
    .text("direction", "ltr or rtl, of its name") { $0.direction.rawValue },
    .text("name", "its name in itself") { $0.name },
    .url("url", "the page in it") { $0.url },
    .flag("isCurrent", "whether it is the page's language") { $0.isCurrent },
  ])
}
