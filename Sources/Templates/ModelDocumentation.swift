/// Writes what templates may name as Markdown: the reference in `templates/README.md`, made from the models themselves so that it
/// cannot go stale.
package struct ModelDocumentation {
  private let root: AnyModel

  package init<Subject>(_ model: Model<Subject>) { root = model.erased }

  /// A table of the page's fields, and one of each kind of item in its lists and objects; equal ones are written once,
  /// with all the names that have them.
  ///
  /// - Parameter heading: what stands before the title of each further table: `####` and the like.
  package func markdown(heading: String = "####") -> String {
    var text = ModelDocumentation.table(root)
    for group in groups() {
      let names = group.paths.map { "`\($0)`" }.joined(separator: ", ")
      text += "\n\(heading) In \(names)\n\n" + ModelDocumentation.table(group.model)
    }
    return text
  }

  private struct Group {
    var model: AnyModel
    var signature: String
    var paths: [String]
  }

  private func groups() -> [Group] {
    var groups: [Group] = []
    var queue: [(path: String, model: AnyModel)] = [("", root)]
    var next = 0
    while next < queue.count {
      let (path, model) = queue[next]
      next += 1
      for field in model.fields where field.kind.opensContext {
        let own = path.isEmpty ? field.name : "\(path).\(field.name)"
        let signature = ModelDocumentation.signature(field.items)
        if let index = groups.firstIndex(where: { $0.signature == signature }) {
          groups[index].paths.append(own)
        } else {
          groups.append(Group(model: field.items, signature: signature, paths: [own]))
          queue.append((own, field.items))
        }
      }
    }
    return groups
  }

  private static func signature(_ model: AnyModel) -> String {
    model.fields.map { "\($0.name) \($0.kind.rawValue) \($0.doc) {\(signature($0.items))}" }.joined(separator: "\n")
  }

  private static func table(_ model: AnyModel) -> String {
    var text = "| name | kind | meaning |\n|---|---|---|\n"
    for field in model.fields { text += "| `\(field.name)` | \(field.kind.words) | \(cell(field.doc)) |\n" }
    return text
  }

  private static func cell(_ text: String) -> String {
    text.reduce(into: "") { result, character in result += character == "|" ? "\\|" : String(character) }
  }
}

extension FieldKind {
  /// The kind as template authors read it.
  package var words: String {
    switch self {
    case .text: "text"
    case .phrase: "text, marked with its language"
    case .html: "blocks"
    case .inlineHTML: "markup in a line"
    case .url: "address"
    case .number: "number"
    case .flag: "yes or no"
    case .list: "list"
    case .object: "object"
    case .nothing: "nothing"
    }
  }
}
