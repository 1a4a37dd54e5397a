import PortalBase
import TestSupport
import Testing

@testable import Preview
@testable import waiver

@Suite struct PreviewCommandTests {
  private func loader(_ folder: TemporaryFolder, _ arguments: [String] = []) throws -> PreviewLoader {
    let silent = Sink(isTerminal: false) { _ in .written }
    let environment = Environment(
      arguments: ["preview"] + arguments, variables: [:], currentFolder: folder.path, clock: { 1_782_874_800 },
      output: silent, errors: silent)
    let options = Option.common + Waiver.commands.flatMap(\.options)
    let invocation = try Invocation(
      Arguments(parsing: environment.arguments, options: options), commands: Waiver.commands)
    return PreviewLoader(context: Context(environment: environment, invocation: invocation))
  }

  @Test func showsTheBytesOfABuild() throws {
    try ExamplePortal.with { folder, world in
      #expect(world.run("build").exitCode == .done)
      var files: [SourceFile] = []
      let snapshot = try #require(try loader(folder).load(&files)?.snapshot)
      for path in ["index.html", "en/index.html", "ja/deadlines.html", "data/exceptions.json"] {
        let published = try folder.bytes("site/\(path)")
        #expect(snapshot.page(path, nil)?.bytes == published)
      }
      #expect(snapshot.page("nowhere.html", nil) == nil)
    }
  }

  @Test func showsAnotherDay() throws {
    try ExamplePortal.with { folder, world in
      #expect(world.run("build", "--as-of", "2026-03-03").exitCode == .done)
      var files: [SourceFile] = []
      let snapshot = try #require(try loader(folder).load(&files)?.snapshot)
      let published = try folder.bytes("site/en/index.html")
      #expect(snapshot.page("en/index.html", Day("2026-03-03"))?.bytes == published)
    }
  }

  @Test func loadsOnlyWhatChanged() throws {
    try ExamplePortal.with { folder, _ in
      let loader = try loader(folder)
      var files: [SourceFile] = []
      #expect(loader.load(&files) != nil)
      #expect(loader.load(&files) == nil)
      try folder.write("content/exceptions/bad.json", "{")
      let broken = try #require(loader.load(&files))
      #expect(broken.snapshot == nil)
      #expect(broken.diagnostics.contains { $0.file == "content/exceptions/bad.json" })
    }
  }

  @Test func tellsThatThePortalCannotBeRead() throws {
    try ExamplePortal.with { folder, _ in
      try folder.remove("content")
      var files: [SourceFile] = []
      let loaded = try #require(try loader(folder).load(&files))
      #expect(loaded.snapshot == nil)
      #expect(loaded.diagnostics.map(\.code) == [.unreadablePortal])
    }
  }

  @Test func failsWithTheCommandLineForAnUnknownCustomer() throws {
    try ExamplePortal.with { folder, _ in
      let loader = try loader(folder, ["--audience", "customer:nobody-at-all"])
      var files: [SourceFile] = []
      _ = loader.load(&files)
      #expect(loader.failure?.exitCode == .wrongCommandLine)
    }
  }
}
