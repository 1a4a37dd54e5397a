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

  /// One block of thousands of spans or cells: what walks over the block once for each does not end.
  @Test(arguments: OneBlock.all)
  func readsOneBlockOfThousandsOfSpans(block: OneBlock) throws {
    let pair = try Pair(source: "One\n\n\(block.text)", target: block.text)
    let pairs = pair.rows.flatMap { $0.pairs + $0.table.flatMap { $0.flatMap(\.pairs) } }
    #expect(pairs.count == block.pairs)
    let shown = pairs.reduce(0) { $0 + $1.target.plainText.utf8.count + $1.source.plainText.utf8.count }
    #expect(shown == block.shown)
    #expect(!pair.html.contains("-id="))
  }

  struct OneBlock: Sendable, CustomStringConvertible {
    let description: String
    let text: String
    /// How many pairs its bilingual page has, and how many bytes of text in both columns.
    let pairs: Int
    let shown: Int

    private static let count = 10_000

    private static func make(
      _ description: String, pairs: Int = count, shown: Int, _ text: (Int) -> String
    ) -> OneBlock {
      OneBlock(description: description, text: (0..<count).map(text).joined(), pairs: pairs, shown: shown)
    }

    static let all = [
      make("open sources", shown: count) { "<span data-stu-id=\"s\($0)\">a" },
      make("open sources of one id", shown: count) { _ in "<span data-stu-id=\"s\">a" },
      make("open targets", shown: count) { "<span data-ttu-id=\"s\($0)\">a" },
      make("open lookups", shown: count) {
        "<span class=\"sxs-lookup\"><span data-stu-id=\"s\($0)\">a</span> "
      },
      make("open spans in a target", pairs: 1, shown: count) { $0 == 0 ? "<span data-ttu-id=\"s\">a" : "<span>a" },
      make("segments", shown: 2 * count) { segment("s\($0)", "b", "a") },
      make("segments with text between", pairs: 2 * count, shown: 4 * count) { segment("s\($0)", "b", "a") + "c" },
      make("segments with space between", shown: 2 * count) { segment("s\($0)", "b", "a") + " " },
      make("cells", shown: 2 * count) { number in
        let columns = 100
        let cell = "|" + segment("s\(number)", "b", "a")
        if (number + 1) % columns > 0 { return cell }
        return cell + "|\n" + (number < columns ? String(repeating: "|-", count: columns) + "|\n" : "")
      },
    ]
  }

  @Test func readsAWideTableOfShortRows() throws {
    let count = 5_000
    let table =
      String(repeating: "|a", count: count) + "|\n" + String(repeating: "|-", count: count) + "|\n"
      + String(repeating: "|b|\n", count: count)
    let rows = try Pair(source: "x", target: table).rows
    #expect(rows.first?.table.count == count + 1)
  }
}
