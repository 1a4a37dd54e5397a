import Foundation
import Testing

@testable import Preview

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Runs a server on any free port for the time of a test.
func withServer<Result>(
  limits: PreviewLimits = PreviewLimits(), isOpen: Bool = true,
  handler: @escaping @Sendable (PreviewRequest) -> PreviewResponse? = echo,
  _ body: (PreviewServer) throws -> Result
) throws -> Result {
  let server = try PreviewServer(port: .exactly(0), limits: limits, handler: handler)
  if isOpen { server.open() }
  let ended = DispatchSemaphore(value: 0)
  Thread.detachNewThread {
    server.run()
    ended.signal()
  }
  defer {
    server.stop()
    ended.wait()
  }
  return try body(server)
}

/// Answers with the path.
@Sendable func echo(_ request: PreviewRequest) -> PreviewResponse {
  PreviewResponse(contentType: "text/plain; charset=utf-8", body: Array(request.path.utf8))
}

/// A client that sends whatever bytes a test wants.
final class RawClient {
  struct Gone: Error {}

  struct Answer: Equatable {
    let status: Int
    /// Names in lower case.
    let fields: [String: String]
    let body: String
  }

  private let number: Int32
  private var received: [UInt8] = []

  init(_ server: PreviewServer) throws {
    #if canImport(Darwin)
      number = socket(AF_INET, SOCK_STREAM, 0)
    #else
      number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(server.port).bigEndian
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    let result = withUnsafeBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) { connect(number, $0.baseAddress, socklen_t(bytes.count)) }
    }
    try #require(result == 0)
    // So that a server that says nothing fails a test instead of holding it for ever.
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(number, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(number, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(number) }

  func send(_ text: String) throws { try send(bytes: Array(text.utf8)) }

  func send(bytes: [UInt8]) throws {
    #if canImport(Darwin)
      let flags: Int32 = 0
    #else
      let flags = Int32(MSG_NOSIGNAL)
    #endif
    guard bytes.withUnsafeBytes({ sendRaw(number, $0.baseAddress, $0.count, flags) }) == bytes.count else {
      throw Gone()
    }
  }

  /// Says that nothing more will be sent.
  func finish() { shutdown(number, Int32(SHUT_WR)) }

  /// Reads one answer.
  /// - Parameter hasBody: false for the answer to HEAD, whose length is that of GET.
  func answer(hasBody: Bool = true) throws -> Answer {
    let head = try text(until: "\r\n\r\n")
    var lines = head.components(separatedBy: "\r\n")
    let words = lines.removeFirst().split(separator: " ")
    var fields: [String: String] = [:]
    for line in lines where !line.isEmpty {
      let colon = try #require(line.firstIndex(of: ":"))
      fields[line[..<colon].lowercased()] = String(line[line.index(colon, offsetBy: 2)...])
    }
    let length = hasBody ? Int(fields["content-length"] ?? "0") ?? 0 : 0
    while received.count < length { try receive() }
    let body = String(decoding: received[..<length], as: UTF8.self)
    received.removeFirst(length)
    return Answer(status: try #require(Int(words[1])), fields: fields, body: body)
  }

  /// Reads up to and with a text.
  func text(until end: String) throws -> String {
    let wanted = Array(end.utf8)
    while true {
      for start in received.indices where received[start...].starts(with: wanted) {
        let text = String(decoding: received[..<(start + wanted.count)], as: UTF8.self)
        received.removeFirst(start + wanted.count)
        return text
      }
      try receive()
    }
  }

  /// Reads until the server closes the connection.
  func rest() throws -> String {
    while true {
      do { try receive() } catch { return String(decoding: received, as: UTF8.self) }
    }
  }

  private func receive() throws {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(number, &buffer, buffer.count)
    guard count > 0 else {
      // A time-out is no end: it fails the test.
      try #require(count == 0 || errno == ECONNRESET, "the server says nothing")
      throw Gone()
    }
    received += buffer[..<count]
  }
}

/// A plain request, for most tests.
func get(_ server: PreviewServer, _ target: String, _ fields: String = "", method: String = "GET") throws
  -> RawClient.Answer
{
  let client = try RawClient(server)
  try client.send("\(method) \(target) HTTP/1.1\r\nHost: localhost:\(server.port)\r\n\(fields)\r\n")
  return try client.answer(hasBody: method != "HEAD")
}

// Inside `RawClient`, `send` is its own member.
private func sendRaw(_ number: Int32, _ bytes: UnsafeRawPointer?, _ count: Int, _ flags: Int32) -> Int {
  send(number, bytes, count, flags)
}
