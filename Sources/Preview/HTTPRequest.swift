/// Why a request is refused: the status, and a sentence for whoever sent it.
struct HTTPProblem: Error, Hashable {
  let status: Int
  let message: String

  static func bad(_ message: String) -> HTTPProblem { HTTPProblem(status: 400, message: message) }
}

/// The head of an HTTP/1 request, split by RFC 9112 and not yet judged.
struct HTTPRequest: Sendable, Hashable {
  struct Field: Sendable, Hashable {
    /// In lower case.
    let name: String
    let value: String
  }

  let method: String
  /// As it was written.
  let target: [UInt8]
  /// 1 of HTTP/1.1, 0 of HTTP/1.0.
  let minorVersion: Int
  let fields: [Field]

  func values(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

  /// The elements of a comma-separated field, in lower case (RFC 9110, section 5.6.1).
  func tokens(_ name: String) -> [String] {
    values(name).flatMap { $0.split(separator: ",") }.map { trimmed($0).lowercased() }.filter { !$0.isEmpty }
  }

  /// Whether the connection stays open after the answer (RFC 9112, section 9.3).
  var keepsAlive: Bool {
    let options = tokens("connection")
    if options.contains("close") { return false }
    return minorVersion == 1 || options.contains("keep-alive")
  }

  /// Whether a body follows the head. It would have to be read before the next request, and means nothing here.
  var hasBody: Bool {
    if !values("transfer-encoding").isEmpty { return true }
    return values("content-length").contains { $0.utf8.contains { $0 != UInt8(ascii: "0") } || $0.isEmpty }
  }

  /// Reads the head of a request.
  /// - Parameter head: from the request line to the last header, without the empty line; lines end with CR LF.
  init(head: ArraySlice<UInt8>) throws(HTTPProblem) {
    let lines = try HTTPRequest.lines(of: head)
    let words = lines[0].split(separator: 0x20, omittingEmptySubsequences: false)
    guard words.count == 3, isToken(words[0]), !words[1].isEmpty else {
      throw .bad("The request line is not METHOD TARGET VERSION with one space between each.")
    }
    switch String(decoding: words[2], as: UTF8.self) {
    case "HTTP/1.1": minorVersion = 1
    case "HTTP/1.0": minorVersion = 0
    case let version where version.hasPrefix("HTTP/") && version.utf8.count == 8:
      throw HTTPProblem(status: 505, message: "Only HTTP/1.1 and HTTP/1.0 are spoken here.")
    default: throw .bad("The request line does not end with a version of HTTP.")
    }
    method = String(decoding: words[0], as: UTF8.self)
    target = Array(words[1])
    var fields: [Field] = []
    for line in lines.dropFirst() { fields.append(try HTTPRequest.field(line)) }
    self.fields = fields
  }

  /// Lines end with CR LF and with nothing else: what one server takes for a line and another does not is how requests
  /// are smuggled (RFC 9112, section 2.2).
  private static func lines(of head: ArraySlice<UInt8>) throws(HTTPProblem) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = head.startIndex
    var index = start
    while index < head.endIndex {
      switch head[index] {
      case 0x0D:
        guard index + 1 < head.endIndex, head[index + 1] == 0x0A else { throw .bad("A line ends without LF.") }
        lines.append(head[start..<index])
        index += 2
        start = index
      case 0x0A: throw .bad("A line ends without CR.")
      case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F: throw .bad("The head holds a control character.")
      default: index += 1
      }
    }
    return lines + [head[start...]]
  }

  private static func field(_ line: ArraySlice<UInt8>) throws(HTTPProblem) -> Field {
    if line.first == 0x20 || line.first == 0x09 {
      throw .bad("A header is folded over two lines (RFC 9112, section 5.2).")
    }
    guard let colon = line.firstIndex(of: 0x3A), isToken(line[..<colon]) else {
      throw .bad("A header is not NAME: VALUE.")
    }
    let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
    return Field(name: name, value: trimmed(String(decoding: line[(colon + 1)...], as: UTF8.self)[...]))
  }
}

/// RFC 9110, section 5.6.2.
func isToken(_ bytes: ArraySlice<UInt8>) -> Bool {
  !bytes.isEmpty && bytes.allSatisfy(isTokenByte)
}

func isTokenByte(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
  case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E...0x60, 0x7C, 0x7E: true
  default: false
  }
}

/// Without the blanks around it that a header may have.
private func trimmed(_ text: Substring) -> String {
  var utf8 = text.utf8
  while utf8.first == 0x20 || utf8.first == 0x09 { utf8 = utf8.dropFirst() }
  while utf8.last == 0x20 || utf8.last == 0x09 { utf8 = utf8.dropLast() }
  return String(Substring(utf8))
}
