#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// One client: what it has sent, what it is still to get, and until when it may take its time.
struct Connection {
  enum Phase: Equatable {
    /// Waits for a request, or the rest of one.
    case reading
    /// The handler works on a request.
    case waiting
    /// An answer is being sent.
    case writing(closes: Bool)
    /// Gets events until it leaves.
    case streaming
    /// Everything is sent and the end announced; what still comes is thrown away, because closing with unread bytes would
    /// destroy the answer on its way (RFC 9112, section 9.6).
    case draining
    case closed
  }

  let id: Int
  let socket: Descriptor
  private let limits: PreviewLimits
  private(set) var phase = Phase.reading
  /// When patience ends, by the monotonic clock; nil while it is not the client who is waited for.
  private(set) var deadline: Int?
  /// The request that is being answered.
  private(set) var request: HTTPRequest?
  private var parser = RequestParser()
  private var output: [UInt8] = []
  private var sent = 0
  /// The client has shut its side; it may still want its answer.
  private var hasEnded = false
  private var drained = 0

  init(id: Int, socket: Descriptor, limits: PreviewLimits, now: Int) {
    self.id = id
    self.socket = socket
    self.limits = limits
    deadline = now + limits.idle
  }

  var isIdle: Bool { phase == .reading && parser.isEmpty }

  /// What poll is to tell about.
  var interest: Int16 {
    switch phase {
    case .reading: Int16(POLLIN)
    case .waiting: 0
    case .writing: Int16(POLLOUT)
    case .streaming: Int16(POLLIN) | (output.isEmpty ? 0 : Int16(POLLOUT))
    case .draining: Int16(POLLIN)
    case .closed: 0
    }
  }

  /// Takes what has come, and sends what can be sent.
  mutating func handle(_ events: Int16, now: Int) {
    guard events != 0 else { return }
    // The client is gone for good: nobody is left to answer.
    if events & Int16(POLLERR | POLLNVAL) != 0 { return close() }
    if events & Int16(POLLOUT) != 0 { flush(now: now) }
    guard events & Int16(POLLIN | POLLHUP) != 0 else { return }
    switch phase {
    case .reading: receive(now: now)
    case .streaming, .draining: discard()
    // Hung up on both sides.
    case .waiting, .writing: if events & Int16(POLLHUP) != 0 { close() }
    case .closed: break
    }
  }

  /// The next request, if it is there and its turn.
  mutating func nextRequest(now: Int) throws(HTTPProblem) -> HTTPRequest? {
    guard phase == .reading else { return nil }
    guard let next = try parser.next() else {
      if hasEnded { close() }
      return nil
    }
    request = next
    phase = .waiting
    deadline = nil
    return next
  }

  /// Sends an answer.
  mutating func answer(_ bytes: [UInt8], closes: Bool, now: Int) {
    guard phase == .waiting || phase == .reading else { return }
    output = bytes
    sent = 0
    phase = .writing(closes: closes)
    deadline = now + limits.stall
    flush(now: now)
  }

  mutating func startStream(_ bytes: [UInt8], now: Int) {
    phase = .streaming
    deadline = nil
    parser.discard()
    send(event: bytes, now: now)
  }

  /// Adds to the stream. A client that does not take its events is left behind.
  mutating func send(event: [UInt8], now: Int) {
    guard phase == .streaming else { return }
    output.removeFirst(sent)
    sent = 0
    output += event
    if output.count > limits.streamBacklog { return close() }
    flush(now: now)
  }

  /// What happens when patience has ended. A client in the middle of its request is told so.
  mutating func expire(now: Int) {
    guard let deadline, deadline <= now else { return }
    guard phase == .reading, !parser.isEmpty else { return close() }
    let late = PreparedResponse(.plain(408, "The request took too long."))
    answer(ResponseWriter.bytes(late, to: nil, closes: true), closes: true, now: now)
  }

  mutating func close() { phase = .closed }

  private mutating func receive(now: Int) {
    let wasEmpty = parser.isEmpty
    while parser.hasRoom {
      switch parser.read(from: socket) {
      case .bytes: if wasEmpty { deadline = now + limits.head }
      case .wouldBlock: return
      case .ended:
        hasEnded = true
        return
      }
    }
  }

  private mutating func flush(now: Int) {
    while sent < output.count {
      switch socket.send(output[sent...]) {
      case .bytes(let count):
        sent += count
        deadline = now + limits.stall
      case .wouldBlock:
        if deadline == nil { deadline = now + limits.stall }
        return
      case .ended: return close()
      }
    }
    output = []
    sent = 0
    switch phase {
    case .writing(closes: true): startDraining(now: now)
    case .writing(closes: false):
      phase = .reading
      request = nil
      deadline = now + (parser.isEmpty ? limits.idle : limits.head)
    case .streaming: deadline = nil
    case .reading, .waiting, .draining, .closed: break
    }
  }

  private mutating func startDraining(now: Int) {
    if hasEnded || shutdown(socket.number, Int32(SHUT_WR)) != 0 { return close() }
    phase = .draining
    deadline = now + limits.drain
    parser.discard()
  }

  private mutating func discard() {
    var ignored: [UInt8] = []
    while true {
      ignored.removeAll(keepingCapacity: true)
      switch socket.read(into: &ignored, limit: 16 * 1024) {
      case .bytes(let count):
        drained += count
        if drained > limits.drainedBytes { return close() }
      case .wouldBlock: return
      case .ended: return close()
      }
    }
  }
}
