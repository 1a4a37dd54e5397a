import Foundation
import PortalBase
import Synchronization
import TestSupport
import Testing

@testable import Markdown

/// Texts that make parsers slow or overflow their stack. A test that does not end is the failure; there are no clocks.
struct PathologicalTests {
  @Test(arguments: PathologicalInput.all)
  func staysLinearOnASmallStack(input: PathologicalInput) throws {
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
