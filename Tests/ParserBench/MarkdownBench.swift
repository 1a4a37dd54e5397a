import Markdown
import PortalBase
import TestSupport

/// The time from Markdown to HTML against the size of inputs that make other parsers slow. Where twice the size takes twice the
/// time, the ratios are 2.
enum MarkdownBench {
  private static let sizes = [10_000, 20_000, 40_000, 80_000]

  static func run() {
    print("Markdown to HTML, milliseconds by size (N = \(sizes[0]) repetitions), and what twice the size costs")
    let heads = ["N", "2N", "4N", "8N", "2N/N", "4N/2N", "8N/4N", "KB at 8N", "MB/s at 8N"]
    print(padded("input", 36, left: true) + heads.map { padded($0, 11) }.joined())
    var worst = (ratio: 0, name: "")
    for input in PathologicalInput.all {
      let texts = sizes.map { input.make($0) }
      let times = texts.map { text in Stopwatch.best { html(text) } }
      let ratios = zip(times.dropFirst(), times).map { decimal($0, $1, 2) }
      let size = texts[3].utf8.count
      let cells =
        times.map { decimal($0, 1_000_000, 2) } + ratios
        + [decimal(size, 1000, 0), decimal(size * 1000, times[3], 1)]
      print(padded(input.description, 36, left: true) + cells.map { padded($0, 11) }.joined())
      let ratio = times[3] * 100 / times[2]
      if ratio > worst.ratio { worst = (ratio, input.description) }
    }
    print("largest 8N/4N: \(decimal(worst.ratio, 100, 2)) (\(worst.name))")
  }

  private static func html(_ text: String) -> Int {
    var problems: [MarkdownProblem] = []
    return MarkdownTree(parsing: text).html(.document, problems: &problems).bytes.count
  }
}
