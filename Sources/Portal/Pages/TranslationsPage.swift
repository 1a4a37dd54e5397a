import Localization
import PortalBase
import Templates

/// The state of every localized document, with what the checks found.
struct TranslationsPage: Sendable {
  let frame: Context<Frame>
  let groups: [TranslationGroup]

  static let model = Model<TranslationsPage>(
    Frame.model.map { $0.frame } + [
      .flag("hasGroups", "whether the portal has any document and a language to translate to") { !$0.groups.isEmpty },
      .list("groups", "the languages that documents are translated to", TranslationGroup.model) { $0.groups },
    ])
}

/// The documents of one language.
struct TranslationGroup: Sendable {
  let locale: Locale
  let edition: Edition
  let documents: [TranslationView]

  static let model = Model<TranslationGroup>([
    .phrase("name", "the language's name in itself") { $0.edition.phrase($0.locale.name, in: $0.locale.tag) },
    .list("documents", "every source document, translated or not", TranslationView.model) { $0.documents },
  ])
}

/// One document in one language.
struct TranslationView: InEdition {
  let title: Phrase
  /// Nil where it is not translated.
  let url: String?
  let bilingualURL: String?
  let provenance: String
  let handOff: Day?
  let segments: Int
  let findings: [FindingView]
  let edition: Edition

  /// Of a thousand parts of the document's segments, how many have a fault, and how many only a changed source. A document that is
  /// not translated has none.
  private var shares: (good: Int, stale: Int, faulty: Int) {
    guard url != nil else { return (0, 0, 0) }
    let open = findings.filter { !$0.finding.isAccepted && $0.finding.segment != nil && $0.finding.severity != .note }
    let drifted = Set(open.filter { $0.finding.code == .translationDrift }.compactMap(\.finding.segment))
    let faulty = Set(open.filter { $0.finding.code != .translationDrift }.compactMap(\.finding.segment))
    let total = max(segments, drifted.union(faulty).count, 1)
    let bad = faulty.count * 1000 / total
    let stale = drifted.subtracting(faulty).count * 1000 / total
    return (1000 - bad - stale, stale, bad)
  }

  private func count(_ severity: Severity) -> Int {
    findings.count { $0.finding.severity == severity && !$0.finding.isAccepted }
  }

  static let model = Model<TranslationView>([
    .phrase("title", "the document's title") { $0.title },
    .url("url", "its page; absent where it is not translated") { $0.url },
    .url("bilingualURL", "original and translation side by side") { $0.bilingualURL },
    .text("provenance", "who translated it, and when") { $0.provenance },
    .date("handOff", "the day it was handed over") { $0.handOff },
    .flag("isTranslated", "whether there is a translation") { $0.url != nil },
    .number("good", "of a thousand parts of its segments, those that nothing is wrong with") { $0.shares.good },
    .number("staleShare", "of a thousand parts, those whose source has changed") { $0.shares.stale },
    .number("staleStart", "where that part begins") { $0.shares.good },
    .number("faultyShare", "of a thousand parts, those with another finding") { $0.shares.faulty },
    .number("faultyStart", "where that part begins") { $0.shares.good + $0.shares.stale },
    .text("segments", "how many segments its markup has; a dash for a document without markup") {
      $0.segments == 0 ? "–" : String($0.segments)
    },
    .number("stale", "how many of them have a changed source") { view in
      view.findings.count { $0.finding.code.name == "translation-drift" }
    },
    .number("errors", "how many findings are errors") { $0.count(.error) },
    .number("warnings", "how many are warnings") { $0.count(.warning) },
    .flag("hasFindings", "whether there is any finding") { !$0.findings.isEmpty },
    .list("findings", "what the checks found", FindingView.model) { $0.findings },
  ])
}

/// One finding of the translation checks.
struct FindingView: Sendable {
  let finding: Finding
  /// The segment on the bilingual page.
  let url: String?
  let edition: Edition

  /// The stored source text with today's, word by word: marked as text of the source language, what is gone as `del`, what is new
  /// as `ins`. Nil where nothing was compared.
  private var difference: HTML? {
    if finding.difference.isEmpty { return nil }
    let source = edition.siblings[0]
    var html = HTML(safe: "<span class=\"difference\" lang=\"\(source.language.name.htmlEscaped)\"")
    html.append(safe: source.direction == edition.direction ? ">" : " dir=\"\(source.direction.rawValue)\">")
    for change in finding.difference {
      let element: String? =
        switch change.kind {
        case .same: nil
        case .removed: "del"
        case .added: "ins"
        }
      if let element { html.append(safe: "<\(element)>") }
      html.append(escaping: change.text)
      if let element { html.append(safe: "</\(element)>") }
    }
    html.append(safe: "</span>")
    return html
  }

  static let model = Model<FindingView>([
    .text("code", "the stable code") { $0.finding.code.name },
    .text("severity", "error, warning or note, for classes") { $0.finding.severity.rawValue },
    .text("level", "the same in words") { $0.edition.string("severity-" + $0.finding.severity.rawValue) },
    .phrase("message", "what is wrong, in English") {
      $0.edition.phrase($0.finding.diagnostic.message, in: Diagnostic.language)
    },
    .text("place", "file and line") { "\($0.finding.diagnostic.file):\($0.finding.diagnostic.location.line)" },
    .text("segment", "the segment's id") { $0.finding.segment ?? "" },
    .url("url", "the segment on the bilingual page") { $0.url },
    .inlineHTML("difference", "of a changed source: what it was and is, word by word; absent for other findings") {
      $0.difference
    },
    .text("accepted", "why the finding was accepted; absent where it was not") { $0.finding.acceptedReason ?? "" },
  ])
}
