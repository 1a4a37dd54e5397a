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

/// Works out two values at the same time.
@inlinable
package func concurrently<First: Sendable, Second: Sendable>(
  _ first: @Sendable () -> First, _ second: @Sendable () -> Second
) -> (First, Second) {
  var results: (First?, Second?) = (nil, nil)
  withUnsafeMutablePointer(to: &results.0) { one in
    withUnsafeMutablePointer(to: &results.1) { other in
      nonisolated(unsafe) let (one, other) = (one, other)  // One thread each.
      DispatchQueue.concurrentPerform(iterations: 2) { index in
        if index == 0 { one.pointee = first() } else { other.pointee = second() }
      }
    }
  }
  guard let first = results.0, let second = results.1 else { return (first(), second()) }
  return (first, second)
}

extension Array where Element: Sendable {
  /// The items in order, equal ones as they were: the two halves sorted at the same time, then put together.
  @inlinable
  package func sortedConcurrently(by isBefore: @Sendable (Element, Element) -> Bool) -> [Element] {
    if count < 4_096 { return sorted(by: isBefore) }
    let (first, second) = concurrently(
      { self[..<(count / 2)].sorted(by: isBefore) }, { self[(count / 2)...].sorted(by: isBefore) })
    return first.merged(with: second, by: isBefore)
  }
}

extension Array {
  /// The items of two sorted lists in order, of equal ones those of this list first.
  @inlinable
  package func merged(with other: [Element], by isBefore: (Element, Element) -> Bool) -> [Element] {
    guard let last, let first = other.first, isBefore(first, last) else { return self + other }
    var result: [Element] = []
    result.reserveCapacity(count + other.count)
    var (left, right) = (0, 0)
    while left < count, right < other.count {
      if isBefore(other[right], self[left]) {
        result.append(other[right])
        right += 1
      } else {
        result.append(self[left])
        left += 1
      }
    }
    result += self[left...]
    result += other[right...]
    return result
  }
}
