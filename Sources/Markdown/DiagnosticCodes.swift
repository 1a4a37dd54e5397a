import PortalBase

extension Diagnostic.Code {
  package static let rawHTML = Self(
    "raw-html", .warning,
    "Raw HTML is shown as text: records may not have any, policy documents only certain elements and attributes.")
  package static let unsafeLink = Self(
    "unsafe-link", .warning,
    "A link's destination was removed and its label kept: only http, https, mailto, tel and relative destinations are safe."
  )
  package static let externalImage = Self(
    "external-image", .warning,
    "An image of another host is shown as a link to it: a page of the portal asks nothing of other hosts.")
  package static let invalidFrontMatter = Self(
    "invalid-front-matter", .error,
    "A line of a document's front matter is neither `key: value`, nor an item of a list, nor a comment, nor empty.")

  /// Every code of Markdown documents.
  package static let markdown: [Self] = [rawHTML, unsafeLink, externalImage, invalidFrontMatter]
}
