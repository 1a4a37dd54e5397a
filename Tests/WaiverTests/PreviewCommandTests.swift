import Foundation
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

  @Test(arguments: ["public", "customer:nagiwara-foods"])
  func showsTheBytesOfABuild(audience: String) throws {
    try ExamplePortal.with { folder, world in
      #expect(world.run("build", "--audience", audience).exitCode == .done)
      var reading = PreviewReading()
      let loader = try loader(folder, ["--audience", audience])
      let snapshot = try #require(loader.load(.everything, &reading)?.snapshot)
      for path in try folder.files() where path.hasPrefix("site/") && path != "site/manifest.json" {
        #expect(try snapshot.page(String(path.dropFirst(5)), nil)?.bytes == folder.bytes(path), "\(path)")
      }
      #expect(snapshot.page("nowhere.html", nil) == nil)
      #expect(snapshot.page("manifest.json", nil) == nil)
    }
  }

  /// What is shown before all records are loaded stays when they are.
  @Test(arguments: ["internal", "public", "customer:nagiwara-foods"])
  func showsTheSamePagesEarly(audience: String) throws {
    try ExamplePortal.with { folder, world in
      #expect(world.run("build", "--audience", audience).exitCode == .done)
      var reading = PreviewReading()
      let loader = try loader(folder, ["--audience", audience])
      let early = try #require(loader.begin(&reading))
      var count = 0
      for path in try folder.files() where path.hasPrefix("site/") {
        guard let page = early(String(path.dropFirst(5)), nil) else { continue }
        #expect(try page.bytes == folder.bytes(path), "\(path)")
        count += path.contains("/exceptions/") ? 1 : 0
      }
      #expect(count > 20)
      for path in [
        "en/index.html", "en/exceptions/index.html", "data/exceptions.json", "en/exceptions/none/index.html",
      ] {
        #expect(early(path, nil) == nil)
      }
      #expect(loader.load(.everything, &reading)?.snapshot != nil)
    }
  }

  /// The more records there are, the more it matters that translators need not wait for them.
  @Test func showsPagesWithoutRecordsBeforeRecordsAreRead() throws {
    try ExamplePortal.with { folder, world in
      #expect(world.run("build").exitCode == .done)
      try folder.write("content/exceptions/unread.json", "{")
      var reading = PreviewReading()
      let early = try #require(try loader(folder).glance(&reading))
      let pages = try folder.files().filter { $0.hasPrefix("site/") }.map { String($0.dropFirst(5)) }
      let shown = pages.filter { early($0, nil) != nil }
      for path in shown { #expect(try early(path, nil)?.bytes == folder.bytes("site/" + path), "\(path)") }
      #expect(shown.contains("index.html") && shown.contains("ja/translations.html"))
      #expect(shown.contains { $0.hasSuffix(".bilingual.html") } && shown.contains("assets/portal.css"))
      #expect(!shown.contains { $0.contains("/exceptions/") } && !shown.contains("en/index.html"))
    }
  }

  /// The glance is taken before the portal is watched.
  @Test(arguments: [
    ("content/policies/en/added.md", true), ("templates/assets/added.css", true),
    ("content/exceptions/added.json", false),
  ])
  func tellsWhatWasChangedAfterTheGlance(path: String, isOther: Bool) throws {
    try ExamplePortal.with { folder, _ in
      let loader = try loader(folder)
      var reading = PreviewReading()
      #expect(loader.glance(&reading) != nil)
      try folder.write(path, path.hasSuffix(".json") ? "[]" : "")
      #expect(loader.begin(&reading) != nil)
      #expect(loader.load(.everything, &reading)?.isOtherThanGlanced == isOther)
      try folder.write(path, path.hasSuffix(".json") ? "[ ]" : " ")
      #expect(loader.load(.everything, &reading)?.isOtherThanGlanced == false)
    }
  }

  @Test func showsNothingEarlyWhereTheRestHasErrors() throws {
    try ExamplePortal.with { folder, _ in
      try folder.write("content/policy.json", "{")
      var reading = PreviewReading()
      let loader = try loader(folder)
      #expect(loader.begin(&reading) == nil)
      #expect(loader.load(.everything, &reading)?.diagnostics.contains { $0.code.name == "invalid-json" } == true)
    }
  }

  @Test func showsAnotherDay() throws {
    try ExamplePortal.with { folder, world in
      #expect(world.run("build", "--as-of", "2026-03-03").exitCode == .done)
      var reading = PreviewReading()
      let snapshot = try #require(try loader(folder).load(.everything, &reading)?.snapshot)
      let published = try folder.bytes("site/en/index.html")
      #expect(snapshot.page("en/index.html", Day("2026-03-03"))?.bytes == published)
    }
  }

  @Test func loadsOnlyWhatChanged() throws {
    try ExamplePortal.with { folder, _ in
      let loader = try loader(folder)
      var reading = PreviewReading()
      #expect(loader.load(.everything, &reading) != nil)
      #expect(loader.load(.everything, &reading) == nil)
      try folder.write("content/exceptions/bad.json", "{")
      let broken = try #require(loader.load(.everything, &reading))
      #expect(broken.snapshot == nil)
      #expect(broken.diagnostics.contains { $0.file == "content/exceptions/bad.json" })
    }
  }

  @Test func tellsThatThePortalCannotBeRead() throws {
    try ExamplePortal.with { folder, _ in
      try folder.remove("content")
      var reading = PreviewReading()
      let loaded = try #require(try loader(folder).load(.everything, &reading))
      #expect(loaded.snapshot == nil)
      #expect(loaded.diagnostics.map(\.code) == [.unreadablePortal])
    }
  }

  @Test func failsWithTheCommandLineForAnUnknownCustomer() throws {
    try ExamplePortal.with { folder, _ in
      let loader = try loader(folder, ["--audience", "customer:nobody-at-all"])
      var reading = PreviewReading()
      _ = loader.load(.everything, &reading)
      #expect(loader.failure?.exitCode == .wrongCommandLine)
    }
  }

  @Test func noticesThatAPortalCanBeReadAgain() throws {
    try ExamplePortal.with { folder, _ in
      let loader = try loader(folder)
      var reading = PreviewReading()
      #expect(loader.load(.everything, &reading)?.snapshot != nil)
      let settings = try folder.bytes("content/portal.json")
      try folder.remove("content/portal.json")
      #expect(try #require(loader.load(FileChanges(paths: ["content/portal.json"]), &reading)).snapshot == nil)
      try folder.write("content/portal.json", bytes: settings)
      #expect(try #require(loader.load(FileChanges(paths: ["content/portal.json"]), &reading)).snapshot != nil)
    }
  }

  @Test func showsDrafts() throws {
    try ExamplePortal.with { folder, _ in
      var reading = PreviewReading()
      let loaded = try #require(try loader(folder).load(.everything, &reading))
      let snapshot = try #require(loaded.snapshot)
      for draft in loaded.drafts { #expect(snapshot.page(String(draft.path.dropFirst()), nil) != nil) }
      let index = try #require(snapshot.page("-/index.html", nil))
      let text = String(decoding: index.bytes, as: UTF8.self)
      // Every link leads somewhere.
      let links = text.split(separator: "href=\"/").dropFirst().compactMap { $0.split(separator: "\"").first }
      #expect(links.contains { $0.hasPrefix("-/review/ja/") } && links.contains { $0.contains("?as-of=") })
      for link in links where link != "-/reload.css" {
        let parts = link.split(separator: "?as-of=")
        let day = parts.count == 2 ? Day(String(parts[1])) : nil
        #expect(snapshot.page(String(parts[0]), day) != nil, "\(link)")
      }
      let letters = try #require(snapshot.page("-/letters/index.html", nil))
      let names = String(decoding: letters.bytes, as: UTF8.self).split(separator: "href=\"").dropFirst()
        .compactMap { $0.split(separator: "\"").first }
      #expect(names.contains { $0.hasSuffix(".txt") })
      for name in names { #expect(snapshot.page("-/letters/\(name)", nil) != nil, "\(name)") }
      #expect(snapshot.page("-/nothing.html", nil) == nil)
    }
  }
}

/// The program itself: what only a process can show.
@Suite struct PreviewProcessTests {
  @Test(arguments: [SIGINT, SIGTERM]) func endsAtOnceWithASignal(signal: Int32) throws {
    try ExamplePortal.with { folder, _ in
      let (process, address) = try Program.start(["preview", "--port", "0"], in: folder)
      #expect(address.hasPrefix("http://127.0.0.1:") && address.hasSuffix("/"))
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    }
  }

  @Test func refusesAPortInUse() throws {
    try ExamplePortal.with { folder, _ in
      let (process, address) = try Program.start(["preview", "--port", "0"], in: folder)
      defer {
        process.terminate()
        process.waitUntilExit()
      }
      let port = try #require(address.split(separator: ":").last?.dropLast())
      let second = try Program.run(["preview", "--port", String(port)], in: folder)
      #expect(second.exitCode == 3 && second.output.isEmpty)
      #expect(second.errors.contains("port \(port) is in use"))
    }
  }
}
