import PortalBase
import Testing

@testable import Preview

@Suite struct ExcerptTests {
  private func excerpt(_ text: String, _ line: Int, _ column: Int = 1) -> Excerpt {
    Excerpt(of: SourceFile(path: "a", text: text), around: SourceLocation(line: line, column: column))
  }

  @Test func showsTwoLinesBeforeAndAfter() {
    let found = excerpt("1\n2\r\n3\n4\n5\n6\n7\n", 4)
    #expect(found.lines.map(\.number) == [2, 3, 4, 5, 6])
    #expect(found.lines.map(\.text) == ["2", "3", "4", "5", "6"])
  }

  @Test(arguments: [("", 1, 0), ("a", 1, 1), ("a\n", 1, 1), ("a\n\nb", 3, 3), ("a", 9, 0)])
  func endsWithTheFile(_ text: String, _ line: Int, _ count: Int) {
    #expect(excerpt(text, line).lines.count == count)
  }

  @Test func showsOfALongLineWhatIsNear() throws {
    let line = String(repeating: "語", count: 5_000) + "x" + String(repeating: "y", count: 100_000)
    let found = excerpt("a\n\(line)", 2, 5_001)
    let text = try #require(found.lines.last?.text)
    #expect(text.unicodeScalars.count == Excerpt.width)
    #expect(Array(text.unicodeScalars)[5_000 - found.skipped] == "x")
    #expect(found.lines.first?.text == "")
  }

  @Test func hasNothingOfAnUnknownFile() {
    #expect(Excerpt(of: nil, around: .start).lines.isEmpty)
  }
}
