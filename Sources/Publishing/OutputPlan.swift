import Portal
import PortalBase

/// A site as a table of routes: the paths, and a pure function that renders one of them.
package struct OutputPlan: Sendable {
  /// Relative paths with `/`, each once, in any order. `manifest.json` is not among them: the publisher makes it.
  package var paths: [String]
  /// Appends the bytes of the file at that index to an empty buffer. Called on several threads, in any order; what neighbours
  /// share goes along.
  package var render: @Sendable (Int, inout ByteBuffer, inout RenderScratch) -> Void
  /// Where the links of the page at that index come from, by what they are on it, so that a broken one is told there: every place of
  /// it. One that is not among them is told at the page itself.
  package var origins: @Sendable (_ page: Int) -> [String: [(file: String, location: SourceLocation)]]

  /// What the file at that index is made from: with the basis of the last build it has the bytes of the last build. Nil where
  /// nobody knows, and it has to be rendered.
  package var basis: @Sendable (Int) -> SHA256.Digest? = { _ in nil }
  /// The basis that all others hold: while it stays, they may change one by one, and where it changes, all do.
  package var commonBasis: SHA256.Digest?

  package init(
    paths: [String], render: @escaping @Sendable (Int, inout ByteBuffer, inout RenderScratch) -> Void,
    origins: @escaping @Sendable (_ page: Int) -> [String: [(file: String, location: SourceLocation)]] = {
      _ in [:]
    }
  ) {
    self.paths = paths
    self.render = render
    self.origins = origins
  }

  /// Of files that share nothing.
  package init(paths: [String], render: @escaping @Sendable (Int, inout [UInt8]) -> Void) {
    self.init(
      paths: paths,
      render: { index, buffer, _ in
        var bytes: [UInt8] = []
        render(index, &bytes)
        buffer.append(bytes)
      })
  }
}

/// How to publish.
package struct PublishOptions: Sendable {
  /// Changes the published folder file by file instead of exchanging it as a whole.
  package var inPlace = false
  /// Permits to put a page where a file stands that Waiver did not write.
  package var replace = false
  /// Whether internal links and fragments are verified; a broken one stops the publishing.
  package var checksLinks = true
  /// The address of the published site; links that begin with it are internal too.
  package var baseURL: String?
  /// Names everything that the pages are made from and by: the digest of the input, the audience, the program. If what is
  /// published was made from the same without a word to be said, and nobody touched it, nothing is rendered. Nil to render in any
  /// case.
  package var freshness: String?
  /// Looks at every rendered file, on the thread that rendered it. An error stops the publishing.
  package var inspect: (@Sendable (_ page: Int, _ bytes: [UInt8]) -> [Diagnostic])?
  /// How many pages the printed files have, by path; the manifest says so.
  package var pageCounts: [String: Int] = [:]
  /// How many threads render and write; nil for one per processor.
  package var workers: Int?
  /// Told now and then how many files are done, on any thread.
  package var progress: (@Sendable (_ done: Int, _ total: Int) -> Void)?
  /// Told before every step; what it throws ends the publishing there, as a full disk or a kill would. For tests.
  package var beforeStep: (@Sendable (PublishStep) throws(PublishingError) -> Void)?

  /// Behaves as a system that cannot exchange folders. For tests.
  package var failsToExchange = false

  package init() {}
}

/// The steps of a publication, in order.
package enum PublishStep: Sendable, Hashable {
  case lock
  case prepare
  /// A changed file is about to be written.
  case write(String)
  case complete
  case manifest
  case sync
  case exchange
  /// In place only: a staged file is about to be moved to its path, or an old one to be deleted.
  case replace(String)
  case finish
}

/// What a publication did.
package struct PublishReport: Sendable, Hashable {
  /// Files whose bytes are new, `manifest.json` included.
  package var written = 0
  /// Files that were there already with the same bytes; they keep inode and modification time.
  package var unchanged = 0
  /// Files of an earlier publication that are no more.
  package var deleted = 0
  /// Sentences for the reader of the terminal, such as that the exchange was not atomic.
  package var warnings: [String] = []
  /// What links and inspection found. With an error among them nothing was published.
  package var diagnostics: [Diagnostic] = []

  package var isPublished: Bool { !diagnostics.hasErrors }

  package init() {}
}
