import PortalBase
import Publishing
import TestSupport
import Testing

/// Where an output may not be (contract, section 4, "Outputs"): the command line is wrong then.
@Suite struct OutputLocationTests {
  private func publish(_ folder: TemporaryFolder, to output: String) throws {
    _ = try Publisher.publish(
      SiteFixture.plan(["index.html": "x"]), to: output, root: folder.path, header: SiteFixture.header)
  }

  @Test(
    arguments: [
      ".", "..", "../..", "/", "content", "content/site", "content/../content/a/b", "templates", "templates/assets/x",
      "Sources", "Sources/x", ".git", ".git/hooks", "site/.git", "link/site", "sitelink",
    ])
  func refusesAnOutputAmongTheSources(output: String) throws {
    try TemporaryFolder.with { folder in
      try folder.write("content/portal.json", "{}")
      try folder.link("link", to: "content")
      try folder.link("sitelink", to: "content/sub")
      let before = try folder.tree("content")
      let path = output == "/" ? "/" : "\(folder.path)/\(output)"
      let error = #expect(throws: PublishingError.self) { try publish(folder, to: path) }
      #expect(error?.exitCode == 2, "\(error?.message ?? "")")
      #expect(try folder.tree("content") == before)
    }
  }

  @Test func refusesToContainLinkedSources() throws {
    try TemporaryFolder.with { folder in
      try folder.write("shared/content/portal.json", "{}")
      try folder.link("content", to: "shared/content")
      let error = #expect(throws: PublishingError.self) { try publish(folder, to: folder.path + "/shared") }
      #expect(error?.exitCode == 2)
    }
  }

  @Test(arguments: ["site", "contents", "out/content", "a/../site/"])
  func allowsAnyOther(output: String) throws {
    try TemporaryFolder.with { folder in
      try folder.write("content/portal.json", "{}")
      try publish(folder, to: folder.path + "/" + output)
    }
  }

  @Test func refusesAFileInPlaceOfTheOutput() throws {
    try TemporaryFolder.with { folder in
      try folder.write("site", "x")
      let error = #expect(throws: PublishingError.self) { try publish(folder, to: folder.path + "/site") }
      #expect(error?.exitCode == 3)
      #expect(try folder.text("site") == "x")
    }
  }

  @Test(arguments: ["../x.html", "/x.html", "a//b.html", "a/./b.html", "", "manifest.json", "a/"])
  func refusesARouteThatIsNoPlainPath(route: String) throws {
    try TemporaryFolder.with { folder in
      #expect(throws: PublishingError.self) {
        try Publisher.publish(
          SiteFixture.plan([route: "x"]), to: folder.path + "/site", root: nil, header: SiteFixture.header)
      }
      #expect(!folder.exists("site"))
    }
  }
}
