import Localization
import PortalBase
import Testing

/// The example's localized documents have the faults that `content/README.md` names, and no others.
@Suite struct ExampleDocumentsTests {
  private let source = LanguageTag("en")
  private let target = LanguageTag("ja")

  private func findings(in path: String) throws -> [Finding] {
    let rules = TextRules(locales: [source, target])
    let glossary = try #require(Glossary.decode(try ExampleContent.file("content/glossary.json"), rules).glossary)
    let english = try ExampleContent.file("content/policies/en/\(path)")
    let japanese = try ExampleContent.file("content/policies/ja/\(path)")
    let (sourceDocument, sourceProblems) = SourceDocument.parse(english, try #require(DocumentPath(english.path)))
    let (targetDocument, targetProblems) = LocalizedDocument.parse(japanese, try #require(DocumentPath(japanese.path)))
    #expect(sourceProblems == [] && targetProblems == [])
    return TranslationCheck.findings(source: sourceDocument, target: targetDocument, glossary: glossary)
  }

  @Test func mainDocumentHasThePlantedFaults() throws {
    let found = try findings(in: "exceptions-to-the-plan.md").map {
      "\($0.diagnostic.segment ?? "-") \($0.diagnostic.code.name)"
    }
    #expect(
      Set(found) == [
        "c41f7-102 translation-inconsistent-name", "c41f7-121 translation-drift", "c41f7-151 translation-glossary",
        "- translation-machine",
      ])
  }

  @Test(arguments: ["assessment.md", "revocation-and-appeals.md", "glossary.md", "requesting/what-to-include.md"])
  func documentsTranslatedByPeopleHaveNoFaults(path: String) throws {
    #expect(try findings(in: path).map(\.diagnostic.message) == [])
  }

  @Test func acceptedFindingsAreStillFound() throws {
    let file = try ExampleContent.file("content/accepted-findings.json")
    let accepted = try #require(AcceptedFindings.decode(file).accepted)
    #expect(try ExampleContent.schema("accepted-findings").accepts(try #require(JSONReader.read(file.bytes).value)))
    let changes = try ExampleContent.file("content/policies/en/changes.md")
    let document = SourceDocument.parse(changes, try #require(DocumentPath(changes.path))).document
    var finding = TranslationCheck.missing(document, in: target)
    #expect(accepted.entries.map(\.texts) == [finding.textsHash])
    finding.acceptedReason = accepted.entries.first?.reason
    #expect(accepted.unused([finding]) == [])
  }
}
