import PortalBase

/// Findings accepted with a reason (`content/accepted-findings.json`): `{"findings": [{"document": "ja/plan.md", "segment",
/// "code", "texts", "reason"}]}`. `texts` is the hash of source and target that the finding had, so it comes back when either changes.
package struct AcceptedFindings: Sendable, Hashable {
  package struct Entry: Sendable, Hashable {
    /// `<locale>/<path>`, below `content/policies/`.
    package let document: String
    /// Nil for a finding about the whole document.
    package let segment: String?
    package let code: String
    package let texts: String
    package let reason: String
    package let location: SourceLocation
  }

  /// What a finding has to have in common with an entry.
  private struct Key: Hashable {
    let document: String
    let segment: String?
    let code: String
    let texts: String
  }

  package let file: String
  package let entries: [Entry]
  private let reasons: [Key: String]

  package init(file: String = "", entries: [Entry] = []) {
    self.file = file
    self.entries = entries
    reasons = Dictionary(
      entries.map { (Key(document: $0.document, segment: $0.segment, code: $0.code, texts: $0.texts), $0.reason) },
      uniquingKeysWith: { first, _ in first })
  }

  package static let none = AcceptedFindings()

  /// Why a finding is accepted, or nil where it is not.
  func reason(for finding: Finding, in document: String) -> String? {
    if reasons.isEmpty { return nil }
    let key = Key(document: document, segment: finding.segment, code: finding.code.name, texts: finding.textsHash)
    return reasons[key]
  }

  /// Warns of the entries that accept nothing: the texts changed, or the finding is gone.
  /// - Parameter findings: those of all documents, in any order.
  package func unused(_ findings: [Finding]) -> [Diagnostic] {
    var used = Set<Key>()
    for finding in findings where finding.isAccepted {
      used.insert(
        Key(
          document: finding.document, segment: finding.segment, code: finding.code.name, texts: finding.textsHash))
    }
    return entries.filter {
      !used.contains(Key(document: $0.document, segment: $0.segment, code: $0.code, texts: $0.texts))
    }.map { entry in
      Diagnostic(
        .staleAcceptance, file: file, at: entry.location,
        "nothing is found any more that this accepts (\(entry.code) in \(entry.document)): "
          + "the finding is gone, or a text changed; look again, then remove or renew it",
        segment: entry.segment)
    }
  }
}

extension AcceptedFindings {
  /// Reads `accepted-findings.json`. Nil where anything in it is wrong.
  package static func decode(_ file: SourceFile) -> (accepted: AcceptedFindings?, diagnostics: [Diagnostic]) {
    var problems = FileProblems(file: file.path, bytes: file.bytes)
    let (json, found) = JSONReader.read(file.bytes)
    problems.report(found)
    guard let json, var reader = ObjectReader(json, "the file of accepted findings", &problems, known: ["$schema"])
    else { return (nil, problems.diagnostics) }
    let items = problems.array(reader.required("findings", &problems), "findings") ?? []
    reader.finish(&problems)
    let index = LineIndex(file.bytes)
    var entries: [Entry] = []
    for item in items {
      if let entry = entry(item, index, &problems) { entries.append(entry) }
    }
    return (problems.hasErrors ? nil : AcceptedFindings(file: file.path, entries: entries), problems.diagnostics)
  }

  private static func entry(_ json: JSON, _ index: LineIndex, _ problems: inout FileProblems) -> Entry? {
    guard var reader = ObjectReader(json, "an accepted finding", &problems) else { return nil }
    let document = problems.line(reader.required("document", &problems), "document")
    let segment = problems.line(reader.optional("segment"), "segment")
    let code = problems.name(
      reader.required("code", &problems), "code", among: Diagnostic.Code.translation.map(\.name))
    let texts = problems.line(reader.required("texts", &problems), "texts")
    let reason = problems.line(reader.required("reason", &problems), "reason")
    reader.finish(&problems)
    guard let document, let code, let texts, let reason else { return nil }
    return Entry(
      document: document, segment: segment, code: code, texts: texts, reason: reason,
      location: index.location(of: json.offset))
  }
}
