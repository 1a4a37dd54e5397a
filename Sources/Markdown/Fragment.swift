import PortalBase

/// Markdown in records.
package enum Markdown {
  /// The HTML of a record's Markdown text: raw HTML as text, unsafe destinations removed.
  package static func fragment(_ text: String) -> (html: HTML, problems: [MarkdownProblem]) {
    var problems: [MarkdownProblem] = []
    let html = MarkdownTree(parsing: text).html(.record, problems: &problems)
    return (html, problems)
  }
}
