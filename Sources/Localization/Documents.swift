import PortalBase

/// A policy document in the source language.
package struct SourceDocument: Sendable {
  package let id: DocumentPath
  /// The first heading; without one the front matter's `title`, else the file's name.
  package let title: String
  /// What the front matter says of the content, for lists and feeds.
  package let summary: String?

  /// Reads a document of the source language.
  package static func parse(_ file: SourceFile, _ id: DocumentPath) -> (
    document: SourceDocument, diagnostics: [Diagnostic]
  ) {
    (SourceDocument(id: id, title: "", summary: nil), [])
  }
}

/// A policy document in another language, with or without the source text beside each segment.
package struct LocalizedDocument: Sendable {
  package let id: DocumentPath
  package let title: String
  package let summary: String?
  package let provenance: Provenance
  package let segments: [Segment]

  /// Reads a localized document.
  package static func parse(
    _ file: SourceFile, _ id: DocumentPath
  ) -> (document: LocalizedDocument, diagnostics: [Diagnostic]) {
    (LocalizedDocument(id: id, title: "", summary: nil, provenance: .unknown, segments: []), [])
  }

  /// The rows of the bilingual page, in document order.
  package func bilingualRows(source: SourceDocument?, findings: [Finding]) -> [BilingualRow] { [] }
}

/// A sentence or so of a localized document, with the source text that was stored with it.
package struct Segment: Sendable, Hashable {
  /// The id of the markup (`b27d6-103`), or one that Waiver gave by position (`block-7`) in a document without segments.
  package let id: String
  package let location: SourceLocation
  package let targetText: String
  package let sourceText: String
}
