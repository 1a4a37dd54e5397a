import Localization
import Markdown
import PortalBase
import Testing

struct SegmentReadingTests {
  private func page(_ target: String, source: String = "Text") throws -> String {
    try Pair(source: source, target: target).html
  }

  @Test(arguments: [
    (segment("a-1", "本文", "Text"), "<p>本文</p>\n"),
    ("# \(segment("a-1", "見出し", "Text"))", "<h1 id=\"text\">見出し</h1>\n"),
    ("- \(segment("a-1", "項目", "Text"))", "<ul>\n<li>項目</li>\n</ul>\n"),
    ("1. \(segment("a-1", "項目", "Text"))", "<ol>\n<li>項目</li>\n</ol>\n"),
    ("> \(segment("a-1", "引用", "Text"))", "<blockquote>\n<p>引用</p>\n</blockquote>\n"),
    (
      segment("a-1", "[表](x.md)と`code`", "[Table](x.md) and `code`"),
      "<p><a href=\"x.md\">表</a>と<code>code</code></p>\n"
    ),
    (segment("a-1", "**太字**と*斜体*", "**Bold** and *italic*"), "<p><strong>太字</strong>と<em>斜体</em></p>\n"),
    (segment("a-1", "A &amp; B &lt;C&gt;", "A &amp; B &lt;C&gt;"), "<p>A &amp; B &lt;C&gt;</p>\n"),
    ("**\(segment("a-1", "全部", "All"))**", "<p><strong>全部</strong></p>\n"),
    ("[\(segment("a-1", "先", "There"))](x.md)", "<p><a href=\"x.md\">先</a></p>\n"),
    (segment("6e7f0-p101", "段落", "Paragraph"), "<p>段落</p>\n"),
    (
      "<SPAN data-ttu-id='a-1'>本文</SPAN><span class='x sxs-lookup'><span  data-stu-id=a-1>Text</span></span>",
      "<p>本文</p>\n"
    ),
    (
      "<span data-ttu-id=\"a-1\">\n本文</span>\n<span class=\"sxs-lookup\">\n<span data-stu-id=\"a-1\">Text</span></span>",
      "<p>本文</p>\n"
    ),
  ])
  func showsTheTargetOfASegment(markdown: String, html: String) throws {
    #expect(try page(markdown) == html)
  }

  @Test func showsTheTargetInAlerts() throws {
    let pair = try Pair(source: "> [!NOTE]\n> Text", target: "> [!NOTE]\n> \(segment("a-1", "本文", "Text"))")
    #expect(pair.html.contains("本文"))
    #expect(!pair.html.contains("Text"))
    #expect(pair.rows.map(\.kind) == [.alert(.note)])
  }

  @Test func keepsTables() throws {
    let row = "|\(segment("a-1", "種類", "Type"))|\(segment("a-2", "説明", "Description"))|"
    let pair = try Pair(
      source: "|Type|Description|\n|---|:-:|\n|a|b|",
      target: "\(row)\n|---|:-:|\n|\(segment("a-3", "あ", "a"))|\(segment("a-4", "い", "b"))|")
    #expect(pair.html.contains("<th>種類</th>"))
    #expect(pair.html.contains("<td class=\"align-center\">い</td>"))
    let table = try #require(pair.rows.first)
    #expect(table.kind == .table)
    #expect(
      table.table.map { $0.map { $0.pairs.map(\.source.html) } } == [[["Type"], ["Description"]], [["a"], ["b"]]])
    #expect(table.table[1][1].alignment == .center)
    #expect(table.table[0][0].isHead)
  }

  @Test(arguments: [
    ("はい。", "いいえ。", "はい。いいえ。"), ("はい。", "No.", "はい。 No."), ("Yes.", "いいえ。", "Yes. いいえ。"), ("Yes.", "No.", "Yes. No."),
    ("예.", "아니요.", "예. 아니요."), ("**はい**", "いいえ", "<strong>はい</strong>いいえ"),
    ("はい ", "いいえ", "はい いいえ"),
  ])
  func dropsSpaceBetweenWideCharactersOnly(first: String, second: String, shown: String) throws {
    let text = "\(segment("a-1", first, "Yes.")) \(segment("a-2", second, "No."))"
    let separated = "\(segment("a-1", first, "Yes."))\n\(segment("a-2", second, "No."))"
    if !first.hasSuffix(" ") {
      #expect(try page(text) == "<p>\(shown)</p>\n")
    }
    #expect(try page(separated).replacing("\n", with: " ").contains("はい") == first.contains("はい"))
  }

  @Test func keepsSpaceInsideASegment() throws {
    #expect(try page(segment("a-1", "**太字** [表](x.md)", "x")) == "<p><strong>太字</strong> <a href=\"x.md\">表</a></p>\n")
  }

  @Test(arguments: [
    // The ids differ.
    (
      "<span data-ttu-id=\"a\">目標</span><span class=\"sxs-lookup\"><span data-stu-id=\"b\">Source</span></span>", "目標",
      "the id b"
    ),
    // A side is missing.
    ("<span data-ttu-id=\"a\">目標</span>", "目標", "no source text"),
    ("<span class=\"sxs-lookup\"><span data-stu-id=\"a\">Source</span></span>", "Source", "no target text"),
    // Not closed.
    (
      "<span data-ttu-id=\"a\">目標<span class=\"sxs-lookup\"><span data-stu-id=\"a\">Source</span></span> 残り", "目標残り",
      "not closed"
    ),
    ("\(segment("a", "目標", "Source")) 残り</span>", "目標残り", "not open"),
    (
      "<span data-ttu-id=\"a\">目標</span><span class=\"sxs-lookup\"><span data-stu-id=\"a\">Source</span> 残り", "目標 残り",
      "not closed"
    ),
    (
      "<span data-ttu-id=\"a\">目標</span><span class=\"sxs-lookup\"><span data-stu-id=\"a\">Source \(segment("b", "次", "Next"))",
      "目標次", "not closed"
    ),
    // Nested.
    (
      "<span data-ttu-id=\"a\">外\(segment("b", "内", "Inner"))側</span><span class=\"sxs-lookup\"><span data-stu-id=\"a\">Outer</span></span>",
      "外内側", "inside the target"
    ),
    // Twice.
    ("\(segment("a", "一", "One"))\(segment("a", "二", "Two"))", "一二", "twice"),
    // Without lookup.
    ("<span data-ttu-id=\"a\">目標</span><span data-stu-id=\"a\">Source</span>", "目標", "sxs-lookup"),
  ])
  func reportsBrokenMarkupAndShowsAllText(markdown: String, shown: String, message: String) throws {
    let pair = try Pair(source: "Source", target: markdown)
    let text = pair.target.page(source: pair.source).tree.plainText()
    #expect(text.filter { $0 != " " } == shown.filter { $0 != " " })
    let mismatches = pair.findings().filter { $0.code == .translationSegmentMismatch }
    #expect(mismatches.contains { $0.diagnostic.message.contains(message) }, "\(mismatches.map(\.diagnostic.message))")
    #expect(!pair.html.contains("span"))
  }

  @Test func pairsSourcesBehindAllTargetsOfALine() throws {
    let markdown =
      "<span data-ttu-id=\"a\">一</span><span data-ttu-id=\"b\">二</span>"
      + "<span class=\"sxs-lookup\"><span data-stu-id=\"a\">One</span></span>"
      + "<span class=\"sxs-lookup\"><span data-stu-id=\"b\">Two</span></span>"
    let pair = try Pair(source: "One Two", target: markdown)
    #expect(pair.target.segments.map(\.sourceText) == ["One", "Two"])
    #expect(codes(pair.findings()) == [])
  }

  @Test func leavesSpansOfTheAuthorAlone() throws {
    let pair = try Pair(source: "A <span>b</span> c", target: "い <span>ろ</span> は")
    #expect(codes(pair.findings()) == [])
    #expect(pair.target.segments.isEmpty)
  }

  @Test func tellsWhereASegmentStands() throws {
    let markdown = "---\ntitle: x\n---\n\n本文 \(segment("a", "一", "One"))\n続き \(segment("b", "二", "Two"))"
    let pair = try Pair(source: "x", target: markdown)
    #expect(
      pair.target.segments.map(\.location) == [SourceLocation(line: 5, column: 4), SourceLocation(line: 6, column: 4)])
  }

  @Test func takesTheTitleFromTheFirstHeading() throws {
    let pair = try Pair(
      source: "# Plan", target: "---\ntitle: 別\n---\n# <a name=\"plan\"></a>\(segment("a", "計画", "Plan"))")
    #expect(pair.target.title == "計画")
    #expect(pair.source.title == "Plan")
    let plain = try Pair(source: "Text", target: "---\ntitle: '\(segment("a", "題", "Title"))'\n---\n本文")
    #expect(plain.target.title == "題")
    #expect(plain.source.title == "plan")
  }

  @Test func readsProvenance() throws {
    let front = "---\nms.translationtype: MT\nms.lasthandoff: 07/30/2020\nms.sourcegitcommit: 126d22d8\n---\nx"
    let provenance = try Pair(source: "x", target: front).target.provenance
    #expect(provenance.method == .machine)
    #expect(provenance.handOff == Day("2020-07-30"))
    #expect(provenance.sourceCommit == "126d22d8")
  }

  @Test(arguments: ["ms.translationtype: XX", "ms.lasthandoff: 30/07/2020", "ms.lasthandoff: 2020-07-30"])
  func reportsProvenanceThatCannotBeRead(line: String) throws {
    let pair = try Pair(source: "x", target: "---\ntitle: y\n\(line)\n---\nx")
    #expect(pair.diagnostics.map(\.code) == [.invalidProvenance])
    #expect(pair.diagnostics.map(\.location) == [SourceLocation(line: 3, column: 1)])
  }
}
