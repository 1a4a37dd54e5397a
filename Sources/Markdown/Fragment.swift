import PortalBase

/// Markdown in records.
package enum Markdown {
  /// The HTML of a record's Markdown text: raw HTML as text, unsafe destinations removed. The places of problems count for
  /// nothing: a text of JSON has no lines of its own.
  package static func fragment(_ text: String) -> (html: HTML, problems: [MarkdownProblem]) {
    var text = text
    return text.withUTF8(fragment)
  }

  /// The same of a text in UTF-8.
  package static func fragment(_ text: UnsafeBufferPointer<UInt8>) -> (html: HTML, problems: [MarkdownProblem]) {
    if let html = PlainParagraph.html(of: text) { return (html, []) }
    var marked: MarkedText?
    if MarkedText.mayChange(text) {
      var prepared = MarkedText(Array(text))
      prepared.prepare()
      marked = prepared
    }
    if let html = direct(text, marked) { return (html, []) }
    var problems: [MarkdownProblem] = []
    // An alert is told from a quote by what is written at its place.
    let tree = MarkdownTree(
      parsing: marked ?? MarkedText(Array(text)), hasPlaces: text.contains(UInt8(ascii: ">")))
    let html = tree.html(.record, problems: &problems)
    return (html, problems)
  }

  /// Without a tree, where none is needed.
  private static func direct(_ text: UnsafeBufferPointer<UInt8>, _ marked: MarkedText?) -> HTML? {
    guard let marked else { return RecordRenderer.html(of: text, .none) }
    guard marked.tables.isEmpty else { return nil }
    return marked.bytes.withUnsafeBufferPointer { RecordRenderer.html(of: $0, marked.markers) }
  }
}
