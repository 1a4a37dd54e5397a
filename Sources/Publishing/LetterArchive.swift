import PortalBase

/// Keeps letters as they were sent.
package enum LetterArchive {
  /// Writes new files below the portal folder, each letter's own description last. What is there already stays: of a letter whose
  /// description is missing nothing was issued, so its other files are written anew.
  ///
  /// - Parameter letters: for each letter its files, by their paths below the portal folder, the description last.
  package static func keep(_ letters: [[SourceFile]], in root: String) throws(PublishingError) {
    let folder = try OpenFolder(root)
    for files in letters {
      guard let description = files.last else { continue }
      if try folder.info(TreePath(description.path)) != nil {
        throw PublishingError(.failure, "\(description.path) is there already; another run issued it just now")
      }
      for file in files {
        let path = TreePath(file.path)
        try folder.ensureFolder(path.parent ?? .root)
        try folder.removeIfThere(path)
        _ = try folder.create(path, file.bytes)
      }
    }
  }
}
