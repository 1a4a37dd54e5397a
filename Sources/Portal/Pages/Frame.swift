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

  /// What the page is about.
  private enum Subject {
    case page(path: String)
    /// One of the pages of a record, which all lie in the record's folder.
    case record(id: String, file: String)
  }

  let edition: Edition
  let title: String
  /// The ways to what the rows of many pages lead to.
  let ways: Ways
  /// The way from the overview to this page, without both and without what a record's pages have there anyway.
  var parents: [LinkView] = []
  var digest: String?
  /// The feed of the page's own subject, beside those of the portal and of the record.
  var ownFeed: LinkView?

  private let subject: Subject
  private let section: Section?
  private let isInAllLanguages: Bool
  private let untranslated: [LanguageTag]

  /// - Parameters:
  ///   - path: below the folder of the page's language.
  ///   - isInAllLanguages: whether every language has this page: else the language links lead to the overviews.
  ///   - untranslated: the languages that have no version of their own, and show another one's.
  init(
    edition: Edition, path: String, title: String, section: Section? = nil, isInAllLanguages: Bool = true,
    untranslated: [LanguageTag] = []
  ) {
    self.edition = edition
    self.title = title
    self.section = section
    self.isInAllLanguages = isInAllLanguages
    self.untranslated = untranslated
    subject = .page(path: path)
    ways = Ways(from: path)
  }

  /// Around a page of a record.
  init(edition: Edition, record id: String, file: String, title: String) {
    self.edition = edition
    self.title = title
    section = .exceptions
    isInAllLanguages = true
    untranslated = []
    subject = .record(id: id, file: file)
    ways = .ofRecord
  }

  /// The way up to the folder of the page's language.
  var home: String { ways.home }
  /// The way up to the top of the site.
  var root: String { home + "../" }

  /// The shortest way to a path below the folder of the page's language, given as it stands in links.
  func way(to path: String) -> String { Paths.way(from: encodedPath, to: path) }

  /// The same below the folder of any language.
  func way(to path: String, in language: LanguageTag) -> String {
    language == edition.language ? way(to: path) : "\(root)\(language)/\(path)"
  }

  /// The page's path below the folder of its language, as it stands in links. The id of a record needs no encoding
  /// (contract, section 2).
  private var encodedPath: String {
    switch subject {
    case .page(let path): path.percentEncodedPath
    case .record(let id, let file): Paths.record(id) + file
    }
  }

  private var isOverview: Bool {
    if case .page(Paths.overview) = subject { true } else { false }
  }

  /// The page in every language.
  var languages: [LanguageItem] {
    let path = isInAllLanguages ? encodedPath : Paths.overview
    return edition.siblings.enumerated().map { index, sibling in
      LanguageItem(
        language: sibling.language.name, direction: sibling.direction, name: sibling.name,
        url: way(to: path, in: sibling.language), isCurrent: index == edition.index)
    }
  }

  /// The portal's feed, then that of the page's own subject.
  var feeds: [LinkView] {
    var feeds = [LinkView(url: way(to: Paths.feed), title: edition.phrase(edition.settings.title))]
    if case .record(let id, _) = subject {
      feeds.append(LinkView(url: Paths.recordFeedFile, title: Phrase(id)))
    }
    if let ownFeed { feeds.append(ownFeed) }
    return feeds
  }

  var navigation: [NavigationItem] {
    edition.navigation.map {
      NavigationItem(url: Address("", way(to: $0.path)), title: $0.title, isCurrent: $0.section == section)
    }
  }

  var breadcrumbs: [LinkView] {
    if isOverview { return [] }
    var crumbs = [LinkView(url: way(to: Paths.overview), title: Phrase(edition.string("nav-overview")))]
    if case .record(let id, let file) = subject {
      crumbs.append(LinkView(url: way(to: Paths.exceptions), title: Phrase(edition.string("nav-exceptions"))))
      if file != Paths.requestFile { crumbs.append(LinkView(url: Paths.requestFile, title: Phrase(id))) }
    }
    return crumbs + parents
  }

  /// The versions of the page that search engines shall know: not those that show another language's text.
  var alternates: [LanguageItem] {
    if !isInAllLanguages { return [] }
    if untranslated.isEmpty { return languages }
    return languages.filter { !untranslated.map(\.name).contains($0.language) }
  }

  /// The original, where the page only repeats it.
  var canonicalURL: String? { untranslated.contains(edition.language) ? defaultURL : nil }

  /// The page in the source language, for readers of none of the portal's languages (hreflang `x-default`).
  var defaultURL: String? {
    isInAllLanguages ? way(to: encodedPath, in: edition.siblings[0].language) : nil
  }

  /// What differs between the frames of the pages of records: a page's own title.
  static let ofPage: Set<String> = ["title"]

  static let model = Model<Frame>([
    .text("language", "the page's language, for lang and hreflang") { $0.edition.language.name },
    .text("direction", "ltr or rtl") { $0.edition.direction.rawValue },
    .text("title", "the page's title, also its main heading") { $0.title },
    .phrase("portalTitle", "the title of the portal") { $0.edition.phrase($0.edition.settings.title) },
    .phrase("service", "the name of the service") { $0.edition.phrase($0.edition.settings.service) },
    .url("root", "the way up to the top of the site") { $0.root },
    .url("home", "the way up to the folder of the language") { $0.home },
    .flag("isOverview", "whether this is the overview") { $0.isOverview },
    .flag("isPublic", "whether the audience is the public") { $0.edition.isPublic },
    .flag("isUnlisted", "whether search engines shall leave the page alone") { !$0.edition.isPublic },
    .list("navigation", "the main navigation", NavigationItem.model) { $0.navigation },
    .list("breadcrumbs", "the way to this page", LinkView.model) { $0.breadcrumbs },
    .list("languages", "the same page in every language", LanguageItem.model) { $0.languages },
    .flag("hasBreadcrumbs", "whether the page is not the overview itself") { !$0.isOverview },
    .list("alternates", "the versions of the page in all languages that have one", LanguageItem.model) {
      $0.alternates
    },
    .url("canonicalURL", "the original, where the page only repeats it") { $0.canonicalURL },
    .url("defaultURL", "the page in the source language, for hreflang x-default") { $0.defaultURL },
    .list("feeds", "the feeds that a reader of the page may want", LinkView.model) { $0.feeds },
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
      format("audience-customer", ["customer": names.customers[key].text])
    }
  }
}

struct NavigationItem: Sendable {
  let url: Address
  let title: String
  let isCurrent: Bool

  static let model = Model<NavigationItem>([
    .address("url", "where it leads") { $0.url },
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
