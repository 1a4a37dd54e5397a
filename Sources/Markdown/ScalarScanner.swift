/// A value of front matter that cannot be read: where, and why.
struct FrontMatterProblem: Error {
  /// From 0, in scalars from the start of the line.
  var index: Int
  var message: String
}

/// Reads the value of a line of front matter: a bare or quoted text, or a list in brackets (YAML 1.2.2, 7.3 and 7.4.1).
struct ScalarScanner {
  /// Where a value stands, which decides where a bare text ends.
  enum Context { case entry, item, bracket }

  private let text: ArraySlice<Unicode.Scalar>
  private let context: Context
  private var index: Int
  /// Whether there was nothing on the line but perhaps a comment.
  private(set) var isBlank = false

  init(_ text: ArraySlice<Unicode.Scalar>, context: Context) {
    self.text = text
    self.context = context
    index = text.startIndex
  }

  /// Reads the rest of the line.
  mutating func value() throws(FrontMatterProblem) -> FrontMatter.Value {
    skipSpace()
    if current != "[" { return .text(try scalar()) }
    let items = try brackets()
    try expectEnd()
    return .list(items)
  }

  /// Reads the rest of the line as one text.
  mutating func scalar() throws(FrontMatterProblem) -> String {
    skipSpace()
    isBlank = atEnd
    if isBlank { return "" }
    let result = try quotedOrBare(context)
    try expectEnd()
    return result
  }

  private mutating func brackets() throws(FrontMatterProblem) -> [String] {
    let start = index
    var items: [String] = []
    index += 1
    while true {
      skipSpace()
      guard let next = current else {
        throw FrontMatterProblem(
          index: start, message: "the list has no `]`; write it on one line, or one `- item` per line")
      }
      if next == "]" { break }
      items.append(try quotedOrBare(.bracket))
      skipSpace()
      if current == "," {
        index += 1
      } else if let other = current, other != "]" {
        throw problem("the items of a list are parted by commas")
      }
    }
    index += 1
    return items
  }

  private mutating func quotedOrBare(_ context: Context) throws(FrontMatterProblem) -> String {
    switch current {
    case "'": return try singleQuoted()
    case "\"": return try doubleQuoted()
    default: return try bare(context)
    }
  }

  private mutating func bare(_ context: Context) throws(FrontMatterProblem) -> String {
    let start = index
    if let first = current, "[]{}&*!|>%@`,".unicodeScalars.contains(first) {
      throw problem("a value that starts with `\(first)` has to stand in quotes")
    }
    if current == "-" || current == "?", index + 1 == text.endIndex || text[index + 1] == " " {
      throw problem("a list starts on the line below its key; put the value in quotes if it is none")
    }
    while let next = current, !endsBare(next, context) {
      let isKey = next == ":" && (index + 1 == text.endIndex || text[index + 1] == " ")
      if isKey, context != .entry {
        throw problem("a list item is a text, and no `key: value`; put it in quotes if it is one")
      }
      index += 1
    }
    var end = index
    while end > start, text[end - 1] == " " || text[end - 1] == "\t" { end -= 1 }
    let result = String(String.UnicodeScalarView(text[start..<end]))
    return result == "~" || result == "null" ? "" : result
  }

  private func endsBare(_ scalar: Unicode.Scalar, _ context: Context) -> Bool {
    if context == .bracket, scalar == "," || scalar == "]" { return true }
    return scalar == "#" && (text[index - 1] == " " || text[index - 1] == "\t")
  }

  private mutating func singleQuoted() throws(FrontMatterProblem) -> String {
    let start = index
    var result = String.UnicodeScalarView()
    index += 1
    while let next = current {
      index += 1
      if next != "'" {
        result.append(next)
      } else if current == "'" {
        result.append("'")
        index += 1
      } else {
        return String(result)
      }
    }
    throw FrontMatterProblem(index: start, message: "the text in quotes has no end on its line; write the closing `'`")
  }

  private mutating func doubleQuoted() throws(FrontMatterProblem) -> String {
    let start = index
    var result = String.UnicodeScalarView()
    index += 1
    while let next = current {
      index += 1
      switch next {
      case "\"": return String(result)
      case "\\": result.append(try escape())
      default: result.append(next)
      }
    }
    throw FrontMatterProblem(index: start, message: "the text in quotes has no end on its line; write the closing `\"`")
  }

  private mutating func escape() throws(FrontMatterProblem) -> Unicode.Scalar {
    guard let letter = current else { throw problem("a `\\` at the end of a line; write `\\\\` for the character") }
    index += 1
    switch letter {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "\"", "\\", "/", " ": return letter
    case "x": return try hexadecimal(2)
    case "u": return try hexadecimal(4)
    case "U": return try hexadecimal(8)
    default:
      index -= 1
      throw problem("`\\\(letter)` is no escape; write `\\\\` for the character `\\`, or use single quotes")
    }
  }

  private mutating func hexadecimal(_ count: Int) throws(FrontMatterProblem) -> Unicode.Scalar {
    let digits = text[index...].prefix(count)
    guard digits.count == count, digits.allSatisfy({ $0.properties.isASCIIHexDigit }),
      let value = UInt32(String(String.UnicodeScalarView(digits)), radix: 16), value != 0,
      let scalar = Unicode.Scalar(value)
    else { throw problem("an escape needs \(count) hexadecimal digits that name a character") }
    index += count
    return scalar
  }

  /// After a value only a comment may stand.
  private mutating func expectEnd() throws(FrontMatterProblem) {
    skipSpace()
    if !atEnd {
      throw problem("there is text behind the value; put all of the value in quotes, or write `#` before a comment")
    }
  }

  private var current: Unicode.Scalar? { index < text.endIndex ? text[index] : nil }
  private var atEnd: Bool {
    current == nil
      || (current == "#" && (index == text.startIndex || text[index - 1] == " " || text[index - 1] == "\t"))
  }

  private mutating func skipSpace() {
    while let next = current, next == " " || next == "\t" { index += 1 }
  }

  private func problem(_ message: String) -> FrontMatterProblem { FrontMatterProblem(index: index, message: message) }
}
