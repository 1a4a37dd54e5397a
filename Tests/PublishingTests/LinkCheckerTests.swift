import PortalBase
import Publishing
import TestSupport
import Testing

@Suite struct LinkCheckerTests {
  /// The broken references of a page `en/x/index.html` with this body, in a small site.
  private func broken(_ body: String, baseURL: String? = nil, at path: String = "en/x/index.html") throws -> [String] {
    var pages = [
      "index.html": "<p id=\"start\">", "en/index.html": "<a name='anchor'></a><h2 id=\"見出し\">x</h2>",
      "en/x/timeline.html": "<!-- <p id=\"commented\"> --><p ID=here>", "assets/a b.css": "", "assets/script.js": "",
      "data/exceptions.json": "", "ja/R&D.html": "",
    ]
    pages[path] = body
    var options = PublishOptions()
    options.baseURL = baseURL
    return try Publisher.check(SiteFixture.plan(pages), options: options).map { diagnostic in
      let quoted = diagnostic.message.split(separator: "\"")
      return (diagnostic.code == .brokenFragment ? "fragment " : "") + quoted[1]
    }
  }

  @Test(
    arguments: [
      "../index.html", "timeline.html", "./timeline.html", "index.html", "", "#", "#top", "?x=1",
      "timeline.html?x#here",
      "timeline.html#here", "../index.html#anchor", "../index.html#見出し", "../index.html#%E8%A6%8B%E5%87%BA%E3%81%97",
      "../../assets/a%20b.css", "../../assets/a b.css", "../../index.html#start", "../../manifest.json",
      "https://example.org/x",
      "//example.org", "mailto:a@example.org", "data:image/png;base64,AAAA", "../../data/exceptions.json#L1",
      "../../ja/R&amp;D.html", "../../ja/R&#38;D.html", "../../ja/R&#x26;D.html", "../../en/x/../index.html",
      " timeline.html ",
    ])
  func acceptsReferencesThatLeadSomewhere(reference: String) throws {
    #expect(try broken("<a href=\"\(reference)\">x</a>").isEmpty)
  }

  @Test(
    arguments: [
      "gone.html", "../x/gone.html", "../../../index.html", "/index.html", "../", ".", "timeline.html/",
      "Timeline.html",
      "../../assets/gone.css?v=1",
    ])
  func reportsReferencesThatLeadNowhere(reference: String) throws {
    #expect(try broken("<a href=\"\(reference)\">x</a>") == [reference])
  }

  @Test(arguments: [
    "#gone", "timeline.html#gone", "timeline.html#commented", "../index.html#Anchor", "index.html#gone",
  ])
  func reportsFragmentsThatAreNotThere(reference: String) throws {
    #expect(try broken("<a href=\"\(reference)\">x</a>") == ["fragment \(reference)"])
  }

  /// Targets are first looked for where those of other pages stood.
  @Test func findsTargetsWhereverTheyStandInTheTable() throws {
    var pages: [String: String] = [:]
    let names = (0..<40).map { "p\($0).html" }
    for (index, name) in names.enumerated() {
      let links = [names[(index * 7) % 40], "../b/\(name)", "../b/\(names[39 - index])", "gone.html", "../b/gone.html"]
      pages["a/\(name)"] = links.map { "<a href=\"\($0)\">x</a>" }.joined()
      if index != 20 { pages["b/\(name)"] = "" }
    }
    let problems = try Publisher.check(SiteFixture.plan(pages), options: PublishOptions()).map(\.message)
    #expect(problems.filter { $0.contains("gone.html") }.count == 80)
    #expect(problems.filter { $0.contains("../b/p20.html") }.count == 2)
    #expect(problems.count == 82)
  }

  /// What leads somewhere is remembered from page to page, but a name alone only within its folder.
  @Test func judgesAReferenceByThePageItStandsOn() throws {
    let link = "<a href=\"x.html\">x</a><a href=\"../b/x.html\">x</a>"
    let pages = ["a/one.html": link, "b/one.html": link, "b/x.html": link, "c/one.html": link, "d/e/one.html": link]
    let problems = try Publisher.check(SiteFixture.plan(pages), options: PublishOptions())
    #expect(
      problems.map { $0.message.split(separator: "\"")[1] } == ["x.html", "x.html", "../b/x.html", "x.html"],
      "\(problems)")
  }

  @Test func findsFragmentsOnTheSamePage() throws {
    #expect(try broken("<a href=\"#later\">x</a><a href=index.html#later><p id='later'>").isEmpty)
  }

  @Test(
    arguments: [
      "<img alt=\"\" src='x.png'>", "<script src=x.png></script>", "<link rel=icon href = \"x.png\" />",
      "<IMG SRC=\"x.png\">", "<p\nclass=a\n><a\thref='x.png'>", "<br/><img/src=\"x.png\">",
      "<script>\"<a href='no.html'>\"</script><img src=x.png>",
      "<style>a > b { content: '<a href=no>' }</style><img src=x.png>",
      "<!-- <a href=no> --><img src=x.png>", "<a title=\"<a href='no'>\" href=\"x.png\">", "a < b <img src=x.png>",
      "<img src=\"x.png", "<video poster=x.png>",
    ])
  func readsMarkupAsItIsWritten(html: String) throws {
    #expect(try broken(html) == ["x.png"])
  }

  /// The page is looked through some bytes at a time.
  @Test func findsReferencesAndIDsWhereverTheyStand() throws {
    for length in 0..<40 {
      let text = String(repeating: "x", count: length)
      #expect(try broken("\(text)<p class=\"\(text)\"></p><img alt='\(text)' src='x.png'>") == ["x.png"])
      #expect(try broken("\(text)<p title=\"\(text)\" id=\"\(text)y\">\(text)<a href=\"#\(text)y\">").isEmpty)
      #expect(try broken("<a href=\"../\(text)/x.html\"></a>\(text)") == ["../\(text)/x.html"])
    }
  }

  /// Against a reader of the same markup that takes one byte after the other.
  @Test func findsWhatAReaderByByteFinds() throws {
    var random = SeededGenerator(seed: 5)
    let parts = [
      "<p>", "</p>", "<p class=\"a b\">", "<b data-x='=' ", ">", "text = text ", "a < b ", "<!-- <a href=no> -->",
      "<!doctype html>",
      "<span>", "</span>", "<s>", "<S TITLE='<a href=no>'>", "<script>x = '<a href=no>'</script>",
      "<style>a > b {}</style>",
      "<script src=\"s.js\"> = </script>", "long words between the tags, as many as a sentence has of them. ", "=",
      "<br/>", "日本語",
      " href=\"out\" ", "<a\nhref = 'x y' >", "<img alt=\"\" src=i.png>", "<hr><hr>",
    ]
    for _ in 0..<600 {
      let count = Int.random(in: 1...14, using: &random)
      let html = (0..<count).map { _ in parts[Int.random(in: parts.indices, using: &random)] }.joined()
      let expected = Set(referencesByByte(Array(html.utf8))).sorted()
      #expect(try broken(html) == expected, "\(html)")
    }
  }

  /// The values of `href` and `src` in start tags.
  private func referencesByByte(_ bytes: [UInt8]) -> [String] {
    var found: [String] = []
    var place = 0
    func text(_ range: Range<Int>) -> String {
      String(decoding: bytes[range.clamped(to: bytes.indices)], as: UTF8.self)
    }
    func isLetter(_ place: Int) -> Bool {
      place < bytes.count && (0x61...0x7A).contains(bytes[place] | 0x20)
    }
    func skip(past end: String) {
      while place < bytes.count, text(place..<place + end.utf8.count) != end { place += 1 }
      place += end.utf8.count
    }
    while place < bytes.count {
      if text(place..<place + 4) == "<!--" {
        place += 4
        skip(past: "-->")
        continue
      }
      guard text(place..<place + 1) == "<", isLetter(place + 1) else {
        place += 1
        continue
      }
      let tag = text(place + 1..<place + 7).lowercased()
      place += 1
      var name = ""
      while place < bytes.count, bytes[place] != UInt8(ascii: ">") {
        guard bytes[place] == UInt8(ascii: "=") else {
          name += text(place..<place + 1)
          place += 1
          continue
        }
        place += 1
        while place < bytes.count, bytes[place] == 0x20 { place += 1 }
        let start = place
        let isQuoted = ["\"", "'"].contains(text(place..<place + 1))
        if isQuoted {
          let quote = bytes[place]
          place += 1
          while place < bytes.count, bytes[place] != quote { place += 1 }
        } else {
          while place < bytes.count, bytes[place] != 0x20, bytes[place] != UInt8(ascii: ">") { place += 1 }
        }
        let attribute = name.split(whereSeparator: { " \n/".contains($0) }).last.map(String.init) ?? ""
        if ["href", "src"].contains(attribute) { found.append(text((isQuoted ? start + 1 : start)..<place)) }
        name = ""
        if isQuoted { place += 1 }
      }
      place += 1
      if tag == "script" { skip(past: "</script") }
      if tag.hasPrefix("style") { skip(past: "</style") }
    }
    return found
  }

  @Test func tellsABrokenLinkOnceAPage() throws {
    #expect(try broken("<a href=a.html></a><a href=a.html></a><a href=b.html></a>") == ["a.html", "b.html"])
  }

  @Test func takesTheSitesOwnAddressForInternal() throws {
    let html = """
      <a href="https://example.org/portal/en/index.html"></a><a href="https://example.org/portal/"></a>
      <a href="https://example.org/portal/en/gone.html"></a><a href="https://example.org/other"></a>
      """
    let gone = "https://example.org/portal/en/gone.html"
    #expect(try broken(html, baseURL: "https://example.org/portal/") == [gone])
  }

  @Test func allowsAbsoluteLinksOnlyOnThePageForEveryAddress() throws {
    #expect(try broken("<a href=\"/portal/index.html\">", at: "404.html").isEmpty)
    #expect(try broken("<a href=\"/portal/index.html\">") == ["/portal/index.html"])
  }

  @Test func scansOnlyPages() throws {
    #expect(try broken("<a href=\"gone.html\">", at: "en/feed.xml").isEmpty)
  }

  @Test func standsWhereThePlanSaysItCameFrom() throws {
    let place = SourceLocation(line: 7, column: 3)
    var plan = SiteFixture.plan(["index.html": "<a href=gone.html>"])
    plan.origins = { page in ["gone.html": [("content/\(page)-gone.html.md", place)]] }
    let diagnostics = try Publisher.check(plan)
    #expect(diagnostics.map(\.file) == ["content/0-gone.html.md"])
    #expect(diagnostics.map(\.location) == [place])
    #expect(diagnostics.map(\.code) == [.brokenLink])
  }

  @Test func keepsASiteWithBrokenLinksFromBeingPublished() throws {
    try SiteFixture.with { site in
      try site.publish(TwoSites.first)
      site.options.checksLinks = true
      for inPlace in [true, false] {
        site.options.inPlace = inPlace
        let report = try site.publish(["index.html": "<a href=gone.html>"])
        #expect(!report.isPublished && report.diagnostics.count == 1)
        try site.expectSite(TwoSites.first)
      }
    }
  }

  @Test func showsEveryFileToAnInspection() throws {
    try SiteFixture.with { site in
      try site.publish(TwoSites.first)
      site.options.inspect = { page, bytes in
        bytes == Array("added".utf8) ? [Diagnostic(.brokenLink, file: "x", "no")] : []
      }
      #expect(try !site.publish(TwoSites.second).isPublished)
      try site.expectSite(TwoSites.first)
      #expect(try site.publish(TwoSites.first).isPublished)
    }
  }
}
