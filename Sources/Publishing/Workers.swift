import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How many threads work where nobody says: one per processor.
func processorCount() -> Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

/// Works through `count` items on several threads, a batch of neighbours at a time. Each worker has a state of its own, so the
/// threads share nothing but the counter.
/// - Returns: the workers' states, in no particular order.
/// - Throws: the error of the lowest failed batch; the other workers stop at their next one.
func work<State: Sendable>(
  _ count: Int, batch: Int, workers: Int?, _ makeState: @Sendable () -> State,
  _ body: @Sendable (inout State, Range<Int>) throws(PublishingError) -> Void
) throws(PublishingError) -> [State] {
  let batches = (count + batch - 1) / batch
  let threads = max(1, min(workers ?? processorCount(), batches))
  if threads > 1 { try requireOpenFiles() }
  let next = Atomic(0)
  let outcome = Mutex((states: [State](), failure: (batch: Int, error: PublishingError)?.none))
  DispatchQueue.concurrentPerform(iterations: threads) { _ in
    var state = makeState()
    while true {
      let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
      if number >= batches { break }
      do throws(PublishingError) {
        try body(&state, number * batch..<min(count, (number + 1) * batch))
      } catch {
        next.store(batches, ordering: .relaxed)
        outcome.withLock { if number < $0.failure?.batch ?? .max { $0.failure = (number, error) } }
        break
      }
    }
    outcome.withLock { [state] in $0.states.append(state) }
  }
  return try outcome.withLock { outcome throws(PublishingError) in
    if let failure = outcome.failure { throw failure.error }
    return outcome.states
  }
}

/// Threads need a few open files of their own, and the system's thread library ends the process where it gets none.
private func requireOpenFiles() throws(PublishingError) {
  var limit = rlimit()
  #if canImport(Glibc)
    let failed = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) != 0
  #else
    let failed = getrlimit(RLIMIT_NOFILE, &limit) != 0
  #endif
  if !failed && limit.rlim_cur < 24 {
    throw PublishingError(
      .failure, "only \(limit.rlim_cur) files may be open at once; raise the limit (ulimit -n) to 24 or more")
  }
}
