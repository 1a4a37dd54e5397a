import Localization
import Markdown
import PortalBase
import Testing

/// A source document and its translation, made from their texts.
struct Pair {
  let source: SourceDocument
  let target: LocalizedDocument
  let diagnostics: [Diagnostic]

  init(source: String, target: String, language: String = "ja") throws {
    try self.init(
      source: SourceFile(path: "content/policies/en/plan.md", text: source),
      target: SourceFile(path: "content/policies/\(language)/plan.md", text: target))
  }

  init(source: SourceFile, target: SourceFile) throws {
    let (sourceDocument, first) = SourceDocument.parse(source, try #require(DocumentPath(source.path)))
    let (targetDocument, second) = LocalizedDocument.parse(target, try #require(DocumentPath(target.path)))
    self.source = sourceDocument
    self.target = targetDocument
    diagnostics = first + second
  }

  func findings(_ glossary: Glossary = .empty, _ accepted: AcceptedFindings = .none) -> [Finding] {
    TranslationCheck.findings(source: source, target: target, glossary: glossary, accepted: accepted)
  }

  /// The clean page.
  var html: String {
    var problems: [MarkdownProblem] = []
    return target.page(source: source).html(.document, problems: &problems).text
  }

  var rows: [BilingualRow] { target.bilingualRows(source: source, findings: findings()) }
}

/// A segment with its markup.
func segment(_ id: String, _ target: String, _ source: String) -> String {
  "<span data-ttu-id=\"\(id)\">\(target)</span><span class=\"sxs-lookup\"><span data-stu-id=\"\(id)\">\(source)</span></span>"
}

extension Fragment {
  var html: String {
    var problems: [MarkdownProblem] = []
    return html(.document, problems: &problems).text
  }
}

/// The codes of findings, without those of severity note.
func codes(_ findings: [Finding]) -> [String] {
  findings.filter { $0.severity != .note }.map(\.code.name)
}
