import PortalBase
import Publishing

/// The digests of all files of a portal, worked out when they are asked for: pages of a preview seldom need them.
final class LazyDigests: Sendable {
  private let files: [SourceFile]
  /// Of earlier files, some of which may be the same.
  private let earlier: FileDigests?
  private let made = Late<FileDigests>()

  init(_ files: [SourceFile], after earlier: LazyDigests? = nil) {
    self.files = files
    self.earlier = earlier?.latest
  }

  var value: FileDigests { made.value { FileDigests(files, after: earlier) } }

  private var latest: FileDigests? { made.ready ?? earlier }
}
