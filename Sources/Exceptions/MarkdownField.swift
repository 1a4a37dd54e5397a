import PortalBase

/// One Markdown text of a record, and the way to it in the record's JSON.
package struct MarkdownField: Sendable, Hashable {
  package enum Step: Sendable, Hashable {
    case key(String)
    case index(Int)
  }

  /// From the record's object to the text: `events`, 4, `actions`, 0.
  package let path: [Step]
  package let text: LocalizedText
}

extension ExceptionRecord {
  /// Every Markdown text of the record, in the order of its events.
  package var markdownFields: [MarkdownField] { [] }

  /// Where a text stands: its opening quote, in the language given. It reads the file again, because only a text with
  /// a problem needs its place.
  package func location(of field: MarkdownField, in language: LanguageTag, of file: SourceFile) -> SourceLocation {
    location
  }
}
