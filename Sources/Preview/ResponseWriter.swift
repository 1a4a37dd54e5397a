import Publishing

/// An answer with its entity tag, made beside the event loop because hashing takes time.
struct PreparedResponse: Sendable {
  let response: PreviewResponse
  /// Of a response that can be asked for again.
  let tag: String?

  init(_ response: PreviewResponse) {
    self.response = response
    tag =
      response.isRevalidated && response.status == 200
      ? "\"\(SHA256.digest(of: response.body).hexadecimal.prefix(32))\"" : nil
  }
}

/// Writes HTTP/1.1 answers (RFC 9112, section 4; RFC 9110).
enum ResponseWriter {
  /// The bytes of an answer.
  /// - Parameters:
  ///   - request: what it answers, nil where that could not be read.
  ///   - closes: whether the connection ends after it.
  static func bytes(_ prepared: PreparedResponse, to request: HTTPRequest?, closes: Bool) -> [UInt8] {
    let response = prepared.response
    var status = response.status
    if let tag = prepared.tag, let request, matches(request.values("if-none-match"), tag) { status = 304 }
    var head = "HTTP/1.1 \(status) \(reason(status))\r\n"
    if status != 304 {
      head += "Content-Type: \(response.contentType)\r\nContent-Length: \(response.body.count)\r\n"
    }
    if let tag = prepared.tag { head += "ETag: \(tag)\r\n" }
    head += "Cache-Control: \(response.isRevalidated ? "no-cache" : "no-store")\r\n" + safety
    for field in response.fields { head += "\(field.name): \(field.value)\r\n" }
    if closes {
      head += "Connection: close\r\n"
    } else if request?.minorVersion == 0 {
      head += "Connection: keep-alive\r\n"
    }
    head += "\r\n"
    let hasBody = status != 304 && request?.method != "HEAD"
    return Array(head.utf8) + (hasBody ? response.body : [])
  }

  /// The head of an endless answer of server-sent events (HTML Standard, section 9.2).
  static let eventStreamHead =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-store\r\n" + safety
    + "Connection: close\r\n\r\n"

  /// One event of such an answer.
  static func event(_ name: String, data: String) -> [UInt8] {
    var text = "event: \(name)\n"
    for line in data.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) { text += "data: \(line)\n" }
    return Array((text + "\n").utf8)
  }

  /// No guessing of types, and no use by pages of other sites, not even as an image or script.
  private static let safety = "X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n"

  /// RFC 9110, section 13.1.2: any of the list, weak or not.
  private static func matches(_ lists: [String], _ tag: String) -> Bool {
    for candidate in lists.flatMap({ $0.split(separator: ",") }) {
      var text = candidate.drop { $0 == " " || $0 == "\t" }
      while text.last == " " || text.last == "\t" { text.removeLast() }
      if text == "*" || text == tag || text == "W/\(tag)" { return true }
    }
    return false
  }

  private static func reason(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 302: "Found"
    case 304: "Not Modified"
    case 400: "Bad Request"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 414: "URI Too Long"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 503: "Service Unavailable"
    case 505: "HTTP Version Not Supported"
    default: "Unknown"
    }
  }
}
