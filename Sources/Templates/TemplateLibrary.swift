import PortalBase

/// The template files of one language, found by name and parsed when first asked for.
struct TemplateLibrary {
  struct File {
    let source: SourceFile
    let kind: TemplateKind
    let nodes: [MustacheNode]
  }

  private let sources: [SourceFile]
  private let language: LanguageTag
  private let isText: Bool
  private var numbers: [String: Int] = [:]
  /// The files parsed so far; a `Place` counts them.
  private(set) var files: [File] = []
  var diagnostics: [Diagnostic] = []
  /// The interface strings, and the keys of those that were asked for.
  let constants: [String: String]
  private(set) var usedConstants: Set<String> = []
  /// Where the last report stood in each file, and the last place that a message named.
  private var reported: [Int: LineCursor] = [:]
  private var named: [Int: LineCursor] = [:]

  init(_ sources: [SourceFile], _ language: LanguageTag, constants: [String: String], isText: Bool) {
    self.constants = constants
    self.sources = sources
    self.language = language
    self.isText = isText
  }

  /// The number of the file for a name: the one for the language first, Markdown before HTML.
  /// A shell is always HTML, and may be named with its ending.
  mutating func number(of name: String, htmlOnly: Bool = false) -> Int? {
    let name = htmlOnly && name.hasSuffix(".html") ? String(name.dropLast(".html".count)) : name
    let endings = htmlOnly ? [".\(language).html", ".html"] : [".\(language).md", ".\(language).html", ".md", ".html"]
    for ending in endings {
      let path = name + ending
      if let source = sources.first(where: { TemplateLibrary.isFile($0.path, path) }) { return load(source) }
    }
    return nil
  }

  mutating func constant(_ key: String) -> String? {
    guard let text = constants[key] else { return nil }
    usedConstants.insert(key)
    return text
  }

  private static func isFile(_ path: String, _ name: String) -> Bool {
    path == name || path == "templates/\(name)"
  }

  /// All names that a partial could have, for suggestions.
  var names: [String] {
    sources.compactMap { source in
      var name = Substring(source.path)
      if name.hasPrefix("templates/") { name = name.dropFirst("templates/".count) }
      guard name.hasSuffix(".md") || name.hasSuffix(".html") else { return nil }
      name = name.prefix { $0 != "." }
      return String(name)
    }
  }

  private mutating func load(_ source: SourceFile) -> Int {
    if let number = numbers[source.path] { return number }
    let number = files.count
    let parsed = MustacheParser.parse(source.bytes, file: number)
    var problems = parsed.problems
    if let problem = TemplateLibrary.encodingProblem(source.bytes) { problems.append(problem) }
    if !problems.isEmpty {
      var lines = LineCursor(source.bytes)
      diagnostics += problems.map {
        Diagnostic(.templateSyntax, file: source.path, at: lines.location(of: $0.offset), $0.message)
      }
    }
    let kind: TemplateKind = isText ? .text : source.path.hasSuffix(".md") ? .markdown : .html
    files.append(File(source: source, kind: kind, nodes: problems.isEmpty ? parsed.nodes : []))
    numbers[source.path] = number
    return number
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

  mutating func report(_ code: Diagnostic.Code, _ place: Place, _ message: String) {
    let source = files[place.file].source
    let location = reported[place.file, default: LineCursor(source.bytes)].location(of: place.offset)
    diagnostics.append(Diagnostic(code, file: source.path, at: location, message))
  }

  /// How a message names another place: `line 3`, or with the file where it is not the same.
  mutating func describe(_ place: Place, from other: Place) -> String {
    let source = files[place.file].source
    let location = named[place.file, default: LineCursor(source.bytes)].location(of: place.offset)
    return place.file == other.file
      ? "line \(location.line), column \(location.column)"
      : "\(source.path):\(location.line):\(location.column)"
  }

  /// The blocks that a parent offers: its own, and those of the partials and parents in it.
  mutating func blockNames(of number: Int) -> Set<String> {
    var names: Set<String> = []
    var visited: Set<Int> = []
    collectBlocks(number, &names, &visited)
    return names
  }

  private mutating func collectBlocks(_ number: Int, _ names: inout Set<String>, _ visited: inout Set<Int>) {
    guard visited.insert(number).inserted else { return }
    collectBlocks(files[number].nodes, &names, &visited)
  }

  private mutating func collectBlocks(
    _ nodes: [MustacheNode], _ names: inout Set<String>, _ visited: inout Set<Int>
  ) {
    for node in nodes {
      switch node.kind {
      case .block(let name, let children):
        names.insert(name)
        collectBlocks(children, &names, &visited)
      case .section(_, _, let children): collectBlocks(children, &names, &visited)
      case .partial(let name):
        if let number = number(of: name) { collectBlocks(number, &names, &visited) }
      case .parent(let name, let children):
        if let number = number(of: name) { collectBlocks(number, &names, &visited) }
        collectBlocks(children, &names, &visited)
      case .text, .variable: break
      }
    }
  }
}
