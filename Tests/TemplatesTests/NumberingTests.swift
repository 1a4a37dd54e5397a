import PortalBase
import Testing

@testable import Templates

@Suite("Numbers of a template's texts")
struct NumberingTests {
  /// A template of this page, and the numbered texts of what it renders.
  private func compiled(_ html: String) throws -> Template<SamplePage> {
    let (template, diagnostics) = SamplePage.compile(["page.html": html])
    return try #require(template, "\(diagnostics)")
  }

  private func numbered(_ template: Template<SamplePage>, _ page: SamplePage = SamplePage()) -> [(Int32, String)] {
    var buffer = ByteBuffer()
    template.render(page, into: &buffer)
    let bytes = buffer.bytes
    return buffer.pieces.map { ($0.number, String(decoding: bytes[$0.range], as: UTF8.self)) }
  }

  private func letters(_ count: Int) -> String { String(repeating: "x", count: count) }

  @Test("Numbers texts of 96 bytes and more only")
  func numbersLongTexts() throws {
    var next: Int32 = 5
    let template = try compiled("\(letters(95)){{title}}\(letters(96)){{title}}é\(letters(94)){{title}}\(letters(400))")
      .numbered(from: &next)
    let numbers = numbered(template)
    #expect(numbers.map(\.0) == [5, 6, 7])
    #expect(numbers.map(\.1) == [letters(96), "é" + letters(94), letters(400)])
    #expect(next == 8)
  }

  @Test("Gives no number twice over several templates")
  func numbersApart() throws {
    var next: Int32 = 1
    var all: [(Int32, String)] = []
    for html in ["\(letters(100)){{title}}\(letters(101))", letters(102), "a{{title}}", "{{title}}\(letters(103))"] {
      let template = try compiled(html).numbered(from: &next)
      all += numbered(template)
    }
    #expect(all.map(\.0) == [1, 2, 3, 4])
    #expect(all.map(\.1) == [100, 101, 102, 103].map(letters))
    #expect(next == 5)
  }

  @Test("Gives a text in a list the same number for each item")
  func numbersListsOnce() throws {
    var next: Int32 = 1
    let template = try compiled("{{#items}}<p title=\"\(letters(120))\">{{name}}</p>{{/items}}").numbered(from: &next)
    let numbers = numbered(template, SamplePage(items: [.init(), .init(), .init()]))
    let text = try #require(numbers.first)
    #expect(numbers.count == 3 && numbers.allSatisfy { $0 == text })
    #expect(text.1.contains(letters(120)))
  }

  @Test("Renders the same with numbers and without, and tells no pieces without")
  func rendersTheSame() throws {
    var next: Int32 = 1
    let plain = try compiled("<p>\(letters(96)){{title}}\(letters(96))</p>")
    let template = plain.numbered(from: &next)
    var bytes: (plain: [UInt8], numbered: [UInt8]) = ([], [])
    plain.render(SamplePage(), into: &bytes.plain)
    template.render(SamplePage(), into: &bytes.numbered)
    #expect(bytes.plain == bytes.numbered && bytes.plain == Array("<p>\(letters(96))Title\(letters(96))</p>".utf8))
    #expect(numbered(plain).isEmpty && numbered(template).count == 2)
  }

  @Test("Forgets the pieces of a section that turns out to be empty")
  func forgetsPieces() throws {
    var next: Int32 = 1
    let html = "{{#title}}<p class=\"\(letters(96))\">{{title}}</p>{{/title}}<b class=\"\(letters(97))\">x</b>"
    let template = try compiled(html).numbered(from: &next)
    #expect(numbered(template).count == 2)
    let numbers = numbered(template, SamplePage(title: ""))
    #expect(numbers.map(\.1) == ["<b class=\"\(letters(97))\">x</b>"])
  }
}
