import Synchronization

/// What other threads have for the event loop. Each message wakes it.
final class Mailbox: Sendable {
  enum Message: Sendable {
    /// The answer to the request that a connection waits for; nil where it has to wait for the next `open`.
    case answer(connection: Int, PreparedResponse?)
    /// An event for all pages that listen, and for those that will.
    case event([UInt8])
    /// From now on requests are answered; those that could not be answered before are asked again.
    case open
    case stop
  }

  let pipe: WakePipe
  private let messages = Mutex<[Message]>([])

  init() throws(PreviewError) { pipe = try WakePipe() }

  func post(_ message: Message) {
    messages.withLock { $0.append(message) }
    pipe.wake()
  }

  /// All that has come, oldest first.
  func take() -> [Message] {
    pipe.drain()
    return messages.withLock { messages in
      defer { messages = [] }
      return messages
    }
  }
}
