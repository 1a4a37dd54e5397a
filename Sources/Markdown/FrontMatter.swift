import PortalBase

/// The `key: value` lines between `---` at the top of a document. Unknown keys are kept.
package struct FrontMatter: Sendable, Hashable {
  /// A value: one text, or a list of them.
  package enum Value: Sendable, Hashable {
    case text(String)
    case list([String])
  }

  /// A key with its value and the place of the key.
  package struct Entry: Sendable, Hashable {
    package var key: String
    package var value: Value
    package var location: SourceLocation
  }

  package var entries: [Entry]

  package init(entries: [Entry] = []) { self.entries = entries }

  package func entry(_ key: String) -> Entry? { entries.first { $0.key == key } }

  /// The text of a key; nil where there is none, or a list.
  package subscript(_ key: String) -> String? {
    if case .text(let text) = entry(key)?.value { text } else { nil }
  }

  /// The items of a key: of a list, or the one text that stands there. Empty where there is none.
  package func list(_ key: String) -> [String] {
    switch entry(key)?.value {
    case .list(let items): items
    case .text(let text): text.isEmpty ? [] : [text]
    case nil: []
    }
  }
}

/// A document taken apart: front matter, body, and what was wrong with the front matter.
package struct ParsedDocument: Sendable {
  package var frontMatter: FrontMatter
  /// The number of the body's first line in the file.
  package var bodyLine: Int
  package var body: String
  package var diagnostics: [Diagnostic]
}

extension FrontMatter {
  /// Takes the front matter off a file. A file without any has an empty one.
  package static func parse(_ file: SourceFile) -> ParsedDocument {
    var reader = FrontMatterReader(file)
    return reader.read()
  }
}
