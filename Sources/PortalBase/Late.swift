import Synchronization

/// A value that is worked out when somebody asks first, once for all that hold it.
package final class Late<Value: Sendable>: Sendable {
  private let made = Mutex<Value?>(nil)

  package init() {}

  /// The value; others who ask meanwhile wait.
  package func value(_ make: () -> Value) -> Value {
    made.withLock { made in
      let value = made ?? make()
      made = value
      return value
    }
  }

  /// The value, if somebody has asked.
  package var ready: Value? { made.withLock { $0 } }
}
