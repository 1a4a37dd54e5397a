import PortalBase

/// A file of the portal as a page with numbered lines, which problems link to: a browser opens no files for a web page. Only what was read
/// for the portal is shown; nothing is read from disk here.
enum SourceView {
  static let prefix = "/-/source/"

  static func link(to file: String, line: Int) -> String {
    "\(prefix)\(RequestTarget.encoded(file))#L\(line)"
  }

  /// Nil where the request is for something else.
  static func response(to request: PreviewRequest, _ source: (String) -> SourceFile?) -> PreviewResponse? {
    guard request.path.hasPrefix(prefix) else { return nil }
    let path = String(request.path.dropFirst(prefix.count))
    guard let file = source(path) else { return .plain(404, "The portal has no file \(path.printable).") }
    return PreviewAssets.page(title: path) { html in
      html.append(safe: "<h1>")
      html.append(escaping: path)
      html.append(safe: "</h1>\n<ol class=\"source\">\n")
      var bytes = file.bytes[...]
      if bytes.last == 0x0A { bytes = bytes.dropLast() }
      for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
        html.append(safe: "<li id=\"L\(index + 1)\"><code>")
        html.append(escaping: String(decoding: line, as: UTF8.self))
        html.append(safe: "</code></li>\n")
      }
      html.append(safe: "</ol>\n")
    }
  }
}

/// Pages for when the portal has none.
enum FailurePage {
  /// Nothing could be loaded since the start: the problems are all there is to show. Its script goes on to the page when they are gone.
  static func response(_ state: PreviewState) -> PreviewResponse {
    var page = PreviewAssets.page(title: "The portal has errors") { html in
      html.append(
        safe:
          "<h1>The portal has errors</h1>\n<p>There is no page to show yet. Correct these, and it appears.</p>\n<ul>\n")
      for problem in state.problems where problem.diagnostic.severity == .error {
        html.append(safe: "<li>")
        html.append(escaping: problem.diagnostic.description)
        html.append(safe: "</li>\n")
      }
      html.append(safe: "</ul>\n")
    }
    page.status = 503
    page.fields.append(PreviewState.versionField(state.version))
    return page
  }

  /// - Parameter asOf: the day that was asked for.
  static func notFound(_ version: String, _ asOf: Day?) -> PreviewResponse {
    var page = PreviewAssets.page(title: "No such page") { html in
      let day = asOf.map { " on \($0)" } ?? ""
      html.append(
        safe: """
          <h1>No such page\(day)</h1>
          <p>There may be one on another day, or once it is written: then it appears here.</p>
          <p><a href="/">To the start of the portal</a></p>

          """)
    }
    page.status = 404
    page.fields.append(PreviewState.versionField(version))
    return page
  }
}
