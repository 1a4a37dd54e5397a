import Foundation
import TestSupport
import Testing

@testable import Publishing

@Suite struct KnownFoldersTests {
  /// A published tree with these files, of which all folders are known.
  private static func published(_ files: [String], in folder: TemporaryFolder) throws -> PublishedTree {
    let root = try OpenFolder(folder.path)
    for file in files { try folder.write(file, file) }
    var tree = PublishedTree()
    tree.folder = root
    tree.files = try files.map(TreePath.init).sorted().map { path in
      KnownFile(
        path: path, size: path.count, digest: SHA256.digest(of: Array(path.bytes)),
        stamp: Stamp(try #require(try root.info(path))))
    }
    for path in FolderSet(of: tree.files.map(\.path)).paths {
      // So that the time of a change in the same moment is another one.
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: folder.path + "/" + path.text)
      tree.folderStamps.append(Stamp(try #require(try root.info(path))))
    }
    return tree
  }

  /// The names in a folder, nil where it has to be listed.
  private static func known(_ path: String, _ tree: PublishedTree) throws -> Set<String>? {
    let folders = try #require(KnownFolders(tree, folders: FolderSet(of: tree.files.map(\.path))))
    var found: Set<String> = []
    let isKnown = try folders.eachEntry(of: TreePath(path), in: try #require(tree.folder)) { path, entry in
      found.insert(path.text + (entry.isFolder ? "/" : ""))
    }
    return isKnown ? found : nil
  }

  @Test func tellsOfWhatIsInAFolder() throws {
    try TemporaryFolder.with { folder in
      let tree = try Self.published(["a-b/z", "a.b", "a/b/c/d", "a/b/e", "a/x", "top"], in: folder)
      #expect(try Self.known("a", tree) == ["a/b/", "a/x"])
      #expect(try Self.known("a/b", tree) == ["a/b/c/", "a/b/e"])
      #expect(try Self.known("a/b/c", tree) == ["a/b/c/d"])
      #expect(try Self.known("a-b", tree) == ["a-b/z"])
      #expect(try Self.known("", tree) == nil)
      #expect(try Self.known("elsewhere", tree) == nil)
    }
  }

  enum Touch: CaseIterable {
    case add, remove, replace, addFolder, moveAway, linkAway
  }

  @Test(arguments: Touch.allCases) func knowsNothingOfAFolderThatSomebodyTouched(touch: Touch) throws {
    try TemporaryFolder.with { folder in
      let tree = try Self.published(["a/b/c", "a/x", "d/y"], in: folder)
      let path = { folder.path + "/" + $0 }
      switch touch {
      case .add: try folder.write("a/new", "")
      case .remove: try folder.remove("a/x")
      case .replace: try Data().write(to: URL(filePath: path("a/x")), options: .atomic)
      case .addFolder: try folder.makeFolder("a/new")
      case .moveAway: try FileManager.default.moveItem(atPath: path("a"), toPath: path("e"))
      case .linkAway:
        try FileManager.default.moveItem(atPath: path("a"), toPath: path("e"))
        try folder.link("a", to: "e")
      }
      #expect(try Self.known("a", tree) == nil)
      #expect(try Self.known("d", tree) == ["d/y"])
    }
  }

  @Test func doesNotRelyOnWhatWasTouchedJustNowOrHoldsOtherThings() throws {
    try TemporaryFolder.with { folder in
      for name in ["a", "b", "c"] { try folder.write("\(name)/file", "") }
      let paths = ["a", "b", "c"].map { TreePath($0) }
      let root = try OpenFolder(folder.path)
      let stamps = try root.stamps(of: paths, except: [TreePath("b")], workers: 2)
      #expect(stamps.count == 3 && stamps[1] == nil && stamps[2] == nil)
      if let first = stamps[0] {
        let info = try #require(try root.info(TreePath("a")))
        #expect(first == Stamp(info))
      }
    }
  }

  /// Files that Waiver did not write come and go in all folders between builds, and so do the pages.
  @Test func losesNoForeignFileInAnyOrderOfChanges() throws {
    var random = SeededGenerator(seed: 30)
    for _ in 0..<12 {
      try SiteFixture.with { site in
        let folders = ["", "en/", "en/a/", "en/a/b/", "ja/", "ja/a/"]
        var foreign: [String: String] = [:]
        for build in 0..<8 {
          var pages = ["index.html": "\(build)"]
          for folder in folders where Bool.random(using: &random) {
            pages[folder + "page.html"] = "\(Int.random(in: 0...1, using: &random))"
          }
          try site.publish(pages)
          try site.expectSite(pages, foreign: foreign)
          for folder in folders where Int.random(in: 0...3, using: &random) == 0 {
            let path = folder + "own.txt"
            if foreign.removeValue(forKey: path) == nil {
              foreign[path] = "\(build)"
              try site.folder.write("site/" + path, "\(build)")
            } else {
              try site.folder.remove("site/" + path)
            }
          }
        }
      }
    }
  }
}
