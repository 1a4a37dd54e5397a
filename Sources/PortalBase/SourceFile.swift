/// A file as it was read: its path relative to the portal folder, with `/`, and its bytes.
package struct SourceFile: Sendable, Hashable {
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  package init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }
}

extension ArraySlice<SourceFile> {
  /// The file of a path, among files sorted by the bytes of their paths.
  package func file(at path: String) -> SourceFile? { place(of: path).map { self[$0] } }

  /// Where the file of a path stands, among files sorted by the bytes of their paths.
  package func place(of path: String) -> Int? {
    let place = firstPlace { !precedesInBytes($0.path, path) }
    return place < endIndex && self[place].path.utf8.elementsEqual(path.utf8) ? place : nil
  }

  /// Where the files stand whose paths begin with a text, among files sorted by the bytes of their paths.
  package func places(below folder: String) -> Range<Int> {
    let start = firstPlace { !precedesInBytes($0.path, folder) }
    let end = self[start...].firstPlace { !$0.path.utf8.starts(with: folder.utf8) }
    return start..<end
  }
}
