import PortalBase
import TestSupport
import Testing

@testable import Markdown

struct TableTests {
  private func html(_ markdown: String) -> String { render(markdown, .commonMark) }

  private let small =
    "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table>\n"

  @Test func readsTablesInQuotesAndLists() {
    #expect(html("> |a|\n> |-|\n> |b|\n") == "<blockquote>\n\(small)</blockquote>\n")
    #expect(html("- |a|\n  |-|\n  |b|\n- c\n") == "<ul>\n<li>\n\(small)</li>\n<li>c</li>\n</ul>\n")
    #expect(html("1. x\n   > - |a|\n   >   |-|\n   >   |b|\n").contains("<li>\n\(small)</li>"))
    #expect(html("> [!NOTE]\n> |a|\n> |-|\n> |b|\n").contains("<p class=\"alert-title\">Note</p>\n\(small)</div>"))
  }

  @Test(arguments: [
    "x\n|a|\n|-|\n|b|\n\ny\n", "x\n|a|\n|-|\n|b|\n# y\n", "x\n  |a|\n  |-|\n  |b|\n- y\n",
    "x\r\n|a|\r\n|-|\r\n|b|\r\n***\r\n",
  ])
  func partsTablesFromWhatStandsAroundThem(markdown: String) {
    #expect(html(markdown).contains("<p>x</p>\n\(small)<"))
  }

  @Test(arguments: [
    ("2. y", "<ol start=\"2\">\n<li>y</li>\n</ol>\n"), ("---", "<hr />\n"), ("    y", "<pre><code>y\n</code></pre>\n"),
    ("<b>\ny", "<b>\ny\n"), ("|\ny", "<p>|\ny</p>\n"),
  ])
  func endsATableWhereAnotherBlockStarts(rest: String, expected: String) {
    #expect(html("|a|\n|-|\n|b|\n\(rest)\n") == small + expected)
  }

  @Test func endsATableWhereTheQuoteAroundItEnds() {
    #expect(html("> |a|\n> |-|\n> |b|\n|c|\n") == "<blockquote>\n\(small)</blockquote>\n<p>|c|</p>\n")
    #expect(html("> |a|\n> |-|\n> |b|\n|a|\n|-|\n|b|\n") == "<blockquote>\n\(small)</blockquote>\n\(small)")
    #expect(html("- |a|\n  |-|\n  |b|\n|c|\n").hasSuffix("</ul>\n<p>|c|</p>\n"))
  }

  @Test(arguments: [
    "a\n:-\n", "a\n--\n", "|a|\n|-|-|\n", "|a|\n|b|\n", "`|a|\n|-`\n", "    |a|\n    |-|\n", "```\n|a|\n|-|\n```\n",
  ])
  func leavesOtherTextAlone(markdown: String) {
    #expect(!html(markdown).contains("<table"))
  }

  @Test func readsInlineContentAndDefinitionsInCells() {
    let markdown = "| *a* \\| `b\\|c` | [d][e] |\n|-|:-:|\n| # f | **「g」**です |\n\n[e]: /h \"i\"\n"
    let result = html(markdown)
    #expect(
      result.contains(
        "<th><em>a</em> | <code>b|c</code></th>\n<th align=\"center\"><a href=\"/h\" title=\"i\">d</a></th>"))
    #expect(result.contains("<td># f</td>\n<td align=\"center\"><strong>「g」</strong>です</td>"))
  }

  @Test func knowsTheLinesAndColumnsOfCells() {
    let tree = MarkdownTree(
      parsing: "段落\n\n> | 日本 | [x](javascript:y) |\n> |-|-|\n> | あ*い* | <b> |\n\n終 <i>\n", firstLine: 10)
    var problems: [MarkdownProblem] = []
    _ = tree.html(.record, problems: &problems)
    #expect(
      problems.map { SourceLocation(line: $0.line, column: $0.column) } == [
        SourceLocation(line: 12, column: 10), SourceLocation(line: 14, column: 12), SourceLocation(line: 16, column: 3),
      ])
    let emphasis = tree.nodes.first { $0.kind == .emphasis }
    #expect(emphasis?.line == 14 && emphasis?.column == 6)
  }

  @Test func readsTheTableOfALocalizedDocument() {
    let segment = { (id: Int, target: String, source: String) in
      "<span data-ttu-id=\"s-\(id)\">\(target)</span><span class=\"sxs-lookup\"><span data-stu-id=\"s-\(id)\">\(source)</span></span>"
    }
    let markdown = """
      |\(segment(1, "型", "Type"))  |\(segment(2, "説明", "Description"))  |
      |---------|---------|
      |\(segment(3, "端末 & 鍵", "Devices & keys"))     |  \(segment(4, "[一覧](list.md)にある", "On the [list](list.md)"))       |
      \u{20}
      ## <a name="next"></a>\(segment(5, "次", "Next"))
      """
    let tree = MarkdownTree(parsing: markdown)
    let blocks = tree.children(of: .document).map { tree.kind(of: $0) }
    #expect(blocks == [.table([.none, .none]), .heading(level: 2)])
    #expect(tree.nodes.count { if case .tableCell = $0.kind { true } else { false } } == 4)
    #expect(tree.nodes.count { if case .link = $0.kind { true } else { false } } == 2)
    #expect(tree.explicitAnchors() == ["next"])
  }
}

struct MarkerTests {
  /// `%0` to `%3` stand for noncharacters, which Swift's literals may not have.
  @Test(arguments: ["あ**「%0」**い", "あ**「&#xFDD0;」**い", "あ**「%0,%1%2」**い", "| あ**「%3」**い |\n|-|\n"])
  func keepsWhatAuthorsWriteThemselves(pattern: String) {
    let markdown = (0..<4).reduce(pattern) { text, index in
      text.replacing("%\(index)", with: Unicode.Scalar(UInt32(0xFDD0 + index)).map(String.init) ?? "")
    }
    let tree = MarkdownTree(parsing: markdown)
    let written = markdown.unicodeScalars.filter { (0xFDD0...0xFDEF).contains($0.value) }.count
    let shown = tree.plainText().unicodeScalars.filter { (0xFDD0...0xFDEF).contains($0.value) }.count
    #expect(shown == max(written, markdown.contains("&#") ? 1 : 0))
    #expect(tree.nodes.contains { $0.kind == .strong })
  }

  @Test func staysExactWhereAllMarkersAreTaken() {
    let all = String(String.UnicodeScalarView((0xFDD0...0xFDEF).compactMap(Unicode.Scalar.init)))
    let markdown = all + "あ**「い」**う\n\n|a|\n|-|\n"
    #expect(MarkdownTree(parsing: markdown).plainText().hasPrefix(all))
  }

  @Test(arguments: [
    ("\\**「あ」*い", "<p>*<em>「あ」</em>い</p>\n"), ("あ\\*「い」*う", "<p>あ*「い」*う</p>\n"),
    ("`あ**「い」**う`", "<p><code>あ**「い」**う</code></p>\n"),
    ("    あ**「い」**う", "<pre><code>あ**「い」**う\n</code></pre>\n"),
    ("[あ**「い」**う](/あ*「*.md)", "<p><a href=\"/%E3%81%82*%E3%80%8C*.md\">あ<strong>「い」</strong>う</a></p>\n"),
    ("[あ*「い」*う]\n\n[あ*「い」*う]: /x", "<p><a href=\"/x\">あ<em>「い」</em>う</a></p>\n"),
    ("<あ*「い」*う>", "<p>&lt;あ<em>「い」</em>う&gt;</p>\n"),
    (">**「あ」**い", "<blockquote>\n<p><strong>「あ」</strong>い</p>\n</blockquote>\n"),
  ])
  func marksNothingButEmphasis(markdown: String, html: String) {
    #expect(render(markdown, .commonMark) == html)
  }

  @Test(arguments: 0..<300)
  func leavesNoMarkerBehind(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let parts = [
      "あ", "「", "」", "*", "**", "_", "。", "a", " ", "\n", "\n\n", "|", "|-|\n", "`", "[", "](x)", "> ", "- ", "\\", "(",
      "∑", "<", ">", "€", "“\u{FE01}",
    ]
    let markdown = (0..<40).compactMap { _ in random.pick(parts) }.joined()
    let html = render(markdown, .commonMark)
    #expect(!html.unicodeScalars.contains { (0xFDD0...0xFDEF).contains($0.value) })
    #expect(!html.contains("<!--"), "\(markdown)")
  }
}

struct TreeTests {
  @Test func walksInDocumentOrder() {
    let tree = MarkdownTree(parsing: "# a\n\n- *b* c\n")
    let entered = tree.walk().compactMap { if case .enter(let id) = $0 { tree.kind(of: id) } else { nil } }
    #expect(
      entered == [
        .document, .heading(level: 1), .text("a"), .list(ListStyle(isOrdered: false)), .item, .paragraph, .emphasis,
        .text("b"), .text(" c"),
      ])
    #expect(Array(tree.walk()).count == 2 * entered.count)
  }

  @Test func tellsThePlainText() {
    let tree = MarkdownTree(parsing: "日本\n語 *a*\n`b` ![c](d) <e> [f](g)")
    #expect(tree.plainText() == "日本語 a b c  f")
  }

  @Test func copiesDetachesAndMoves() throws {
    let source = MarkdownTree(parsing: "*a **b*** c")
    let paragraph = try #require(source.firstChild(of: .document))
    var tree = MarkdownTree()
    let copy = tree.append(copyOf: paragraph, from: source, to: .document)
    let emphasis = try #require(tree.firstChild(of: copy))
    tree.detach(emphasis)
    let heading = tree.append(.heading(level: 2), to: .document)
    tree.moveChildren(of: emphasis, to: heading)
    var problems: [MarkdownProblem] = []
    #expect(tree.html(.record, problems: &problems).text == "<p> c</p>\n<h2>a <strong>b</strong></h2>\n")
    #expect(source.html(of: paragraph, .record, problems: &problems).text == "<em>a <strong>b</strong></em> c")
  }

  @Test func numbersLinesFromTheFirst() throws {
    let tree = MarkdownTree(parsing: "a\n\nb é *c*", firstLine: 7)
    let last = try #require(tree.lastChild(of: .document))
    #expect(tree.location(of: last) == SourceLocation(line: 9, column: 1))
    let emphasis = try #require(tree.lastChild(of: last))
    #expect(tree.location(of: emphasis) == SourceLocation(line: 9, column: 5))
  }
}
