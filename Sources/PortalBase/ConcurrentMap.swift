import Dispatch

/// Transforms every item on all cores. The order of the results is that of the items, whatever the threads do.
///
/// - Parameter batch: how many neighbouring items one thread takes at a time: large enough that handing them out costs
///   nothing beside the work.
package func concurrentMap<Item: Sendable, Result: Sendable>(
  _ items: [Item], batch: Int = 1, _ transform: @Sendable (Item) -> Result
) -> [Result] {
  concurrentMap(items, batch: batch, state: {}) { _, item in transform(item) }
}

/// The same with a value that every batch makes for itself.
package func concurrentMap<Item: Sendable, Result: Sendable, State>(
  _ items: [Item], batch: Int, state makeState: @Sendable () -> State, _ transform: @Sendable (State, Item) -> Result
) -> [Result] {
  if items.count <= batch {
    let state = makeState()
    return items.map { transform(state, $0) }
  }
  return [Result](unsafeUninitializedCapacity: items.count) { buffer, count in
    nonisolated(unsafe) let base = buffer.baseAddress  // One thread a slot.
    DispatchQueue.concurrentPerform(iterations: (items.count + batch - 1) / batch) { index in
      let state = makeState()
      for item in index * batch..<min(items.count, (index + 1) * batch) {
        base?.advanced(by: item).initialize(to: transform(state, items[item]))
      }
    }
    count = items.count
  }
}
