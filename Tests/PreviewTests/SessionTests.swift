import PortalBase
import Synchronization
import Testing

@testable import Preview

/// A portal of one number, for tests of what is around it. The "files" are in the change set: a path is what is to happen.
private typealias Session = PreviewSession<Int, Int>

@Suite struct SessionTests {
  private static let code = Diagnostic.Code("test-error", .error, "A test.")
  private static let warning = Diagnostic.Code("test-warning", .warning, "A test.")

  private let file = SourceFile(path: "content/a.json", text: "one\ntwo\r\nth<ree\nfour\nfive\nsix\n")

  private func session() -> Session {
    Session(
      portal: Session.Portal(
        load: { [file] changes, reading in
          if changes.paths == ["ignored"] { return nil }
          reading += 1
          let isBad = changes.paths == ["bad"]
          return Session.Loaded(
            snapshot: isBad ? nil : reading,
            diagnostics: [
              Diagnostic(Self.warning, file: "content/a.json", at: SourceLocation(line: 1, column: 2), "hm"),
              isBad ? Diagnostic(Self.code, file: "content/a.json", at: SourceLocation(line: 3, column: 3), "no") : nil,
            ].compactMap(\.self),
            asOf: Day("2026-07-01"), drafts: [PreviewLink(title: "Letters", path: "/-/letters/手紙.html")],
            source: { $0 == file.path ? file : nil })
        },
        page: { snapshot, path, asOf in
          guard
            ["index.html", "en/index.html", "ja/規程/index.html", "404.html", "data.json", "-/letters/a.html"].contains(
              path)
          else { return nil }
          let text = "\(path) \(snapshot) \(asOf.map(\.description) ?? "-")"
          return PreviewPage(Array((path.hasSuffix(".html") ? "<body>\(text)</body>" : text).utf8))
        },
        hasPage: { _, path, _ in ["en/index.html", "ja/規程/index.html"].contains(path) }),
      reading: 0, run: "r")
  }

  private func loaded() -> Session {
    let session = session()
    _ = session.update(.everything)
    return session
  }

  private func text(_ session: Session, _ path: String, _ asOf: String...) -> String {
    let request = PreviewRequest(path: path, query: asOf.map { .init(name: "as-of", value: $0) })
    let response = session.respond(to: request)
    return "\(response.status) \(String(decoding: response.body, as: UTF8.self))"
  }

  private let tag = "<script src=\"/-/reload.js\" defer></script>"

  @Test func addsTheScriptToPagesAndToNothingElse() {
    #expect(text(loaded(), "/") == "200 <body>index.html 1 -\(tag)</body>")
    #expect(text(loaded(), "/en/") == "200 <body>en/index.html 1 -\(tag)</body>")
    #expect(text(loaded(), "/data.json") == "200 data.json 1 -")
    #expect(text(loaded(), "/-/letters/a.html") == "200 <body>-/letters/a.html 1 -\(tag)</body>")
  }

  @Test(arguments: [
    ("<BODY>a</BODY>b</html>", "<BODY>a|</BODY>b</html>"), ("</body></body>", "</body>|</body>"),
    ("<head></head>x", "<head>|</head>x"), ("x", "x|"), ("", "|"),
  ]) func findsThePlaceOfTheScript(_ page: String, _ expected: String) {
    let found = String(decoding: ScriptTag.added(to: Array(page.utf8)), as: UTF8.self)
    #expect(found == expected.replacing("|", with: tag))
  }

  @Test func showsSomePagesBeforeTheFirstLoad() {
    let session = Session(
      portal: Session.Portal(
        load: { _, reading in
          Session.Loaded(snapshot: reading, diagnostics: [], asOf: nil, source: { _ in nil })
        },
        page: { snapshot, path, _ in PreviewPage(Array("<body>\(path) \(snapshot)</body>".utf8)) },
        hasPage: { _, _, _ in false },
        begin: { reading in
          reading = 7
          return { path, _ in path == "a.html" ? PreviewPage(Array("<body>early</body>".utf8)) : nil }
        }),
      reading: 0, run: "r")
    func answer(_ path: String, _ days: String...) -> PreviewResponse? {
      session.answer(to: PreviewRequest(path: path, query: days.map { .init(name: "as-of", value: $0) }))
    }
    let openings = Mutex(0)
    #expect(session.begin(watching: { "watcher" }, opened: { openings.withLock { $0 += 1 } }) == "watcher")
    #expect(openings.withLock { $0 } == 1)
    #expect(answer("/a.html").map { String(decoding: $0.body, as: UTF8.self) } == "<body>early\(tag)</body>")
    // It is what the first load will show.
    #expect(answer("/a.html")?.fields.contains { $0.value.contains("\"r.1\"") } == true)
    for path in ["/", "/b.html", "/-/state.json"] { #expect(answer(path) == nil) }
    #expect(answer("/a.html", "tomorrow") == nil)
    #expect(answer("/-/reload.js") != nil)
    #expect(session.update(.everything)?.version == "r.1")
    #expect(answer("/b.html").map { String(decoding: $0.body, as: UTF8.self) } == "<body>b.html 7\(tag)</body>")
    #expect(answer("/a.html", "tomorrow")?.status == 400)
  }

  /// A portal whose first load shows what a glance showed, or something else.
  private func glancing(isOther: Bool) -> Session {
    func pages(_ paths: [String]) -> @Sendable (inout Int) -> Session.EarlyPage? {
      { _ in { path, _ in paths.contains(path) ? PreviewPage(Array("<body>\(path)</body>".utf8)) : nil } }
    }
    return Session(
      portal: Session.Portal(
        load: { _, _ in
          Session.Loaded(snapshot: 1, diagnostics: [], asOf: nil, isOtherThanGlanced: isOther, source: { _ in nil })
        },
        page: { _, _, _ in nil }, hasPage: { _, _, _ in false },
        glance: pages(["a.html"]), begin: pages(["a.html", "b.html"])),
      reading: 0, run: "r")
  }

  @Test func showsAtAGlanceAndThenMore() {
    let session = glancing(isOther: false)
    let shown = Mutex<[[Bool]]>([])
    session.begin(watching: {}) {
      let found = ["/a.html", "/b.html"].map { session.answer(to: PreviewRequest(path: $0)) != nil }
      shown.withLock { $0.append(found) }
    }
    #expect(shown.withLock { $0 } == [[true, false], [true, true]])
  }

  /// A page whose version is that of the load stays as it is; else it is loaded again.
  @Test(arguments: [false, true]) func loadsAPageAgainThatWasChangedAfterTheGlance(isOther: Bool) throws {
    let session = glancing(isOther: isOther)
    session.begin(watching: {}, opened: {})
    let page = try #require(session.answer(to: PreviewRequest(path: "/a.html")))
    let version = try #require(session.update(.everything)?.version)
    #expect(page.fields.contains { $0.value.contains("\"\(version)\"") } == !isOther)
  }

  @Test func leadsFoldersToTheirIndex() {
    for (path, location) in [("/en", "/en/"), ("/ja/規程", "/ja/%E8%A6%8F%E7%A8%8B/")] {
      let response = loaded().respond(to: PreviewRequest(path: path))
      #expect(response.status == 302)
      #expect(response.fields == [.init("Location", location)])
    }
    #expect(
      loaded().respond(to: PreviewRequest(path: "/en", query: [.init(name: "as-of", value: "2026-03-01")])).fields
        == [.init("Location", "/en/?as-of=2026-03-01")])
  }

  @Test func doesNotLeadAnywhereElse() { #expect(text(loaded(), "//en").hasPrefix("404 ")) }

  @Test func saysOnItsOwnPageThatThereIsNone() {
    let page = text(loaded(), "/nowhere.html", "2026-03-01")
    #expect(page.hasPrefix("404 <!DOCTYPE html>") && page.contains("No such page on 2026-03-01") && page.contains(tag))
    #expect(text(loaded(), "/404.html").hasPrefix("200 <body>404.html"))
  }

  @Test func showsAnotherDay() { #expect(text(loaded(), "/", "2026-03-01").contains("index.html 1 2026-03-01")) }

  @Test(arguments: [["2026-02-30"], [""], ["tomorrow"], ["2026-03-01", "2026-03-02"], ["1899-12-31"]])
  func refusesABadDay(_ days: [String]) {
    let query = days.map { PreviewRequest.QueryItem(name: "as-of", value: $0) }
    #expect(loaded().respond(to: PreviewRequest(path: "/", query: query)).status == 400)
  }

  @Test func keepsTheLastGoodPageUnderAMistake() throws {
    let session = loaded()
    let state = try #require(session.update(FileChanges(paths: ["bad"])))
    #expect(!state.isGood)
    #expect(state.errors == 1)
    #expect(text(session, "/").contains("index.html 1"))
    let good = try #require(session.update(FileChanges(paths: ["x"])))
    #expect(good.isGood)
    #expect(good.errors == 0)
    #expect(text(session, "/").contains("index.html 3"))
  }

  @Test func saysWhatIsWrongWhereNothingCouldBeLoadedYet() {
    let session = session()
    _ = session.update(FileChanges(paths: ["bad"]))
    let answer = text(session, "/en/")
    #expect(answer.hasPrefix("503"))
    #expect(answer.contains("content/a.json:3:3: error: no [test-error]"))
    #expect(answer.contains(tag))
  }

  @Test func isSilentAboutWhatDoesNotMatter() {
    let session = loaded()
    #expect(session.update(FileChanges(paths: ["ignored"])) == nil)
    #expect(session.state.version == "r.1")
  }

  @Test func tellsPagesTheirVersion() {
    let session = loaded()
    _ = session.update(FileChanges(paths: ["x"]))
    let fields = session.respond(to: PreviewRequest(path: "/")).fields
    #expect(fields == [.init("Server-Timing", "version;desc=\"r.2\"")])
  }

  @Test(arguments: [
    (["templates/assets/a.css"], true), (["templates/assets/a.css", "content/a.json"], false),
    (["content/a.css"], false),
    (["templates/assets/a.js"], false),
  ]) func knowsWhenOnlyStyleHasChanged(_ paths: [String], _ expected: Bool) throws {
    #expect(try #require(loaded().update(FileChanges(paths: paths))).isStyleOnly == expected)
  }

  @Test func tellsTheStateAsJSON() throws {
    let session = loaded()
    _ = session.update(FileChanges(paths: ["bad"]))
    let response = session.respond(to: PreviewRequest(path: "/-/state.json"))
    #expect(!response.body.contains(0x0A))
    let json = try #require(JSONReader.read(response.body).value)
    #expect(json["version"]?.string == "r.2")
    #expect(json["good"]?.bool == false)
    #expect(json["asOf"]?.string == "2026-07-01")
    #expect(json["drafts"]?.array?.first?["path"]?.string == "/-/letters/%E6%89%8B%E7%B4%99.html")
    let problems = try #require(json["problems"]?.array)
    #expect(problems.map { $0["severity"]?.string } == ["error", "warning"])
    #expect(problems[0]["link"]?.string == "/-/source/content/a.json#L3")
    #expect(problems[0]["lines"]?.array?.map { $0["number"]?.integer } == [1, 2, 3, 4, 5])
    #expect(problems[0]["lines"]?.array?[1]["text"]?.string == "two")
    #expect(problems[1]["lines"]?.array?.map { $0["number"]?.integer } == [1, 2, 3])
  }

  @Test func showsSourcesThatWereReadAndNoOthers() {
    let session = loaded()
    #expect(text(session, "/-/source/content/a.json").contains("<li id=\"L3\"><code>th&lt;ree</code></li>"))
    #expect(text(session, "/-/source//etc/passwd").hasPrefix("404"))
    #expect(text(session, "/-/source/content/b.json").hasPrefix("404"))
  }

  @Test(arguments: [
    ("/-/reload.js", "text/javascript; charset=utf-8"), ("/-/panel.js", "text/javascript; charset=utf-8"),
    ("/-/worker.js", "text/javascript; charset=utf-8"), ("/-/reload.css", "text/css; charset=utf-8"),
  ]) func servesItsOwnFiles(_ path: String, _ type: String) {
    let response = session().respond(to: PreviewRequest(path: path))
    #expect(response.status == 200)
    #expect(response.contentType == type)
  }

  @Test func keepsTheReloadScriptSmall() { #expect(reloadScript.utf8.count < 3_000) }

  @Test(arguments: [
    ("a.HTML", "text/html; charset=utf-8"), ("en/feed.xml", "application/xml; charset=utf-8"),
    ("deadlines.ics", "text/calendar; charset=utf-8"), ("data/events.csv", "text/csv; charset=utf-8"),
    ("a.svg", "image/svg+xml; charset=utf-8"),
    ("a.b/c", "application/octet-stream"), ("a", "application/octet-stream"),
  ]) func knowsContentTypes(_ path: String, _ type: String) { #expect(ContentType.of(path) == type) }
}
