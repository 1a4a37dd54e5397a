import PortalBase

/// What an open page has to know: whether there is something new to show, and what is wrong.
package struct PreviewState: Sendable {
  /// A problem as it is shown: with the lines around it.
  struct Problem: Sendable {
    let diagnostic: Diagnostic
    let excerpt: Excerpt
  }

  static let path = "/-/state.json"
  /// How many problems are shown with their lines: the first ones, errors before warnings.
  static let mostShown = 100

  /// Of the load that is told about; another one is another version.
  package let version: String
  /// Whether the newest content is what pages show; else they show the last good one.
  package let isGood: Bool
  /// Whether pages differ from the version before in style sheets only.
  let isStyleOnly: Bool
  package let asOf: Day?
  package let errors: Int
  package let warnings: Int
  package let notes: Int
  let problems: [Problem]
  let drafts: [PreviewLink]

  /// Before anything is loaded.
  init(version: String) {
    self.init(
      version: version, loaded: false, isStyleOnly: false, diagnostics: [], asOf: nil, drafts: [],
      source: { _ in nil })
  }

  init(
    version: String, loaded: Bool, isStyleOnly: Bool, diagnostics: [Diagnostic], asOf: Day?, drafts: [PreviewLink],
    source: (String) -> SourceFile?
  ) {
    self.version = version
    self.isGood = loaded
    self.isStyleOnly = isStyleOnly && loaded
    self.asOf = asOf
    self.drafts = drafts
    var bySeverity: [Severity: [Diagnostic]] = [:]
    for diagnostic in diagnostics { bySeverity[diagnostic.severity, default: []].append(diagnostic) }
    errors = bySeverity[.error]?.count ?? 0
    warnings = bySeverity[.warning]?.count ?? 0
    notes = bySeverity[.note]?.count ?? 0
    let sorted = Severity.allCases.flatMap { (bySeverity[$0] ?? []).sorted() }
    problems = sorted.prefix(PreviewState.mostShown).map { diagnostic in
      Problem(
        diagnostic: diagnostic,
        excerpt: Excerpt(of: source(diagnostic.file), around: diagnostic.location))
    }
  }

  /// On one line, as server-sent events want it.
  package var json: String {
    var json = JSONWriter()
    json.object { json in
      json.member("version", version)
      json.member("good", isGood)
      json.member("style", isStyleOnly)
      if let asOf { json.member("asOf", asOf.description) }
      json.member("errors", errors)
      json.member("warnings", warnings)
      json.member("notes", notes)
      json.member("problems") { $0.array(problems) { $1.write(to: &$0) } }
      json.member("drafts") {
        $0.array(drafts) { json, draft in
          json.object {
            $0.member("title", draft.title)
            $0.member("path", RequestTarget.encoded(draft.path))
          }
        }
      }
    }
    return json.text
  }

  var response: PreviewResponse {
    PreviewResponse(contentType: ContentType.of(PreviewState.path), body: Array(json.utf8), isRevalidated: false)
  }

  /// Tells a page which version it is of, so that it notices what changed while it was on its way. A header (Server Timing,
  /// section 2, which scripts can read), so that the bytes of the page stay those of a build.
  static func versionField(_ version: String) -> PreviewResponse.Field {
    PreviewResponse.Field("Server-Timing", "version;desc=\"\(version)\"")
  }
}

extension PreviewState.Problem {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("severity", diagnostic.severity.rawValue)
      json.member("code", diagnostic.code.name)
      json.member("file", diagnostic.file)
      json.member("line", diagnostic.location.line)
      json.member("column", diagnostic.location.column)
      json.member("message", diagnostic.message)
      if let record = diagnostic.record { json.member("record", record) }
      if let segment = diagnostic.segment { json.member("segment", segment) }
      if !excerpt.lines.isEmpty {
        json.member("link", SourceView.link(to: diagnostic.file, line: diagnostic.location.line))
      }
      json.member("skipped", excerpt.skipped)
      json.member("lines") {
        $0.array(excerpt.lines) { json, line in
          json.object {
            $0.member("number", line.number)
            $0.member("text", line.text)
          }
        }
      }
    }
  }
}
