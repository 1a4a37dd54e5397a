import Localization
import PortalBase
import Testing

struct GlossaryTests {
  private let glossary = Glossary(entries: [
    LanguageTag("ja"): .init(
      terms: [
        .init(source: "revoke", approved: ["取り消"], forbidden: ["削除"]),
        .init(source: "remove", approved: ["削除"], forbidden: []),
        .init(source: "policy", approved: ["ポリシー"], forbidden: []),
        .init(source: "service level", approved: ["サービス レベル"], forbidden: []),
        .init(source: "service", approved: ["サービス"], forbidden: []),
      ], protectedNames: ["Fernlight", "Fernlight Workplace"])
  ])

  private func findings(_ target: String, _ source: String) throws -> [Finding] {
    try Pair(source: source, target: segment("a", target, source)).findings(glossary)
  }

  @Test func wantsTheApprovedTerm() throws {
    let finding = try #require(try findings("承認を無効にします。", "We revoke the approval.").first)
    #expect(finding.code == .translationGlossary)
    #expect(finding.approvedTerms == ["取り消"])
    #expect(finding.diagnostic.message.contains("取り消"))
  }

  @Test(arguments: ["We are revoking it.", "It was revoked.", "Revokes it.", "REVOKE IT"])
  func knowsTheFormsOfAWord(source: String) throws {
    #expect(try codes(findings("無効にする", source)) == ["translation-glossary"])
    #expect(try codes(findings("取り消す", source)) == [])
  }

  @Test func refusesAForbiddenTerm() throws {
    #expect(try codes(findings("承認を削除（取り消し）します。", "We revoke the approval.")) == ["translation-glossary"])
    #expect(try codes(findings("承認を取り消し、削除します。", "We revoke and remove it.")) == [])
  }

  @Test(arguments: [
    ("すべてのポリシー", "All policies", []), ("政策", "All policies", ["translation-glossary"]),
    ("サービスレベル", "The service level", []), ("provoked", "It provoked them", []),
    ("レベル", "The service level", ["translation-glossary"]),
  ])
  func findsTermsInText(target: String, source: String, expected: [String]) throws {
    #expect(try codes(findings(target, source)) == expected)
  }

  @Test(arguments: [
    ("Fernlight Workplace の表", "A Fernlight Workplace table", 0), ("ファーンライトの表", "A Fernlight Workplace table", 1),
    ("Fernlight の表", "A Fernlight table", 0), ("fernlight の表", "A Fernlight table", 1),
    ("表", "A Fernlighting table", 0),
    ("Fernlight workplace の表", "A Fernlight Workplace table", 1),
  ])
  func keepsProtectedNames(target: String, source: String, count: Int) throws {
    let found = try findings(target, source)
    #expect(found.map(\.code) == Array(repeating: .translationInconsistentName, count: count))
  }

  private let rules = TextRules(locales: [LanguageTag("en"), LanguageTag("ja")])

  @Test func isDecoded() throws {
    let text =
      #"{"$schema": "x", "ja": {"terms": [{"source": "revoke", "approved": ["取り消す"], "forbidden": ["削除"]}], "protectedNames": ["A"]}}"#
    let (glossary, diagnostics) = Glossary.decode(SourceFile(path: "g.json", text: text), rules)
    #expect(diagnostics == [])
    let entry = try #require(glossary?.entries[LanguageTag("ja")])
    #expect(entry.terms == [.init(source: "revoke", approved: ["取り消す"], forbidden: ["削除"])])
    #expect(entry.protectedNames == ["A"])
  }

  @Test(arguments: [
    (#"{"de": {}}"#, "unknown-key"), (#"{"ja": {"term": []}}"#, "unknown-key"),
    (#"{"ja": {"terms": [{"source": "a", "approved": []}]}}"#, "invalid-value"),
    (#"{"ja": {"terms": [{"approved": ["a"]}]}}"#, "missing-key"), ("[]", "wrong-type"), ("{", "invalid-json"),
  ])
  func isRefusedWithAPlace(text: String, code: String) {
    let (glossary, diagnostics) = Glossary.decode(SourceFile(path: "g.json", text: text), rules)
    #expect(glossary == nil)
    #expect(diagnostics.map(\.code.name) == [code])
  }
}
