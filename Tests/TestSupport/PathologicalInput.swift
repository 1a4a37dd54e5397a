/// Markdown that makes parsers slow or overflows their stack, in any size. The tests see to it that each is read; `scripts/bench-parsers` shows the
/// time against the size.
package struct PathologicalInput: Sendable, CustomStringConvertible {
  package let description: String
  /// A text of about that many repetitions.
  package let make: @Sendable (Int) -> String

  private init(_ description: String, _ make: @escaping @Sendable (Int) -> String) {
    self.description = description
    self.make = make
  }

  package static let all: [PathologicalInput] = [
    PathologicalInput("open brackets") { times("[", $0) },
    PathologicalInput("nested brackets") { times("[", $0) + "a" + times("]", $0) },
    PathologicalInput("open links") { times("[a](", $0) },
    PathologicalInput("open images with links") { times("![[]()", $0) },
    PathologicalInput("nested images") { times("![a", $0) + times("](b)", $0) },
    PathologicalInput("open emphasis") { times("*a **a _a ", $0) },
    PathologicalInput("emphasis that closes nothing") { times("a** b_ ", $0) },
    PathologicalInput("nested emphasis") { times("*a **a ", $0) + "b" + times(" a** a*", $0) },
    PathologicalInput("runs of backticks") { n in (1...200).map { "e" + times("`", $0) }.joined() + times("`a ``", n) },
    PathologicalInput("nested quotes") { times("> ", $0) + "a" },
    PathologicalInput("nested lists") { times("- ", $0) + "a" },
    PathologicalInput("nested quotes with a table") { times(">", $0) + "|a|\n" + times(">", $0) + "|-|\n" },
    PathologicalInput("pipes") { times("|a", $0) + "|\n" + times("|-", $0) + "|\n" + times("|b", $0) + "|\n" },
    PathologicalInput("empty pipes") { times("|", 5 * $0) + "\n" + times("|-", $0) + "|\n" },
    PathologicalInput("short rows of a wide table") {
      times("|a", $0) + "\n" + times("|-", $0) + "\n" + times("x\n", $0)
    },
    PathologicalInput("delimiter rows") { times("|-|\n", $0) },
    PathologicalInput("open tags") { times("<a b='", $0) },
    PathologicalInput("open comments") { "<div>" + times("<!-- ", $0) },
    PathologicalInput("open details") { times("<details>\n\n", $0 / 2) },
    PathologicalInput("nested spans") { times("<span>", $0 / 2) + times("</span>", $0 / 2) },
    PathologicalInput("wide lines") { times("あ\n", $0) },
    PathologicalInput("wide lines with tags") { times("あ\n<b>\n", $0 / 2) },
    PathologicalInput("links in a wide line") { "あ" + times("<https://a.example>", $0) },
    PathologicalInput("CJK emphasis") { times("あ**「a", $0) },
    PathologicalInput("equal headings") { times("# a\n", $0) },
    PathologicalInput("definitions") { n in (0..<n).map { "[a\($0)]: u\n" }.joined() + times("[a0] ", n) },
    PathologicalInput("long definition, used often") { "[a]: " + times("b", 20 * $0) + "\n\n" + times("[a]", 5 * $0) },
    PathologicalInput("character references") { times("&#", $0) },
    PathologicalInput("less-than signs") { times("<", $0) },
    PathologicalInput("raw HTML blocks") { times("<div>\n\n", $0) },
    PathologicalInput("one long line") { times("word ", 10 * $0) },
    PathologicalInput("long paragraphs") { times("word word\n", 5 * $0) },
    PathologicalInput("tabs") { times("\t", $0) + "a" },
  ]

  private static func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
}
