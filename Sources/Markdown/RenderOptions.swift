/// How a tree becomes HTML.
package struct RenderOptions: Sendable {
  /// What happens to raw HTML.
  package enum RawHTML: Sendable, Hashable {
    /// It is shown as text, with a problem `raw-html`: records.
    case asText
    /// Elements and attributes of an allowlist stay, if they are balanced; all else is shown as text with a problem:
    /// policy documents.
    case allowed
    /// It is copied as it is: templates, whose authors are trusted, and the CommonMark suite.
    case verbatim
  }

  /// Which headings have an `id`.
  package enum HeadingIDs: Sendable {
    case none
    /// GitHub's slugs of the headings' text; a second equal one gets `-1`.
    case slugs
    /// These, for the headings in document order (the ids of the source page, for a translated one); headings beyond
    /// the list get slugs.
    case given([String])
  }

  package var rawHTML: RawHTML
  package var headingIDs: HeadingIDs
  /// The level that a first-level heading gets; the others follow, down to 6.
  package var topHeadingLevel = 1
  /// Whether a line break between two wide characters leaves no space.
  package var joinsWideLines = true
  /// Whether destinations with other schemes than http, https, mailto and tel are removed, and images of other hosts become links.
  package var checksLinks = true
  /// Whether the alignment of a table's cell is a class (`align-right`) and not the attribute `align`, which HTML has dropped.
  package var alignsWithClasses = true
  /// The heading of an alert: "Note", in the page's language.
  package var alertTitle: @Sendable (AlertKind) -> String = { $0.englishTitle }
  /// Where a link or an image leads; asked for every destination that is safe.
  package var resolve: @Sendable (LinkReference) -> LinkResolution = { _ in .keep }

  package init(rawHTML: RawHTML, headingIDs: HeadingIDs = .none) {
    self.rawHTML = rawHTML
    self.headingIDs = headingIDs
  }

  /// Markdown in a record: no raw HTML, no heading ids.
  package static let record = RenderOptions(rawHTML: .asText)
  /// A policy document: some raw HTML, and headings that can be linked to.
  package static let document = RenderOptions(rawHTML: .allowed, headingIDs: .slugs)
  /// A template: raw HTML and destinations as they are; the places of its tags are checked later.
  package static let template: RenderOptions = {
    var options = RenderOptions(rawHTML: .verbatim, headingIDs: .slugs)
    options.checksLinks = false
    return options
  }()
  /// CommonMark to the letter, with nothing of ours: for its conformance suite.
  package static let commonMark: RenderOptions = {
    var options = RenderOptions(rawHTML: .verbatim)
    options.joinsWideLines = false
    options.checksLinks = false
    options.alignsWithClasses = false
    return options
  }()
}

/// A link or image of a document, as its author wrote it.
package struct LinkReference: Sendable, Hashable {
  package enum Kind: Sendable, Hashable { case link, image }

  package var kind: Kind
  package var destination: String
  package var line: Int
  package var column: Int
}

/// Where a link leads in the page.
package enum LinkResolution: Sendable, Hashable {
  case keep
  case replace(String)
  /// No link: its label only (for an image, its description).
  case labelOnly
}

extension AlertKind {
  package var englishTitle: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
