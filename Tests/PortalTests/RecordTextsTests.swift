import Markdown
import PortalBase
import TestSupport
import Testing

@testable import Portal

@Suite struct RecordTextsTests {
  private static let parts = [
    "<", ">", "[", "]", "](", "]:", "(", ")", "!", "![", "\\", "`", "*", "_", "&lt;", "&#60;", "&#91;", "&colon;",
    "|", "-", "\n", "\n\n", " ", "    ", "> ", "- ", "a", "b", "日", "https://", "https:", "http://", "javascript:",
    "JaVaScRiPt:", "mailto:x", "data:,", "//x", "\"", "'", "[a]: ", "[a]", "<b>", "</b>", "<https://x>", "<!--",
    "-->", "\t", "\u{FEFF}", "| - |\n",
  ]

  /// What the hint misses would never be told to its author.
  @Test(arguments: Array(UInt64(1)...200))
  func givesAHintOfEveryProblem(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let text = (0..<random.number(in: 1...14)).compactMap { _ in random.pick(Self.parts) }.joined()
      let problems = Markdown.fragment(text).problems
      #expect(problems.isEmpty || MarkdownHint.isIn(text), "\(text.debugDescription)")
      // The same told from the file's bytes, however the text is escaped in them.
      for hidden in [false, true] {
        var writer = JSONWriter()
        writer.object { $0.member("a", text) }
        let json = hidden ? escaped(text) : writer.bytes
        let isHinted = json.withUnsafeBufferPointer { MarkdownHint.isIn($0, hasEscapes: true) }
        #expect(problems.isEmpty || isHinted, "\(text.debugDescription)")
      }
    }
  }

  private func escaped(_ text: String) -> [UInt8] {
    var json = "\""
    for unit in text.utf16 {
      let digits = String(unit, radix: 16)
      json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
    return Array((json + "\"").utf8)
  }

  @Test(arguments: [
    "Plain text, *in part* `emphasised`.",
    "See [the guide](https://guides.example/a) and [this](https://b.example \"c\").",
    "a & b\n\n- c\n- d", "[not a link]",
  ])
  func givesNoneOfWhatIsUsual(text: String) {
    #expect(!MarkdownHint.isIn(text))
    #expect(Markdown.fragment(text).problems.isEmpty)
  }
}
