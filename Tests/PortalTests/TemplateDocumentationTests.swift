import Foundation
import Portal
import Testing

/// `templates/README.md` lists what each template may name; the list is made from the page models.
struct TemplateDocumentationTests {
  @Test func readmeListsTheFieldsOfEveryPageModel() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "templates/README.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let opening = "<!-- page models -->\n"
    let closing = "<!-- end of page models -->"
    let start = try #require(text.range(of: opening))
    let end = try #require(text.range(of: closing))
    let current = "\n" + PageModels.documentation + "\n"
    if ProcessInfo.processInfo.environment["WAIVER_RECORD"] != nil {
      let rewritten = text[..<start.upperBound] + current + text[end.lowerBound...]
      try String(rewritten).write(to: file, atomically: true, encoding: .utf8)
      return
    }
    #expect(String(text[start.upperBound..<end.lowerBound]) == current, "run it once with WAIVER_RECORD=1")
  }
}
