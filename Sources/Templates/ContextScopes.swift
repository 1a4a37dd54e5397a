/// The contexts around a tag, for looking up names as Mustache does: the innermost that has the name wins; of a dotted name
/// only the first part is looked up so.
struct ContextScopes {
  struct Found {
    var field: AnyField
    var level: Int
    /// From the root of the model, such as `events.kind`.
    var path: String
  }

  private enum Scope {
    /// A subject whose fields can be named.
    case subject(AnyModel, level: Int, path: String)
    /// A section over text or a number: `{{.}}` is that.
    case scalar(Found)
  }

  private var scopes: [Scope]
  private var depth = 1

  init(_ root: AnyModel) { scopes = [.subject(root, level: 0, path: "")] }

  mutating func enter(_ found: Found) {
    if found.field.kind.opensContext {
      scopes.append(.subject(found.field.items, level: depth, path: found.path))
      depth += 1
    } else {
      scopes.append(.scalar(found))
    }
  }

  mutating func leave() {
    if case .subject = scopes.removeLast() { depth -= 1 }
  }

  func find(_ name: String) -> Found? {
    if name == "." { return find(part: ".") }
    var parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard var found = find(part: parts.removeFirst()) else { return nil }
    for part in parts {
      guard found.field.kind == .object, let inner = found.field.items.field(part) else { return nil }
      let accessor = Accessor.dotted(found.field.accessor, inner.accessor)
      found.field = AnyField(name: name, doc: inner.doc, kind: inner.kind, accessor: accessor, items: inner.items)
      found.path += "." + part
    }
    return found
  }

  private func find(part: String) -> Found? {
    for scope in scopes.reversed() {
      switch scope {
      case .subject(let model, let level, let path):
        if let field = model.field(part) {
          return Found(field: field, level: level, path: path.isEmpty ? part : "\(path).\(part)")
        }
      case .scalar(let found): if part == "." { return found }
      }
    }
    return nil
  }

  /// The names that could have been meant, the innermost context's first.
  func names(like name: String) -> [String] {
    var result: [String] = []
    let parts = name.split(separator: ".").map(String.init)
    if parts.count > 1 {
      let prefix = parts.dropLast().joined(separator: ".")
      if let object = find(prefix), object.field.kind == .object {
        return object.field.items.fields.map { "\(prefix).\($0.name)" }
      }
    }
    for case .subject(let model, _, _) in scopes.reversed() { result += model.fields.map(\.name) }
    return result
  }
}
