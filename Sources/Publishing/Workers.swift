import CSystem
import Dispatch
import PortalBase
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// To be called once, before the threads begin: lets their memory grow by large steps.
package func prepareMemory() { waiver_prepare_memory() }

/// How many threads work where nobody says: one per processor.
func processorCount() -> Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

/// Works through `count` items on several threads, a batch of neighbours at a time, and at the end fewer, so that no thread has to
/// wait long for another one. Each worker has a state of its own, and begins in a share of its own: what lies in one folder, or is in one
/// language, is mostly one thread's.
/// - Returns: the workers' states, in no particular order.
/// - Throws: the error of the lowest failed batch; the other workers stop at their next one.
func work<State: Sendable>(
  _ count: Int, batch: Int, workers: Int?, _ makeState: @Sendable () -> State,
  _ body: @Sendable (inout State, Range<Int>) throws(PublishingError) -> Void
) throws(PublishingError) -> [State] {
  let threads = max(1, min(workers ?? processorCount(), (count + batch - 1) / batch))
  if threads > 1 { try requireOpenFiles() }
  let shares = Mutex(Shares(count, threads))
  let outcome = Mutex((states: [State](), failure: (start: Int, error: PublishingError)?.none))
  DispatchQueue.concurrentPerform(iterations: threads) { worker in
    var state = makeState()
    while let items = shares.withLock({ $0.take(worker, batch) }) {
      do throws(PublishingError) {
        try body(&state, items)
      } catch {
        shares.withLock { $0.removeAll() }
        outcome.withLock { if items.lowerBound < $0.failure?.start ?? .max { $0.failure = (items.lowerBound, error) } }
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

/// Does two things at the same time: one on this thread, which may use the others as well, and one beside it, as it mostly waits for the
/// system or is small.
/// - Throws: the first one's error, else the second one's.
func beside<First: Sendable, Second>(
  _ first: @Sendable () throws(PublishingError) -> First, _ second: () throws(PublishingError) -> Second
) throws(PublishingError) -> (First, Second) {
  let outcome = Mutex<Result<First, PublishingError>?>(nil)
  let group = DispatchGroup()
  let here = withoutActuallyEscaping(first) { first in
    DispatchQueue.global().async(group: group) {
      let result = Result { () throws(PublishingError) in try first() }
      outcome.withLock { $0 = result }
    }
    let here = Result { () throws(PublishingError) in try second() }
    group.wait()
    return here
  }
  guard let other = outcome.withLock({ $0 }) else { return (try first(), try here.get()) }
  return (try other.get(), try here.get())
}

/// What is left of a count of items, in a share for each of some workers.
struct Shares {
  private var left: [Range<Int>]

  init(_ count: Int, _ workers: Int) {
    left = (0..<workers).map { count * $0 / workers..<count * ($0 + 1) / workers }
  }

  /// The next items for a worker: of its own share, then of that of which most is left; nil where nothing is.
  mutating func take(_ worker: Int, _ batch: Int) -> Range<Int>? {
    let all = left.reduce(0) { $0 + $1.count }
    guard let fullest = left.indices.max(by: { left[$0].count < left[$1].count }), all > 0 else { return nil }
    let share = left[worker].isEmpty ? fullest : worker
    let count = min(batch, left[share].count, max(1, all / (left.count * 4)))
    defer { left[share].removeFirst(count) }
    return left[share].prefix(count)
  }

  mutating func removeAll() { left = left.map { $0.upperBound..<$0.upperBound } }
}

/// Appends text that is made in parts, each on some thread, of some neighbouring items of `count`.
/// - Parameter room: how many bytes will follow.
func appendConcurrently(
  _ count: Int, to text: inout [UInt8], room: Int, _ make: @Sendable (Range<Int>, inout ByteBuffer) -> Void
) {
  let batch = 4_096
  let parts = concurrentMap(Array(stride(from: 0, to: count, by: batch))) { start in
    let range = start..<min(count, start + batch)
    var part = ByteBuffer(capacity: range.count * 192)
    make(range, &part)
    return part.bytes
  }
  text = joined([text] + parts, room: room)
}

/// Texts one behind the other, copied on all processors, with room for more bytes.
private func joined(_ parts: [[UInt8]], room: Int) -> [UInt8] {
  var ends: [Int] = []
  for part in parts { ends.append((ends.last ?? 0) + part.count) }
  let size = ends.last ?? 0
  return [UInt8](unsafeUninitializedCapacity: size + room) { buffer, count in
    nonisolated(unsafe) let buffer = buffer  // One thread a part.
    DispatchQueue.concurrentPerform(iterations: parts.count) { [ends] part in
      _ = buffer[..<ends[part]].suffix(parts[part].count).update(fromContentsOf: parts[part])
    }
    count = size
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
