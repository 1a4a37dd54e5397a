import Foundation
import TestSupport
import Testing

@testable import Preview

/// Events as a test wants them. Its time goes on only while somebody waits.
private struct ScriptedSource: EventSource {
  var batches: [[WatchEvent]]
  var watched: Set<String> = []
  var now = 0

  init(_ batches: [[WatchEvent]]) { self.batches = batches.reversed() }

  mutating func watch(_ folder: String) -> Bool {
    watched.insert(folder)
    return true
  }

  mutating func unwatch(_ folder: String) { watched.remove(folder) }

  mutating func next(waiting milliseconds: Int?) -> [WatchEvent]? {
    // Somebody waits for the end of a burst.
    if let milliseconds {
      now += milliseconds
      return []
    }
    return batches.popLast()
  }
}

@Suite struct FileWatcherTests {
  /// The changes that the events lead to, after something has been done to the files.
  private func changes(
    _ events: [WatchEvent], in folder: TemporaryFolder, _ act: () throws -> Void
  ) throws -> [String]? {
    var watcher = FileWatcher(
      root: folder.path, folders: ["content", "templates"], source: ScriptedSource([events]))
    try act()
    return watcher.next()?.paths
  }

  @Test func tellsOfNewChangedAndDeletedFiles() throws {
    try TemporaryFolder.with { folder in
      try folder.write(["content/a.json": "1", "content/b.json": "1", "content/c.json": "1", "other/d": ""])
      let found = try changes([.init(.settled, folder: "content", name: "a.json")], in: folder) {
        try folder.write("content/a.json", "22")
        try folder.remove("content/b.json")
        try folder.write("content/new.json", "1")
        try folder.write("other/e", "")
      }
      #expect(found == ["content/a.json", "content/b.json", "content/new.json"])
    }
  }

  @Test func looksOnlyAtTheNamesOfEventsInALargeFolder() throws {
    try TemporaryFolder.with { folder in
      try folder.write(Dictionary(uniqueKeysWithValues: (0...1_000).map { ("content/\($0).json", "1") }))
      let names = ["7.json", "8.json", "new.json", "made", "never.json"]
      let found = try changes(names.map { .init(.settled, folder: "content", name: $0) }, in: folder) {
        try folder.write("content/7.json", "22")
        try folder.remove("content/8.json")
        try folder.write("content/9.json", "22")
        try folder.write("content/new.json", "1")
        try folder.write("content/made/inside.json", "1")
      }
      #expect(found == ["content/7.json", "content/8.json", "content/made/inside.json", "content/new.json"])
    }
  }

  @Test func tellsOfAFileThatOnlyTheEventShowsToBeChanged() throws {
    try TemporaryFolder.with { folder in
      try folder.write("content/a.json", "1")
      #expect(try changes([.init(.settled, folder: "content", name: "a.json")], in: folder) {} == ["content/a.json"])
    }
  }

  @Test func saysNothingOfFilesThatCameAndWent() throws {
    try TemporaryFolder.with { folder in
      try folder.write("content/a.json", "1")
      #expect(try changes([.init(.settled, folder: "content", name: "4913")], in: folder) {} == nil)
    }
  }

  @Test func saysNothingOfOtherFoldersOfTheRoot() throws {
    try TemporaryFolder.with { folder in
      try folder.write("content/a.json", "1")
      let found = try changes([.init(.writing, folder: "", name: "site")], in: folder) {
        try folder.write("content/a.json", "22")
      }
      #expect(found == nil)
    }
  }

  @Test func tellsOfAFolderThatIsMadeAnew() throws {
    try TemporaryFolder.with { folder in
      try folder.write(["content/x/y/a.json": "1", "content/b.json": "1"])
      let events: [WatchEvent] = [
        .init(.folderGone, folder: "content/x/y"), .init(.folderGone, folder: "content/x"),
        .init(.folderGone, folder: "content"),
        .init(.settled, folder: "", name: "content"),
      ]
      let found = try changes(events, in: folder) {
        try folder.remove("content")
        try folder.write(["content/x/y/a.json": "2", "content/x/y/z/c.json": "1"])
      }
      #expect(found == ["content/b.json", "content/x/y/a.json", "content/x/y/z/c.json"])
    }
  }

  @Test func tellsOfAFolderThatTakesThePlaceOfAnother() throws {
    try TemporaryFolder.with { folder in
      try folder.write(["content/a/sub/1.json": "1", "content/b/sub/2.json": "2"])
      let found = try changes([.init(.settled, folder: "content", name: "a")], in: folder) {
        try FileManager.default.moveItem(atPath: folder.path + "/content/a", toPath: folder.path + "/content/c")
        try FileManager.default.moveItem(atPath: folder.path + "/content/b", toPath: folder.path + "/content/a")
      }
      #expect(
        found == ["content/a/sub/1.json", "content/a/sub/2.json", "content/b/sub/2.json", "content/c/sub/1.json"])
    }
  }

  @Test func looksAtEverythingAfterAnOverflow() throws {
    try TemporaryFolder.with { folder in
      try folder.write(["content/x/a.json": "1", "templates/b.md": "1"])
      let found = try changes([.init(.overflow)], in: folder) {
        try folder.write(["content/x/a.json": "22", "templates/b.md": "22", "templates/n/c.md": "1"])
      }
      #expect(found == ["content/x/a.json", "templates/b.md", "templates/n/c.md"])
    }
  }

  @Test func followsLinksWithinTheRootOnly() throws {
    try TemporaryFolder.with { folder in
      try folder.write(["shared/a.json": "1", "content/b.json": "1"])
      try folder.link("content/inside", to: "../shared")
      try folder.link("content/outside", to: "/etc")
      try folder.link("content/loop", to: "..")
      try folder.link("content/file.json", to: "../shared/a.json")
      let found = try changes([.init(.overflow)], in: folder) { try folder.write("shared/a.json", "22") }
      #expect(found == ["content/file.json", "content/inside/a.json"])
    }
  }

  #if os(Linux)
    /// What inotify itself tells.
    @Test func hearsOfRealChanges() throws {
      try TemporaryFolder.with { folder in
        try folder.write(["content/a.json": "1", "templates/b.md": "1"])
        let stop = try WatchStop()
        // So that a change that is never told of fails the test instead of holding it for ever.
        DispatchQueue.global().asyncAfter(deadline: .now() + 60) { stop.stop() }
        var watcher = FileWatcher(root: folder.path, folders: ["content", "templates"], stop: stop)

        // An editor's rename-and-replace.
        try folder.write("content/.a.json.tmp", "2")
        try FileManager.default.removeItem(atPath: folder.path + "/content/a.json")
        try FileManager.default.moveItem(
          atPath: folder.path + "/content/.a.json.tmp", toPath: folder.path + "/content/a.json")
        #expect(watcher.next()?.paths == ["content/a.json"])

        // Hundreds of files in new folders.
        let many = (0..<300).map { "content/new/\($0 % 7)/\($0).json" }
        for path in many { try folder.write(path, "{}") }
        #expect(seen(&watcher, many.count) == Set(many))

        // A folder that is deleted and made again, and then changed.
        try folder.remove("content")
        try folder.write("content/new/1/1.json", "[]")
        #expect(seen(&watcher, many.count + 1) == Set(many + ["content/a.json"]))
        try folder.write("content/new/1/1.json", "[1]")
        #expect(watcher.next()?.paths == ["content/new/1/1.json"])

        stop.stop()
        #expect(watcher.next() == nil)
      }
    }

    /// Collects changes until there are so many: a slow machine may tell of them in several bursts.
    private func seen(_ watcher: inout FileWatcher, _ count: Int) -> Set<String> {
      var found: Set<String> = []
      while found.count < count, let changes = watcher.next() { found.formUnion(changes.paths) }
      return found
    }
  #endif

  @Test func looksAgainAndAgainWhereTheSystemTellsNothing() throws {
    try TemporaryFolder.with { folder in
      try folder.write("content/a.json", "1")
      let stop = try WatchStop()
      var watcher = FileWatcher(
        root: folder.path, folders: ["content"], source: PollingSource(stop: stop, interval: 1), stop: stop)
      try folder.write("content/a.json", "22")
      #expect(watcher.next()?.paths == ["content/a.json"])
      stop.stop()
      #expect(watcher.next() == nil)
    }
  }
}
