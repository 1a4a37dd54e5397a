import Markdown
import PortalBase

/// Turns the pieces of Markdown files into pieces of HTML: tags become placeholders, libcmark runs once, and the tags are put
/// back where their placeholders came out.
enum MarkdownLowering {
  static func lower(_ pieces: [Piece], _ kind: TemplateKind, _ templates: inout TemplateLibrary) -> [Piece] {
    if kind == .markdown { return lower(markdown: pieces, &templates) }
    return pieces.map { piece in
      var piece = piece
      switch piece.kind {
      case .text, .value: break
      case .section(let test, let inner): piece.kind = .section(test, lower(inner, kind, &templates))
      case .whenAny(let tests, let inner): piece.kind = .whenAny(tests, lower(inner, kind, &templates))
      case .island(let own, let inner): piece.kind = .island(.html, lower(inner, own, &templates))
      }
      return piece
    }
  }

  private static func lower(markdown pieces: [Piece], _ templates: inout TemplateLibrary) -> [Piece] {
    guard let first = pieces.first else { return [] }
    let lines = MarkdownLines(pieces)
    let source = MarkdownSource(lines)
    let tree = MarkdownTree(parsing: source.bytes)
    let ids = headingIDs(tree, lines.slots)
    var options = RenderOptions.template
    options.alertTitle = alertTitles(tree, &templates)
    options.headingIDs = .given(ids.indices.map { Placeholder.text(.headingID, $0) })
    var problems: [MarkdownProblem] = []
    let html = tree.html(options, problems: &problems)
    for problem in problems where !source.places.isEmpty {
      templates.report(
        problem.code, source.places[max(0, min(problem.line - 1, source.places.count - 1))], problem.message)
    }
    var restorer = TagRestorer(html.bytes, lines.slots, source.shapes, ids, first.place)
    return restorer.restore(&templates)
  }

  /// The id of each heading, from the template's own text; empty where there is none. An interface string counts with its key, so
  /// that an id is the same in every language; values count as nothing.
  private static func headingIDs(_ tree: MarkdownTree, _ slots: [MarkdownLines.Slot]) -> [String] {
    var slugger = Slugger()
    var ids: [String] = []
    for case .enter(let id) in tree.walk() {
      guard case .heading = tree.kind(of: id) else { continue }
      let text = Placeholder.replace(in: tree.plainText(of: id)) { number in
        guard slots.indices.contains(number), case .value(let piece) = slots[number],
          case .value(let value) = piece.kind, case .constant = value.source
        else { return "" }
        return String(value.name.dropFirst("t.".count))
      }
      let words = text.unicodeScalars.split { !($0.properties.isAlphabetic || $0.properties.numericType != nil) }
      let start = words.first?.startIndex ?? text.startIndex
      let end = words.last?.endIndex ?? text.startIndex
      ids.append(words.isEmpty ? "" : slugger.slug(for: String(text[start..<end])))
    }
    return ids
  }

  /// The headings of alerts (`> [!NOTE]`): the interface strings `alert-note` and so on, in English where the locale has none.
  private static func alertTitles(
    _ tree: MarkdownTree, _ templates: inout TemplateLibrary
  ) -> @Sendable (AlertKind) -> String {
    var titles: [AlertKind: String] = [:]
    for case .enter(let id) in tree.walk() {
      guard case .alert(let kind) = tree.kind(of: id), let title = templates.constant("alert-\(kind.rawValue)") else {
        continue
      }
      titles[kind] = title
    }
    return { [titles] kind in titles[kind] ?? kind.englishTitle }
  }
}
