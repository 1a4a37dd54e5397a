import PortalBase

/// Something in a Markdown text that is not shown as its author wrote it.
package struct MarkdownProblem: Sendable, Hashable {
  /// The line of the text, from 1 (or from the `firstLine` that the text was parsed with).
  package var line: Int
  package var column: Int
  package var code: Diagnostic.Code
  package var message: String

  package init(_ code: Diagnostic.Code, at location: SourceLocation, _ message: String) {
    line = location.line
    column = location.column
    self.code = code
    self.message = message
  }

  /// The problem as one of a file whose lines are those of the text.
  package func diagnostic(in file: String) -> Diagnostic {
    Diagnostic(code, file: file, at: SourceLocation(line: line, column: column), message)
  }
}
