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
  }

  struct Result: Sendable {
    /// In the order of the page table.
    var outcomes: [Outcome]
    var diagnostics: [Diagnostic]
  }

  let plan: OutputPlan
  let pages: PageTable
  let published: PublishedTree
  let options: PublishOptions
  /// Takes the bytes of a page that is new or changed. The folder is the one that this worker's last page was stored in.
  let store: @Sendable (_ page: Int, [UInt8], _ lastFolder: inout TreePath?) throws(PublishingError) -> Stamp?

  private struct Worker: Sendable {
    var buffer: [UInt8] = []
    var markup = RecordMarkup()
    var lastFolder: TreePath?
    var outcomes: [(page: Int, outcome: Outcome)] = []
    var links: [LinkChecker.Page] = []
    var diagnostics: [Diagnostic] = []
  }

  func run() throws(PublishingError) -> Result {
    let positions = pages.positions(in: published.files)
    let checker = options.checksLinks ? LinkChecker(pages.paths, baseURL: options.baseURL) : nil
    let done = Atomic(0)
    let workers = try work(pages.count, batch: 32, workers: options.workers) {
      Worker()
    } _: { worker, range throws(PublishingError) in
      for page in range {
        let index = pages.order[page]
        worker.buffer.removeAll(keepingCapacity: true)
        plan.render(index, &worker.buffer, &worker.markup)
        if let checker, let links = checker.collect(page, worker.buffer) { worker.links.append(links) }
        if let inspect = options.inspect { worker.diagnostics += inspect(index, worker.buffer) }
        worker.outcomes.append((page, try settle(page, positions[page], &worker)))
      }
      options.progress?(done.wrappingAdd(range.count, ordering: .relaxed).newValue, pages.count)
    }
    var outcomes = [Outcome](repeating: Outcome(), count: pages.count)
    for worker in workers {
      for (page, outcome) in worker.outcomes { outcomes[page] = outcome }
    }
    var diagnostics = workers.flatMap(\.diagnostics)
    if let checker {
      diagnostics += checker.broken(workers.flatMap(\.links)).flatMap { $0.diagnostics(plan, pages) }
    }
    // A document makes several pages; a broken link of it is one mistake.
    return Result(outcomes: outcomes, diagnostics: Set(diagnostics).sorted())
  }

  /// Compares a page with the published file, and stores it if it differs.
  private func settle(_ page: Int, _ position: Int32, _ worker: inout Worker) throws(PublishingError) -> Outcome {
    let bytes = worker.buffer
    var outcome = Outcome(size: bytes.count, digest: SHA256.digest(of: bytes))
    outcome.stamp = try publishedStamp(page, position, outcome, bytes)
    outcome.isSame = outcome.stamp != nil
    if !outcome.isSame { outcome.stamp = try store(page, bytes, &worker.lastFolder) }
    return outcome
  }

  /// The stamp of the published file if it has these bytes. It is believed without being read if nobody touched it since the
  /// last build.
  private func publishedStamp(
    _ page: Int, _ position: Int32, _ outcome: Outcome, _ bytes: [UInt8]
  ) throws(PublishingError) -> Stamp? {
    guard let folder = published.folder else { return nil }
    if position >= 0 {
      let known = published.files[Int(position)]
      if known.digest != outcome.digest || known.size != outcome.size { return nil }
      if let stamp = known.stamp {
        guard let info = try folder.info(pages.paths[page]) else { return nil }
        if info.isFile, info.size == UInt64(outcome.size), Stamp(info) == stamp { return stamp }
      }
    }
    return try folder.infoIfEqual(pages.paths[page], bytes).map(Stamp.init)
  }
}

extension LinkChecker.BrokenLink {
  /// At every place that the link comes from, else at the page.
  func diagnostics(_ plan: OutputPlan, _ pages: PageTable) -> [Diagnostic] {
    let path = pages.paths[page].text
    let code: Diagnostic.Code = lacksOnlyFragment ? .brokenFragment : .brokenLink
    let what = lacksOnlyFragment ? "names a place that its page does not have" : "leads to no file of the site"
    let origins = plan.origins(pages.order[page], reference)
    if origins.isEmpty { return [Diagnostic(code, file: path, "the link \"\(reference)\" on \(path) \(what)")] }
    return origins.map { Diagnostic(code, file: $0.file, at: $0.location, "the link \"\(reference)\" \(what)") }
  }
}
