import PortalBase

/// Files by their paths, and those below a folder: found by halving a sorted list, as a table by hashes takes longer to make than all
/// that is asked of it.
struct FileTable: Sendable {
  /// Sorted by the bytes of their paths.
  let files: ArraySlice<SourceFile>

  init(_ files: [SourceFile]) {
    let isSorted = files.indices.dropFirst().allSatisfy { !precedesInBytes(files[$0].path, files[$0 - 1].path) }
    self.files = (isSorted ? files : files.sorted { precedesInBytes($0.path, $1.path) })[...]
  }

  private init(sorted files: ArraySlice<SourceFile>) { self.files = files }

  subscript(path: String) -> SourceFile? { files.file(at: path) }

  /// The files whose paths begin with a text.
  func below(_ folder: String) -> ArraySlice<SourceFile> { files[files.places(below: folder)] }

  /// The same as a table of their own.
  func table(below folder: String) -> FileTable { FileTable(sorted: below(folder)) }
}
