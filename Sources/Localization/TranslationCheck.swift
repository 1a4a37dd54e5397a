import Markdown
import PortalBase

/// The checks of localized documents (contract, section 6).
package enum TranslationCheck {
  /// Everything about one localized document, in the order of its places.
  /// - Parameters:
  ///   - source: nil for a document without a source document, which is itself a finding.
  ///   - months: the names of the months in the target language (`Locale.dates.months`): "July" keeps the 7 of a date.
  package static func findings(
    source: SourceDocument?, target: LocalizedDocument, glossary: Glossary = .empty,
    accepted: AcceptedFindings = .none, months: [String] = []
  ) -> [Finding] {
    var checker = DocumentChecker(source: source, target: target, glossary: glossary, months: months)
    checker.run()
    for index in checker.findings.indices {
      checker.findings[index].acceptedReason = accepted.reason(for: checker.findings[index], in: target.name)
    }
    return checker.findings.sorted { $0.diagnostic < $1.diagnostic }
  }

  /// A source document that has no version in a language.
  package static func missing(
    _ source: SourceDocument, in language: LanguageTag, accepted: AcceptedFindings = .none
  ) -> Finding {
    var finding = Finding(
      diagnostic: Diagnostic(
        .translationMissing, file: source.id.file,
        "this document has no translation in \(language); readers of that language see it in \(source.id.language)"),
      document: "\(language)/\(source.id.path)",
      textsHash: TextHash.of(language.name, source.texts.joined(separator: "\n")))
    finding.acceptedReason = accepted.reason(for: finding, in: finding.document)
    return finding
  }
}

/// Checks one document.
private struct DocumentChecker {
  let source: SourceDocument?
  let target: LocalizedDocument
  let checks: LanguageChecks
  var findings: [Finding] = []

  init(source: SourceDocument?, target: LocalizedDocument, glossary: Glossary, months: [String]) {
    self.source = source
    self.target = target
    checks = LanguageChecks(
      source: source?.id.language ?? LanguageTag("en"), target: target.id.language, glossary: glossary, months: months)
  }

  mutating func run() {
    checkDocument()
    checkMarkup()
    if target.hasSegments {
      let target = target
      checkSegments(target.segments) { target.tree.isLabel(target.segmentation.drafts[$0].block) }
      checkEmptyLinks()
      checkDrift()
    } else {
      checkBlocks()
    }
  }

  private mutating func add(_ issue: SegmentIssue, _ segment: Segment) {
    findings.append(
      Finding(
        diagnostic: Diagnostic(
          issue.code, file: target.id.file, at: segment.location, issue.message, segment: segment.id),
        document: target.name, difference: issue.difference, approvedTerms: issue.approvedTerms,
        textsHash: TextHash.of(segment.sourceText, segment.targetText)))
  }

  private mutating func add(
    _ code: Diagnostic.Code, _ location: SourceLocation, _ message: String, segment: String? = nil, texts: String
  ) {
    findings.append(
      Finding(
        diagnostic: Diagnostic(code, file: target.id.file, at: location, message, segment: segment),
        document: target.name, textsHash: texts))
  }

  private mutating func checkDocument() {
    if target.provenance.method == .machine {
      add(
        .translationMachine, target.provenance.methodLocation,
        "this document is a machine translation that no person has reviewed", texts: target.textHash)
    }
    if source == nil {
      add(
        .translationOrphan, .start, "this document has no source document \(target.id.path) in the source language",
        texts: target.textHash)
    }
  }

  private mutating func checkMarkup() {
    let segments = Dictionary(target.segments.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for problem in target.segmentation.problems {
      let segment = problem.segment.flatMap { segments[$0] }
      add(
        .translationSegmentMismatch, target.tree.location(of: problem.node), problem.message, segment: problem.segment,
        texts: segment.map { TextHash.of($0.sourceText, $0.targetText) } ?? target.textHash)
    }
  }

  private mutating func checkSegments(_ segments: [Segment], isLabel: (Int) -> Bool) {
    for (index, segment) in segments.enumerated() {
      let facts = SegmentFacts(segment, isLabel: isLabel(index))
      // A segment that lacks a side is reported as such; nothing can be compared.
      if facts.source.isEmpty { continue }
      for issue in StructureChecks.issues(facts) + checks.issues(facts) { add(issue, segment) }
    }
  }

  /// Links outside of segments.
  private mutating func checkEmptyLinks() {
    for link in target.segmentation.emptyLinks {
      if let segment = link.segment {
        // Told by the segment's own check, unless there is no source to compare with.
        let found = target.segments[segment]
        if found.sourceText.isEmpty {
          add(SegmentIssue(code: .translationEmptyLink, message: "a link of the translation has no text"), found)
        }
        continue
      }
      add(
        .translationEmptyLink, target.tree.location(of: link.node), "a link of the translation has no text",
        texts: target.textHash)
    }
  }

  private mutating func checkDrift() {
    guard let source else { return }
    let drift = DriftFinder.find(target, source)
    for change in drift.changes {
      let segment = target.segments[change.segment]
      let isGone = change.difference.allSatisfy { $0.kind == .removed }
      let message =
        isGone
        ? "the source text of this segment is no longer in the source document"
        : "the source text has changed since: \(change.difference.summary)"
      add(SegmentIssue(code: .translationDrift, message: message, difference: change.difference), segment)
    }
    for addition in drift.additions {
      let what = addition.isWholeBlock ? "this block" : "a part of this block"
      addUncovered(
        addition.block, source, addition.text,
        "\(what) is not in the \(target.id.language) translation: \(addition.text.quoted)")
    }
  }

  private mutating func addUncovered(_ block: Int, _ source: SourceDocument, _ text: String, _ message: String) {
    findings.append(
      Finding(
        diagnostic: Diagnostic(
          .translationDrift, file: source.id.file, at: source.tree.location(of: source.blocks[block].node), message),
        document: target.name, difference: [WordChange(.added, text)], textsHash: TextHash.of(text, "")))
  }
}

// Documents without side-by-side markup.
extension DocumentChecker {
  private mutating func checkBlocks() {
    guard let source else { return checkEmptyLinks() }
    let pairing = BlockPairing(target, source)
    for pair in pairing.pairs {
      guard pair.target == nil, let unit = pair.source else { continue }
      let text = source.texts[unit.blocks].joined(separator: " ")
      if !compact(text).isEmpty {
        addUncovered(
          unit.blocks.lowerBound, source, text,
          "this block has no counterpart in the \(target.id.language) translation: \(text.quoted)")
      }
    }
    // Where the two are built differently, a pair may be wrong, and what is said about it too.
    guard pairing.isExact else { return checkEmptyLinks() }
    let segments = target.blockSegments(source)
    checkSegments(segments.map(\.segment)) { segments[$0].isLabel }
  }
}

extension LocalizedDocument {
  /// The blocks of running text as segments, each with its source beside it; only for documents that are built alike.
  func blockSegments(_ source: SourceDocument) -> [(segment: Segment, isLabel: Bool)] {
    zip(blocks, source.blocks).enumerated().compactMap { index, pair in
      let (block, other) = pair
      switch block.kind {
      case .heading, .paragraph, .cell: break
      case .code, .html, .rule: return nil
      }
      let segment = Segment(
        id: "block-\(index + 1)", location: tree.location(of: block.node), target: SegmentSide(tree, block.node),
        source: SegmentSide(source.tree, other.node))
      return (segment, tree.isLabel(block.node))
    }
  }
}

extension MarkdownTree {
  /// Whether a link shows nothing.
  func isEmptyLink(_ link: NodeID) -> Bool {
    !walk(from: link).contains { step in
      guard case .enter(let id) = step else { return false }
      if case .image = kind(of: id) { return true }
      return false
    } && plainText(of: link).trimmed.isEmpty
  }

  /// Whether a block is a heading or a table cell.
  func isLabel(_ block: NodeID) -> Bool {
    switch kind(of: block) {
    case .heading, .tableCell: true
    default: false
    }
  }
}

extension SegmentSide {
  /// The side of a block without markup.
  init(_ tree: MarkdownTree, _ block: NodeID) {
    self.init()
    for case .enter(let id) in tree.walk(from: block) {
      switch tree.kind(of: id) {
      case .text(let text): append(text: text)
      case .softBreak, .lineBreak: append(text: " ")
      case .code(let code): append(code: code)
      case .strong: strongCount += 1
      case .emphasis: emphasisCount += 1
      case .link(let destination, _):
        destinations.append(destination)
        if tree.isEmptyLink(id) { emptyLinks += 1 }
      default: break
      }
    }
    trim()
  }
}

extension [WordChange] {
  /// The first things that changed, as part of a message.
  var summary: String {
    func words(_ kind: WordChange.Kind) -> String {
      filter { $0.kind == kind }.map(\.text.trimmed).joined(separator: " … ").quoted
    }
    switch (contains { $0.kind == .removed }, contains { $0.kind == .added }) {
    case (true, true): return "\(words(.removed)) became \(words(.added))"
    case (true, false): return "\(words(.removed)) is gone"
    case (false, true): return "\(words(.added)) is new"
    case (false, false): return "only in its spaces"
    }
  }
}
