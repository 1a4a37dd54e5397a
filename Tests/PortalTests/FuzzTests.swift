import Foundation
import Localization
import Markdown
import PortalBase
import Templates
import TestSupport
import Testing

/// Random and mutated bytes for every parser: none may crash, hang, or let a value or a text out of its place.
///
/// A short run is part of all tests; `scripts/fuzz` sets `WAIVER_FUZZ_SECONDS` for longer ones.
@Suite(.serialized) struct FuzzTests {
  @Test func survivesAFewInputs() throws {
    var fuzzer = try Fuzzer(seed: 1)
    for _ in 0..<150 { fuzzer.step() }
  }

  @Test(.enabled(if: Fuzzer.seconds != nil, "run scripts/fuzz"))
  func survivesInputsForSomeSeconds() throws {
    let seconds = try #require(Fuzzer.seconds)
    var fuzzer = try Fuzzer(seed: Fuzzer.seed)
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: .seconds(seconds))
    var count = 0
    while clock.now < end {
      fuzzer.step()
      count += 1
    }
    print("\(count) inputs with the seed \(Fuzzer.seed)")
  }
}

/// Makes inputs of the example's files and of hostile texts, and gives them to the parsers.
struct Fuzzer {
  private var generator: SeededGenerator
  private let corpus: [[UInt8]]
  private(set) var input: [UInt8] = []
  /// Where the input is kept while it is parsed, so that it is there after a crash.
  let file: URL?

  private static let environment = ProcessInfo.processInfo.environment
  static let seconds = environment["WAIVER_FUZZ_SECONDS"].flatMap(Int.init)
  static let seed = environment["WAIVER_FUZZ_SEED"].flatMap(UInt64.init) ?? 1

  init(seed: UInt64) throws {
    generator = SeededGenerator(seed: seed)
    file = Self.environment["WAIVER_FUZZ_FILE"].map { URL(fileURLWithPath: $0) }
    let portal = try PortalCopy()
    corpus = portal.paths.compactMap { path in
      [".md", ".html", ".json", ".jsonl"].contains { path.hasSuffix($0) } ? portal.files[path] : nil
    }
  }

  /// One input, for all parsers.
  mutating func step() {
    input = makeInput()
    if let file { try? Data(input).write(to: file) }
    parse()
  }

  private mutating func makeInput() -> [UInt8] {
    if generator.oneIn(8) {
      return (0..<generator.number(in: 0...400)).map { _ in UInt8(generator.number(in: 0...255)) }
    }
    var bytes: [UInt8] = []
    if generator.oneIn(4) {
      for _ in 0..<generator.number(in: 1...60) { bytes += piece() }
    } else {
      let whole = generator.pick(corpus) ?? []
      let start = generator.number(in: 0...max(0, whole.count - 1))
      bytes = Array(whole[(generator.oneIn(2) ? 0 : start)...].prefix(generator.number(in: 0...6000)))
    }
    for _ in 0..<generator.number(in: 1...12) { mutate(&bytes) }
    return Array(bytes.prefix(60_000))
  }

  private static let pieces: [[UInt8]] =
    (HostileText.pieces + [
      "{\"", "\":", ",", "[", "]", "}", "1e999", "\\ud800", "true", "null", "---\n", "key: value\n", "- item\n",
      "key: [a, 'b']\n",
      "\"\\u0000\"", "|", "|--|", "\n", "\n\n", "    ", "- ", "> ", "1. ", "[", "](", ")", "*", "**", "_", "`", "{{",
      "}}",
      "{{#items}}", "{{/items}}", "{{>", "{{<", "{{$", "{{!", "{{=", "{{&", "<span data-ttu-id=\"a\">", "</span>",
      "<span class=\"sxs-lookup\">", "<span data-stu-id=\"a\">", "[!INCLUDE [a](b)]", "::: zone", "<a name=\"a\"></a>",
      "&amp;",
      "&#x1F600;", "「", "。**", "日", "\u{E000}", "\u{300}",
    ]).map { Array($0.utf8) }

  private mutating func piece() -> [UInt8] { generator.pick(Self.pieces) ?? [] }

  private mutating func mutate(_ bytes: inout [UInt8]) {
    let place = generator.number(in: 0...bytes.count)
    let end = min(bytes.count, place + generator.number(in: 0...40))
    switch generator.number(in: 0...7) {
    case 0: bytes.removeSubrange(place..<end)
    case 1: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 2: bytes.insert(UInt8(generator.number(in: 0...255)), at: place)
    case 3: if place < bytes.count { bytes[place] = UInt8(generator.number(in: 0...255)) }
    case 4:
      // A long row of one thing: what quadratic and recursive parsers fear.
      let part = piece()
      let count = generator.oneIn(6) ? 3000 : 20
      bytes.insert(contentsOf: (0..<count).flatMap { _ in part }, at: place)
    case 5:
      let other = generator.pick(corpus) ?? []
      let start = generator.number(in: 0...other.count)
      bytes.insert(contentsOf: other[start...].prefix(200), at: place)
    default: bytes.insert(contentsOf: piece(), at: place)
    }
  }
}

// What the parsers make of an input.
extension Fuzzer {
  private mutating func parse() {
    let (input, markdown) = (input, SourceFile(path: "content/policies/en/a.md", bytes: input))
    watch("JSON") { _ = JSONReader.read(input) }
    watch("front matter") { _ = FrontMatter.parse(markdown) }
    let parsed = FrontMatter.parse(markdown)
    var (problems, html): ([MarkdownProblem], HTML) = ([], .empty)
    watch("Markdown of documents") {
      html = MarkdownTree(parsing: parsed.body, firstLine: parsed.bodyLine).html(.document, problems: &problems)
    }
    expectBalance(html.bytes)
    watch("Markdown of records") { html = Markdown.fragment(parsed.body).html }
    expectBalance(html.bytes)
    watch("documents") { parseDocuments(markdown) }
    var generator = generator
    watch("templates") { parseTemplate(&generator) }
    self.generator = generator
  }

  /// Far more than any input takes, also without optimization on a busy machine.
  private static let limit = Duration.seconds(10)

  private func watch(_ parser: String, _ body: () -> Void) {
    let time = ContinuousClock().measure(body)
    if time < Self.limit { return }
    let kept = file.map { $0.appendingPathExtension(String(input.count)) }
    if let kept { try? Data(input).write(to: kept) }
    Issue.record("\(parser): \(time) for \(input.count) bytes\(kept.map { ", kept in \($0.path)" } ?? "")")
  }

  private func parseDocuments(_ source: SourceFile) {
    guard let id = DocumentPath(source.path), let targetID = DocumentPath("content/policies/ja/a.md") else { return }
    let document = SourceDocument.parse(source, id).document
    let target = LocalizedDocument.parse(SourceFile(path: targetID.file, bytes: input), targetID).document
    let findings = TranslationCheck.findings(source: document, target: target)
    _ = target.bilingualRows(source: document, findings: findings)
    var problems: [MarkdownProblem] = []
    expectBalance(target.page(source: document).html(.document, problems: &problems).bytes)
  }

  /// Every element that is opened is closed, in order: a text that Markdown made cannot reach beyond its place.
  private func expectBalance(_ html: [UInt8]) {
    var open: [String] = []
    for mark in HTMLOutline(html).marks {
      if mark.hasPrefix("/") {
        if open.popLast() != String(mark.dropFirst()) { return fail("unbalanced at \(mark)") }
        continue
      }
      let name = mark.split(separator: " ").first.map(String.init) ?? mark
      if !["br", "hr", "img", "comment", "wbr", "col"].contains(name) { open.append(name) }
    }
    if !open.isEmpty { fail("left open: \(open)") }
  }

  private func fail(_ message: String) {
    Issue.record("\(message): \(String(decoding: input, as: UTF8.self).debugDescription.prefix(4000))")
  }

  /// A template that compiles has the same elements whatever its values are.
  private func parseTemplate(_ generator: inout SeededGenerator) {
    let name = generator.oneIn(2) ? "page.md" : "page.html"
    let compiler = TemplateCompiler(
      files: [SourceFile(path: "templates/\(name)", bytes: input)], constants: ["a": "b"], language: LanguageTag("en"))
    var diagnostics: [Diagnostic] = []
    let text = compiler.compileText("page", model: FuzzPage.model, diagnostics: &diagnostics)
    let page = compiler.compile("page", shell: nil, model: FuzzPage.model, diagnostics: &diagnostics)
    var bytes: [UInt8] = []
    text?.render(FuzzPage(text: "x"), into: &bytes)
    guard let page else { return }
    let hostile = HostileText.random(&generator)
    let outlines = ["x", hostile].map { value in
      var bytes: [UInt8] = []
      page.render(FuzzPage(text: value), into: &bytes)
      return HTMLOutline(bytes)
    }
    if outlines[0] != outlines[1] { fail("\(hostile.debugDescription) changes the template") }
  }
}

/// A page with the names that the pieces of templates have.
private struct FuzzPage: Sendable {
  let text: String

  static let item = Model<String>([.text("name", "") { $0 }, .url("url", "") { $0 }])
  static let model = Model<FuzzPage>([
    .text("title", "") { $0.text }, .text("heading", "") { $0.text }, .phrase("phrase", "") { Phrase($0.text) },
    .html("body", "") { HTML(escaping: $0.text) }, .number("count", "") { _ in 3 }, .flag("isOpen", "") { _ in true },
    .list("items", "", item) { [$0.text, $0.text] }, .object("owner", "", item) { $0.text },
  ])
}
