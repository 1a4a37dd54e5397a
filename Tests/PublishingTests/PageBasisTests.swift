import PortalBase
import Publishing
import Synchronization
import TestSupport
import Testing

/// Pages with a basis: those of which the basis is the last build's are not rendered again.
@Suite struct PageBasisTests {
  private static let pages = [
    "a/index.html": "<p id=\"here\"><a href=\"more.html#part\">x</a>", "a/more.html": "<p id=\"part\">",
    "b/index.html": "<p id=\"there\">", "index.html": "<a href=\"a/index.html\">x</a>",
  ]

  /// Publishes the pages with the basis that each folder has.
  /// - Returns: what was rendered, and what was found.
  private func publish(
    _ pages: [String: String], _ bases: [String: String], _ site: SiteFixture
  ) throws -> (rendered: Set<String>, report: PublishReport) {
    let paths = pages.keys.sorted()
    let rendered = Rendered()
    var plan = OutputPlan(paths: paths) { index, bytes in
      rendered.add(paths[index])
      bytes += Array((pages[paths[index]] ?? "").utf8)
    }
    plan.basis = { index in
      let folder = String(paths[index].prefix { $0 != "/" })
      return bases[folder].map { SHA256.digest(of: Array("\(folder) \($0)".utf8)) }
    }
    plan.commonBasis = bases["common"].map { SHA256.digest(of: Array("common \($0)".utf8)) }
    let report = try Publisher.publish(
      plan, to: site.folder.path + "/site", root: site.folder.path, header: SiteFixture.header, options: site.options)
    return (rendered.paths, report)
  }

  private func with(_ body: (SiteFixture) throws -> Void) throws {
    try SiteFixture.with { site in
      site.options.checksLinks = true
      try body(site)
    }
  }

  @Test func rendersOnlyWhatHasAnotherBasis() throws {
    try with { site in
      _ = try publish(Self.pages, ["a": "1", "b": "1"], site)
      var pages = Self.pages
      pages["b/index.html"] = "<p>new"
      let (rendered, report) = try publish(pages, ["a": "1", "b": "2"], site)
      #expect(rendered == ["b/index.html", "index.html"])
      #expect(report.unchanged == 3 && report.written == 2)
      try site.expectSite(pages)
    }
  }

  @Test func keepsTheBasisOfWhatItDidNotRender() throws {
    try with { site in
      for number in 0..<4 {
        var pages = Self.pages
        pages["b/index.html"] = "<p>\(number)"
        let (rendered, _) = try publish(pages, ["a": "1", "b": String(number)], site)
        #expect(rendered.contains("a/index.html") == (number == 0))
        try site.expectSite(pages)
      }
    }
  }

  @Test func rendersWhatSomebodyTouched() throws {
    try with { site in
      _ = try publish(Self.pages, ["a": "1", "b": "1"], site)
      try site.folder.write("site/a/index.html", "bad")
      let (rendered, _) = try publish(Self.pages, ["a": "1", "b": "1"], site)
      // And the page that it names a place of.
      #expect(rendered == ["a/index.html", "a/more.html", "index.html"])
      try site.expectSite(Self.pages)
    }
  }

  @Test func rendersAllWhereAPageIsGone() throws {
    try with { site in
      var pages = Self.pages
      pages["a/index.html"] = "<a href=\"../b/index.html\">x</a>"
      _ = try publish(pages, ["a": "1", "b": "1"], site)
      pages["b/index.html"] = nil
      let (_, report) = try publish(pages, ["a": "1"], site)
      #expect(report.diagnostics.map(\.code) == [.brokenLink])
      #expect(!report.isPublished)
    }
  }

  @Test func looksAgainAtPagesThatNameAPlaceElsewhere() throws {
    try with { site in
      var pages = Self.pages
      pages["a/index.html"] = "<a href=\"../b/index.html#there\">x</a>"
      _ = try publish(pages, ["a": "1", "b": "1"], site)
      pages["b/index.html"] = "<p>the place is lost"
      let (rendered, report) = try publish(pages, ["a": "1", "b": "2"], site)
      #expect(rendered.contains("a/index.html") && !rendered.contains("a/more.html"))
      #expect(report.diagnostics.map(\.code) == [.brokenFragment])
    }
  }

  @Test func looksAgainAtPagesThatNameAPlaceInAPageWithoutABasis() throws {
    try with { site in
      var pages = Self.pages
      pages["a/more.html"] = "<p id=\"part\"><a href=\"../index.html#now\">x</a>"
      pages["index.html"] = "<p id=\"now\">"
      _ = try publish(pages, ["a": "1", "b": "1"], site)
      pages["index.html"] = "<p id=\"later\">"
      let (rendered, report) = try publish(pages, ["a": "1", "b": "1"], site)
      #expect(rendered.contains("a/more.html"))
      #expect(report.diagnostics.map(\.code) == [.brokenFragment])
    }
  }

  @Test func reliesOnPagesWithTheCommonBasis() throws {
    try with { site in
      var pages = Self.pages
      pages["a/index.html"] = "<a href=\"../common/index.html#rule\">x</a>"
      pages["common/index.html"] = "<p id=\"rule\">"
      for _ in 0..<2 { _ = try publish(pages, ["a": "1", "b": "1", "common": "1"], site) }
      let (rendered, _) = try publish(pages, ["a": "1", "b": "2", "common": "1"], site)
      #expect(rendered == ["b/index.html", "index.html"])
    }
  }

  @Test func knowsThePlacesOfPagesThatItDidNotRender() throws {
    try with { site in
      _ = try publish(Self.pages, ["a": "1", "b": "1"], site)
      var pages = Self.pages
      pages["index.html"] = "<a href=\"a/index.html#here\">x</a>"
      #expect(try publish(pages, ["a": "1", "b": "1"], site).report.diagnostics.isEmpty)
      pages["index.html"] = "<a href=\"a/index.html#lost\">x</a>"
      #expect(try publish(pages, ["a": "1", "b": "1"], site).report.diagnostics.map(\.code) == [.brokenFragment])
    }
  }

  @Test func rendersAgainWhereSomethingWasToBeSaid() throws {
    try with { site in
      var site = site
      let code = Diagnostic.Code("test-warning", .warning, "")
      site.options.inspect = { page, _ in page == 0 ? [Diagnostic(code, file: "x", "warned")] : [] }
      for _ in 0..<2 {
        let (rendered, report) = try publish(Self.pages, ["a": "1", "b": "1"], site)
        #expect(rendered.count == 4 && report.diagnostics.count == 1)
      }
    }
  }

  @Test func comparesWithoutTrust() throws {
    try with { site in
      _ = try publish(Self.pages, ["a": "1", "b": "1"], site)
      var pages = Self.pages
      // The basis does not tell, as a bug would have it: a comparison has to.
      pages["a/index.html"] = "<p>other"
      #expect(try site.compare(pages).changed == ["a/index.html", "manifest.json"])
    }
  }
}

/// The paths that were rendered, by any thread.
private final class Rendered: Sendable {
  private let all = Mutex<Set<String>>([])

  func add(_ path: String) { all.withLock { _ = $0.insert(path) } }
  var paths: Set<String> { all.withLock { $0 } }
}
