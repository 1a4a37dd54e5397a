import Localization
import Markdown
import PortalBase
import Templates

/// A localized document beside its source: a row per segment, in document order.
struct BilingualPage: Sendable {
  let frame: Context<Frame>
  /// The source language.
  let source: Edition
  let provenance: String
  let targetURL: String
  /// Nil where there is no original.
  let sourceURL: String?
  let findings: [FindingView]
  let rows: [BilingualRowView]

  static let model = Model<BilingualPage>(
    Frame.model.map { $0.frame } + [
      .text("provenance", "who translated it, and when") { $0.provenance },
      .text("targetName", "what the language of the page calls itself") { $0.frame.value.edition.locale.name },
      .phrase("sourceName", "what the source language calls itself") {
        $0.frame.value.edition.phrase($0.source.locale.name, in: $0.source.language)
      },
      .url("targetURL", "the page with the translation only") { $0.targetURL },
      .url("sourceURL", "the page of the original") { $0.sourceURL },
      .flag("hasFindings", "whether the checks found anything") { !$0.findings.isEmpty },
      .list("findings", "what the checks found, in order of places", FindingView.model) { $0.findings },
      .list("rows", "the document", BilingualRowView.model) { $0.rows },
    ])
}

/// A block of the document: a heading, a text, a list item, a table.
struct BilingualRowView: Sendable {
  /// For classes: `heading`, `paragraph`, `item`, `quote`, `alert`, `block`, `table`.
  let kind: String
  /// What stands before the text: the bullet or number of an item, the title of an alert.
  let marker: String
  let depth: Int
  let pairs: [BilingualPairView]
  let table: [BilingualTableRow]

  static let model = Model<BilingualRowView>([
    .text("kind", "heading, paragraph, item, quote, alert, block or table, for classes") { $0.kind },
    .text("marker", "a bullet, a number, the title of an alert") { $0.marker },
    .number("depth", "how deep a list item is") { $0.depth },
    .flag("isTable", "whether it is a table") { !$0.table.isEmpty },
    .list("pairs", "its segments; none for a table", BilingualPairView.model) { $0.pairs },
    .list("table", "the rows of a table", BilingualTableRow.model) { $0.table },
  ])
}

/// A row of a table that stands in both languages.
struct BilingualTableRow: Sendable {
  let cells: [BilingualCellView]

  static let model = Model<BilingualTableRow>([
    .list("cells", "its cells", BilingualCellView.model) { $0.cells }
  ])
}

/// A cell with its segments.
struct BilingualCellView: Sendable {
  let isHead: Bool
  let pairs: [BilingualPairView]

  static let model = Model<BilingualCellView>([
    .flag("isHead", "whether it is in the head of the table") { $0.isHead },
    .list("pairs", "its segments", BilingualPairView.model) { $0.pairs },
  ])
}

/// A segment: the translation and its source.
struct BilingualPairView: Sendable {
  let id: String
  let isStale: Bool
  let target: HTML
  let source: HTML
  let edition: Edition
  let sourceEdition: Edition
  let findings: [FindingView]

  static let model = Model<BilingualPairView>([
    .text("id", "the segment's id; absent for text outside of segments") { $0.id },
    .flag("isStale", "whether the source has changed since") { $0.isStale },
    .html("target", "the translation") { $0.target },
    .html("source", "the original") { $0.source },
    .text("targetLanguage", "the language of the translation") { $0.edition.language.name },
    .text("targetDirection", "ltr or rtl") { $0.edition.direction.rawValue },
    .text("sourceLanguage", "the language of the original") { $0.sourceEdition.language.name },
    .text("sourceDirection", "ltr or rtl") { $0.sourceEdition.direction.rawValue },
    .flag("hasFindings", "whether the checks found anything here") { !$0.findings.isEmpty },
    .list("findings", "what the checks found here", FindingView.model) { $0.findings },
  ])
}

/// Turns the rows of a localized document into views. Ids that occur twice, which is a finding, stand on the page once.
struct BilingualBuilder {
  let edition: Edition
  let source: Edition
  let options: RenderOptions
  private var ids = Set<String>()

  init(edition: Edition, source: Edition, options: RenderOptions) {
    self.edition = edition
    self.source = source
    self.options = options
  }

  mutating func view(_ row: BilingualRow) -> BilingualRowView {
    let pairs = row.pairs.map { view($0, heading: heading(row)) }
    let table = row.table.map { cells in
      BilingualTableRow(
        cells: cells.map { cell in
          BilingualCellView(isHead: cell.isHead, pairs: cell.pairs.map { view($0, heading: nil) })
        })
    }
    let (kind, marker, depth) = look(of: row.kind)
    return BilingualRowView(kind: kind, marker: marker, depth: depth, pairs: pairs, table: table)
  }

  private func look(of kind: BilingualRow.Kind) -> (kind: String, marker: String, depth: Int) {
    switch kind {
    case .heading: ("heading", "", 0)
    case .paragraph: ("paragraph", "", 0)
    case .listItem(let depth, let number, let isFirst):
      ("item", isFirst ? number.map { "\($0)." } ?? "•" : "", depth)
    case .quote: ("quote", "", 0)
    case .alert(let alert): ("alert", edition.string("alert-" + alert.rawValue.lowercased()), 0)
    case .table: ("table", "", 0)
    case .block: ("block", "", 0)
    }
  }

  private func heading(_ row: BilingualRow) -> (level: Int, id: String?)? {
    if case .heading(let level) = row.kind { (level, row.headingID) } else { nil }
  }

  private mutating func view(_ pair: BilingualPair, heading: (level: Int, id: String?)?) -> BilingualPairView {
    var problems: [MarkdownProblem] = []
    var target = pair.target.html(options, problems: &problems)
    if let heading { target = wrapped(target, heading) }
    let id = pair.id.flatMap { ids.insert($0).inserted ? $0 : nil } ?? ""
    return BilingualPairView(
      id: id, isStale: pair.isStale, target: target, source: pair.source.html(options, problems: &problems),
      edition: edition, sourceEdition: source,
      findings: pair.findings.map { FindingView(finding: $0, url: nil, edition: edition) })
  }

  /// The translation of a heading is the heading.
  private mutating func wrapped(_ html: HTML, _ heading: (level: Int, id: String?)) -> HTML {
    let id = heading.id.flatMap { ids.insert($0).inserted ? " id=\"\($0.htmlEscaped)\"" : nil } ?? ""
    var result = HTML(safe: "<h\(heading.level)\(id)>")
    result += html
    result.append(safe: "</h\(heading.level)>")
    return result
  }
}
