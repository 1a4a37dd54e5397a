import Markdown
import PortalBase
import TestSupport
import Testing

@testable import Portal

/// Every page of a portal whose texts try to break out has the elements of one whose texts are the letter x.
@Suite(.serialized) struct HostilePortalTests {
  /// What Markdown fields are filled with to find them again.
  private static let mark = "QZXQ"

  private func portal(_ text: @escaping (TextFiller.Kind, Int) -> String) throws -> PortalCopy {
    var filler = TextFiller(text)
    let filled = filler.fill(try PortalCopy())
    // The example has all fields, so that none goes untested.
    #expect(Set(filler.counts.keys) == TextFiller.fields)
    return filled
  }

  /// The pages and feeds of a site.
  private func outlines(_ portal: PortalCopy, _ audience: Audience) throws -> [(path: String, outline: HTMLOutline)] {
    let site = try portal.site(audience)
    let routes = site.routes.filter { $0.path.hasSuffix(".html") || $0.path.hasSuffix(".xml") }
    return Array(zip(routes.map(\.path), concurrentMap(routes, batch: 8) { HTMLOutline(site.bytes($0)) }))
  }

  /// The letters of the site's day, in HTML.
  private func letters(_ portal: PortalCopy) throws -> [(path: String, outline: HTMLOutline)] {
    var request = LetterRequest()
    request.within = 400
    let set = try LetterSet(try portal.site(), request)
    return set.letters.indices.map { (set.letters[$0].path, HTMLOutline(set.html($0))) }
  }

  @Test func keepsTheElementsOfEveryLetter() throws {
    let expected = try letters(portal { _, _ in "x" })
    #expect(expected.count > 3)
    let texts = HostileText.lines
    for round in 0..<3 {
      expectSame(
        try letters(portal { kind, number in kind == .plain ? texts[(number * 31 + round * 17) % texts.count] : "x" }),
        expected)
    }
  }

  private func expectSame(
    _ found: [(path: String, outline: HTMLOutline)], _ expected: [(path: String, outline: HTMLOutline)]
  ) {
    #expect(found.map(\.path) == expected.map(\.path))
    for (found, expected) in zip(found, expected) where found.outline != expected.outline {
      let place = zip(found.outline.marks, expected.outline.marks).enumerated().first { $1.0 != $1.1 }
      Issue.record("\(found.path) differs at \(place.map { "\($0)" } ?? "its end")")
    }
  }

  @Test(arguments: [Audience.internal, .customer("nagiwara-foods"), .public])
  func keepsTheElementsOfEveryPageWithHostileLines(audience: Audience) throws {
    let expected = try outlines(portal { _, _ in "x" }, audience)
    #expect(expected.count > 80)
    let texts = HostileText.lines
    for round in 0..<(audience.isInternal ? 2 : 1) {
      // The fields follow each other in steps that share no factor with the number of texts, so each meets others every time.
      let found = try outlines(
        portal { kind, number in kind == .plain ? texts[(number * 31 + round * 17) % texts.count] : "x" }, audience)
      expectSame(found, expected)
    }
  }

  @Test func keepsTheElementsWithRandomLines() throws {
    let expected = try outlines(portal { _, _ in "x" }, .internal)
    var generator = SeededGenerator(seed: 1)
    let texts = (0..<200).map { _ in
      (0..<generator.number(in: 1...5)).map { _ in generator.pick(HostileText.lines) ?? "" }.joined()
    }
    expectSame(
      try outlines(portal { kind, number in kind == .plain ? texts[number % texts.count] : "x" }, .internal), expected)
  }

  @Test func putsMarkdownWhereItBelongsAndNowhereElse() throws {
    let plain = try portal { kind, _ in kind == .plain ? "x" : Self.mark }.site()
    let routes = plain.routes.filter { $0.path.hasSuffix(".html") }
    let pages = concurrentMap(routes, batch: 8) { plain.bytes($0) }
    let marked = Markdown.fragment(Self.mark).html.text
    #expect(pages.contains { String(decoding: $0, as: UTF8.self).contains(marked) })
    // A few texts at a time: each page is rendered once for each.
    for text in [HostileText.markdown.joined(separator: "\n\n"), HostileText.markdown.joined()] {
      let html = Markdown.fragment(text).html.text
      let site = try portal { kind, _ in kind == .plain ? "x" : text }.site()
      #expect(site.routes.map(\.path) == plain.routes.map(\.path))
      let found = concurrentMap(routes, batch: 8) { site.bytes($0) }
      for ((route, page), found) in zip(zip(routes, pages), found) where page != found {
        let expected = String(decoding: page, as: UTF8.self).replacing(marked, with: html)
        if String(decoding: found, as: UTF8.self) != expected { Issue.record("\(route.path) shows Markdown elsewhere") }
      }
    }
  }

  /// What Markdown of a record may become.
  private static let elements: Set<String> = [
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "ol start", "li", "strong", "em", "code", "code class", "pre",
    "blockquote", "hr", "br", "a href", "a href title", "img src alt", "img src alt title", "table", "thead", "tbody",
    "tr", "th", "td", "th align", "td align", "th class", "td class", "div class", "div class role", "p class",
  ]

  @Test func makesNothingButMarkdownOfMarkdown() {
    var generator = SeededGenerator(seed: 3)
    for text in HostileText.markdown + (0..<2000).map({ _ in HostileText.random(&generator) }) {
      let outline = HTMLOutline(Markdown.fragment(text).html.bytes)
      var open: [String] = []
      for mark in outline.marks {
        if mark.hasPrefix("/") {
          if open.popLast() != String(mark.dropFirst()) { Issue.record("\(text.debugDescription): \(outline)") }
        } else {
          let name = mark.split(separator: " ").first.map(String.init) ?? ""
          #expect(Self.elements.contains(mark), "\(text.debugDescription)")
          if !["br", "hr", "img"].contains(name) { open.append(name) }
        }
      }
      #expect(open == [], "\(text.debugDescription)")
    }
  }

  @Test func keepsTheElementsWithTextsOfAMegabyte() throws {
    // A record with every kind of page, and a letter.
    let path = "content/exceptions/2025/EX-2025-0011.json"
    func pages(_ text: String) throws -> [String: HTMLOutline] {
      var portal = try PortalCopy()
      var filler = TextFiller { kind, number in kind == .plain && number == 1 ? text : "x" }
      var record = try PortalCopy()
      for other in portal.paths where other != path { record.remove(other) }
      portal[path] = filler.fill(record)[path]
      let site = try portal.site()
      var request = LetterRequest()
      request.record = "EX-2025-0011"
      let letters = try LetterSet(site, request)
      #expect(!letters.letters.isEmpty)
      var outlines = letters.letters.indices.reduce(into: [:]) { outlines, index in
        outlines[letters.letters[index].path] = HTMLOutline(letters.html(index))
      }
      for route in site.routes where route.path.hasPrefix("en/exceptions/EX-2025-0011/") {
        outlines[route.path] = HTMLOutline(site.bytes(route))
      }
      return outlines
    }
    let expected = try pages("x")
    #expect(expected.count > 5)
    let isSame = try pages(String(repeating: "</title><b>\u{E000}\u{E010}\u{E001}", count: 1_000_000 / 20)) == expected
    #expect(isSame)
  }

  @Test func keepsTheShapeOfJSON() throws {
    let expected = try portal { _, _ in "x" }.site()
    let texts = HostileText.markdown
    let site = try portal { kind, number in kind == .plain ? HostileText.lines[number % 40] : texts[number % 50] }
      .site()
    func shape(_ site: Site) throws -> [String] {
      let json = JSONReader.read(site.bytes(try #require(site.route(at: "data/exceptions.json")))).value
      return try #require(json?["exceptions"]?.array).map { "\($0.object?.map(\.key) ?? [])" }
    }
    #expect(try shape(site) == shape(expected))
  }
}
