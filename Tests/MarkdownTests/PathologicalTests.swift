import Foundation
import PortalBase
import Synchronization
import Testing

@testable import Markdown

/// Texts that make parsers slow or overflow their stack. A test that does not end is the failure; there are no clocks.
struct PathologicalTests {
  struct Input: Sendable, CustomStringConvertible {
    var description: String
    var make: @Sendable (Int) -> String

    init(_ description: String, _ make: @escaping @Sendable (Int) -> String) {
      self.description = description
      self.make = make
    }
  }

  static let inputs: [Input] = [
    Input("open brackets") { times("[", $0) },
    Input("nested brackets") { times("[", $0) + "a" + times("]", $0) },
    Input("open links") { times("[a](", $0) },
    Input("open images with links") { times("![[]()", $0) },
    Input("nested images") { times("![a", $0) + times("](b)", $0) },
    Input("open emphasis") { times("*a **a _a ", $0) },
    Input("emphasis that closes nothing") { times("a** b_ ", $0) },
    Input("nested emphasis") { times("*a **a ", $0) + "b" + times(" a** a*", $0) },
    Input("runs of backticks") { n in (1...200).map { "e" + times("`", $0) }.joined() + times("`a ``", n) },
    Input("nested quotes") { times("> ", $0) + "a" },
    Input("nested lists") { times("- ", $0) + "a" },
    Input("nested quotes with a table") { times(">", $0) + "|a|\n" + times(">", $0) + "|-|\n" },
    Input("pipes") { times("|a", $0) + "|\n" + times("|-", $0) + "|\n" + times("|b", $0) + "|\n" },
    Input("empty pipes") { times("|", 5 * $0) + "\n" + times("|-", $0) + "|\n" },
    Input("short rows of a wide table") { times("|a", $0) + "\n" + times("|-", $0) + "\n" + times("x\n", $0) },
    Input("delimiter rows") { times("|-|\n", $0) },
    Input("open tags") { times("<a b='", $0) },
    Input("open comments") { "<div>" + times("<!-- ", $0) },
    Input("open details") { times("<details>\n\n", $0 / 2) },
    Input("nested spans") { times("<span>", $0 / 2) + times("</span>", $0 / 2) },
    Input("wide lines") { times("あ\n", $0) },
    Input("wide lines with tags") { times("あ\n<b>\n", $0 / 2) },
    Input("CJK emphasis") { times("あ**「a", $0) },
    Input("equal headings") { times("# a\n", $0) },
    Input("definitions") { n in (0..<n).map { "[a\($0)]: u\n" }.joined() + times("[a0] ", n) },
    Input("long definition, used often") { "[a]: " + times("b", 20 * $0) + "\n\n" + times("[a]", 5 * $0) },
    Input("character references") { times("&#", $0) },
    Input("tabs") { times("\t", $0) + "a" },
  ]

  @Test(arguments: inputs)
  func staysLinearOnASmallStack(input: Input) throws {
    let text = input.make(10_000)
    let length = try onSmallStack {
      var problems: [MarkdownProblem] = []
      let tree = MarkdownTree(parsing: text)
      return tree.html(.document, problems: &problems).bytes.count + tree.plainText().utf8.count
    }
    #expect(length > 0)
  }

  @Test func reachesTheGroundOfDeepNesting() throws {
    let text = Self.times("> ", 25_000) + Self.times("- ", 25_000) + "ground"
    let html = try onSmallStack { Markdown.fragment(text).html.text }
    #expect(html.contains("ground"))
    #expect(html.ranges(of: "<blockquote>").count == 25_000)
    #expect(html.ranges(of: "</ul>").count == 25_000)
  }

  @Test func readsAHundredThousandPipes() throws {
    let text = Self.times("|a", 100_000) + "|\n" + Self.times("|-", 100_000) + "|\n"
    let html = try onSmallStack { Markdown.fragment(text).html.text }
    #expect(
      html.utf8.count == 100_000 * "<th>a</th>\n".utf8.count
        + "<table>\n<thead>\n<tr>\n</tr>\n</thead>\n</table>\n".utf8.count)
  }

  @Test func keepsTheTextOfManyOpenImages() {
    let fragment = Markdown.fragment(Self.times("![a [b](c) ", 1_500))
    #expect(fragment.html.text == "<p>" + Self.times("![a <a href=\"c\">b</a> ", 1_500).dropLast() + "</p>\n")
  }

  private static func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  /// Runs a body on a thread with the stack of a worker thread of other systems: 512 KB.
  private func onSmallStack<Result: Sendable>(_ body: @escaping @Sendable () -> Result) throws -> Result {
    let result = ResultBox<Result>()
    let thread = Thread {
      result.value.withLock { $0 = body() }
      result.isReady.signal()
    }
    thread.stackSize = 512 << 10
    thread.start()
    result.isReady.wait()
    return try #require(result.value.withLock { $0 })
  }

  private final class ResultBox<Result: Sendable>: Sendable {
    let value = Mutex<Result?>(nil)
    let isReady = DispatchSemaphore(value: 0)
  }
}
