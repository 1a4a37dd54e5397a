import PortalBase

package struct MarkdownProblem: Sendable, Hashable {
  package let line: Int
  package let column: Int
  package let code: Diagnostic.Code
  package let message: String
}

package enum Markdown {
  package static func fragment(_ text: String) -> (html: HTML, problems: [MarkdownProblem]) {
    (HTML(escaping: text), [])
  }
}
