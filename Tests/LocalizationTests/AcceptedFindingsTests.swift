import Localization
import PortalBase
import Testing

struct AcceptedFindingsTests {
  private func pair(_ target: String = "9 日以内", _ source: String = "Within 90 days") throws -> Pair {
    try Pair(source: source, target: segment("a-1", target, source))
  }

  private func accepted(for finding: Finding) throws -> AcceptedFindings {
    let text = """
      {"$schema": "x", "findings": [
        {"document": "\(finding.document)", "segment": "\(finding.segment ?? "")", "code": "\(finding.code.name)",
         "texts": "\(finding.textsHash)", "reason": "Agreed with the author."}]}
      """
    let (accepted, diagnostics) = AcceptedFindings.decode(
      SourceFile(path: "content/accepted-findings.json", text: text))
    #expect(diagnostics == [])
    return try #require(accepted)
  }

  @Test func carryTheirReason() throws {
    let pair = try pair()
    let finding = try #require(pair.findings().first)
    #expect(finding.document == "ja/plan.md")
    #expect(finding.textsHash.count == 16)
    let accepted = try accepted(for: finding)
    let findings = pair.findings(.empty, accepted)
    #expect(findings.map(\.acceptedReason) == ["Agreed with the author."])
    #expect(accepted.unused(findings) == [])
  }

  @Test(arguments: [("9 日以内に", "Within 90 days"), ("9 日以内", "Within 90 days!")])
  func comeBackWhenATextChanges(target: String, source: String) throws {
    let accepted = try accepted(for: try #require(try pair().findings().first))
    let findings = try pair(target, source).findings(.empty, accepted)
    #expect(findings.map(\.isAccepted) == [false])
    let unused = accepted.unused(findings)
    #expect(unused.map(\.code) == [.staleAcceptance])
    #expect(unused.map(\.location) == [SourceLocation(line: 2, column: 3)])
  }

  @Test(arguments: [
    (#"{}"#, "missing-key"), (#"{"findings": [{}]}"#, "missing-key"),
    (
      #"{"findings": [{"document": "a", "code": "translation-drfit", "texts": "1", "reason": "x"}]}"#, "invalid-value"
    ),
    (#"{"findings": [{"document": "a", "code": "translation-drift", "texts": "1", "reason": " "}]}"#, "blank-text"),
  ])
  func areRefusedWithAPlace(text: String, code: String) {
    let (accepted, diagnostics) = AcceptedFindings.decode(SourceFile(path: "a.json", text: text))
    #expect(accepted == nil)
    #expect(diagnostics.contains { $0.code.name == code })
  }
}
