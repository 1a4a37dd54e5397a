import PortalBase

/// The template files that take part in one page, in one language.
struct TemplateLibrary {
  private let table: TemplateFiles
  private let language: LanguageTag
  private let isText: Bool
  /// The numbers of the files that were asked for.
  private(set) var used: Set<Int> = []
  var diagnostics: [Diagnostic] = []
  /// The interface strings, and the keys of those that were asked for.
  let constants: [String: String]
  private(set) var usedConstants: Set<String> = []
  /// Where the last report stood in each file, and the last place that a message named.
  private var reported: [Int: LineCursor] = [:]
  private var named: [Int: LineCursor] = [:]

  init(_ table: TemplateFiles, _ language: LanguageTag, constants: [String: String], isText: Bool) {
    self.table = table
    self.constants = constants
    self.language = language
    self.isText = isText
  }

  /// All files; a `Place` counts them.
  var files: [TemplateFiles.File] { table.files }

  func kind(of number: Int) -> TemplateKind { isText ? .text : files[number].kind }

  /// The number of the file for a name: the one for the language first, Markdown before HTML.
  /// A shell is always HTML, and may be named with its ending.
  mutating func number(of name: String, htmlOnly: Bool = false) -> Int? {
    let name = htmlOnly && name.hasSuffix(".html") ? String(name.dropLast(".html".count)) : name
    let endings = htmlOnly ? [".\(language).html", ".html"] : [".\(language).md", ".\(language).html", ".md", ".html"]
    for ending in endings {
      if let number = table[name + ending] { return use(number) }
    }
    return nil
  }

  mutating func constant(_ key: String) -> String? {
    guard let text = constants[key] else { return nil }
    usedConstants.insert(key)
    return text
  }

  /// All names that a partial could have, for suggestions.
  var names: [String] { table.names }

  /// Tells what is wrong with a file when it is asked for first.
  private mutating func use(_ number: Int) -> Int {
    let file = files[number]
    if used.insert(number).inserted, !file.problems.isEmpty {
      var lines = LineCursor(file.source.bytes)
      diagnostics += file.problems.map {
        Diagnostic(.templateSyntax, file: file.source.path, at: lines.location(of: $0.offset), $0.message)
      }
    }
    return number
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
