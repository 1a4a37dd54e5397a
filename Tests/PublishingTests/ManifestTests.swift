import PortalBase
import Publishing
import TestSupport
import Testing

@Suite struct ManifestTests {
  private static let digest = SHA256.digest(of: []).hexadecimal

  private func manifest(_ path: String) -> String {
    """
    {"asOf": "2026-07-01", "input": "00", "version": "1", "files": [
    {"path": "\(path)", "size": 0, "sha256": "\(ManifestTests.digest)"}]}
    """
  }

  @Test(arguments: [
    "../content/portal.json", "/etc/passwd", "a/../../x", "a//b", ".", "", "manifest.json", "a/", "a\\u0000b",
  ])
  func trustsNoPathThatLeadsElsewhere(path: String) throws {
    try SiteFixture.with { site in
      let text = manifest(path)
      try site.folder.write("site/manifest.json", text)
      for inPlace in [true, false] {
        site.options.inPlace = inPlace
        let error = #expect(throws: PublishingError.self) { try site.publish(TwoSites.first) }
        #expect(error?.exitCode == 3)
      }
      #expect(try site.folder.text("site/manifest.json") == text)
      #expect(try site.folder.text("content/portal.json") == "{}")
    }
  }

  @Test func doesNotDeleteThroughALinkedFolder() throws {
    try SiteFixture.with { site in
      try site.folder.write("elsewhere/x.html", "precious")
      try site.folder.makeFolder("site")
      try site.folder.link("site/linked", to: "../elsewhere")
      try site.folder.write("site/manifest.json", manifest("linked/x.html"))
      for inPlace in [true, false] {
        site.options.inPlace = inPlace
        try site.publish(TwoSites.first)
        try site.publish(TwoSites.second)
      }
      #expect(try site.folder.text("elsewhere/x.html") == "precious")
    }
  }

  @Test(arguments: ["{\"name\": \"an app\"}", "[]", "{", "{\"asOf\": 1, \"files\": []}", ""])
  func takesAnotherManifestForForeign(text: String) throws {
    try SiteFixture.with { site in
      try site.folder.write("site/manifest.json", text)
      let error = #expect(throws: PublishingError.self) { try site.publish(TwoSites.first) }
      #expect(error?.message.contains("manifest.json") == true)
      #expect(try site.folder.text("site/manifest.json") == text)
    }
  }

  @Test func verifiesAFolder() throws {
    try SiteFixture.with { site in
      try site.publish(TwoSites.first)
      try site.folder.write("site/own.txt", "x")
      try site.folder.write("site/index.html", "odd")
      try site.folder.remove("site/en/index.html")
      let report = try site.verify()
      #expect(report.changed == ["index.html"] && report.missing == ["en/index.html"])
      #expect(report.foreign == ["own.txt"] && report.verified == 4 && !report.isWhole)
    }
  }

  @Test func verifiesNoFolderWithoutManifest() throws {
    try TemporaryFolder.with { folder in
      let error = #expect(throws: PublishingError.self) { try SiteVerifier.verify(folder.path) }
      #expect(error?.exitCode == 3)
    }
  }

  @Test func digestsTheInputWhateverItsOrder() {
    let files = [SourceFile(path: "a", text: "1"), SourceFile(path: "b", text: "2")]
    let digest = InputDigest.of(files, asOf: "2026-07-01", audience: "internal")
    #expect(digest.count == 64)
    #expect(InputDigest.of(files.reversed(), asOf: "2026-07-01", audience: "internal") == digest)
    #expect(InputDigest.of(files, asOf: "2026-07-02", audience: "internal") != digest)
    #expect(InputDigest.of(files, asOf: "2026-07-01", audience: "public") != digest)
    #expect(InputDigest.of([files[0]], asOf: "2026-07-01", audience: "internal") != digest)
  }
}
