import PortalBase

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The Chrome DevTools Protocol over two pipes: messages are JSON, each ended by a zero byte (`--remote-debugging-pipe`).
struct DevTools {
  /// A reply or an event.
  struct Message: Sendable {
    /// Of the call that it replies to; nil for an event.
    let id: Int?
    let method: String?
    let session: String?
    let parameters: JSON?
    let result: JSON?
    /// Why a call failed.
    let error: String?
  }

  private let sending: OpenDescriptor
  private let receiving: OpenDescriptor
  private var lastID = 0
  /// What was received and not yet taken, and how much of it has been searched for an end.
  private var buffer: [UInt8] = []
  private var searched = 0

  init(sending: OpenDescriptor, receiving: OpenDescriptor) {
    self.sending = sending
    self.receiving = receiving
  }

  /// Sends a call.
  /// - Returns: the number that its reply will have.
  /// - Throws: where the browser is gone.
  mutating func send(
    _ method: String, session: String? = nil, _ parameters: (inout JSONWriter) -> Void = { _ in }
  ) throws(PublishingError) -> Int {
    lastID += 1
    var json = JSONWriter()
    json.object { json in
      json.member("id", lastID)
      json.member("method", method)
      if let session { json.member("sessionId", session) }
      json.member("params") { json in json.object(parameters) }
    }
    try write(json.bytes + [0])
    return lastID
  }

  private func write(_ bytes: [UInt8]) throws(PublishingError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        buffer.baseAddress.map { writeSome(sending.number, $0 + done, bytes.count - done) } ?? 0
      }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { throw .system(errno, "talk to", "the browser") }
      done += count
    }
  }

  /// The next message.
  /// - Throws: where none comes within so many milliseconds, or the browser is gone.
  mutating func receive(milliseconds: Int32) throws(PublishingError) -> Message {
    while true {
      if let end = buffer[searched...].firstIndex(of: 0) {
        let (json, _) = JSONReader.read(buffer, in: 0..<end)
        buffer.removeSubrange(...end)
        searched = 0
        if let json { return Message(json) }
      } else {
        searched = buffer.count
        try fill(milliseconds)
      }
    }
  }

  private mutating func fill(_ milliseconds: Int32) throws(PublishingError) {
    var request = pollfd(fd: receiving.number, events: Int16(POLLIN), revents: 0)
    let ready = poll(&request, 1, milliseconds)
    if ready < 0, errno == EINTR { return }
    if ready < 0 { throw .system(errno, "listen to", "the browser") }
    if ready == 0 { throw PublishingError(.failure, "the browser does not answer") }
    let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 18) { bytes, count in
      count = max(0, bytes.baseAddress.map { readSome(receiving.number, $0, bytes.count) } ?? 0)
    }
    if chunk.isEmpty { throw PublishingError(.failure, "the browser has ended by itself") }
    buffer += chunk
  }

  /// Sends a call and waits for its reply; events meanwhile are dropped.
  mutating func call(
    _ method: String, session: String? = nil, milliseconds: Int32, _ parameters: (inout JSONWriter) -> Void = { _ in }
  ) throws(PublishingError) -> JSON {
    let id = try send(method, session: session, parameters)
    while true {
      let message = try receive(milliseconds: milliseconds)
      guard message.id == id else { continue }
      if let error = message.error { throw PublishingError(.failure, "the browser refuses \(method): \(error)") }
      return message.result ?? JSON.null
    }
  }
}

extension DevTools.Message {
  fileprivate init(_ json: JSON) {
    self.init(
      id: json["id"]?.integer, method: json["method"]?.string, session: json["sessionId"]?.string,
      parameters: json["params"], result: json["result"], error: json["error"]?["message"]?.string)
  }
}

// Inside a type, `read` and `write` may be its own members.
private func writeSome(_ file: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int { write(file, start, count) }
private func readSome(_ file: Int32, _ start: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
  read(file, start, count)
}
