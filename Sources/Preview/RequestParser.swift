/// Finds requests in what a connection brings, in pieces of any size, within bounds.
struct RequestParser {
  static let maximumLine = 8 * 1024
  static let maximumHead = 32 * 1024
  static let maximumFields = 100

  private(set) var buffer: [UInt8] = []
  /// Up to where the buffer was searched for the end of the head, so that a client that sends single bytes costs no more
  /// than another.
  private var searched = 0

  var isEmpty: Bool { buffer.isEmpty }
  /// Whether more may be read; else what is there has to be dealt with first.
  var hasRoom: Bool { buffer.count <= RequestParser.maximumHead }

  mutating func append(_ bytes: [UInt8]) { buffer += bytes }

  mutating func read(from socket: Descriptor) -> Descriptor.Transfer {
    socket.read(into: &buffer, limit: 16 * 1024)
  }

  mutating func discard() {
    buffer = []
    searched = 0
  }

  /// The next request, nil where more has to come. After an error the connection is of no more use.
  mutating func next() throws(HTTPProblem) -> HTTPRequest? {
    skipEmptyLines()
    guard let first = buffer.first, buffer != [0x0D] else { return nil }
    // A TLS hello, for example: no use waiting for its end.
    guard isTokenByte(first) else { throw .bad("This is not HTTP.") }
    guard let end = endOfHead() else {
      let line = buffer.firstIndex(of: 0x0A) ?? buffer.count
      try checkBounds(line: line, head: buffer.count)
      return nil
    }
    try checkBounds(line: buffer.firstIndex(of: 0x0A) ?? end, head: end)
    let request = try HTTPRequest(head: buffer[..<end])
    guard request.fields.count <= RequestParser.maximumFields else { throw RequestParser.headTooLarge }
    buffer.removeFirst(end + 4)
    searched = 0
    return request
  }

  /// A server ignores an empty line or two before a request (RFC 9112, section 2.2).
  private mutating func skipEmptyLines() {
    var skipped = 0
    while skipped < 2, buffer.starts(with: [0x0D, 0x0A]) {
      buffer.removeFirst(2)
      skipped += 1
      searched = 0
    }
  }

  /// Where CR LF CR LF begins. A head with bare line feeds ends there too, so that it is refused and not waited for.
  private mutating func endOfHead() -> Int? {
    var index = max(searched, 1)
    while index < buffer.count {
      if buffer[index] == 0x0A {
        if index >= 3, buffer[index - 1] == 0x0D, buffer[index - 2] == 0x0A, buffer[index - 3] == 0x0D {
          return index - 3
        }
        if buffer[index - 1] == 0x0A { return index - 1 }
      }
      index += 1
    }
    searched = buffer.count
    return nil
  }

  private func checkBounds(line: Int, head: Int) throws(HTTPProblem) {
    if line > RequestParser.maximumLine { throw HTTPProblem(status: 414, message: "The address is too long.") }
    if head > RequestParser.maximumHead { throw RequestParser.headTooLarge }
  }

  private static let headTooLarge = HTTPProblem(status: 431, message: "The headers are too large.")
}
