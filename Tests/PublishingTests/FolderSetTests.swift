import TestSupport
import Testing

@testable import Publishing

@Suite struct FolderSetTests {
  /// Signs that stand before and behind `/` in the order of bytes may follow a folder's name, too.
  @Test func findsEveryFolderOnceThatAFileLiesIn() {
    var random = SeededGenerator(seed: 21)
    for _ in 0..<300 {
      let paths = (0..<Int.random(in: 0...30, using: &random)).map { _ in
        TreePath(
          (0...Int.random(in: 0...4, using: &random)).map { _ in
            ["a", "b", "a-b", "a.b", "ab", "あ"].randomElement(using: &random) ?? ""
          }.joined(separator: "/"))
      }
      let expected = Set(paths.flatMap(\.ancestors))
      #expect(foldersOf(paths) == expected)
      let folders = FolderSet(of: paths.sorted())
      #expect(folders.paths.count == expected.count)
      #expect(expected.allSatisfy(folders.contains))
    }
  }
}
