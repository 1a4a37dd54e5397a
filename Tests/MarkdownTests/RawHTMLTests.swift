import PortalBase
import TestSupport
import Testing

@testable import Markdown

struct RawHTMLTests {
  private func document(_ markdown: String) -> (html: String, problems: [MarkdownProblem]) {
    var problems: [MarkdownProblem] = []
    var options = RenderOptions.document
    options.headingIDs = .none
    let html = MarkdownTree(parsing: markdown).html(options, problems: &problems)
    return (html.text, problems)
  }

  @Test func showsRawHTMLOfRecordsAsText() {
    let fragment = Markdown.fragment("a <b>b</b>\n\n<div>\nx\n</div>\n")
    #expect(
      fragment.html.text
        == "<p>a &lt;b&gt;b&lt;/b&gt;</p>\n<p>&lt;div&gt;\nx\n&lt;/div&gt;</p>\n")
    #expect(fragment.problems.map(\.code) == [.rawHTML, .rawHTML, .rawHTML])
    #expect(fragment.problems.map(\.line) == [1, 1, 3])
    #expect(fragment.problems.first?.column == 3)
  }

  @Test(arguments: [
    ("<span class=\"a\" lang=ja>x</span>", "<span class=\"a\" lang=\"ja\">x</span>"),
    ("H<sub>2</sub>O x<sup>2</sup> <kbd>K</kbd>", "H<sub>2</sub>O x<sup>2</sup> <kbd>K</kbd>"),
    ("a<br>b<br/>c", "a<br>b<br>c"),
    ("<a name=\"top\"></a>Text", "<span id=\"top\"></span>Text"),
    ("[a <a id='b'>c</a>](d)", "<a href=\"d\">a <span id=\"b\">c</span></a>"),
    (
      "<img src=\"a.png\" alt=\"A &amp; &#66; & C\" width=3>",
      "<img src=\"a.png\" alt=\"A &amp; &#66; &amp; C\" width=\"3\">"
    ),
    ("x <!-- secret --> y", "x  y"),
    ("<SPAN>x</SPAN>", "<span>x</span>"),
    ("<span>**b**</span>", "<span><strong>b</strong></span>"),
  ])
  func letsAllowedElementsThrough(markdown: String, html: String) {
    let result = document(markdown)
    #expect(result.html == "<p>\(html)</p>\n")
    #expect(result.problems.isEmpty)
  }

  @Test(arguments: [
    "<script>", "<b>x</b>", "<span onclick=x>y</span>", "<span style=x>y</span>", "<span>x", "x</span>",
    "<img src=http://a>",
    "<img src='//a'>", "<img src='java&#115;cript:x'>", "<img src='&#x2f;/a'>", "<img>", "<a href=x>y</a>", "<table>",
    "</br>", "<span/>",
    "<span id=a id=b>x</span>", "<?php ?>", "<![CDATA[x]]>", "<iframe src=x>", "a <td>b</td>", "*<span>a*</span>",
  ])
  func showsAllElseAsText(markdown: String) {
    let result = document("x " + markdown)
    #expect(
      !result.html.dropFirst(3).dropLast(5).replacing("<em>", with: "").replacing("</em>", with: "").contains("<"))
    #expect(result.problems.allSatisfy { $0.code == .rawHTML } && !result.problems.isEmpty)
  }

  @Test func letsTablesAndDetailsThroughWithMarkdownInside() {
    let result = document(
      "<details open>\n<summary>S <kbd>K</kbd></summary>\n\n**b**\n\n</details>\n\n<table><tr><th scope=col>a &lt; b\n<td>c</td></tr></table>\n"
    )
    #expect(
      result.html
        == "<details open=\"\">\n<summary>S <kbd>K</kbd></summary>\n<p><strong>b</strong></p>\n</details>\n"
        + "<table><tr>&lt;th scope=col&gt;a &lt; b\n<td>c</td></tr></table>\n")
    #expect(result.problems.map(\.message).count == 1)
  }

  @Test(arguments: [
    "<details>\n\nx", "</details>\n\nx", "> <details>\n\n</details>\n", "<table>\n<tr>\n\nx\n\n</table>\n\n<td>",
    "<tr><td>x</td></tr>",
    "<details><table></details></table>", "<div><span>x</div></span>", "<summary>x</summary>",
    "<details>\n\n- </details>\n",
    "<table><details></details></table>", "<span><table></table></span>",
  ])
  func keepsUnbalancedTagsFromReachingOut(markdown: String) throws {
    let result = document(markdown)
    #expect(!result.problems.isEmpty)
    #expect(isBalanced(result.html), "\(result.html)")
  }

  @Test(arguments: 0..<300)
  func staysBalancedWhateverIsWritten(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let parts = [
      "<details>", "</details>", "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<span>", "</span>",
      "<summary>",
      "</summary>", "\n", "\n\n", "> ", "- ", "x", "*", "<a name=b>", "</a>", "<img src=a>", "<br>", "<div>", "<!--",
      "-->", "| a |\n|-|\n",
    ]
    let markdown = (0..<30).compactMap { _ in random.pick(parts) }.joined()
    let html = document(markdown).html
    #expect(isBalanced(html), "\(markdown) gives \(html)")
  }

  @Test func givesNoIDTwice() {
    var problems: [MarkdownProblem] = []
    let html = MarkdownTree(
      parsing: "<a name=\"b\"></a>\n\n# B\n\n<span id=b>x</span> <span id=c>y</span> <a name=c></a>"
    )
    .html(.document, problems: &problems).text
    #expect(html.components(of: "id=\"b\"") == 1)
    #expect(html.contains("<h1 id=\"b\">"))
    #expect(html.components(of: "id=\"c\"") == 1)
  }
}

extension String {
  /// How often a text stands in this one.
  func components(of text: String) -> Int { ranges(of: text).count }
}

/// Whether every tag of our HTML is closed in the element that it was opened in.
func isBalanced(_ html: String) -> Bool {
  var open: [String] = []
  for part in html.split(separator: "<").dropFirst(html.hasPrefix("<") ? 0 : 1) {
    let name = String(part.prefix { $0.isLetter || $0.isNumber || $0 == "/" })
    if ["br", "img", "hr"].contains(name) { continue }
    if !name.hasPrefix("/") { open.append(name) } else if open.popLast() != String(name.dropFirst()) { return false }
  }
  return open.isEmpty
}
