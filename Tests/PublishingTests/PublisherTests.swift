import Foundation
import PortalBase
import Publishing
import TestSupport
import Testing

@Suite struct PublisherTests {
  @Test func publishesIntoNothing() throws {
    try SiteFixture.with { site in
      let report = try site.publish(TwoSites.first)
      #expect(report.written == 7 && report.unchanged == 0 && report.deleted == 0 && report.warnings.isEmpty)
      try site.expectSite(TwoSites.first)
    }
  }

  @Test func makesTheFoldersAboveTheOutput() throws {
    try SiteFixture.with { site in
      site.output = "out/a/b"
      try site.publish(TwoSites.first)
      try site.expectSite(TwoSites.first)
    }
  }

  @Test func changesNothingWhereNothingChanged() throws {
    try SiteFixture.with { site in
      try site.publish(TwoSites.first)
      let before = try site.identity("manifest.json")
      let report = try site.publish(TwoSites.first)
      #expect(report.written == 0 && report.unchanged == 7 && report.deleted == 0)
      #expect(try site.identity("manifest.json") == before)
      #expect(!site.folder.exists(".site.waiver/tree"))
    }
  }

  @Test func keepsInodeAndTimeOfUnchangedFilesAcrossManyBuilds() throws {
    try SiteFixture.with { site in
      try site.publish(TwoSites.first)
      let page = try site.identity("en/index.html")
      let changed = try site.identity("index.html")
      for build in 0..<6 {
        let pages = build % 2 == 0 ? TwoSites.second : TwoSites.first
        let report = try site.publish(pages)
        #expect(report.unchanged == 2 && report.written == 5 && report.deleted == 4 - 1)
        try site.expectSite(pages)
        #expect(try site.identity("en/index.html") == page)
        #expect(try site.identity("index.html") != changed)
      }
    }
  }

  @Test func keepsOneFolderBesideTheOutput() throws {
    try SiteFixture.with { site in
      try site.publish(TwoSites.first)
      try site.publish(TwoSites.second)
      let names = try FileManager.default.contentsOfDirectory(atPath: site.folder.path)
      #expect(Set(names) == ["content", "site", ".site.waiver"])
    }
  }

  @Test func rendersNothingWhereTheOriginIsTheSame() throws {
    try SiteFixture.with { site in
      site.options.freshness = "one"
      try site.publish(TwoSites.first)
      // Other pages than the origin has: only rendering would tell.
      var pages = TwoSites.first
      pages["index.html"] = "odd"
      let same = try site.publish(pages)
      #expect(same.written == 0 && same.unchanged == 7)
      site.options.freshness = "two"
      let other = try site.publish(pages)
      #expect(other.written == 2)
      try site.expectSite(pages)
      try site.folder.write("site/index.html", "bad")
      try site.publish(pages)
      try site.expectSite(pages)
    }
  }

  @Test func knowsFilesAgainThatGotASecondName() throws {
    try SiteFixture.with { site in
      site.options.freshness = "one"
      try site.publish(TwoSites.first)
      site.options.freshness = "two"
      try site.publish(TwoSites.second)
      var pages = TwoSites.second
      pages["index.html"] = "odd"
      #expect(try site.publish(pages).written == 0)
      // Other bytes, and as many of them, at the same time.
      let file = site.folder.path + "/site/en/index.html"
      let modified = try site.identity("en/index.html").modified
      try site.folder.write("site/en/index.html", "emas")
      try FileManager.default.setAttributes([.modificationDate: modified], ofItemAtPath: file)
      try site.publish(TwoSites.second)
      try site.expectSite(TwoSites.second)
    }
  }

  @Test func rendersAgainWhereSomethingWasToBeSaid() throws {
    try SiteFixture.with { site in
      site.options.freshness = "one"
      let code = Diagnostic.Code("test-warning", .warning, "")
      site.options.inspect = { page, _ in page == 0 ? [Diagnostic(code, file: "x", "warned")] : [] }
      for _ in 0..<2 {
        let report = try site.publish(TwoSites.first)
        #expect(report.diagnostics.count == 1)
      }
    }
  }

  @Test func mendsAFileThatSomebodyChanged() throws {
    try SiteFixture.with { site in
      try site.publish(TwoSites.first)
      try site.folder.write("site/index.html", "bad")
      try site.folder.remove("site/assets/a.css")
      #expect(try site.verify().changed == ["index.html"])
      let report = try site.publish(TwoSites.first)
      #expect(report.written == 2)
      try site.expectSite(TwoSites.first)
    }
  }

  @Test func believesTheBytesWhereThereIsNoIndex() throws {
    try SiteFixture.with { site in
      try site.publish(TwoSites.first)
      try site.folder.remove(".site.waiver")
      let before = try site.identity("index.html")
      #expect(try site.publish(TwoSites.first).written == 0)
      #expect(try site.identity("index.html") == before)
      #expect(try site.publish(TwoSites.second).unchanged == 2)
      try site.expectSite(TwoSites.second)
    }
  }

  @Test func ignoresADamagedIndex() throws {
    try SiteFixture.with { site in
      try site.publish(TwoSites.first)
      for name in try site.folder.files(".site.waiver") where name.hasPrefix("index-") {
        var bytes = try site.folder.bytes(".site.waiver/\(name)")
        bytes[bytes.count / 2] ^= 1
        try site.folder.write(".site.waiver/\(name)", bytes: bytes)
      }
      try site.publish(TwoSites.second)
      try site.expectSite(TwoSites.second)
    }
  }

  @Test(arguments: [false, true]) func carriesOverWhatItDidNotWrite(inPlace: Bool) throws {
    try SiteFixture.with { site in
      let foreign = ["CNAME": "example.org", "en/notes.txt": "n", "own/deep/file.pdf": "p", ".hidden/x": "y"]
      site.options.inPlace = inPlace
      try site.publish(TwoSites.first)
      for (path, text) in foreign { try site.folder.write("site/\(path)", text) }
      try site.folder.makeFolder("site/empty")
      try site.folder.link("site/own/link", to: "nowhere")
      let before = try site.identity("own/deep/file.pdf")
      for _ in 0..<3 {
        try site.publish(TwoSites.second)
        try site.publish(TwoSites.first)
      }
      #expect(try site.folder.tree("site/own/deep") == ["file.pdf": Array("p".utf8)])
      #expect(try site.identity("own/deep/file.pdf") == before)
      #expect(site.folder.exists("site/empty"))
      let target = try FileManager.default.destinationOfSymbolicLink(atPath: site.folder.path + "/site/own/link")
      #expect(target == "nowhere")
      try site.folder.remove("site/own/link")
      try site.expectSite(TwoSites.first, foreign: foreign)
    }
  }

  @Test func leavesAwayWhatItsOwnerDeleted() throws {
    try SiteFixture.with { site in
      try site.publish(TwoSites.first)
      try site.folder.write("site/CNAME", "x")
      try site.publish(TwoSites.second)
      try site.folder.remove("site/CNAME")
      try site.publish(TwoSites.first)
      try site.expectSite(TwoSites.first)
      try site.publish(TwoSites.second)
      try site.expectSite(TwoSites.second)
    }
  }

  @Test func keepsWhatWasPutIntoThePreviousTree() throws {
    try SiteFixture.with { site in
      try site.publish(TwoSites.first)
      try site.publish(TwoSites.second)
      // As a program does that still stands in the old folder.
      try site.folder.write(".site.waiver/tree/late.pdf", "late")
      try site.publish(TwoSites.first)
      try site.expectSite(TwoSites.first, foreign: ["late.pdf": "late"])
    }
  }

  @Test(
    arguments: [
      ("index.html", "index.html"), ("manifest.json", "manifest.json"), ("en", "en"),
      ("becomes/file.html/deeper.txt", "becomes/file.html"),
    ], [false, true])
  func stopsAtAForeignFileInTheWay(example: (written: String, named: String), inPlace: Bool) throws {
    try SiteFixture.with { site in
      site.options.inPlace = inPlace
      try site.folder.write("site/\(example.written)", "mine")
      let error = #expect(throws: PublishingError.self) { try site.publish(TwoSites.first) }
      #expect(error?.exitCode == 3)
      #expect(error?.message.contains("site/\(example.named)") == true, "\(error?.message ?? "")")
      #expect(try site.folder.tree("site") == [example.written: Array("mine".utf8)])
      site.options.replace = true
      try site.publish(TwoSites.first)
      try site.expectSite(TwoSites.first)
    }
  }

  @Test func adoptsAFileThatIsAsItShouldBe() throws {
    try SiteFixture.with { site in
      try site.folder.write("site/index.html", "old")
      let before = try site.identity("index.html")
      try site.publish(TwoSites.first)
      #expect(try site.identity("index.html") == before)
      try site.expectSite(TwoSites.first)
    }
  }

  @Test func doesNotFollowALinkInTheOutput() throws {
    try SiteFixture.with { site in
      try site.folder.write("elsewhere/index.html", "precious")
      try site.folder.makeFolder("site")
      try site.folder.link("site/en", to: "../elsewhere")
      for inPlace in [false, true] {
        site.options.inPlace = inPlace
        #expect(throws: PublishingError.self) { try site.publish(TwoSites.first) }
      }
      site.options.replace = true
      try site.publish(TwoSites.first)
      #expect(try site.folder.text("elsewhere/index.html") == "precious")
      try site.expectSite(TwoSites.first)
    }
  }

  @Test func resolvesAnOutputThatIsALink() throws {
    try SiteFixture.with { site in
      try site.folder.makeFolder("real")
      try site.folder.link("site", to: "real/www")
      try site.publish(TwoSites.first)
      try site.publish(TwoSites.second)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: site.folder.path + "/site") == "real/www")
      #expect(try site.folder.text("real/www/index.html") == "new")
      #expect(site.folder.exists("real/.www.waiver"))
      #expect(!site.folder.exists(".site.waiver"))
    }
  }

  @Test func changesInPlaceWhenAsked() throws {
    try SiteFixture.with { site in
      site.options.inPlace = true
      try site.publish(TwoSites.first)
      let folder = try site.identity("")
      let page = try site.identity("en/index.html")
      let report = try site.publish(TwoSites.second)
      #expect(report.unchanged == 2 && report.written == 5 && report.deleted == 3)
      try site.expectSite(TwoSites.second)
      #expect(try site.identity("").inode == folder.inode)
      #expect(try site.identity("en/index.html") == page)
      #expect(try site.publish(TwoSites.second).written == 0)
      site.options.inPlace = false
      try site.publish(TwoSites.first)
      try site.expectSite(TwoSites.first)
    }
  }

  @Test func setsPermissionsAndManifestWhateverTheThreads() throws {
    try SiteFixture.with { site in
      site.options.workers = 1
      try site.publish(TwoSites.first)
      #expect(try site.permissions("site/index.html") == 0o644)
      #expect(try site.permissions("site/en/gone") == 0o755)
      let manifest = try site.folder.bytes("site/manifest.json")
      site.output = "other"
      site.options.workers = 7
      try site.publish(TwoSites.first)
      #expect(try site.folder.bytes("other/manifest.json") == manifest)
    }
  }

  @Test func writesTheManifestInOrder() throws {
    try SiteFixture.with { site in
      try site.publish(["b.html": "", "a/é.html": "x", "a-b.html": "y"])
      let digest = SHA256.digest(of: [UInt8(ascii: "x")]).hexadecimal
      let bytes = try site.folder.bytes("site/manifest.json")
      let manifest = try #require(try Manifest.decode(bytes, named: "m"))
      #expect(manifest.files.map(\.path) == ["a-b.html", "a/é.html", "b.html"])
      #expect(manifest.files[1].size == 1 && manifest.files[1].sha256.hexadecimal == digest)
      #expect(manifest.header == SiteFixture.header)
      #expect(manifest.encoded() == bytes)
    }
  }

  @Test func comparesWithoutWriting() throws {
    try SiteFixture.with { site in
      let empty = try site.compare(TwoSites.first)
      #expect(empty.missing.count == 7 && !site.folder.exists("site") && !site.folder.exists(".site.waiver"))
      try site.publish(TwoSites.first)
      #expect(try site.compare(TwoSites.first).isSame)
      let difference = try site.compare(TwoSites.second)
      #expect(difference.changed == ["becomes", "index.html", "manifest.json"])
      #expect(difference.missing == ["en/new/deep/index.html", "turns/into/folder.html"])
      #expect(difference.stale == ["becomes/file.html", "en/gone/index.html", "turns"])
      try site.expectSite(TwoSites.first)
    }
  }
}
