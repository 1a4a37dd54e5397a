import Localization
import Markdown
import PortalBase
import Testing

struct HeadingIDTests {
  private func ids(_ source: String, _ target: String) throws -> [String] {
    let pair = try Pair(source: source, target: target)
    return pair.target.page(source: pair.source).headingIDs
  }

  @Test func areThoseOfTheSourcePage() throws {
    let source = "# Plan\n## Rules & limits\n## Notes\n## Notes"
    let target =
      "# \(segment("a", "計画", "Plan"))\n## \(segment("b", "規則", "Rules & limits"))\n"
      + "## \(segment("c", "注", "Notes"))\n## \(segment("d", "注", "Notes"))"
    #expect(try ids(source, target) == ["plan", "rules--limits", "notes", "notes-1"])
    #expect(try ids(source, "# 計画\n## 規則\n## 注\n## 注") == ["plan", "rules--limits", "notes", "notes-1"])
  }

  @Test func followTodaysSourceWhereAHeadingChanged() throws {
    let target =
      "# \(segment("a", "計画", "Plan"))\n## \(segment("b", "規則", "Old rules"))\n## \(segment("c", "注", "Notes"))"
    #expect(try ids("# Plan\n## New rules\n## Notes", target) == ["plan", "new-rules", "notes"])
  }

  @Test func findTheirHeadingWhereAnotherIsNewOrGone() throws {
    let target = "# \(segment("a", "計画", "Plan"))\n## \(segment("b", "規則", "Rules"))\n## \(segment("c", "注", "Notes"))"
    #expect(try ids("# Plan\n## First\n## Rules\n## Notes", target) == ["plan", "rules", "notes"])
    #expect(try ids("# Plan\n## Notes", target) == ["plan", "rules", "notes"])
    #expect(try ids("# Plan\n## Notes\n## Rules", target).sorted() == ["notes", "plan", "rules"])
  }

  @Test func useAnchorsAsEvidence() throws {
    #expect(try ids("# Plan\n## Extra\n## Notes", "# 計画\n## <a name=\"notes\"></a>注") == ["plan", "notes"])
  }

  @Test func leaveNoAnchorThatSaysTheSame() throws {
    let pair = try Pair(
      source: "## Notes", target: "## <a name=\"notes\"></a><a name=\"old-notes\"></a>\(segment("a", "注", "Notes"))")
    #expect(!pair.html.contains("name=\"notes\""))
    #expect(pair.html.components("id=\"notes\"") == 1)
    #expect(pair.html.contains("old-notes"))
  }

  @Test func comeFromStoredSourceWithoutASourceDocument() throws {
    let pair = try Pair(
      source: "x", target: "# \(segment("a", "計画", "The plan"))\n## \(segment("b", "計画", "The plan"))")
    #expect(pair.target.page(source: nil).headingIDs == ["the-plan", "the-plan-1"])
  }
}

extension String {
  func components(_ part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.firstRange(of: part) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
