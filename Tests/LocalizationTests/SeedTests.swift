import Localization
import Markdown
import PortalBase
import TestSupport
import Testing

/// Acceptance on a real pair of documents (contract, section 6).
@Suite(.enabled(if: Seeds.isPresent, Seeds.skipReason))
struct SeedTests {
  private let pair: Pair

  init() throws { pair = try Pair(source: Seeds.document("en"), target: Seeds.document("ja")) }

  @Test func readsEverySegment() {
    #expect(pair.diagnostics == [])
    #expect(pair.target.segments.count == 64)
    #expect(pair.target.segments.allSatisfy { !$0.targetText.isEmpty && !$0.sourceText.isEmpty })
    #expect(pair.target.segments.first?.id == "b27d6-103")
    #expect(pair.target.segments.last?.location == SourceLocation(line: 78, column: 339))
  }

  @Test func findsTheOneDriftedCell() {
    let findings = pair.findings()
    let drift = findings.filter { $0.code == .translationDrift }
    #expect(drift.map(\.segment) == ["b27d6-122"])
    #expect(drift.first?.diagnostic.location == SourceLocation(line: 33, column: 127))
    #expect(
      drift.first?.difference.filter { $0.kind != .same }.map(\.text.trimmed) == [
        "Microsoft", "Office", "Apps for enterprise", "ProPlus",
      ])
    let codes = Set(findings.map(\.code.name))
    #expect(!codes.contains("translation-number-lost"))
    #expect(!codes.contains("translation-link-target"))
    #expect(!codes.contains("translation-segment-mismatch"))
  }

  @Test func showsTargetTextOnly() {
    let html = pair.html
    for remains in [
      "data-ttu-id", "data-stu-id", "sxs-lookup", "Productivity software", "Exceptions to the service plan",
    ] {
      #expect(!html.contains(remains))
    }
    for id in pair.source.headings.map(\.id) { #expect(html.contains("id=\"\(id)\"")) }
    #expect(html.contains("<table>"))
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.hasSuffix(" ") { text = text.dropLast() }
    return String(text)
  }
}
