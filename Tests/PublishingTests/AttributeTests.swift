import PortalBase
import Publishing
import TestSupport
import Testing

/// Which attributes of a page are found, among the many that are passed over because they can hold no address and no id.
@Suite struct AttributeTests {
  /// The references and ids of a page with this body, of those that no page of the site has, or that another one asks for.
  private func found(_ body: String, ids: [String] = []) throws -> Markup {
    let asking = ids.map { "<a href=\"page.html#\($0)\">x</a>" }.joined()
    let diagnostics = try Publisher.check(SiteFixture.plan(["page.html": body, "asking.html": asking]))
    var markup = Markup(ids: Set(ids))
    for diagnostic in diagnostics {
      let link = String(diagnostic.message.split(separator: "\"")[1])
      if diagnostic.file == "page.html" {
        markup.references.insert(link)
      } else {
        markup.ids.remove(String(link.dropFirst("page.html#".count)))
      }
    }
    return markup
  }

  @Test(
    arguments: [
      "<a class=\"x\" href=\"x.png\">", "<a class=\"x>y\" href=\"x.png\">", "<a class=\"x<y\" href=\"x.png\">",
      "<a class=\"=\" href=\"x.png\">", "<a class='x' href=\"x.png\">", "<a class=x href=\"x.png\">",
      "<a class=\"\" href=\"x.png\">", "<a class = \"x\" href = \"x.png\">", "<a class=\"x\"href=\"x.png\">",
      "<a class=\"a\" id=\"i\" href=\"x.png\">", "<a href=\"x.png\" class=\"x\">", "<a title=\"'\" href='x.png'>",
      "<a title='class=\"' href=\"x.png\">", "<a class=\"href=no.png\" href=\"x.png\">",
      "<a class=\"x\" href\t=\"x.png\">", "<a href\n=\"x.png\">", "<img\u{C}src\u{C}=\u{C}\"x.png\">",
      "<a class\r\n=\"x\" href\r\n=\"x.png\">",
      "<time datetime=\"2026-01-01\" cite=\"x.png\">", "<blockquote lang=\"en\" cite=\"x.png\">",
      "<form class=\"x\" action=\"x.png\">", "<video class=\"x\" poster=\"x.png\">", "<A CLASS=\"x\" HREF=\"x.png\">",
      "<iMg aLt=\"\" sRc=\"x.png\">", "text s=\"foo\" <img src=x.png>", "text class=\"foo <img src=x.png>",
      "text = \"foo\" class=\"x\" <img src=\"x.png\">", "\"<img alt=\"\" src=\"x.png\">\"", "=\"\"<img src=\"x.png\">",
      "<p class=\"x\">class=\"x\"</p><img src=\"x.png\">", "<a class=\"x\"\n\thref=\"x.png\">",
      "<a aria-label=\"x\" data-y=\"z\" href=\"x.png\">", "<!-- class=\"x\" --><img src=\"x.png\">",
      "<!-- class=\"--><img src=\"x.png\">", "<p class=\"x\"><script class=\"y\">'<a href=no>'</script><img src=x.png>",
    ])
  func findsAReferenceBesidesOtherAttributes(html: String) throws {
    #expect(try found(html).references == ["x.png"])
    let text = String(repeating: "words ", count: 9)
    #expect(try found(text + html + "</p>" + text).references == ["x.png"])
  }

  @Test(
    arguments: [
      "xhref", "hrefs", "data-src", "srcset", "cited", "posters", "formaction", "xaction", "alt", "class", "datetime",
      "lang", "width",
    ])
  func takesNoOtherAttributeForAReference(name: String) throws {
    #expect(try found("<p class=\"x\" \(name)=\"no.png\" href=\"x.png\" \(name)=\"no.png\">").references == ["x.png"])
  }

  @Test(
    arguments: [
      ("<p class=\"x\" id=\"i\">", true), ("<p id=i class=\"x\">", true), ("<p class=\"x>y\" ID='i'>", true),
      ("<a class=\"x\" name=\"i\">", true), ("<A CLASS=\"x\" NAME=\"i\">", true), ("<p class=\"x\" name=\"i\">", false),
      ("<input class=\"x\" name=\"i\">", false), ("<p class=\"x\" data-id=\"i\">", false),
      ("<p class=\"x\" uid=\"i\">", false), ("<a class=\"x\" rename=\"i\">", false), ("<p class=\"id=i\">", false),
      ("<time datetime=\"i\">", false), ("<p class=\"x\">id=\"i\"</p>", false), ("<p class=\"x\" ids=\"i\">", false),
    ])
  func findsAnIDBesidesOtherAttributes(html: String, isFound: Bool) throws {
    #expect(try found(html, ids: ["i"]).ids == (isFound ? ["i"] : []))
    let text = String(repeating: "words ", count: 9)
    #expect(try found(text + html + text, ids: ["i"]).ids == (isFound ? ["i"] : []))
  }

  /// It is passed over some bytes at a time.
  @Test(arguments: 0..<40) func passesOverAValueOfAnyLength(length: Int) throws {
    let value = String(repeating: "x", count: length)
    for end in ["", " ", "</a> and words", "</a> and words, as many as more than a block of bytes has of them"] {
      #expect(try found("<p class=\"\(value)\"><a class=\"\(value)\" href=\"x.png\">\(end)").references == ["x.png"])
      #expect(try found("<a class=\"\(value)>\" href=\"x.png\">\(end)").references == ["x.png"])
      #expect(try found("<a class=\"\(value)\" href=\"x.png\" class=\"\(value)").references == ["x.png"])
      #expect(try found("<p class=\"\(value)\" id=\"i\">\(end)", ids: ["i"]).ids == ["i"])
      #expect(try found("class=\"\(value)<img src=\"x.png\">\(end)").references == ["x.png"])
    }
  }

  /// All that stands up to the next quote belongs to the value.
  @Test(arguments: 0..<40) func readsAValueThatIsNotClosedToTheEnd(length: Int) throws {
    let value = String(repeating: "x", count: length)
    #expect(try found("<p class=\"\(value)> <a href='no.png'> words").references.isEmpty)
    #expect(try found("<p class=\"\(value)><a href='no.png'>\" src='x.png'> words").references == ["x.png"])
  }

  /// Against a reader of the same markup that takes one character after the other.
  @Test(arguments: 0..<6 as Range<UInt64>)
  func findsWhatAReaderByCharacterFinds(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<150 {
      let html = RandomMarkup.page(&random)
      let expected = Markup(reading: html)
      #expect(try found(html, ids: RandomMarkup.ids) == expected, "seed \(seed): \(html)")
    }
  }
}

/// Random tags with random attributes in any order, and text between them that looks like such.
private enum RandomMarkup {
  static let ids = ["i", "id", "ids-of-a-place", "an-id-that-is-longer-than-one-or-two-blocks"]
  private static let names = ["a", "A", "p", "img", "time", "b", "section", "S", "span", "td", "input", "script-x"]
  private static let addressing = ["href", "src", "cite", "poster", "action", "HREF", "Src", "aCTION"]
  private static let identifying = ["id", "ID", "name", "Name"]
  private static let others = [
    "class", "alt", "title", "datetime", "lang", "data-id", "data-href", "srcset", "width", "rel", "aria-label", "type",
    "d",
    "xe", "e", "c", "f", "if", "nr", "srd", "hidden-name", "content", "CLASS", "style", "size", "ref", "ac", "on",
  ]
  private static let texts = [
    "text ", "a < b ", "x=\"y\" ", "class=\"", "id=\"i\" ", "href='no' ", "\"", "'", "=", " > ",
    "words, as many as a sentence has. ",
    "<!-- <a href=no id=i> -->", "<!-- \" -->", "<script>x = \"<a href='no'>\"</script>",
    "<style class=\"x\">a > b {}</style>",
    "</p>", "<br>", "</section >", "<hr/>", "日本語 ",
  ]
  private static let words = [
    "x", " ", "=", "<", ">", "/", "-", "words ", "href=", " id=i ", "<a href=no>", "class=x", "ü",
  ]

  static func page(_ random: inout SeededGenerator) -> String {
    (0..<random.number(in: 1...9)).map { _ in
      random.oneIn(3) ? random.pick(texts) ?? "" : tag(&random)
    }.joined()
  }

  private static func tag(_ random: inout SeededGenerator) -> String {
    var tag = "<\(random.pick(names) ?? "p")"
    for _ in 0..<random.number(in: 0...5) {
      tag += random.pick([" ", "\n", "  ", "\t"]) ?? " "
      tag += random.oneIn(8) ? "hidden" : attribute(&random)
    }
    return tag + (random.pick([">", ">", " >", "/>"]) ?? ">")
  }

  private static func attribute(_ random: inout SeededGenerator) -> String {
    let sign = random.pick(["=", "=", "=", " = "]) ?? "="
    switch random.number(in: 0...6) {
    case 0: return (random.pick(addressing) ?? "") + sign + quoted("gone-\(random.number(in: 0...9)).html", &random)
    case 1: return (random.pick(identifying) ?? "") + sign + quoted(random.pick(ids) ?? "", &random)
    default:
      let value = (0..<random.number(in: 0...12)).map { _ in random.pick(words) ?? "" }.joined()
      return (random.pick(others) ?? "") + sign + quoted(value, &random)
    }
  }

  /// Without quotes where that goes.
  private static func quoted(_ value: String, _ random: inout SeededGenerator) -> String {
    let quote = random.pick(["\"", "\"", "\"", "'", ""]) ?? "\""
    let isBare = quote.isEmpty && !value.isEmpty && !value.contains { " <>=".contains($0) }
    return isBare ? value + " " : quote.isEmpty ? "\"\(value)\"" : quote + value + quote
  }
}

/// The references and ids that stand in a page.
private struct Markup: Equatable {
  var references: Set<String> = []
  var ids: Set<String> = []
}

extension Markup {
  /// Reads a page character by character (HTML Standard, 13.2.5, as far as it concerns tags and attributes).
  init(reading html: String) {
    var rest = Substring(html)
    while let next = rest.first {
      if rest.hasPrefix("<!--") {
        rest = Markup.past("-->", rest.dropFirst(4))
      } else if next == "<", rest.dropFirst().first.map({ $0.isASCII && $0.isLetter }) == true {
        rest.removeFirst()
        readTag(&rest)
      } else {
        rest.removeFirst()
      }
    }
  }

  private static func past(_ end: String, _ rest: Substring) -> Substring {
    var rest = rest
    while !rest.isEmpty, !rest.hasPrefix(end) { rest.removeFirst() }
    return rest.dropFirst(end.count)
  }

  private mutating func readTag(_ rest: inout Substring) {
    let tag = Markup.take(&rest) { !$0.isWhitespace && $0 != "/" && $0 != ">" }.lowercased()
    while let next = rest.first, next != ">" {
      if next.isWhitespace || next == "/" {
        rest.removeFirst()
        continue
      }
      let name = Markup.take(&rest) { !$0.isWhitespace && !"/=>".contains($0) }.lowercased()
      let afterSpace = rest.drop { $0.isWhitespace }
      guard afterSpace.first == "=" else { continue }
      rest = afterSpace.dropFirst().drop { $0.isWhitespace }
      note(name, Markup.takeValue(&rest), of: tag)
    }
    rest = rest.dropFirst()
    if tag == "script" || tag == "style" { rest = Markup.past("</\(tag)", rest) }
  }

  private static func take(_ rest: inout Substring, while isPart: (Character) -> Bool) -> String {
    let taken = rest.prefix(while: isPart)
    rest = rest.dropFirst(taken.count)
    return String(taken)
  }

  private static func takeValue(_ rest: inout Substring) -> String {
    guard let quote = rest.first, quote == "\"" || quote == "'" else {
      return take(&rest) { !$0.isWhitespace && $0 != ">" }
    }
    rest.removeFirst()
    let value = take(&rest) { $0 != quote }
    rest = rest.dropFirst()
    return value
  }

  private mutating func note(_ name: String, _ value: String, of tag: String) {
    switch name {
    case "href", "src", "cite", "poster", "action": references.insert(value)
    case "id": ids.insert(value)
    case "name" where tag == "a": ids.insert(value)
    default: break
    }
  }
}
