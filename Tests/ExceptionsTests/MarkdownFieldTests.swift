import Exceptions
import PortalBase
import Testing

@Suite struct MarkdownFieldTests {
  private let revocation = """
    {"date": "2026-03-02", "kind": "revoked", "conditions": ["cost"], "reason": {"en": §"R", "ja": "理"},
     "actions": ["A", §"B"], "appeal": "P", "note": "N"}
    """

  @Test func listsEveryMarkdownText() throws {
    let record = try makeRecord(
      JSONEvent.deployedHistory() + [revocation.replacing("§", with: "")], extra: "\"internalNote\": \"I\",")
    #expect(
      record.markdownFields.compactMap { $0.text.versions.first?.text } == ["R", "P", "I", "R", "A", "B", "P", "N"])
  }

  @Test(arguments: ["a.json", "b.json", "a.jsonl"])
  func tellsThePlacesOfTexts(path: String) throws {
    let record = recordText(JSONEvent.deployedHistory() + [revocation])
    let other = recordText([JSONEvent.submitted("2026-01-05")], id: "EX-0")
    let text =
      switch path {
      case "a.json": record
      case "b.json": "[\(other), \(record)]"
      default: other.replacing("\n", with: " ") + "\n" + record.replacing("\n", with: " ")
      }
    let source = Marked(text)
    let file = SourceFile(path: path, text: source.text)
    let found = try #require(try decode(source.text, path: path).records.last)
    let english = LanguageTag("en")
    let fields = found.markdownFields.filter { $0.path.first == .key("events") }
    #expect(found.location(of: fields[0], in: english, of: file) == source.places[0])
    #expect(found.location(of: fields[2], in: english, of: file) == source.places[1])
  }
}
