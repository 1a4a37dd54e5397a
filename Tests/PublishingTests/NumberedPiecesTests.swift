import Portal
import PortalBase
import Publishing
import TestSupport
import Testing

/// What the links of pages are said to be where the same numbered pieces stand on many of them.
@Suite struct NumberedPiecesTests {
  @Test func tellsABrokenReferenceOfAPieceOnEveryPage() throws {
    let link = Part.piece(0, "<p class=\"links\"><a href=\"../gone.html\">a</a> and <a href=\"gone.html\">b</a></p>")
    let site = PieceSite(pages: ["a/x/1.html": [link], "a/x/2.html": [link], "a/y/1.html": [link]])
    #expect(
      try site.told() == [
        "a/x/1.html ../gone.html", "a/x/1.html gone.html", "a/x/2.html ../gone.html", "a/x/2.html gone.html",
        "a/y/1.html ../gone.html", "a/y/1.html gone.html",
      ])
  }

  @Test func judgesANameInAPieceByTheFolderOfEachPage() throws {
    let link = Part.piece(0, "<p class=\"links\"><a href=\"here.html\">a</a> and more text</p>")
    let site = PieceSite(pages: [
      "a/x/1.html": [link], "a/x/here.html": [], "a/y/1.html": [link], "a/y/2.html": [link],
    ])
    #expect(try site.told() == ["a/y/1.html here.html", "a/y/2.html here.html"])
  }

  @Test func judgesANameInAPieceByTheFolderAlsoWhereItIsKnownAlready() throws {
    let link = Part.piece(0, "<p id=\"links\"><a href=\"here.html\">a</a> and more text</p>")
    let before = Part.text("<a href=\"here.html\">a</a>")
    let site = PieceSite(pages: [
      "a/x/1.html": [before, link], "a/x/here.html": [], "a/y/1.html": [.text("<hr>"), link],
    ])
    #expect(try site.told() == ["a/y/1.html here.html"])
  }

  @Test func findsAnIDOfAPieceOnEveryPage() throws {
    let place = Part.piece(0, "<p class=\"place\" id=\"here\">words and words</p>")
    let own = Part.text("<a href=\"#here\">x</a>")
    let site = PieceSite(pages: [
      "a/1.html": [place, own], "a/2.html": [place, own], "a/3.html": [own],
      "a/4.html": [.text("<a href=\"1.html#here\">x</a><a href=\"2.html#here\">x</a><a href=\"3.html#here\">x</a>")],
    ])
    #expect(try site.told() == ["a/3.html #here", "a/4.html 3.html#here"])
  }

  @Test func seeksWhatAPieceNamesOnEachPageItself() throws {
    let link = Part.piece(0, "<p class=\"link\"><a href=\"#here\">x</a> words and words</p>")
    let site = PieceSite(pages: [
      "a/1.html": [link, .text("<p id=\"here\">")], "a/2.html": [link], "a/3.html": [link, .text("<p id=\"there\">")],
    ])
    #expect(try site.told() == ["a/2.html #here", "a/3.html #here"])
  }

  @Test func readsAPieceAnewWhereAnotherFolderIsAround() throws {
    let link = Part.piece(0, "<p class=\"link\"><a href=\"../here.html\">x</a> words and words</p>")
    let site = PieceSite(pages: [
      "a/x/1.html": [link], "a/here.html": [], "b/x/1.html": [link], "c/here.html": [], "c/x/1.html": [link],
    ])
    #expect(try site.told() == ["b/x/1.html ../here.html"])
  }

  @Test func readsAllOfAPieceThatAPageEntersElsewhere() throws {
    let piece = Part.piece(0, "<p id=\"a\"> <a href=\"gone.html\">x</a> --> <b id=\"b\"> words and words</b>")
    let site = PieceSite(pages: ["1.html": [.text("<p>"), piece], "2.html": [.text("<!-- "), piece]])
    #expect(try site.told() == ["1.html gone.html"])
  }

  @Test(arguments: [
    ("<p class=\"a\">words and words <!", "x", "-- <a href=\"gone.html\"> -->"),
    ("<p class=\"a\">words and words <!-", "x", "- <a href=\"gone.html\"> -->"),
    ("<p class=\"a\">words and words <", "x", "!-- <a href=\"gone.html\"> -->"),
    ("<p class=\"a\">words and words <a title=", "\"x\">", "'<a href=\"gone.html\">'>"),
    ("<p class=\"a\">words and words <b title=\"", "\">", "<a href='gone.html'>\">"),
    ("<p class=\"a\">words and words <script", "y>", ">'<a href=\"gone.html\">'</script>"),
    ("<p class=\"a\">words and words title=\"word", "<b>", "\"<!-- <a href=\"gone.html\"> -->"),
  ])
  func readsWhatBeginsInAPieceByWhatIsBehindIt(piece: String, first: String, second: String) throws {
    let piece = Part.piece(0, piece)
    let link = Part.text("<a href=\"broken.html\">x</a>")
    let site = PieceSite(pages: ["1.html": [piece, .text(first), link], "2.html": [piece, .text(second), link]])
    #expect(try site.told() == ["1.html broken.html", "2.html broken.html"])
  }

  @Test func findsAPieceWhereverItStandsOnThePage() throws {
    let piece = Part.piece(0, "<p class=\"a\" id=\"here\"><a href=\"gone.html\">words and words</a></p>")
    let pages = (1...9).map { number in
      ("\(number).html", [Part.text(String(repeating: "x", count: number * number)), piece, .text("<hr>"), piece])
    }
    let site = PieceSite(pages: Dictionary(uniqueKeysWithValues: pages))
    #expect(try site.told() == (1...9).map { "\($0).html gone.html" })
  }

  /// Whatever stands in the pieces and between them, and wherever the pages stand.
  @Test(arguments: 0..<8 as Range<UInt64>)
  func tellsWithNumbersWhatIsToldWithoutThem(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<60 {
      let site = PieceSite.random(&random)
      let expected = try site.told(isNumbered: false)
      #expect(try site.told() == expected, "seed \(seed): \(site.pages)")
    }
  }
}

/// What a page is put together from.
enum Part: Sendable {
  /// The same text on all pages that have the number.
  case piece(Int32, String)
  case text(String)
}

/// A site of pages made of numbered pieces and of other text.
struct PieceSite: Sendable {
  var pages: [String: [Part]]

  /// The broken links as "page reference", found by one worker, so that it comes past all pages.
  func told(isNumbered: Bool = true) throws -> [String] {
    let paths = pages.keys.sorted()
    let plan = OutputPlan(paths: paths) { [pages] index, bytes, _ in
      for part in pages[paths[index]] ?? [] {
        switch part {
        case .text(let text): bytes.append(text)
        case .piece(let number, let text):
          text.withBytes { if isNumbered { bytes.append($0, number: number) } else { bytes.append($0) } }
        }
      }
    }
    var options = PublishOptions()
    options.workers = 1
    return try Publisher.check(plan, options: options).map { diagnostic in
      // The link "REFERENCE" on PAGE leads …
      let parts = diagnostic.message.split(separator: "\" on ")
      return "\(diagnostic.file) \(parts[0].drop { $0 != "\"" }.dropFirst())"
    }.sorted()
  }
}

/// Random sites.
extension PieceSite {
  private static let folders = ["", "a/", "b/", "a/x/", "a/y/", "a/z/", "b/x/", "b/x/q/", "b/y/q/"]

  /// What stands in templates: whole tags, and what only looks like one.
  private static let tokens =
    references.map { "<a class=\"link of a kind\" href=\"\($0)\">" } + [
      "<p id=\"one\">", "<h2 class='x' id=two>", "<a name=\"three\">", "<p title=\"a = b\" id=\"&#102;our\">",
      "<!-- <p id=\"no\"> -->", "<!-- = -->", "<script>x = '<a href=no.html>'</script>",
      "<script src=\"../s.js\"></script>",
      "<style>p > b { c: \"=\" }</style>", "text = \"text\" ", "a < b ", "\"", "class=\"", "title=\"word ", "<span>",
      "</span>",
      "<time datetime=\"2026-01-01\">", "<b>", "words that stand between the tags, many of them. ", "日本語", "<br/>", "=",
      ">",
      "<img alt=\"\" src=\"i.png\">", "<!doctype html>", "<s>", "<section class=\"part\">",
    ]

  private static let references = [
    "1.html", "2.html", "gone.html", "../1.html", "../2.html", "../gone.html", "../x/1.html", "../../1.html",
    "../../a/x/1.html", "#one", "#two", "#gone", "1.html#one", "../1.html#four", "../x/2.html#three",
    "../../1.html#gone",
    "https://example.org/", "mailto:a@example.org", "", "../manifest.json", "..//1.html", "../1.html?x=1",
  ]

  /// What differs from page to page.
  private static let values =
    references + [
      "word", "a = b", "\"", "'", "\">", "'>", ">", "<", "-->", "--", "- x", "<!--", "!-- x -->", "</script>",
    ]
    + [
      "script>", "=\"", "=", "\"x\" ", "two", " href=\"gone.html\"", " id=\"one\"", "<a href='2.html'>", "<p title=\"",
      "",
    ]

  static func random(_ random: inout SeededGenerator) -> PieceSite {
    var pieces: Int32 = 0
    let templates = (0..<3).map { _ in template(&random, &pieces) }
    let all = templates.flatMap { $0 }
    var pages: [String: [Part]] = [:]
    for folder in folders where !random.oneIn(4) {
      for number in 1...3 where !random.oneIn(3) {
        var parts = random.pick(templates) ?? []
        // Pieces in another order than that of their template.
        if random.oneIn(5) { parts = (0..<random.number(in: 1...6)).map { _ in random.pick(all) ?? .text("") } }
        pages["\(folder)\(number).html"] = parts.flatMap { part in
          [part, .text((0..<random.number(in: 0...2)).map { _ in random.pick(values) ?? "" }.joined())]
        }
      }
    }
    return PieceSite(pages: pages)
  }

  /// A text cut anywhere; most parts of it are numbered.
  private static func template(_ random: inout SeededGenerator, _ pieces: inout Int32) -> [Part] {
    let text = (0..<random.number(in: 1...24)).map { _ in random.pick(tokens) ?? "" }.joined()
    var rest = Substring(text)
    var parts: [Part] = []
    while !rest.isEmpty {
      let part = String(rest.prefix(random.number(in: 1...160)))
      rest = rest.dropFirst(part.count)
      parts.append(random.oneIn(5) ? .text(part) : .piece(pieces, part))
      pieces += 1
    }
    return parts
  }
}
