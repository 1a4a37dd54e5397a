import CSystem
import PortalBase

/// What stands at the output now.
struct PublishedTree: Sendable {
  /// Nil where there is no output yet.
  var folder: OpenFolder?
  /// The root folder's inode; it names the index of the tree.
  var inode: UInt64 = 0
  /// `manifest.json` as it is there, whoever wrote it; nil where there is none.
  var manifest: [UInt8]?
  /// Whether there is a `manifest.json` that Waiver did not write.
  var hasForeignManifest = false
  /// What Waiver wrote, by path.
  var files: [KnownFile] = []
  /// Of the folders on the way to them, as the index has them.
  var folderStamps: [Stamp?] = []
  /// Whether `files` have stamps.
  var hasIndex = false
  /// What the files were made from, as the index tells.
  var origin: SHA256.Digest?

  /// No output at all.
  init() {}

  /// - Parameter control: the folder with the index; nil where there is none.
  init(_ location: OutputLocation, control: OpenFolder?) throws(PublishingError) {
    guard let info = try location.info() else { return }
    if !info.isFolder {
      throw PublishingError(.failure, "\(location.shown) is in the way: it is a file; the output must be a folder")
    }
    let folder = try OpenFolder(location.path, named: location.shown)
    self.folder = folder
    inode = info.inode
    let (found, index) = try beside {
      () throws(PublishingError) in
      try folder.read(TreePath(Manifest.name)).map { (bytes: $0, digest: SHA256.digest(ofPartsOf: $0)) }
    } _: {
      // An index that cannot be read is none: it is only a shortcut.
      (try? control?.read(TreeIndex.name(inode))).flatMap { TreeIndex($0) }
    }
    guard let (manifest, digest) = found else { return }
    self.manifest = manifest
    if let index, index.manifest == digest {
      files = index.files
      folderStamps = index.folders
      hasIndex = true
      origin = index.origin
    } else if let decoded = try Manifest.decode(manifest, named: folder.shown(TreePath(Manifest.name))) {
      files = decoded.knownFiles
    } else {
      hasForeignManifest = true
    }
  }
}

extension PublishedTree {
  /// Whether nothing has to be rendered: the files were made from the same, are the same, and nobody touched them.
  func isCurrent(_ pages: PageTable, _ origin: SHA256.Digest?, workers: Int?) throws(PublishingError) -> Bool {
    guard let folder, let origin, self.origin == origin, files.count == pages.count else { return false }
    let checked = try work(files.count, batch: 256, workers: workers) {
      true
    } _: { isCurrent, range throws(PublishingError) in
      for index in range where isCurrent {
        let file = files[index]
        let info = file.path == pages.paths[index] ? try folder.info(file.path) : nil
        isCurrent = info.map(file.isUntouched) ?? false
      }
    }
    return !checked.contains(false)
  }
}

extension TreeIndex {
  /// The file that holds the index of the tree whose root has this inode: an exchange of trees takes their indexes along.
  static func name(_ inode: UInt64) -> TreePath { TreePath("index-\(inode)") }
}

extension Manifest {
  var knownFiles: [KnownFile] {
    files.map { KnownFile(path: $0.name, size: $0.size, digest: $0.sha256, stamp: nil) }
  }
}
