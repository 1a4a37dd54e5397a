import CCMark
import Localization
import Markdown
import Portal
import PortalBase
import Publishing
import Templates

/// How fast the request pages of a portal are filled, beside libcmark parsing the Markdown that each would be made of if
/// templates were filled first and parsed for every page.
struct FillingBench {
  private let files: [SourceFile]
  private let content: Content
  private let site: Site

  /// A portal that cannot be measured.
  struct Unfit: Error, CustomStringConvertible { let description: String }

  init(portal: String) throws {
    files = try PortalReader.read(portal).files
    let (content, diagnostics) = Content.load(files) { _ in true }
    guard let content, let day = content.settings.pinnedDay else {
      throw Unfit(description: "\(portal) has errors, or pins no day: \(diagnostics)")
    }
    self.content = content
    site = Site(content, asOf: day, audience: .internal, digest: "digest")
  }

  func run() throws {
    let routes = site.routes.filter { if case .request = $0.page { true } else { false } }
    let pages = try routes.map(markdown)
    print(
      "The request page, one core: \(routes.count) pages of the example in \(content.settings.locales.count) languages")
    print(padded("", 36, left: true) + ["pages/s", "MB/s", "KB/page"].map { padded($0, 11) }.joined())
    var bytes: [UInt8] = []
    report("filled by Waiver", routes.count) {
      var size = 0
      for route in routes {
        bytes.removeAll(keepingCapacity: true)
        site.render(route, into: &bytes)
        size += bytes.count
      }
      return size
    }
    report("its Markdown parsed by libcmark", pages.count) { pages.reduce(0) { $0 + Self.parse($1) } }
    report("parsed and rendered by libcmark", pages.count) {
      pages.reduce(0) { $0 + Self.parse($1, isRendered: true) }
    }
    print()
    let texts = fragments()
    print("Markdown of records, one core: \(texts.count) texts of the example")
    print(padded("", 36, left: true) + ["texts/s", "MB/s", "KB/text"].map { padded($0, 11) }.joined())
    report("Waiver", texts.count, decimals: 2) { texts.reduce(0) { $0 + Markdown.fragment($1).html.bytes.count } }
    let marked = texts.map { Array($0.utf8) }
    report("libcmark", texts.count, decimals: 2) { marked.reduce(0) { $0 + Self.parse($1, isRendered: true) } }
  }

  /// - Parameter body: does it for all of them, and gives the number of bytes.
  private func report(_ name: String, _ count: Int, decimals: Int = 1, _ body: () -> Int) {
    var size = 0
    let time = Stopwatch.best {
      size = body()
      return size
    }
    let cells = [
      decimal(count * 1_000_000_000, time, 0), decimal(size * 1000, time, 1), decimal(size, 1000 * count, decimals),
    ]
    print(padded(name, 36, left: true) + cells.map { padded($0, 11) }.joined())
  }

  /// The Markdown of a page: its template, with its values and words.
  private func markdown(_ route: Route) throws -> [UInt8] {
    guard case .request(let locale, let record) = route.page else { return [] }
    let language = content.settings.locales[locale]
    let sources = files.filter { $0.path.hasPrefix("templates/") && !$0.path.contains("/locales/") }
    guard let file = files.first(where: { $0.path == "templates/locales/\(language).json" }),
      let words = Locale.decode(file, language).locale
    else { throw Unfit(description: "no words for \(language)") }
    let filled = sources.map { source in
      var text = String(decoding: source.bytes, as: UTF8.self)
      for key in words.messages.keys where text.contains("t.\(key)}}") {
        text = text.replacing("{{t.\(key)}}", with: words.string(key))
      }
      return SourceFile(path: source.path, text: text)
    }
    var diagnostics: [Diagnostic] = []
    let compiler = TemplateCompiler(files: filled, constants: [:], language: language)
    guard let template = compiler.compileText("request", model: RequestPage.model, diagnostics: &diagnostics) else {
      throw Unfit(description: "\(diagnostics)")
    }
    var bytes: [UInt8] = []
    template.render(site.requestPage(locale, record), into: &bytes)
    return bytes
  }

  /// Every Markdown text of the records' files.
  private func fragments() -> [String] {
    let keys: Set = ["requirement", "proposal", "reason", "actions", "appeal", "information", "alternative", "note"]
    var texts: [String] = []
    func collect(_ json: JSON, isMarkdown: Bool) {
      if let text = json.string {
        if isMarkdown { texts.append(text) }
      } else if let items = json.array {
        for item in items { collect(item, isMarkdown: isMarkdown) }
      } else if let members = json.object {
        for member in members { collect(member.value, isMarkdown: isMarkdown || keys.contains(member.key)) }
      }
    }
    for file in files where file.path.hasPrefix("content/exceptions/") && file.path.hasSuffix(".json") {
      if let json = JSONReader.read(file.bytes).value { collect(json, isMarkdown: false) }
    }
    return texts
  }

  private static func parse(_ text: [UInt8], isRendered: Bool = false) -> Int {
    text.withUnsafeBytes { buffer in
      let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      guard let document = cmark_parse_document(start, buffer.count, CMARK_OPT_UNSAFE) else { return 0 }
      defer { cmark_node_free(document) }
      if isRendered { free(cmark_render_html(document, CMARK_OPT_UNSAFE)) }
      return buffer.count
    }
  }
}
