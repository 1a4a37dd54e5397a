import TestSupport
import Testing

@testable import Markdown

@Suite(.enabled(if: Conformance.isPresent, Conformance.skipReason))
struct ConformanceTests {
  static let commonMark = SuiteExample.read("commonmark/spec-0.30.json")
  static let cjk = SuiteExample.read("cjk/emphasis.json")
  static let tables =
    SuiteExample.read("tables/gfm-spec-tables.json") + SuiteExample.read("tables/cmark-gfm-extensions-tables.json")

  @Test func findsAllExamples() {
    #expect(Self.commonMark.count == 652)
    #expect(Self.cjk.count == 112)
    #expect(Self.tables.count == 24)
  }

  @Test(arguments: commonMark)
  func rendersCommonMark(example: SuiteExample) {
    #expect(example.rendered == example.html)
  }

  @Test(arguments: cjk)
  func emphasisesBesideCJKPunctuation(example: SuiteExample) {
    #expect(example.rendered == example.html)
  }

  @Test(arguments: tables)
  func rendersTables(example: SuiteExample) {
    #expect(example.rendered == example.html)
  }
}
