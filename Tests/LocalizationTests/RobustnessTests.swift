import Localization
import Markdown
import PortalBase
import TestSupport
import Testing

/// Whatever the markup looks like, nothing crashes, none of it leaks, and no text outside of source spans is lost.
struct RobustnessTests {
  private static let pieces = [
    "<span data-ttu-id=\"a\">", "<span data-ttu-id=\"b\">", "<span class=\"sxs-lookup\">", "<span data-stu-id=\"a\">",
    "<span data-stu-id=\"b\">", "</span>", "</span>", "</span>", "<a name=\"x\"></a>", "**", "*", "[", "](x.md)", "`",
    " ", "\n",
    "\n\n", "\n- ", "\n> ", "\n# ", "|", "\n|-|-|\n", "::: zone x", "[!INCLUDE [a](b.md)]", "&amp;", "12", "文", "word",
  ]

  @Test func keepsMarkupInsideWhateverItLooksLike() throws {
    var random = SeededGenerator(seed: 2026)
    for round in 0..<1500 {
      var text = ""
      for _ in 0..<random.number(in: 1...40) { text += random.pick(Self.pieces) ?? "" }
      let pair = try Pair(source: "# One\n\nword 12", target: text)
      let html = pair.html
      // Inside code, markup is text like any other.
      if !text.contains("`") {
        for leak in ["data-ttu-id", "data-stu-id", "sxs-lookup"] {
          #expect(!html.contains(leak), "round \(round): \(text)")
        }
      }
      for row in pair.rows {
        for pair in row.pairs + row.table.flatMap({ $0.flatMap(\.pairs) }) where !text.contains("`") {
          #expect(!(pair.target.html + pair.source.html).contains("-id=\"a\""), "round \(round): \(text)")
        }
      }
    }
  }

  @Test func showsAllTargetTextOfBrokenMarkup() throws {
    var random = SeededGenerator(seed: 11)
    for round in 0..<600 {
      // Well-formed segments, with some of their closing tags taken away or doubled.
      var (text, words) = ("", [String]())
      for number in 0..<random.number(in: 1...5) {
        words.append("目標\(number)番")
        let close = { (random: inout SeededGenerator) in
          random.oneIn(5) ? "" : random.oneIn(8) ? "</span></span>" : "</span>"
        }
        text += "<span data-ttu-id=\"s\(number)\">目標\(number)番" + close(&random)
        text +=
          "<span class=\"sxs-lookup\"><span data-stu-id=\"s\(number)\">source \(number)" + close(&random)
          + close(&random) + " "
      }
      let pair = try Pair(source: "x", target: text)
      let shown = pair.target.page(source: pair.source).tree.plainText()
      for word in words { #expect(shown.contains(word), "round \(round): \(text)") }
      #expect(!shown.contains("source"), "round \(round): \(text)")
    }
  }

  @Test func staysFastOnLargeDocuments() throws {
    let target = (0..<1000).map { segment("s-\($0)", "文\($0)です。", "Old sentence number \($0) stands here.") }.joined(
      separator: "\n\n")
    let source = (0..<1000).map { "New phrase number \($0) was put here." }.joined(separator: "\n\n")
    let pair = try Pair(source: source, target: target)
    #expect(pair.findings().count { $0.code == .translationDrift } >= 1000)
    #expect(pair.rows.count == 1000)
  }
}
