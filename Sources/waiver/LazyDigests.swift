import PortalBase
import Publishing
import Synchronization

/// The digests of all files of a portal, worked out when they are asked for: pages of a preview seldom need them.
final class LazyDigests: Sendable {
  private let files: [SourceFile]
  /// Of earlier files, some of which may be the same.
  private let earlier: FileDigests?
  private let made = Mutex<FileDigests?>(nil)

  init(_ files: [SourceFile], after earlier: LazyDigests? = nil) {
    self.files = files
    self.earlier = earlier?.latest
  }

  var value: FileDigests {
    made.withLock { made in
      let value = made ?? FileDigests(files, after: earlier)
      made = value
      return value
    }
  }

  private var latest: FileDigests? { made.withLock { $0 } ?? earlier }
}
