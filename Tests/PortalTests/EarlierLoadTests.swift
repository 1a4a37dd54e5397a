import Foundation
import PortalBase
import TestSupport
import Testing

@testable import Portal

/// A load after an earlier one gives what a load from the start gives, whatever has changed in between.
@Suite struct EarlierLoadTests {
  private func files() throws -> [SourceFile] {
    let files = try ["content", "templates"].flatMap { folder in
      try ["json", "md", "html", "css"].flatMap { try ExampleContent.files(below: folder, suffix: "." + $0) }
    }
    return files.filter { !$0.path.hasPrefix("content/schemas/") }
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private func load(
    _ files: [SourceFile], _ earlier: inout EarlierLoad?
  ) -> (content: Content?, diagnostics: [Diagnostic]) {
    let (content, diagnostics) = Content.load(files, isTimeZone: { $0 == "Asia/Tokyo" }, after: &earlier)
    return (content, diagnostics.sorted())
  }

  /// Every ninth page, so that there are some of every kind.
  private func pages(_ content: Content?) throws -> [[UInt8]] {
    let day = try #require(Day("2026-07-01"))
    return content.map { content in
      let site = Site(content, asOf: day, audience: .internal, digest: "")
      return stride(from: 0, to: site.routes.count, by: 9).map { index in
        let route = site.routes[index]
        var bytes = Array(route.path.utf8)
        site.render(route, into: &bytes)
        return bytes
      }
    } ?? []
  }

  private func expectSame(_ files: [SourceFile], after earlier: inout EarlierLoad?) throws {
    var nothing: EarlierLoad?
    let fresh = load(files, &nothing)
    let again = load(files, &earlier)
    #expect(again.diagnostics == fresh.diagnostics)
    #expect(try pages(again.content) == pages(fresh.content))
  }

  @Test(
    arguments: [
      ("content/portal.json", "Fernlight", "Fernlit"),
      ("content/policy.json", "90", "91"), ("content/customers.json", "\"key\"", "\"kee\""),
      ("content/glossary.json", "\"approved\"", "\"approvd\""), ("templates/request.md", "\n", "\nMore\n"),
      ("templates/request.md", "\n", "\n{{nowhere}}\n"), ("templates/locales/ja.json", "日本語", "にほんご"),
      ("templates/portal.html", "<body", "<body class=\"x\""), ("templates/assets/portal.css", "{", "{ "),
      ("content/policies/en/exceptions-to-the-plan.md", "days", "weeks"),
    ])
  func givesWhatAFreshLoadGives(path: String, old: String, new: String) throws {
    let files = try files()
    var earlier: EarlierLoad? = EarlierLoad()
    _ = load(files, &earlier)
    let changed = files.map { file in
      file.path == path
        ? SourceFile(
          path: path, text: String(decoding: file.bytes, as: UTF8.self).replacingOccurrences(of: old, with: new))
        : file
    }
    try expectSame(changed, after: &earlier)
    try expectSame(files, after: &earlier)
  }

  /// A record with other texts, and with the last of its events taken away.
  private func changes(of record: SourceFile) throws -> [SourceFile] {
    let text = String(decoding: record.bytes, as: UTF8.self)
    let json = try JSONSerialization.jsonObject(with: Data(record.bytes))
    var objects = try #require(json as? [[String: Any]] ?? (json as? [String: Any]).map { [$0] })
    for index in objects.indices {
      let events = try #require(objects[index]["events"] as? [Any])
      objects[index]["events"] = events.count > 1 ? Array(events.dropLast()) : events
    }
    return [
      SourceFile(path: record.path, text: text.replacingOccurrences(of: "\"en\": \"", with: "\"en\": \"X ")),
      SourceFile(path: record.path, bytes: Array(try JSONSerialization.data(withJSONObject: objects))),
    ]
  }

  @Test(arguments: [Audience.internal, .public, .customer("nagiwara-foods")])
  func makesTheSameSiteAfterARecordWasSaved(audience: Audience) throws {
    let files = try files()
    var earlier: EarlierLoad? = EarlierLoad()
    let day = try #require(Day("2026-07-01"))
    func site(_ content: Content?, after site: Site? = nil) throws -> Site {
      Site(try #require(content), asOf: day, audience: audience, digest: "", after: site)
    }
    let first = try site(load(files, &earlier).content)
    let records = files.filter { $0.path.hasPrefix("content/exceptions/") }
    for record in stride(from: 0, to: records.count, by: 5).map({ records[$0] }) {
      for change in try changes(of: record) {
        let changed = files.map { $0.path == record.path ? change : $0 }
        var nothing: EarlierLoad?
        let fresh = load(changed, &nothing)
        let again = load(changed, &earlier)
        #expect(again.diagnostics == fresh.diagnostics)
        guard fresh.content != nil else { continue }
        let (one, other) = (try site(again.content, after: first), try site(fresh.content))
        #expect(one.routes.map(\.path) == other.routes.map(\.path))
        #expect(one.dates == other.dates)
        #expect(one.lists.order == other.lists.order)
        for route in stride(from: 0, to: one.routes.count, by: 7).map({ one.routes[$0] }) {
          var (bytes, expected): ([UInt8], [UInt8]) = ([], [])
          one.render(route, into: &bytes)
          other.render(route, into: &expected)
          #expect(bytes == expected, "\(route.path) after \(record.path)")
        }
      }
    }
  }

  @Test func noticesRecordsThatComeAndGo() throws {
    let files = try files()
    var earlier: EarlierLoad? = EarlierLoad()
    let records = files.filter { $0.path.hasPrefix("content/exceptions/") }
    _ = load(files, &earlier)
    let record = try #require(records.last)
    try expectSame(files.filter { $0.path != record.path }, after: &earlier)
    try expectSame(files + [SourceFile(path: "content/exceptions/copy.json", bytes: record.bytes)], after: &earlier)
    try expectSame(files, after: &earlier)
  }
}

@Suite struct RouteLookupTests {
  @Test(arguments: [Audience.internal, .public, .customer("nagiwara-foods")])
  func findsEveryPageWithoutTheWholeTable(audience: Audience) throws {
    var files = try ["content", "templates"].flatMap { folder in
      try ["json", "md", "html", "css"].flatMap { try ExampleContent.files(below: folder, suffix: "." + $0) }
    }
    files.removeAll { $0.path.hasPrefix("content/schemas/") }
    let content = try #require(Content.load(files, isTimeZone: { $0 == "Asia/Tokyo" }).content)
    let day = try #require(Day("2026-07-01"))
    let whole = Site(content, asOf: day, audience: audience, digest: "")
    let lazy = Site(content, asOf: day, audience: audience, digest: "", isTabulated: false)
    for route in whole.routes {
      #expect(lazy.route(at: route.path)?.page == route.page)
      #expect(whole.route(at: route.path)?.page == route.page)
      for wrong in [route.path + "x", "x" + route.path, String(route.path.dropLast()), route.path + "/"] {
        #expect(lazy.route(at: wrong)?.page == whole.route(at: wrong)?.page)
      }
    }
    #expect(lazy.routes.count < whole.routes.count)
    #expect(lazy.allRoutes.map(\.path) == whole.routes.map(\.path))
  }
}
