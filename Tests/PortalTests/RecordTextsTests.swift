import Exceptions
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

  /// Each problem's place is looked for in its own record: in the whole file, this would not end.
  @Test(arguments: ["a.json", "a.jsonl"])
  func tellsThePlacesOfThousandsOfTexts(path: String) throws {
    let count = 10_000
    let items = (0..<count).map { number in
      #"{"id": "R-\#(number)", "title": "T", "type": "drivers", "requirement": {"en": "<b>"}, "proposal": "P","#
        + #" "timeline": {"months": 6}, "events": [{"date": "2026-01-05", "kind": "submitted", "note": "<i>"}]}"#
    }
    let text = path == "a.json" ? "[\n\(items.joined(separator: ",\n"))]" : items.joined(separator: "\n")
    let file = SourceFile(path: path, text: text)
    let decoded = ExceptionRecord.decode(
      file, TextRules(locales: [LanguageTag("en")]), policy: nil, customers: nil)
    #expect(decoded.records.count == count)
    let found = RecordTexts.check(file, decoded)
    let first = path == "a.json" ? 2 : 1
    #expect(found.count == 2 * count)
    for (number, problems) in stride(from: 0, to: found.count, by: 2).map({ found[$0..<$0 + 2] }).enumerated() {
      #expect(
        problems.map(\.location) == [
          SourceLocation(line: number + first, column: column("\"<b>", of: items[number])),
          SourceLocation(line: number + first, column: column("\"<i>", of: items[number])),
        ])
    }
  }

  /// Records on the line of their array.
  @Test func tellsThePlacesOfTextsOnOneLine() throws {
    let item =
      #"{"id": "ID", "title": "日本", "type": "drivers", "requirement": "<b>", "proposal": "P","#
      + #" "timeline": {"months": 6}, "events": [{"date": "2026-01-05", "kind": "submitted"}]}"#
    let text = "[\(item), \(item.replacing("ID", with: "AB"))]"
    let file = SourceFile(path: "a.json", text: text)
    let decoded = ExceptionRecord.decode(
      file, TextRules(locales: [LanguageTag("en")]), policy: nil, customers: nil)
    let column = column("\"<b>", of: item)
    #expect(
      RecordTexts.check(file, decoded).map(\.location.column) == [
        1 + column, 1 + item.unicodeScalars.count + 2 + column,
      ])
  }

  private func column(_ part: String, of text: String) -> Int {
    text.firstRange(of: part).map { text.unicodeScalars.distance(from: text.startIndex, to: $0.lowerBound) + 1 } ?? 0
  }

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
