import PortalBase
import TestSupport

@testable import Markdown

/// One case of a suite: a text, and the HTML that it makes.
struct SuiteExample: Sendable, CustomStringConvertible {
  var name: String
  var markdown: String
  var html: String
  var extensions: [String]

  var description: String { name }

  /// The examples of a file; none where the suites are missing, whose tests are then skipped.
  static func read(_ path: String) -> [SuiteExample] {
    guard let file = try? Conformance.file(path), let items = JSONReader.read(file.bytes).value?.array else {
      return []
    }
    return items.enumerated().compactMap { index, item in
      guard let markdown = item["markdown"]?.string, let html = item["html"]?.string else { return nil }
      let number = item["example"]?.integer ?? index + 1
      return SuiteExample(
        name: "\(item["section"]?.string ?? path) \(number)", markdown: markdown, html: html,
        extensions: item["extensions"]?.array?.compactMap(\.string) ?? [])
    }
  }

  /// What we make of it, with nothing of our own.
  var rendered: String { render(markdown, .commonMark) }
}

/// The HTML of a text; its problems are dropped.
func render(_ markdown: String, _ options: RenderOptions) -> String {
  var problems: [MarkdownProblem] = []
  return MarkdownTree(parsing: markdown).html(options, problems: &problems).text
}
