import Foundation
import TestSupport
import Testing

@testable import waiver

/// A text in another language than the page's says which one, and which way it runs.
@Suite struct TextDirectionTests {
  @Test func marksAFallbackThatRunsTheOtherWay() throws {
    try ExamplePortal.with { folder, world in
      let locale = "templates/locales/ja.json"
      let text = try String(contentsOf: folder.url.appending(path: locale), encoding: .utf8)
      try folder.write(locale, text.replacing("\"direction\": \"ltr\"", with: "\"direction\": \"rtl\""))
      try folder.write(
        "content/exceptions/one.json",
        """
        {"id": "ONE", "title": "English", "type": "drivers", "requirement": "Only *English*.", "proposal": "p",
          "timeline": {"months": 6}, "events": [{"date": "2026-01-05", "kind": "submitted"}]}
        """)
      #expect(world.run("build").exitCode == .done)
      let page = try String(
        contentsOf: folder.url.appending(path: "site/ja/exceptions/ONE/index.html"), encoding: .utf8)
      #expect(page.contains("<div lang=\"en\" dir=\"ltr\"><p>Only <em>English</em>.</p>"))
      #expect(page.contains("<span lang=\"en\" dir=\"ltr\">English</span>"))
    }
  }
}
