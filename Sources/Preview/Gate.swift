/// Who may ask: only pages of this very server. A page of another site that a browser has open beside the preview must not
/// read unpublished records, neither directly (`Origin`) nor after pointing its own name to this machine (`Host`).
struct Gate: Sendable {
  let port: Int

  private static let names = ["127.0.0.1", "localhost", "[::1]"]

  /// Whether a `Host` names this server. A port that is left out does not make it another one.
  func isOwn(host: String) -> Bool {
    let host = host.lowercased()
    return Gate.names.contains { host == $0 || host == "\($0):\(port)" }
  }

  /// Whether an `Origin` is this server's own. `null`, which sandboxed and `file://` pages send, is not.
  func isOwn(origin: String) -> Bool {
    let origin = origin.lowercased()
    return Gate.names.contains { origin == "http://\($0):\(port)" || (port == 80 && origin == "http://\($0)") }
  }

  /// Turns a request into what the handler gets, or says why not.
  func admit(_ request: HTTPRequest) throws(HTTPProblem) -> PreviewRequest {
    let hosts = request.values("host")
    guard hosts.count <= 1, !hosts.isEmpty || request.minorVersion == 0 else {
      throw .bad("A request has exactly one Host (RFC 9112, section 3.2).")
    }
    // `OPTIONS *` and `CONNECT host:port` have targets of their own forms; what counts is that they are not GET.
    guard request.method == "GET" || request.method == "HEAD" else {
      if let host = hosts.first, !isOwn(host: host) { throw Gate.foreignHost }
      throw HTTPProblem(status: 405, message: "Only GET and HEAD are answered here.")
    }
    let target = try RequestTarget(request.target)
    guard (hosts + [target.authority].compactMap(\.self)).allSatisfy(isOwn(host:)) else { throw Gate.foreignHost }
    guard request.values("origin").allSatisfy(isOwn(origin:)) else {
      throw HTTPProblem(status: 403, message: "Pages of other sites may not read the preview (Origin).")
    }
    guard !request.hasBody else { throw .bad("A request without a body is expected.") }
    return PreviewRequest(path: target.path, query: target.query)
  }

  private static let foreignHost = HTTPProblem(
    status: 403, message: "This is a preview on this machine only: use http://localhost or http://127.0.0.1 (Host).")
}
