import PortalBase

/// The template files of a portal, parsed, to be found by name. All pages of a language are compiled from the same ones.
struct TemplateFiles: Sendable {
  struct File: Sendable {
    let source: SourceFile
    /// By the ending of its name.
    let kind: TemplateKind
    let nodes: [MustacheNode]
    let problems: [MustacheProblem]
  }

  /// A `Place` counts them.
  let files: [File]
  /// The numbers of files by path, and by path without the folder; of two with the same, the first one's.
  private let numbers: [String: Int]

  init(_ sources: [SourceFile]) {
    files = sources.enumerated().map { number, source in
      let parsed = MustacheParser.parse(source.bytes, file: number)
      let problems = parsed.problems + [Self.encodingProblem(source.bytes)].compactMap { $0 }
      let kind: TemplateKind = source.path.hasSuffix(".md") ? .markdown : .html
      return File(source: source, kind: kind, nodes: problems.isEmpty ? parsed.nodes : [], problems: problems)
    }
    var numbers: [String: Int] = [:]
    for (number, source) in sources.enumerated() {
      for name in [source.path, Self.withoutFolder(source.path)] where numbers[name] == nil { numbers[name] = number }
    }
    self.numbers = numbers
  }

  /// The number of the file with that path, in the folder of templates or as it is.
  subscript(path: String) -> Int? { numbers[path] }

  /// All names that a partial could have, for suggestions.
  var names: [String] {
    files.compactMap { file in
      let name = Self.withoutFolder(file.source.path)
      return name.hasSuffix(".md") || name.hasSuffix(".html") ? String(name.prefix { $0 != "." }) : nil
    }
  }

  private static func withoutFolder(_ path: String) -> String {
    path.hasPrefix("templates/") ? String(path.dropFirst("templates/".count)) : path
  }

  private static func encodingProblem(_ bytes: [UInt8]) -> MustacheProblem? {
    if let nul = bytes.firstIndex(of: 0) {
      return .init(offset: nul, message: "the file contains U+0000, which no page can show")
    }
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var start = 0
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if String(validating: line, as: UTF8.self) == nil { break }
      start += line.count + 1
    }
    return .init(offset: start, message: "this line is not UTF-8; save the file in that encoding")
  }
}
