import TestSupport
import Testing

@testable import Preview

@Suite struct RequestParsingTests {
  private func parse(_ text: String) throws -> HTTPRequest? {
    var parser = RequestParser()
    parser.append(Array(text.utf8))
    return try parser.next()
  }

  @Test func readsMethodTargetAndFields() throws {
    let request = try #require(try parse("GET /a?b HTTP/1.1\r\nHost:  localhost \r\nAccept:\r\n\r\n"))
    #expect(request.method == "GET")
    #expect(request.target == Array("/a?b".utf8))
    #expect(request.fields == [.init(name: "host", value: "localhost"), .init(name: "accept", value: "")])
  }

  @Test func readsRequestsByteByByte() throws {
    var parser = RequestParser()
    var found: [String] = []
    for byte in Array("GET /1 HTTP/1.1\r\nA: b\r\n\r\n\r\nHEAD /2 HTTP/1.0\r\n\r\n".utf8) {
      parser.append([byte])
      if let request = try parser.next() { found.append("\(request.method) \(request.minorVersion)") }
    }
    #expect(found == ["GET 1", "HEAD 0"])
    #expect(parser.isEmpty)
  }

  @Test(arguments: [
    "GET / HTTP/1.1\r\nA: b\r\n c: d\r\n\r\n", "GET / HTTP/1.1\r\nA : b\r\n\r\n", "GET / HTTP/1.1\r\nnothing\r\n\r\n",
    "GET / HTTP/1.1\r\n: b\r\n\r\n", "GET /\r\n\r\n", "GET  / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1 \r\n\r\n",
    "GET / HTTQ/1.1\r\n\r\n", "GET / http/1.1\r\n\r\n", "GET / HTTP/1.1\nHost: a\n\n",
    "GET / HTTP/1.1\r\nA: b\rc\r\n\r\n",
    "GET / HTTP/1.1\r\nA: \0\r\n\r\n", "GET /\u{7F} HTTP/1.1\r\n\r\n", "G(T / HTTP/1.1\r\n\r\n",
    "\u{16}\u{3}\u{1}\u{2}",
  ]) func refusesWhatIsNotHTTP(_ text: String) {
    #expect { try parse(text) } throws: { ($0 as? HTTPProblem)?.status == 400 }
  }

  @Test func refusesOtherVersions() {
    #expect { try parse("GET / HTTP/2.0\r\n\r\n") } throws: { ($0 as? HTTPProblem)?.status == 505 }
  }

  @Test func boundsTheAddress() {
    let text = "GET /" + String(repeating: "a", count: RequestParser.maximumLine)
    #expect { try parse(text) } throws: { ($0 as? HTTPProblem)?.status == 414 }
    #expect { try parse(text + " HTTP/1.1\r\n\r\n") } throws: { ($0 as? HTTPProblem)?.status == 414 }
  }

  @Test func boundsTheHead() {
    let large = "GET / HTTP/1.1\r\nA: " + String(repeating: "a", count: RequestParser.maximumHead)
    #expect { try parse(large) } throws: { ($0 as? HTTPProblem)?.status == 431 }
    let many = "GET / HTTP/1.1\r\n" + String(repeating: "A: b\r\n", count: RequestParser.maximumFields + 1) + "\r\n"
    #expect { try parse(many) } throws: { ($0 as? HTTPProblem)?.status == 431 }
  }

  @Test(arguments: [
    ("HTTP/1.1\r\n", true), ("HTTP/1.1\r\nConnection: x, Close\r\n", false), ("HTTP/1.0\r\n", false),
    ("HTTP/1.0\r\nConnection: keep-alive\r\n", true),
  ]) func knowsWhetherTheConnectionStays(_ tail: String, _ expected: Bool) throws {
    #expect(try #require(try parse("GET / \(tail)\r\n")).keepsAlive == expected)
  }

  @Test(arguments: [
    ("", false), ("Content-Length: 0\r\n", false), ("Content-Length: 10\r\n", true), ("Content-Length: x\r\n", true),
    ("Transfer-Encoding: chunked\r\n", true),
  ]) func knowsWhetherABodyFollows(_ field: String, _ expected: Bool) throws {
    #expect(try #require(try parse("GET / HTTP/1.1\r\n\(field)\r\n")).hasBody == expected)
  }

  /// Whatever is sent: an answer, no crash, and no more memory than allowed.
  @Test func survivesAnyBytes() {
    for seed: UInt64 in 0..<500 {
      var generator = SeededGenerator(seed: seed)
      var parser = RequestParser()
      var bytes = Array("GET /%41?a=b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
      for _ in 0..<3 {
        bytes[generator.number(in: 0...bytes.count - 1)] = UInt8(generator.number(in: 0...255))
      }
      parser.append(bytes)
      guard let request = try? parser.next() else { continue }
      _ = try? Gate(port: 80).admit(request)
    }
  }
}

@Suite struct RequestTargetTests {
  private func target(_ text: String) throws -> RequestTarget { try RequestTarget(Array(text.utf8)) }

  @Test func decodesJapanesePaths() throws {
    #expect(try target("/ja/%E8%A6%8F%E7%A8%8B.html").path == "/ja/規程.html")
    #expect(try target("/ja/規程.html").path == "/ja/規程.html")
    #expect(RequestTarget.encoded("/ja/規程 1.html") == "/ja/%E8%A6%8F%E7%A8%8B%201.html")
  }

  @Test func readsTheQueryAsFormsWriteIt() throws {
    let request = PreviewRequest(path: "/", query: try target("/?as-of=2026-03-01&a=b+c%2B&d&as-of=").query)
    #expect(request.asOf == ["2026-03-01", ""])
    #expect(request.query[1] == .init(name: "a", value: "b c+"))
    #expect(request.query[2] == .init(name: "d", value: ""))
  }

  @Test func readsAbsoluteForm() throws {
    let found = try target("HTTP://localhost:8080?a=b")
    #expect(found.authority == "localhost:8080")
    #expect(found.path == "/")
    #expect(try target("http://localhost/a").path == "/a")
  }

  @Test(arguments: [
    "/%", "/%4", "/%4G", "/%00", "/?%00", "/%FF", "/%C0%AE", "/%ED%A0%80", "/a/../b", "/%2e%2E/b", "/./a", "/..",
    "/a%2Fb",
    "/%0A", "/#a", "a", "*", "https://localhost/", "ftp://localhost/", "http:/a", "localhost:80",
  ]) func refusesBadTargets(_ text: String) {
    #expect { try target(text) } throws: { ($0 as? HTTPProblem)?.status == 400 }
  }

  @Test func keepsEmptySegments() throws { #expect(try target("//evil.example/en").path == "//evil.example/en") }
}

@Suite struct GateTests {
  private let gate = Gate(port: 8080)

  @Test(arguments: ["localhost", "LOCALHOST:8080", "127.0.0.1:8080", "127.0.0.1", "[::1]:8080", "[::1]"])
  func knowsItsOwnHosts(_ host: String) { #expect(gate.isOwn(host: host)) }

  @Test(arguments: [
    "", "evil.example", "localhost:8081", "localhost.evil.example:8080", "127.0.0.1.evil.example", "localhost:",
    "0.0.0.0:8080",
    "127.0.0.2:8080", "user@localhost:8080", "localhost:8080@evil.example", "::1", "localhost, evil.example",
  ]) func knowsForeignHosts(_ host: String) { #expect(!gate.isOwn(host: host)) }

  @Test(arguments: ["http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080"])
  func knowsItsOwnOrigins(_ origin: String) { #expect(gate.isOwn(origin: origin)) }

  @Test(arguments: [
    "null", "", "http://localhost", "https://localhost:8080", "http://localhost:3000", "http://evil.example",
  ])
  func knowsForeignOrigins(_ origin: String) { #expect(!gate.isOwn(origin: origin)) }
}
