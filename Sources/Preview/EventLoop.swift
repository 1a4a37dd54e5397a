import Dispatch

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Serves all connections on one thread, with poll. The handler works on other threads, so that a slow page holds up nobody
/// else.
struct EventLoop {
  let listener: Listener
  let mailbox: Mailbox
  let limits: PreviewLimits
  let gate: Gate
  let handler: @Sendable (PreviewRequest) -> PreviewResponse?

  /// The path of the event stream.
  static let eventsPath = "/-/events"

  private var connections: [Connection] = []
  private var lastID = 0
  /// Requests that no worker has taken yet.
  private var queue: [(connection: Int, request: PreviewRequest)] = []
  /// Those that one has taken, and how often the server had been opened then.
  private var working: [Int: (request: PreviewRequest, openings: Int)] = [:]
  /// Requests that could not be answered yet.
  private var held: [(connection: Int, request: PreviewRequest)] = []
  private var openings = 0
  private var isStopped = false
  private var lastEvent: [UInt8] = []
  private var nextSignOfLife: Int
  /// Set while the system has no descriptors left: until when nobody is let in.
  private var acceptsAgain: Int?
  private let workers = DispatchQueue(label: "preview.pages", attributes: .concurrent)

  init(
    listener: Listener, mailbox: Mailbox, limits: PreviewLimits,
    handler: @escaping @Sendable (PreviewRequest) -> PreviewResponse?
  ) {
    self.listener = listener
    self.mailbox = mailbox
    self.limits = limits
    self.handler = handler
    gate = Gate(port: listener.port)
    nextSignOfLife = monotonicMilliseconds() + limits.keepAlive
  }

  /// Runs until the mailbox has a stop. Connections are closed with it.
  mutating func run() {
    while !isStopped {
      let events = wait()
      let now = monotonicMilliseconds()
      if let again = acceptsAgain, again <= now { acceptsAgain = nil }
      if events[0] != 0 {
        for message in mailbox.take() { receive(message, now) }
      }
      for index in connections.indices {
        connections[index].handle(events[1 + listener.sockets.count + index], now: now)
      }
      for (index, socket) in listener.sockets.enumerated() where events[1 + index] != 0 { accept(from: socket, now) }
      for index in connections.indices {
        connections[index].expire(now: now)
        takeRequests(index, now)
      }
      startWork()
      if now >= nextSignOfLife { tell(Array(": still here\n\n".utf8), now) }
      connections.removeAll { $0.phase == .closed }
    }
    connections = []
  }

  /// Waits for something to happen, or for the next deadline.
  /// - Returns: what happened: to the mailbox, to each listening socket, to each connection.
  private func wait() -> [Int16] {
    var requests = [pollfd(fd: mailbox.pipe.reader.number, events: Int16(POLLIN), revents: 0)]
    for socket in listener.sockets {
      // A negative descriptor is passed over.
      requests.append(pollfd(fd: acceptsAgain == nil ? socket.number : -1, events: Int16(POLLIN), revents: 0))
    }
    for connection in connections {
      requests.append(pollfd(fd: connection.socket.number, events: connection.interest, revents: 0))
    }
    var next = nextSignOfLife
    for deadline in connections.compactMap(\.deadline) { next = min(next, deadline) }
    if let acceptsAgain { next = min(next, acceptsAgain) }
    let patience = max(0, next - monotonicMilliseconds())
    // Interrupted by a signal: nothing happened.
    if poll(&requests, nfds_t(requests.count), Int32(patience)) < 0 { return requests.map { _ in 0 } }
    return requests.map(\.revents)
  }

  private mutating func receive(_ message: Mailbox.Message, _ now: Int) {
    switch message {
    case .answer(let id, let response):
      let asked = working.removeValue(forKey: id)
      guard let response else {
        guard let asked else { return }
        // Opened again in the meantime: it can be asked again at once.
        return asked.openings < openings ? queue.append((id, asked.request)) : held.append((id, asked.request))
      }
      guard let index = connections.firstIndex(where: { $0.id == id }) else { return }
      answer(index, response, now)
    case .event(let bytes):
      lastEvent = bytes
      tell(bytes, now)
    case .open:
      openings += 1
      queue = held + queue
      held = []
    case .stop: isStopped = true
    }
  }

  private mutating func tell(_ event: [UInt8], _ now: Int) {
    nextSignOfLife = now + limits.keepAlive
    for index in connections.indices { connections[index].send(event: event, now: now) }
  }

  private mutating func answer(_ index: Int, _ response: PreparedResponse, _ now: Int, closes: Bool = false) {
    let request = connections[index].request
    let closes = closes || request?.keepsAlive != true
    connections[index].answer(
      ResponseWriter.bytes(response, to: request, closes: closes), closes: closes, now: now)
  }

  /// Takes the requests that a connection has brought: one, or several in a row that need no worker.
  private mutating func takeRequests(_ index: Int, _ now: Int) {
    while true {
      do throws(HTTPProblem) {
        guard let request = try connections[index].nextRequest(now: now) else { return }
        let admitted = try gate.admit(request)
        if admitted.path == EventLoop.eventsPath {
          stream(index, request, now)
        } else {
          queue.append((connections[index].id, admitted))
        }
      } catch {
        let allow = error.status == 405 ? [PreviewResponse.Field("Allow", "GET, HEAD")] : []
        let response = PreparedResponse(.plain(error.status, error.message, fields: allow))
        // What follows a request that was not understood cannot be either; a refused one may have a body.
        let closes = error.status != 403 || connections[index].request?.hasBody != false
        answer(index, response, now, closes: closes)
      }
    }
  }

  private mutating func stream(_ index: Int, _ request: HTTPRequest, _ now: Int) {
    guard connections.count(where: { $0.phase == .streaming }) < limits.streams else {
      return answer(index, PreparedResponse(.plain(503, "Too many pages are open.")), now)
    }
    let head = Array(ResponseWriter.eventStreamHead.utf8)
    guard request.method == "GET" else { return connections[index].answer(head, closes: true, now: now) }
    connections[index].startStream(head + Array("retry: 500\n\n".utf8) + lastEvent, now: now)
  }

  private mutating func startWork() {
    guard openings > 0 else { return }
    while working.count < limits.workers, !queue.isEmpty {
      let (id, request) = queue.removeFirst()
      // Whoever has left needs no page.
      guard connections.contains(where: { $0.id == id && $0.phase == .waiting }) else { continue }
      working[id] = (request, openings)
      workers.async { [handler, mailbox] in
        mailbox.post(.answer(connection: id, handler(request).map { PreparedResponse($0) }))
      }
    }
  }

  private mutating func accept(from listening: Descriptor, _ now: Int) {
    while true {
      let number = posixAccept(listening.number)
      guard number >= 0 else {
        if errno == EINTR || errno == ECONNABORTED { continue }
        if errno != EAGAIN && errno != EWOULDBLOCK { acceptsAgain = now + 100 }
        return
      }
      let socket = Descriptor(owning: number)
      var yes: Int32 = 1
      let length = socklen_t(MemoryLayout<Int32>.size)
      setsockopt(number, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, length)
      #if canImport(Darwin)
        setsockopt(number, SOL_SOCKET, SO_NOSIGPIPE, &yes, length)
      #endif
      lastID += 1
      var connection = Connection(id: lastID, socket: socket, limits: limits, now: now)
      if connections.count(where: { $0.phase != .closed }) >= limits.connections, !closeAnIdleOne() {
        let full = PreparedResponse(.plain(503, "Too many connections are open."))
        connection.answer(ResponseWriter.bytes(full, to: nil, closes: true), closes: true, now: now)
        // It is not waited for: its place would be one too many.
        continue
      }
      connections.append(connection)
    }
  }

  /// Makes room by ending the connection that has been idle for longest.
  private mutating func closeAnIdleOne() -> Bool {
    let idle = connections.indices.filter { connections[$0].isIdle }
    guard let oldest = idle.min(by: { connections[$0].deadline ?? 0 < connections[$1].deadline ?? 0 }) else {
      return false
    }
    connections[oldest].close()
    return true
  }
}

// Inside `EventLoop`, `accept` is its own member.
private func posixAccept(_ number: Int32) -> Int32 { accept(number, nil, nil) }
