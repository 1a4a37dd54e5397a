import PortalBase
import TestSupport
import Testing

@testable import Markdown

/// A record's line of prose takes a shorter way than the parser: it must lead to the same place.
struct FragmentTests {
  private func parsed(_ text: String) -> String {
    var problems: [MarkdownProblem] = []
    return MarkdownTree(parsing: text).html(.record, problems: &problems).text
  }

  @Test(arguments: [
    "Plain prose.", "Ends with space ", " starts with space", "a", "é", "1. one", "1) one", "2026 was long", "- item",
    "+ item",
    "# heading", "> quote", "=====", "a > b \"c\" 'd'", "a & b", "a &amp; b", "a < b", "~~~", "a\tb", "a\u{A0}b",
    "\u{A0}a",
    "\u{3000}全角", "日本語の文。", "\u{FEFF}a", "！全角", "a! b", "a | b", "a\nb", "a\rb", "a\u{7F}b", "", " ", "*a*", "a_b_c",
    "a [b] c",
    "a\\*b", "https://example.org", "a~b~c", "a#", "a ## ", "Note: x",
  ])
  func rendersEveryLineAsTheParserDoes(_ text: String) {
    #expect(Markdown.fragment(text).html.text == parsed(text))
  }

  @Test func rendersRandomLinesAsTheParserDoes() {
    var generator = SeededGenerator(seed: 20_260_701)
    let pieces = [
      "a", "B", "é", "語", "。", " ", "  ", "-", "1", ".", ")", "#", ">", "\"", "'", "!", "|", "~", "+", "=", "(", ":",
      "/", "&",
    ]
    for _ in 0..<3_000 {
      let text = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &generator)]
      }.joined()
      #expect(Markdown.fragment(text).html.text == parsed(text), "\(text.debugDescription)")
    }
  }

  @Test func recognisesAlertsWithoutPlaces() {
    #expect(Markdown.fragment("日本語\n\n> [!NOTE]\n> 本文").html.text == parsed("日本語\n\n> [!NOTE]\n> 本文"))
    #expect(Markdown.fragment("日本語\n\n> \\[!NOTE]\n> 本文").html.text == parsed("日本語\n\n> \\[!NOTE]\n> 本文"))
  }
}
