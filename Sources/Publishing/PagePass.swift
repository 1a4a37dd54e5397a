import CSystem
import Portal
import PortalBase
import Synchronization

/// The one pass over all pages, on all processors: render, inspect, collect links, hash, compare with what is published.
struct PagePass: Sendable {
  /// What became of a page.
  struct Outcome: Sendable {
    var size = 0
    var digest = SHA256.Digest(words: .zero)
    /// Whether the published file has these bytes already.
    var isSame = false
    /// Of the published file if it is the same, else of the staged one.
    var stamp: Stamp?
    /// The page's basis, if the next build may go by it.
    var basis: SHA256.Digest?
    /// Whether it was not rendered, as it would be what is published.
    var isSkipped = false
  }

  struct Result: Sendable {
    /// In the order of the page table.
    var outcomes: [Outcome]
    /// Of the pages among the published files, or -1.
    var positions: [Int32]
    var diagnostics: [Diagnostic]
  }

  let plan: OutputPlan
  let pages: PageTable
  let published: PublishedTree
  let options: PublishOptions
  /// Takes the bytes of a page that is new or changed. The folder is the one that this worker's last page was stored in.
  let store:
    @Sendable (_ page: Int, UnsafeBufferPointer<UInt8>, _ lastFolder: inout TreePath?) throws(PublishingError) -> Stamp?

  private struct Worker: Sendable {
    var links = LinkChecker.Scratch()
    var lastFolder: TreePath?
    var outcomes: [(page: Int, outcome: Outcome)] = []
    var found = LinkChecker.Found()
    var diagnostics: [Diagnostic] = []
  }

  /// Pages that are rendered and not settled yet: many at a time, as two are hashed in little more than the time of one, and as rendering and
  /// writing drive each other out of the processor's caches. They stand in one buffer, one behind the other, as the heap takes its time to
  /// hand out room for a page.
  private struct Waiting: ~Copyable {
    var pages: [(page: Int, bytes: Range<Int>, basis: SHA256.Digest?)] = []
    var bytes = ByteBuffer(capacity: Waiting.room)
    var scratch = RenderScratch()

    /// How many bytes of a thread's batch wait at most, but for the last page.
    private static let bytes = 1 << 20
    /// For these, and nearly every last page: to make room larger means to move what stands there.
    private static let room = bytes + 1 << 17

    var isFull: Bool { bytes.count >= Waiting.bytes }

    /// The bytes of a page, as long as nothing is added.
    func view(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: bytes.view[range]) }

    /// Keeps the room, but for what a large file took.
    mutating func removeAll() {
      pages.removeAll(keepingCapacity: true)
      bytes.truncate(to: 0)
      if bytes.room > 2 * Waiting.bytes { bytes = ByteBuffer(capacity: Waiting.room) }
    }
  }

  func run() throws(PublishingError) -> Result {
    let positions = pages.positions(in: published.files)
    let checker = options.checksLinks ? LinkChecker(pages, baseURL: options.baseURL) : nil
    let maySkip = mayRely(on: positions)
    let done = Atomic(0)
    var workers = try work(pages.count, batch: 128, workers: options.workers) {
      Worker()
    } _: { worker, range throws(PublishingError) in
      var waiting = Waiting()
      for page in range {
        let basis = plan.basis(pages.order[page])
        if maySkip, let same = try unchanged(page, positions[page], basis) {
          worker.outcomes.append((page, same))
          continue
        }
        render(page, basis, checker, &worker, &waiting)
        if waiting.isFull { try settle(positions, &worker, &waiting) }
      }
      try settle(positions, &worker, &waiting)
      options.progress?(done.wrappingAdd(range.count, ordering: .relaxed).newValue, pages.count)
    }
    var outcomes = [Outcome](repeating: Outcome(), count: pages.count)
    for index in workers.indices {
      for (page, outcome) in workers[index].outcomes { outcomes[page] = outcome }
      workers[index].outcomes = []
    }
    var diagnostics = workers.flatMap(\.diagnostics)
    if let checker {
      let found = workers.map(\.found)
      diagnostics += told(checker.broken(found + [targetsNotRendered(of: found, outcomes, checker)]))
    }
    // A document makes several pages; a broken link of it is one mistake.
    return Result(outcomes: outcomes, positions: positions, diagnostics: Set(diagnostics).sorted())
  }

  /// Renders a page and looks at it.
  private func render(
    _ page: Int, _ basis: SHA256.Digest?, _ checker: LinkChecker?, _ worker: inout Worker, _ waiting: inout Waiting
  ) {
    let index = pages.order[page]
    let (start, pieces) = (waiting.bytes.count, waiting.bytes.pieces.count)
    plan.render(index, &waiting.bytes, &waiting.scratch)
    let range = start..<waiting.bytes.count
    let fragments = checker?.collect(
      page, waiting.view(range), pieces: waiting.bytes.pieces[pieces...].map { $0.moved(by: -start) }, &worker.links,
      into: &worker.found)
    if let inspect = options.inspect { worker.diagnostics += inspect(index, Array(waiting.view(range))) }
    waiting.pages.append((page, range, basis.flatMap { reliesOnOthers(fragments ?? [], $0) ? nil : $0 }))
  }

  /// Whether pages that were verified when they were published still are, as far as they do not change: none of those that they may
  /// link to is gone.
  private func mayRely(on positions: [Int32]) -> Bool {
    published.hasIndex && positions.count { $0 >= 0 } == published.files.count
  }

  /// The outcome of a page that is made from what the published one was made from, and that nobody touched; else nil.
  private func unchanged(
    _ page: Int, _ position: Int32, _ basis: SHA256.Digest?
  ) throws(PublishingError) -> Outcome? {
    guard position >= 0, let basis, let folder = published.folder else { return nil }
    let known = published.files[Int(position)]
    guard known.basis == basis, known.stamp != nil else { return nil }
    guard let info = try folder.info(pages.paths[page]), known.isUntouched(info) else { return nil }
    return Outcome(
      size: known.size, digest: known.digest, isSame: true, stamp: known.stamp, basis: basis, isSkipped: true)
  }

  /// Whether a page names a place in a page that could lose it while this page stays: one with another basis than its own and the
  /// common one, or with none.
  private func reliesOnOthers(_ fragments: [LinkChecker.Fragment], _ basis: SHA256.Digest) -> Bool {
    fragments.contains { fragment in
      guard fragment.target >= 0 else { return false }
      let other = plan.basis(pages.order[fragment.target])
      return other != basis && (other == nil || other != plan.commonBasis)
    }
  }

  /// What the skipped pages offer that rendered ones name a place of. Few are: lists name pages, not places.
  private func targetsNotRendered(
    of found: [LinkChecker.Found], _ outcomes: [Outcome], _ checker: LinkChecker
  ) -> LinkChecker.Found {
    var offers = LinkChecker.Found()
    guard outcomes.contains(where: \.isSkipped) else { return offers }
    var targets = Set<Int>()
    for found in found {
      for page in found.pages { targets.formUnion(page.fragments.lazy.map(\.target)) }
    }
    for page in targets.sorted() where page >= 0 && outcomes[page].isSkipped {
      var bytes = ByteBuffer()
      var scratch = RenderScratch()
      var links = LinkChecker.Scratch()
      plan.render(pages.order[page], &bytes, &scratch)
      _ = bytes.withBytes { checker.collect(page, $0, &links, into: &offers) }
    }
    // What they ask for was settled when they were published.
    offers.pages = []
    return offers
  }

  /// Compares the pages that wait with the published files, and stores those that differ.
  private func settle(
    _ positions: [Int32], _ worker: inout Worker, _ waiting: inout Waiting
  ) throws(PublishingError) {
    let digests = SHA256.digests(of: waiting.pages.map { waiting.view($0.bytes) })
    for (rendered, digest) in zip(waiting.pages, digests) {
      let page = rendered.page
      let bytes = waiting.view(rendered.bytes)
      var outcome = Outcome(size: bytes.count, digest: digest, basis: rendered.basis)
      outcome.stamp = try publishedStamp(page, positions[page], outcome, bytes)
      outcome.isSame = outcome.stamp != nil
      if !outcome.isSame { outcome.stamp = try store(page, bytes, &worker.lastFolder) }
      worker.outcomes.append((page, outcome))
    }
    waiting.removeAll()
  }

  /// The stamp of the published file if it has these bytes. It is believed without being read if nobody touched it since the
  /// last build.
  private func publishedStamp(
    _ page: Int, _ position: Int32, _ outcome: Outcome, _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(PublishingError) -> Stamp? {
    guard let folder = published.folder else { return nil }
    if position >= 0 {
      let known = published.files[Int(position)]
      if known.digest != outcome.digest || known.size != outcome.size { return nil }
      if known.stamp != nil {
        guard let info = try folder.info(pages.paths[page]) else { return nil }
        if known.isUntouched(info) { return known.stamp }
      }
    }
    return try folder.infoIfEqual(pages.paths[page], bytes).map(Stamp.init)
  }
}

extension PagePass {
  /// Each broken link of a page once, at every place that it comes from, else at the page.
  private func told(_ links: [LinkChecker.BrokenLink]) -> [Diagnostic] {
    Dictionary(grouping: Set(links), by: \.page).flatMap { page, links -> [Diagnostic] in
      // Looked up once for the page: a document may have thousands of them.
      let origins = plan.origins(pages.order[page])
      let path = pages.paths[page].text
      return links.flatMap { link -> [Diagnostic] in
        let code: Diagnostic.Code = link.lacksOnlyFragment ? .brokenFragment : .brokenLink
        let what = link.lacksOnlyFragment ? "names a place that its page does not have" : "leads to no file of the site"
        guard let places = origins[link.reference] else {
          return [Diagnostic(code, file: path, "the link \"\(link.reference)\" on \(path) \(what)")]
        }
        return places.map { Diagnostic(code, file: $0.file, at: $0.location, "the link \"\(link.reference)\" \(what)") }
      }
    }
  }
}
