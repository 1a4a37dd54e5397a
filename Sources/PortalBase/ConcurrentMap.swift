import Dispatch

/// Transforms every item on all cores. The order of the results is that of the items, whatever the threads do.
///
/// - Parameter batch: how many neighbouring items one thread takes at a time: large enough that handing them out costs
///   nothing beside the work.
package func concurrentMap<Item: Sendable, Result: Sendable>(
  _ items: [Item], batch: Int = 1, _ transform: @Sendable (Item) -> Result
) -> [Result] {
  if items.count <= batch { return items.map(transform) }
  return [Result](unsafeUninitializedCapacity: items.count) { buffer, count in
    nonisolated(unsafe) let base = buffer.baseAddress  // One thread a slot.
    DispatchQueue.concurrentPerform(iterations: (items.count + batch - 1) / batch) { index in
      for item in index * batch..<min(items.count, (index + 1) * batch) {
        base?.advanced(by: item).initialize(to: transform(items[item]))
      }
    }
    count = items.count
  }
}
