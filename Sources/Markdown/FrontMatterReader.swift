import PortalBase

/// Reads front matter line by line: the part of YAML that documents use. Scalars bare and in quotes, lists in both forms, empty
/// values and comments; all else is a problem with a place, and reading goes on behind it.
struct FrontMatterReader {
  private let file: SourceFile
  private let lines: [FrontMatterLine]
  private var entries: [FrontMatter.Entry] = []
  private var keys: Set<String> = []
  private var diagnostics: [Diagnostic] = []
  /// Whether the last key had no value on its line, so that list items may follow.
  private var awaitsItems = false

  init(_ file: SourceFile) {
    self.file = file
    lines = FrontMatterLine.split(file.bytes)
  }

  mutating func read() -> ParsedDocument {
    checkText()
    guard let first = lines.first, first.isFence else { return document(from: 0) }
    guard let end = lines.dropFirst().firstIndex(where: { $0.isFence || $0.isEnd }) else {
      report(first, 0, "the front matter that starts here has no end; write a line `---` behind it")
      return document(from: 0)
    }
    for line in lines[1..<end] { read(line) }
    return document(from: end + 1)
  }

  /// The document whose body starts with a line.
  private func document(from index: Int) -> ParsedDocument {
    let start = index < lines.count ? lines[index].start : file.bytes.count
    return ParsedDocument(
      frontMatter: FrontMatter(entries: entries), bodyLine: index + 1,
      body: String(decoding: file.bytes[start...], as: UTF8.self), diagnostics: diagnostics)
  }

  /// Bytes that are no text are told once, at the first of them; they are read as U+FFFD.
  private mutating func checkText() {
    if let offset = file.bytes.firstIndex(of: 0) {
      reportText(offset, "the file has a character U+0000; delete it")
    }
    if let offset = firstInvalidUTF8(file.bytes) {
      reportText(offset, "the file is not valid UTF-8 here; save it as UTF-8")
    }
  }

  private mutating func reportText(_ offset: Int, _ message: String) {
    let place = LineIndex(file.bytes).location(of: offset)
    diagnostics.append(Diagnostic(.invalidCharacter, file: file.path, at: place, message))
  }

  private mutating func report(
    _ line: FrontMatterLine, _ column: Int, _ message: String, _ code: Diagnostic.Code = .invalidFrontMatter
  ) {
    diagnostics.append(
      Diagnostic(code, file: file.path, at: SourceLocation(line: line.number, column: column + 1), message))
  }

  private mutating func read(_ line: FrontMatterLine) {
    let text = line.text
    let indent = text.prefix { $0 == " " || $0 == "\t" }.count
    let content = text.dropFirst(indent)
    guard let first = content.first, first != "#" else { return }
    if first == "-", content.dropFirst().first.map({ $0 == " " || $0 == "\t" }) ?? true {
      readItem(line, content.dropFirst(), column: indent)
    } else if indent > 0 {
      report(line, indent, "an indented line is no `key: value`; write the value on the line of its key")
    } else {
      readEntry(line, text)
    }
  }

  private mutating func readItem(_ line: FrontMatterLine, _ text: ArraySlice<Unicode.Scalar>, column: Int) {
    guard awaitsItems, let last = entries.indices.last else {
      return report(line, column, "a list item has no key above it; write `key:` on a line before the list")
    }
    var scanner = ScalarScanner(text, context: .item)
    do {
      var items: [String] = []
      if case .list(let before) = entries[last].value { items = before }
      items.append(try scanner.scalar())
      entries[last].value = .list(items)
    } catch {
      report(line, error.index, error.message)
    }
  }

  private mutating func readEntry(_ line: FrontMatterLine, _ text: ArraySlice<Unicode.Scalar>) {
    awaitsItems = false
    guard let colon = keyEnd(of: text) else {
      return report(line, 0, "a line of front matter is `key: value`; this one has no key with a colon")
    }
    var scanner = ScalarScanner(text[(colon + 1)...], context: .entry)
    var name = String(String.UnicodeScalarView(text[..<colon]))
    while name.last == " " { name.removeLast() }
    let isNew = keys.insert(name).inserted
    if !isNew {
      report(
        line, 0, "the key \"\(name)\" stands twice in the front matter; delete one of the lines", .duplicateKey)
    }
    do {
      let value = try scanner.value()
      guard isNew else { return }
      awaitsItems = scanner.isBlank
      entries.append(
        FrontMatter.Entry(key: name, value: value, location: SourceLocation(line: line.number, column: 1)))
    } catch {
      report(line, error.index, error.message)
    }
  }

  /// The colon behind the key: followed by a space or the end of the line.
  private func keyEnd(of text: ArraySlice<Unicode.Scalar>) -> Int? {
    guard let first = text.first, !"\"'[]{}&*!|>%@`?,".unicodeScalars.contains(first) else { return nil }
    let colon = text.indices.first { index in
      text[index] == ":" && (index + 1 == text.endIndex || text[index + 1] == " " || text[index + 1] == "\t")
    }
    guard let colon, colon > text.startIndex else { return nil }
    return colon
  }
}

/// A line of a file: its number, where it starts, and its text without its end.
struct FrontMatterLine {
  let number: Int
  /// The byte offset.
  let start: Int
  private let bytes: ArraySlice<UInt8>

  /// The scalars, counted from 0 whatever the place of the line, so that an index is a column.
  var text: ArraySlice<Unicode.Scalar> { Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)[...] }
  var isFence: Bool { isMark("---") }
  var isEnd: Bool { isMark("...") }

  private func isMark(_ mark: String) -> Bool {
    bytes.starts(with: mark.utf8) && bytes.dropFirst(3).allSatisfy(\.isSpaceOrTab)
  }

  /// The lines of a text that may have a byte order mark and any kind of line ends.
  static func split(_ bytes: [UInt8]) -> [FrontMatterLine] {
    var lines: [FrontMatterLine] = []
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
      lines.append(FrontMatterLine(number: lines.count + 1, start: start, bytes: bytes[start..<end]))
      start = end + 1
      if end + 1 < bytes.count, bytes[end] == 0x0D, bytes[end + 1] == 0x0A { start += 1 }
      // Without front matter nobody asks for the other lines.
      if lines.count == 1, !lines[0].isFence { break }
    }
    return lines
  }
}
