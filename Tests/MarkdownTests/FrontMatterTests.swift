import PortalBase
import TestSupport
import Testing

@testable import Markdown

struct FrontMatterTests {
  private func parse(_ text: String) -> ParsedDocument { FrontMatter.parse(SourceFile(path: "a.md", text: text)) }

  private func value(_ written: String) -> FrontMatter.Value? {
    let document = parse("---\nkey:\(written)\n---\n")
    return document.diagnostics.isEmpty ? document.frontMatter.entry("key")?.value : nil
  }

  @Test func leavesADocumentWithoutFrontMatterAlone() {
    let document = parse("# Title\n---\n")
    #expect(document.frontMatter.entries.isEmpty)
    #expect(document.body == "# Title\n---\n")
    #expect(document.bodyLine == 1)
    #expect(document.diagnostics.isEmpty)
  }

  @Test func takesFrontMatterOffTheBody() {
    let document = parse("---\ntitle: A plan\nms.translationtype: MT\n---\n\nText\n")
    #expect(document.frontMatter["title"] == "A plan")
    #expect(document.frontMatter["ms.translationtype"] == "MT")
    #expect(document.frontMatter.entry("ms.translationtype")?.location == SourceLocation(line: 3, column: 1))
    #expect(document.body == "\nText\n")
    #expect(document.bodyLine == 5)
  }

  @Test func skipsAByteOrderMarkAndReadsWindowsLineEnds() {
    let document = parse("\u{FEFF}---\r\ntitle: A\r\nlist:\r\n- b\r\n---\r\nText\r\n")
    #expect(document.frontMatter["title"] == "A")
    #expect(document.frontMatter.list("list") == ["b"])
    #expect(document.body == "Text\r\n")
    #expect(document.bodyLine == 6)
  }

  @Test(arguments: [
    (" plain text", "plain text"), (" a: b # c", "a: b"), (" a#b", "a#b"), (" ''", ""), ("", ""), (" # comment", ""),
    (" 'it''s'", "it's"), (" \"a \\\"b\\\" \\u3042\\n\" # c", "a \"b\" あ\n"), (" 07/30/2020", "07/30/2020"),
    (" ~", ""), (" -1", "-1"), ("\t日本語、文書 ", "日本語、文書"), (" https://example.org/a", "https://example.org/a"),
  ])
  func readsScalars(written: String, expected: String) {
    #expect(value(written) == .text(expected))
  }

  @Test(arguments: [
    (" [a, 'b, c', \"d\"]", ["a", "b, c", "d"]), (" []", []), (" [a,] # x", ["a"]),
    ("\n- a\n  - 'b'\n# c\n- ", ["a", "b", ""]),
    ("\n  - a", ["a"]),
  ])
  func readsLists(written: String, expected: [String]) {
    #expect(value(written) == .list(expected))
  }

  @Test func keepsUnknownKeysAndSkipsComments() {
    let document = parse("---\n# a comment\n\nfoo.bar-baz: 1\n  # another\n---\n")
    #expect(document.frontMatter.entries.map(\.key) == ["foo.bar-baz"])
    #expect(document.diagnostics.isEmpty)
  }

  @Test func reportsADuplicateKeyAtItsSecondPlaceAndKeepsTheFirst() {
    let document = parse("---\na: 1\nb: 2\na: 3\n---\n")
    #expect(document.frontMatter["a"] == "1")
    #expect(document.diagnostics.map(\.code) == [.duplicateKey])
    #expect(document.diagnostics.first?.location == SourceLocation(line: 4, column: 1))
  }

  @Test(arguments: [
    ("just text", 1), ("  indented: 1", 3), ("- item", 1), ("a: 'open", 4), ("a: \"open", 4), ("a: 'b' c", 8),
    ("a: [b", 4),
    ("a: [b c: d]", 8), ("a: {b: c}", 4), ("a: |", 4), ("a: *b", 4), ("a: \"\\q\"", 6), ("a: - b", 4), ("\"a\": b", 1),
    (": b", 1),
    ("a: [b] c", 8), ("a: \"\\u12\"", 7),
  ])
  func reportsWhatItCannotRead(line: String, column: Int) {
    let document = parse("---\nfirst: 1\n\(line)\nlast: 2\n---\nBody\n")
    #expect(document.diagnostics.map(\.code) == [.invalidFrontMatter])
    #expect(document.diagnostics.first?.location == SourceLocation(line: 3, column: column))
    #expect(document.frontMatter["last"] == "2")
    #expect(document.body == "Body\n")
  }

  @Test func reportsFrontMatterWithoutAnEndAndShowsAllOfTheText() {
    let document = parse("---\na: 1\n\nText\n")
    #expect(document.diagnostics.map(\.code) == [.invalidFrontMatter])
    #expect(document.diagnostics.first?.location == .start)
    #expect(document.body == "---\na: 1\n\nText\n")
  }

  @Test func reportsBytesThatAreNoText() {
    let document = FrontMatter.parse(SourceFile(path: "a.md", bytes: Array("a\n".utf8) + [0x41, 0xFF, 0x0A, 0x00]))
    #expect(
      document.diagnostics.map(\.location) == [SourceLocation(line: 3, column: 1), SourceLocation(line: 2, column: 2)])
    #expect(document.diagnostics.allSatisfy { $0.code == .invalidCharacter })
    #expect(document.body == "a\nA\u{FFFD}\n\0")
  }

  @Test(arguments: 0..<200)
  func survivesRandomBytes(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let alphabet = Array("-: \n\r'\"[],#ab\\x~\u{FEFF}あ\0|".utf8)
    let bytes = Array("---\n".utf8) + (0..<80).map { _ in alphabet[random.number(in: 0...alphabet.count - 1)] }
    let document = FrontMatter.parse(SourceFile(path: "a.md", bytes: bytes))
    #expect(document.bodyLine >= 1)
  }
}
