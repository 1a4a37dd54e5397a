import PortalBase
import TestSupport
import Testing

@testable import Markdown

/// Most texts of records take a shorter way than through a tree: it must lead to the same place.
struct FragmentTests {
  private func parsed(_ text: String) -> String {
    var problems: [MarkdownProblem] = []
    return MarkdownTree(parsing: text).html(.record, problems: &problems).text
  }

  @Test(arguments: [
    "Plain prose.", "Ends with space ", " starts with space", "a", "é", "1. one", "1) one", "2026 was long", "- item",
    "+ item",
    "# heading", "> quote", "=====", "a > b \"c\" 'd'", "a & b", "a &amp; b", "a < b", "~~~", "a\tb", "a\u{A0}b",
    "\u{A0}a",
    "\u{3000}全角", "日本語の文。", "\u{FEFF}a", "！全角", "a! b", "a | b", "a\nb", "a\rb", "a\u{7F}b", "", " ", "*a*", "a_b_c",
    "a [b] c",
    "a\\*b", "https://example.org", "a~b~c", "a#", "a ## ", "Note: x",
  ])
  func rendersEveryLineAsTheParserDoes(_ text: String) {
    #expect(Markdown.fragment(text).html.text == parsed(text))
  }

  @Test func rendersRandomLinesAsTheParserDoes() {
    var generator = SeededGenerator(seed: 20_260_701)
    let pieces = [
      "a", "B", "é", "語", "。", " ", "  ", "-", "1", ".", ")", "#", ">", "\"", "'", "!", "|", "~", "+", "=", "(", ":",
      "/", "&",
    ]
    for _ in 0..<3_000 {
      let text = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &generator)]
      }.joined()
      #expect(Markdown.fragment(text).html.text == parsed(text), "\(text.debugDescription)")
    }
  }

  @Test func recognisesAlertsWithoutPlaces() {
    #expect(Markdown.fragment("日本語\n\n> [!NOTE]\n> 本文").html.text == parsed("日本語\n\n> [!NOTE]\n> 本文"))
    #expect(Markdown.fragment("日本語\n\n> \\[!NOTE]\n> 本文").html.text == parsed("日本語\n\n> \\[!NOTE]\n> 本文"))
  }

  @Test(arguments: [
    "[a](b)", "[a](https://example.org/a?b=c#d)", "see [a](b).", "![a](b)", "! [a](b)", "[a](b)c[d](e)", "[a](b) [c]",
    "[a](javascript:b)", "[a](JAVASCRIPT:b)", "[a](data:b)", "[a](mailto:a)", "[a](tel:1)", "[a]()", "[](b)", "[ ](b)",
    "[a](b c)", "[a]( b )", "[a](b \"c\")", "[a](<b>)", "[a](b(c))", "[a]: b", "[a] (b)", "[a](b", "[a", "a](b)",
    "[a [b](c)](d)", "[a\"<](b)", "[a\"'>](b)", "[全角](b)、", "12 [a](b)", "1. [a](b)", "（全角）", "\u{FFFD}a", "\u{FFFF}a",
    "[a](//b)", "[a](:b)", "[a](é)", "[a](%41)", "[a](b)*c*", "[!a](b)", "[a!](b)", "(a) b", "\"a\"",
  ])
  func rendersEveryPlainLinkAsTheParserDoes(_ text: String) {
    #expect(Markdown.fragment(text).html.text == parsed(text))
  }

  @Test(arguments: [
    "a\n\nb", "a\n\n[b](c)\n\n語", "a \n\nb", "a\n\n b", "a\n\n\nb", "a\n\n- b", "a\n\n1. b", "a\n\n1 b", "a\n\n",
    "a\n\n===", "a\n===",
    "[a](b)\n\n[a]: c", "a\n\n\u{FEFF}b", "a\r\n\r\nb", "`a`", "`a` b", "``a``", "`a``", "``a`", "`a", "` a`", "`a `",
    "` `", "``",
    "`a\\`b", "`<b>&\"'`", "`**語**`", "[`a`](b)", "[a `b](c)` d", "`a\u{1}`", "`a\n\nb`", "a`b`c`d`", "`[a](b)`",
    "`a` `b``c`",
  ])
  func rendersEveryPlainParagraphAsTheParserDoes(_ text: String) {
    #expect(Markdown.fragment(text).html.text == parsed(text))
  }

  @Test(arguments: [
    "a *b* c", "a **b** c", "a ***b*** c", "a *b** c", "a **b* c", "a * b* c", "a *b * c", "a *b*c*d* e", "a*b*c",
    "a**b**c**d**",
    "a *b*, *c*.", "a *b*\"c", "a \"*b*", "a *\"b\"* c", "a *b.* c", "日**本**語", "日*本*、語", "日**本**。", "日、**本**語",
    "「**日**」本",
    "日**本。**語", "**日**本", "日**本**", "*a", "a*", "**", "a ** b", "a *b [c](d)* e", "a *b `c`* d", "a *b* **c** *d*",
    "a *b\n\nc* d",
    "a *b*_c_", "é*a*", "a*é*", "*a*\u{301}", "a *b\u{301}* c", "日*本*\u{FE00}語", "a *b*-c", "a & b", "a &amp b", "a &",
    "a & *b*", "a&b",
    "- *b*", "*b* c", "* b*", "a *日*b", "a *b*日", "𠀀*a*", "*a*（", "a *b*!c*", "*a*\u{A0}b", "\u{3000}*a*", "1*2*3",
    "a *b*)c* d",
  ])
  func rendersEveryPlainEmphasisAsTheParserDoes(_ text: String) {
    #expect(Markdown.fragment(text).html.text == parsed(text))
  }

  @Test func rendersRandomEmphasisAsTheParserDoes() {
    var generator = SeededGenerator(seed: 62)
    let pieces = [
      "a", "1", "é", "語", "カ", "。", "、", "「", " ", "*", "*", "**", "***", "_", ".", ",", "\"", ")", "`a`", "[a](b)",
      "\u{301}", "\n\n",
    ]
    for _ in 0..<20_000 {
      let text = (0..<generator.number(in: 1...12)).compactMap { _ in generator.pick(pieces) }.joined()
      #expect(Markdown.fragment(text).html.text == parsed(text), "\(text.debugDescription)")
    }
  }

  @Test(arguments: [
    "- a\n- b", "- a\n\n- b", "1. a\n   - b\n\n     c\n2. d", "7) a", "# a *b*", "a\n=", "a\n\n---\n\nb",
    "    a\n    <b>",
    "```swift x\na & b\n```", "~~~\n~~~", "**日本**\n語", "日本\n**語**", "日本  \n語", "日本\n`語`", "日本\n`a`", "日\n[本](a)",
    "日\n![本](a)", "日\n<b>本", "日\n\\*本", "> 日\n本", "> [!NOTE]\n> a", "a\n- b\n\nc", "**「重要」**です\n次", "日**本\n*語***",
    "[a][b]\n\n[b]: /c 'd \"e\"'", "[a](b 'c')", "[a](vbscript:b)", "|a|\n|-|\n|b|", "a|b\nc", "&copy; &amp; &#0;",
    "a\r\nb\rc",
    "- \n\n  a", "*a [b](c) d*", "a\u{0}b\n", "\\", "<https://example.org>", "<b>", "&#xFDD0;**日**本", "日 *a*,\n*b*語",
  ])
  func rendersWithoutATreeAsWithOne(_ text: String) {
    #expect(Markdown.fragment(text).html.text == parsed(text))
  }

  @Test(arguments: [
    "- a\n- b\n\nc", "- a\n\n- b", "- a\n\n\n- b", "- a\n\nb\n\n- c", "- a\nb", "- a\n  b", "- a\n- - b", "-a", "- ",
    "- a \n- b",
    "-  a", "- a\n* b", "- a\n\n* b", "- a\n-", "- a\n---", "- a\n- ---", "- [a](b)\n- `c`\n- **d**", "- [ ] a",
    "- 1. a",
    "- 1 a",
    "- > a", "- a\n\n  b", "- a\n\n```\nb\n```", "- ```\n  a\n  ```", "a\n- b", "- 日\n- 本", "- a\n\n| b |\n| - |",
    "- a\n",
    "```\na\n```", "```swift\nlet a = \"<b>\" & c\n\n\n  d\n```\n\ne", "```\n```", "```\n\n```", "```\na",
    "```\na\n````", "````\na\n````",
    "```a`b\nc\n```", "``` swift\na\n```", "```\n ```\n```", "```\na\n``` ", "```\na\n```\nb", "```c++\na\n```",
    "```\n\ta\n```",
    "```\n- a\n```", "```\na\n``\n```", "```a_b\nc\n```", "```\n日本\n```\n\n- a",
    "| a | b |\n| - | -: |\n| c | 4 |", "| a |\n| - |", "|a|b|\n|:-|:-:|\n|c||", "| a | b |\n| - |\n| c | d |",
    "| a |\n| - |\n| b | c |",
    "| a | b |\n| - | - |\n| c |", "| a |\n| - |\nb", "| a |\n| - |\n\nb", "| a |\n| : |", "| a |\n| :: |",
    "| a |\n| :-: |",
    "| a |\n| |",
    "| `a|b` |\n| - |", "| a\\|b |\n| - |", "| a |\n| - |\n| - b |", "| 1. |\n| - |",
    "| **a** | [b](c) |\n| - | - |\n| *d* | `e` |",
    "||\n|-|", "| a |\n| - |\n||", "| a | \n| - |", "| a |\n| - |\n- b", "| a |\n| - |\n| # b |", "|", "| a |",
    "| a |\nb",
    "| - |\n| - |\n| - |", "| a |\n| - |\n| b \\|", "| 日 |\n| --- |\n| 本 |\n\n- a\n- b",
  ])
  func rendersEveryPlainBlockAsTheParserDoes(_ text: String) {
    #expect(Markdown.fragment(text).html.text == parsed(text))
  }

  @Test func rendersRandomPlainBlocksAsTheParserDoes() {
    var generator = SeededGenerator(seed: 20_261_122)
    let lines = [
      "a", "b c", "7 a", "7", "日本", "`a`", "**a** b", "[a](b)", "- a", "- 日本", "- `a` b", "-", "- ", "- - a", "-  a",
      "* a", "  a", "1. a",
      "```", "```", "```a", "``", "````", " ```", "| a |", "| a | b |", "|a|b|", "| - | -: |", "|-|-|", "| - |",
      "| :-: | - |", "| 1. | 日 |",
      "| a | `|` |", "| a\\| |", "|", "| |", "||", "---", "<b>", "# a", "a & b", "",
    ]
    for _ in 0..<20_000 {
      let text = (0..<generator.number(in: 1...8)).map { _ in
        generator.pick(lines) ?? ""
      }.joined(separator: generator.number(in: 0...2) == 0 ? "\n\n" : "\n")
      let fragment = Markdown.fragment(text)
      var problems: [MarkdownProblem] = []
      let expected = MarkdownTree(parsing: text).html(.record, problems: &problems)
      #expect(fragment.html == expected, "\(text.debugDescription)")
      #expect(fragment.problems.map(\.code) == problems.map(\.code), "\(text.debugDescription)")
    }
  }

  @Test func rendersRandomTextsAsTheParserDoes() {
    var generator = SeededGenerator(seed: 20_261_121)
    let pieces = [
      "a", "b ", "é", "語", "「重要」", "。", " ", "\n", "\n\n", "- ", "  ", "1. ", "#", "> ", "*", "**", "_", "`", "```",
      "[", "](b)",
      "[a](b)", "](c 'd')", "![", "<b>", "&amp;", "|", "---", "\\", "\"", "'", "!", "（", "\t", "[!NOTE]", "javascript:",
      "(",
    ]
    for _ in 0..<20_000 {
      let text = (0..<generator.number(in: 1...14)).compactMap { _ in generator.pick(pieces) }.joined()
      let fragment = Markdown.fragment(text)
      var problems: [MarkdownProblem] = []
      let expected = MarkdownTree(parsing: text).html(.record, problems: &problems)
      #expect(fragment.html == expected, "\(text.debugDescription)")
      #expect(fragment.problems.map(\.code) == problems.map(\.code), "\(text.debugDescription)")
    }
  }
}
