import PortalBase
import Testing

@testable import Templates

/// Templates with thousands of tags on one line, sound and faulty. One that takes the line's length for each of them does not end.
@Suite("Long templates")
struct LongTemplateTests {
  @Test("Refuses partials that double with each step", arguments: ["html", "md"])
  func doublingPartials(ending: String) {
    var files = ["page.\(ending)": "{{> p0}}", "p40.\(ending)": "x\n"]
    for step in 0..<40 { files["p\(step).\(ending)"] = "{{> p\(step + 1)}}\n{{> p\(step + 1)}}\n" }
    let compiled = SamplePage.compile(files)
    #expect(compiled.template == nil)
    #expect(compiled.diagnostics.map(\.code) == [.templateTooLarge])
  }

  @Test(
    "Reads thousands of tags on one line, and tells every fault",
    arguments: [
      ("{{title}}", 0), ("{{#isOpen}}a{{/isOpen}}", 0), ("{{! a }}", 0), ("{{> word}}", 0), ("{{=<% %>=}}", 9_999),
      ("{{}}", 10_000), ("{{a b}}", 10_000), ("{{titel}}", 10_000), ("{{#titel}}a{{/titel}}", 10_000),
      ("{{t.greting}}", 10_000), ("<b {{#isOpen}}x{{/isOpen}}>a</b>", nil), ("<b>{{#isOpen}}</b>{{/isOpen}}", nil),
      ("<b>", nil), ("</b>", nil), ("<p title={{title}}>", nil), ("<script>{{title}}</script>", nil),
      ("{{#isOpen}}", nil),
      ("{{/isOpen}}", nil), ("*{{title}}* ", 0), ("[{{title}}](", 0), ("![{{title}}]({{address}})", 0),
      ("`{{title}}` ", 0),
      ("| {{title}} ", 0), ("> {{title}} ", 0), ("&{{title}};", 0), ("{{", nil), ("{{{", nil), ("{{<", nil),
      ("{{$", nil),
    ] as [(String, Int?)], ["page.html", "page.md"])
  func longLines(_ tags: (text: String, faults: Int?), _ name: String) {
    let text = String(repeating: tags.text, count: 10_000)
    let compiled = SamplePage.compile([name: text, "word.html": "<i>{{count}}</i>"])
    #expect((compiled.template == nil) == !compiled.diagnostics.isEmpty)
    if let faults = tags.faults { #expect(compiled.diagnostics.count == faults) }
  }
}
