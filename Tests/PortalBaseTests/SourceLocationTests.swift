import PortalBase
import TestSupport
import Testing

@Suite struct SourceLocationTests {
  @Test(arguments: [
    (0, 1, 1), (2, 1, 3), (3, 1, 4), (4, 2, 1), (7, 2, 2), (11, 2, 3), (12, 3, 1), (99, 3, 1), (-5, 1, 1),
  ])
  func tellsLineAndColumnInScalars(offset: Int, line: Int, column: Int) {
    let bytes = Array("abc\n日😀\n".utf8)
    let expected = PortalBase.SourceLocation(line: line, column: column)
    #expect(LineIndex(bytes).location(of: offset) == expected)
    var cursor = LineCursor(bytes)
    let found = cursor.location(of: offset)
    #expect(found == expected)
  }

  @Test func countsNoByteOrderMark() {
    let bytes = Array("\u{FEFF}ab".utf8)
    var cursor = LineCursor(bytes)
    #expect(LineIndex(bytes).location(of: 3) == .start)
    let places = [cursor.location(of: 0), cursor.location(of: 4)]
    #expect(places == [.start, .init(line: 1, column: 2)])
  }

  @Test(arguments: Array(UInt64(1)...50))
  func agreesWhateverTheOrderOfQuestions(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let text = (0..<60).compactMap { _ in random.pick(["a", "\n", "é", "日", "😀", "\r\n"]) }.joined()
    let bytes = Array(text.utf8)
    let index = LineIndex(bytes)
    var cursor = LineCursor(bytes)
    for _ in 0..<40 {
      let offset = random.number(in: -2...bytes.count + 2)
      let found = cursor.location(of: offset)
      #expect(found == index.location(of: offset), "seed \(seed)")
    }
  }

  @Test func sortsDiagnosticsByFileLineColumnAndCode() {
    func make(_ file: String, _ line: Int, _ column: Int, _ code: Diagnostic.Code) -> Diagnostic {
      Diagnostic(code, file: file, at: .init(line: line, column: column), "m")
    }
    let sorted = [
      make("B.json", 9, 9, .wrongType), make("a.json", 1, 2, .blankText), make("a.json", 1, 10, .blankText),
      make("a.json", 2, 1, .blankText), make("a.json", 2, 1, .wrongType), make("é.json", 1, 1, .blankText),
    ]
    #expect(sorted.reversed().sorted() == sorted)
  }

  @Test func printsADiagnosticOnOneLine() {
    let found = Diagnostic(.unknownKey, file: "a\nb.json", at: .init(line: 12, column: 15), "says \u{1B}[31m\n日")
    #expect(
      found.description == "a\\u{A}b.json:12:15: error: says \\u{1B}[31m\\u{A}日 [unknown-key]")
  }
}
