/// What a browser asked for, checked and decoded: all that a handler gets to see.
package struct PreviewRequest: Sendable, Hashable {
  /// One `name=value` of the query, decoded.
  package struct QueryItem: Sendable, Hashable {
    package let name: String
    package let value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Percent-decoded, beginning with `/`. It has no `.` or `..` segments, no NUL and no control characters.
  package let path: String
  package let query: [QueryItem]

  package init(path: String, query: [QueryItem] = []) {
    self.path = path
    self.query = query
  }

  /// The values of `?as-of=`, as they were written. More than one cannot be meant.
  package var asOf: [String] { query.filter { $0.name == "as-of" }.map(\.value) }
}

/// What a handler answers. The server adds lengths and the headers of safety and caching, and leaves the body out where
/// the browser has it or asked for the head only.
package struct PreviewResponse: Sendable, Hashable {
  /// A header of the handler's own.
  package struct Field: Sendable, Hashable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package var status: Int
  package var contentType: String
  package var body: [UInt8]
  package var fields: [Field]
  /// Whether a browser may keep it, and ask whether it is still true. Else it keeps nothing.
  package var isRevalidated: Bool

  package init(
    status: Int = 200, contentType: String, body: [UInt8], fields: [Field] = [], isRevalidated: Bool = true
  ) {
    self.status = status
    self.contentType = contentType
    self.body = body
    self.fields = fields
    self.isRevalidated = isRevalidated
  }

  /// A short plain answer, mostly to a mistake.
  package static func plain(_ status: Int, _ text: String, fields: [Field] = []) -> PreviewResponse {
    PreviewResponse(
      status: status, contentType: "text/plain; charset=utf-8", body: Array("\(text)\n".utf8), fields: fields,
      isRevalidated: false)
  }
}
