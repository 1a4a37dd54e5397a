import Foundation
import Synchronization
import Testing

@testable import Preview

@Suite struct ServerTests {
  @Test func servesWithLengthAndTypeAndSafetyHeaders() throws {
    let answer = try withServer { try get($0, "/ja/%E8%A6%8F%E7%A8%8B.html") }
    #expect(answer.status == 200)
    #expect(answer.body == "/ja/規程.html")
    #expect(answer.fields["content-length"] == "15")
    #expect(answer.fields["x-content-type-options"] == "nosniff")
    #expect(answer.fields["cache-control"] == "no-cache")
    #expect(answer.fields["cross-origin-resource-policy"] == "same-origin")
  }

  @Test func answersHeadWithoutBody() throws {
    try withServer { server in
      let client = try RawClient(server)
      let request = "/abc HTTP/1.1\r\nHost: localhost\r\n\r\n"
      try client.send("HEAD \(request)GET \(request)")
      let head = try client.answer(hasBody: false)
      let whole = try client.answer()
      #expect(head.fields == whole.fields)
      #expect(head.fields["content-length"] == "4")
      #expect(whole.body == "/abc")
    }
  }

  @Test func keepsTheConnectionForManyRequests() throws {
    try withServer { server in
      let client = try RawClient(server)
      for number in 0..<50 {
        try client.send("GET /\(number) HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(try client.answer().body == "/\(number)")
      }
    }
  }

  @Test func answersPipelinedRequestsInOrder() throws {
    try withServer { server in
      let client = try RawClient(server)
      let numbers = 0..<40
      try client.send(numbers.map { "GET /\($0) HTTP/1.1\r\nHost: localhost\r\n\r\n" }.joined())
      #expect(try numbers.map { _ in try client.answer().body } == numbers.map { "/\($0)" })
    }
  }

  @Test func closesWhenAsked() throws {
    try withServer { server in
      let client = try RawClient(server)
      try client.send("GET /a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
      let all = try client.rest()
      #expect(all.contains("\r\nConnection: close\r\n"))
      #expect(all.hasSuffix("\r\n\r\n/a"))
    }
  }

  @Test func speaksHTTP10() throws {
    try withServer { server in
      let client = try RawClient(server)
      try client.send("GET /a HTTP/1.0\r\n\r\n")
      #expect(try client.rest().hasSuffix("\r\n\r\n/a"))
      let kept = try RawClient(server)
      try kept.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
      #expect(try kept.answer().fields["connection"] == "keep-alive")
    }
  }

  @Test func answersAClientThatHasFinishedSending() throws {
    try withServer { server in
      let client = try RawClient(server)
      try client.send("GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n")
      client.finish()
      #expect(try client.rest().hasSuffix("/a"))
    }
  }

  @Test func saysWhenNothingHasChanged() throws {
    try withServer { server in
      let tag = try #require(try get(server, "/a").fields["etag"])
      #expect(tag.count == 34)
      #expect(try get(server, "/b").fields["etag"] != tag)
      for list in [tag, "W/\(tag)", "\"x\" , \(tag)", "*"] {
        let answer = try get(server, "/a", "If-None-Match: \(list)\r\n")
        #expect(answer.status == 304)
        #expect(answer.fields["etag"] == tag)
        #expect(answer.body.isEmpty)
      }
      #expect(try get(server, "/a", "If-None-Match: \"x\"\r\n").status == 200)
    }
  }

  @Test func doesNotLetMistakesBeKept() throws {
    let answer = try withServer(handler: { _ in .plain(404, "no") }) { try get($0, "/") }
    #expect(answer.fields["cache-control"] == "no-store")
    #expect(answer.fields["etag"] == nil)
  }

  @Test(arguments: ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "get", "FOO"])
  func allowsOnlyGetAndHead(_ method: String) throws {
    let answer = try withServer { try get($0, "/", "Content-Length: 3\r\n\r\nabc", method: method) }
    #expect(answer.status == 405)
    #expect(answer.fields["allow"] == "GET, HEAD")
    #expect(answer.fields["connection"] == "close")
  }

  @Test(arguments: ["Origin: null\r\n", "Origin: http://evil.example\r\n", "Origin: http://localhost:1\r\n"])
  func refusesOtherOrigins(_ field: String) throws {
    #expect(try withServer { try get($0, "/", field) }.status == 403)
  }

  @Test func letsItsOwnPagesAsk() throws {
    #expect(try withServer { try get($0, "/", "Origin: http://localhost:\($0.port)\r\n") }.status == 200)
  }

  @Test(arguments: [
    ("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 403),
    ("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 403),
    ("GET http://localhost/ HTTP/1.1\r\nHost: evil.example\r\n\r\n", 403),
    ("GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 200),
    ("POST / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 403),
    ("GET / HTTP/1.1\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost:\r\n\r\n", 403), ("GET /../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    ("GET /%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    ("GET /% HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    ("GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: localhost\r\n x\r\n\r\n", 400),
    ("GET / HTTP/1.1\nHost: localhost\n\n", 400), ("GET / HTTP/3.0\r\nHost: localhost\r\n\r\n", 505),
    ("\u{16}\u{3}\u{1}", 400),
    ("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello", 400),
    ("GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    ("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
    ("CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
  ]) func judgesRequests(_ text: String, _ status: Int) throws {
    try withServer { server in
      let client = try RawClient(server)
      try client.send(text)
      #expect(try client.answer().status == status)
    }
  }

  @Test func answersRequestsThatAreTooLarge() throws {
    try withServer { server in
      let long = try RawClient(server)
      try long.send("GET /" + String(repeating: "a", count: 60_000))
      #expect(try long.answer().status == 414)
      let wide = try RawClient(server)
      try wide.send("GET / HTTP/1.1\r\nA: " + String(repeating: "a", count: 60_000))
      #expect(try wide.answer().status == 431)
    }
  }

  @Test func sendsLargeAnswersWhole() throws {
    let body = [UInt8](repeating: 0x61, count: 5_000_000)
    let answer = try withServer(handler: { _ in PreviewResponse(contentType: "text/plain", body: body) }) {
      try get($0, "/")
    }
    #expect(answer.body.utf8.count == body.count)
  }
}

@Suite struct ServerUnderStressTests {
  @Test func endsSlowRequests() throws {
    var limits = PreviewLimits()
    limits.head = 50
    try withServer(limits: limits) { server in
      let slow = try RawClient(server)
      try slow.send("GET / HTTP/1.1\r\nHost:")
      #expect(try get(server, "/other").status == 200)
      #expect(try slow.answer().status == 408)
      #expect(try slow.rest() == "")
    }
  }

  @Test func endsIdleConnections() throws {
    var limits = PreviewLimits()
    limits.idle = 50
    try withServer(limits: limits) { server in
      let rest = try RawClient(server).rest()
      #expect(rest == "")
    }
  }

  @Test func aSlowPageHoldsUpNobody() throws {
    let gate = DispatchSemaphore(value: 0)
    try withServer(handler: { request in
      if request.path == "/slow" { gate.wait() }
      return echo(request)
    }) { server in
      let slow = try RawClient(server)
      try slow.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n")
      #expect(try get(server, "/quick").body == "/quick")
      gate.signal()
      #expect(try slow.answer().body == "/slow")
    }
  }

  @Test func aClientThatLeavesCostsNothing() throws {
    let gate = DispatchSemaphore(value: 0)
    try withServer(handler: { request in
      if request.path == "/slow" { gate.wait() }
      return echo(request)
    }) { server in
      for _ in 0..<20 {
        let client = try RawClient(server)
        try client.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n")
      }
      for _ in 0..<20 { gate.signal() }
      #expect(try get(server, "/a").body == "/a")
    }
  }

  @Test func servesManyConnectionsAtOnce() throws {
    try withServer { server in
      let clients = try (0..<100).map { _ in try RawClient(server) }
      for (number, client) in clients.enumerated() {
        try client.send("GET /\(number) HTTP/1.1\r\nHost: localhost\r\n\r\n")
      }
      for (number, client) in clients.enumerated() { #expect(try client.answer().body == "/\(number)") }
    }
  }

  @Test func makesRoomByClosingTheLongestIdle() throws {
    var limits = PreviewLimits()
    limits.connections = 2
    try withServer(limits: limits) { server in
      let clients = try (0..<3).map { _ in
        let client = try RawClient(server)
        try client.send("GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(try client.answer().status == 200)
        return client
      }
      #expect(try clients[0].rest() == "")
    }
  }

  @Test func turnsAwayWhatIsTooMuch() throws {
    var limits = PreviewLimits()
    limits.connections = 1
    try withServer(limits: limits) { server in
      let busy = try RawClient(server)
      try busy.send("GET /-/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
      _ = try busy.text(until: "retry: 500\n\n")
      #expect(try RawClient(server).answer().status == 503)
    }
  }

  @Test func waitsUntilItIsOpen() throws {
    try withServer(isOpen: false) { server in
      let client = try RawClient(server)
      try client.send("GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n")
      // Refused without the handler, so it is answered at once, and the first request has been read by then.
      #expect(try get(server, "/", method: "POST").status == 405)
      server.open()
      #expect(try client.answer().body == "/a")
    }
  }

  @Test func answersSomeRequestsBeforeAll() throws {
    let isLoaded = Atomic(false)
    try withServer(isOpen: false) { request in
      request.path == "/early" || isLoaded.load(ordering: .sequentiallyConsistent) ? echo(request) : nil
    } _: { server in
      let waiting = try (0..<10).map { _ in try RawClient(server) }
      for client in waiting { try client.send("GET /late HTTP/1.1\r\nHost: localhost\r\n\r\n") }
      server.open()
      #expect(try get(server, "/early").body == "/early")
      isLoaded.store(true, ordering: .sequentiallyConsistent)
      server.open()
      for client in waiting { #expect(try client.answer().body == "/late") }
      #expect(try get(server, "/other").body == "/other")
    }
  }
}

@Suite struct EventStreamTests {
  private func listen(_ server: PreviewServer) throws -> RawClient {
    let client = try RawClient(server)
    try client.send("GET /-/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
    let head = try client.text(until: "\r\n\r\n")
    #expect(head.contains("Content-Type: text/event-stream"))
    #expect(try client.text(until: "\n\n") == "retry: 500\n\n")
    return client
  }

  @Test func tellsAllPages() throws {
    try withServer { server in
      let clients = try (0..<10).map { _ in try listen(server) }
      server.push("state", data: "one\ntwo")
      for client in clients {
        #expect(try client.text(until: "\n\n") == "event: state\ndata: one\ndata: two\n\n")
      }
    }
  }

  @Test func tellsTheLastEventToNewPages() throws {
    try withServer { server in
      let first = try listen(server)
      server.push("state", data: "1")
      server.push("state", data: "2")
      _ = try first.text(until: "data: 2\n\n")
      #expect(try listen(server).text(until: "\n\n") == "event: state\ndata: 2\n\n")
    }
  }

  @Test func showsThatItIsStillThere() throws {
    var limits = PreviewLimits()
    limits.keepAlive = 20
    try withServer(limits: limits) { server in
      let sign = try listen(server).text(until: "\n\n")
      #expect(sign == ": still here\n\n")
    }
  }

  @Test func limitsTheStreams() throws {
    var limits = PreviewLimits()
    limits.streams = 1
    try withServer(limits: limits) { server in
      let first = try listen(server)
      #expect(try get(server, "/-/events").status == 503)
      server.push("state", data: "x")
      #expect(try first.text(until: "\n\n").contains("data: x"))
    }
  }

  @Test func answersHeadAndEnds() throws {
    let answer = try withServer { try get($0, "/-/events", method: "HEAD") }
    #expect(answer.fields["content-type"]?.hasPrefix("text/event-stream") == true)
  }
}

@Suite struct PortTests {
  @Test func refusesAPortThatIsTaken() throws {
    let first = try PreviewServer(port: .exactly(0), handler: echo)
    #expect {
      try PreviewServer(port: .exactly(first.port), handler: echo)
    } throws: { error in
      guard case .portInUse(first.port, let free?)? = error as? PreviewError else { return false }
      return free > first.port && "\(error)".contains("use --port \(free)")
    }
  }

  @Test func takesTheNextFreePort() throws {
    let first = try PreviewServer(port: .exactly(0), handler: echo)
    let second = try PreviewServer(port: .firstFree(from: first.port), handler: echo)
    #expect(second.port > first.port)
  }

  @Test func servesOnLoopbackOnly() throws {
    let server = try PreviewServer(port: .exactly(0), handler: echo)
    #expect(server.address == "http://127.0.0.1:\(server.port)/")
  }
}
