import PortalBase

/// Makes a portal folder.
package enum NewPortal {
  /// Writes the files of a portal into a folder that is new or empty.
  ///
  /// `content/portal.json` comes last, so that what was interrupted is no portal.
  /// - Throws: a usage error where the folder has anything in it.
  package static func write(_ files: [SourceFile], to path: String) throws(PublishingError) {
    try makeFolders(path)
    let folder = try OpenFolder(path)
    if try !folder.entries().isEmpty {
      throw PublishingError(.usage, "\(path) is not empty; a new portal needs a folder of its own")
    }
    var made: Set<TreePath> = []
    let last = "content/portal.json"
    for file in files.filter({ $0.path != last }) + files.filter({ $0.path == last }) {
      let path = TreePath(file.path)
      guard path.isPlain else { throw PublishingError(.failure, "the example has a file with the name \(file.path)") }
      for above in path.ancestors where made.insert(above).inserted { try folder.makeFolder(above) }
      _ = try folder.create(path, file.bytes)
    }
  }
}
