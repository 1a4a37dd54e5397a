import PortalBase

/// Files by their paths, and those below a folder: found by halving a sorted list, as a table by hashes takes longer to make than all
/// that is asked of it.
struct FileTable: Sendable {
  /// Sorted by the bytes of their paths.
  let files: [SourceFile]

  init(_ files: [SourceFile]) {
    let isSorted = files.indices.dropFirst().allSatisfy { !precedesInBytes(files[$0].path, files[$0 - 1].path) }
    self.files = isSorted ? files : files.sorted { precedesInBytes($0.path, $1.path) }
  }

  subscript(path: String) -> SourceFile? {
    let place = files.firstPlace { !precedesInBytes($0.path, path) }
    return place < files.count && files[place].path == path ? files[place] : nil
  }

  /// The files whose paths begin with a text.
  func below(_ folder: String) -> ArraySlice<SourceFile> {
    let start = files.firstPlace { !precedesInBytes($0.path, folder) }
    let end = files[start...].firstPlace { !$0.path.utf8.starts(with: folder.utf8) }
    return files[start..<end]
  }
}
