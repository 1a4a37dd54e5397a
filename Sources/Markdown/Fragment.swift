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
    var html = ByteBuffer(capacity: text.count + 16)
    let problems = append(text, to: &html)
    return (HTML(safe: html.bytes), problems)
  }

  /// Appends that HTML.
  @discardableResult
  package static func append(
    _ text: UnsafeBufferPointer<UInt8>, to html: inout ByteBuffer
  ) -> [MarkdownProblem] {
    let start = html.count
    if PlainBlocks.append(text, to: &html) { return [] }
    html.truncate(to: start)
    var marked: MarkedText?
    if MarkedText.mayChange(text) {
      var prepared = MarkedText(Array(text))
      prepared.prepare()
      marked = prepared
    }
    if appendDirectly(text, marked, to: &html) { return [] }
    var problems: [MarkdownProblem] = []
    // An alert is told from a quote by what is written at its place.
    let tree = MarkdownTree(
      parsing: marked ?? MarkedText(Array(text)), hasPlaces: text.contains(UInt8(ascii: ">")))
    html.append(tree.html(.record, problems: &problems).bytes)
    return problems
  }

  /// Without a tree, if none is needed.
  private static func appendDirectly(
    _ text: UnsafeBufferPointer<UInt8>, _ marked: MarkedText?, to html: inout ByteBuffer
  ) -> Bool {
    guard let marked else { return RecordRenderer.append(text, .none, to: &html) }
    guard marked.tables.isEmpty else { return false }
    return marked.bytes.withUnsafeBufferPointer { RecordRenderer.append($0, marked.markers, to: &html) }
  }
}
