import PortalBase

/// The Markdown source of a template with its tags as placeholders: lines of text, and lines that are a single tag.
struct MarkdownLines {
  /// What a placeholder stands for.
  enum Slot {
    case value(Piece)
    /// A section's opening tag, and the slot of its closing tag.
    case open(Piece, close: Int)
    case close(open: Int)
    case island(Piece)
    /// A character of the template that happens to be one of ours.
    case character([UInt8])
  }

  struct Line {
    var bytes: [UInt8]
    var place: Place
    /// The slot of the section tag that stands alone on the line; the bytes are then the whitespace before it.
    var tag: Int?
  }

  private enum Token {
    case text([UInt8], Place)
    case value(Piece)
    case open(Piece, Int)
    case close(Piece, Int)
    case island(Piece)
  }

  private(set) var slots: [Slot] = []
  private(set) var lines: [Line] = []
  private var tokens: [Token] = []
  private var current: [UInt8] = []
  private var currentPlace: Place
  /// Where in HTML the present line ends, as far as it was looked at.
  private var tagState = TagState()
  /// What stands from each token on: whether nothing but section tags follows on the line, and whether a block is the first
  /// thing after section tags.
  private var endsLine: [Bool] = []
  private var beginsBlock: [Bool] = []

  init(_ pieces: [Piece]) {
    currentPlace = pieces.first?.place ?? Place(file: 0, offset: 0)
    flatten(pieces)
    lookAhead()
    for index in tokens.indices { append(index) }
    if !current.isEmpty { endLine() }
  }

  private mutating func flatten(_ pieces: [Piece]) {
    for piece in pieces {
      switch piece.kind {
      case .text(let bytes): tokens.append(.text(bytes, piece.place))
      case .value: tokens.append(.value(piece))
      case .island: tokens.append(.island(piece))
      case .section(_, let inner), .whenAny(_, let inner):
        let open = slots.count
        slots += [.open(piece, close: open + 1), .close(open: open)]
        tokens.append(.open(piece, open))
        flatten(inner)
        tokens.append(.close(piece, open + 1))
      }
    }
  }

  private mutating func endLine() {
    lines.append(Line(bytes: current, place: currentPlace))
    startLine()
  }

  private mutating func startLine() {
    current = []
    tagState = TagState()
  }

  private mutating func begin(_ place: Place) {
    if current.isEmpty { currentPlace = place }
  }

  private mutating func append(_ index: Int) {
    switch tokens[index] {
    case .text(let bytes, let place): append(bytes, place)
    case .value(let piece):
      begin(piece.place)
      append(.value(piece), isBlock: isMarkup(piece) && isAtLineStart && endsLine[index + 1])
    case .island(let piece):
      begin(piece.place)
      if let indent = piece.indent { current += indent }
      append(.island(piece), isBlock: isAtLineStart && MarkdownLines.isBlock(piece))
      if piece.indent != nil { endLine() }
    case .open(let piece, let slot): append(tag: slot, piece.indent, piece.place, index)
    case .close(let piece, let slot): append(tag: slot, piece.closeIndent, piece.closePlace, index)
    }
  }

  private mutating func append(_ bytes: [UInt8], _ place: Place) {
    begin(place)
    var position = 0
    while position < bytes.count {
      if Placeholder.isReserved(bytes[position..<min(position + 3, bytes.count)]) {
        append(.character(Array(bytes[position..<position + 3])), isBlock: false)
        position += 3
        continue
      }
      if bytes[position] == 0x0A {
        endLine()
        currentPlace = Place(file: place.file, offset: place.offset + position + 1)
      } else {
        current.append(bytes[position])
      }
      position += 1
    }
  }

  private mutating func append(_ slot: Slot, isBlock: Bool) {
    let form = isBlock ? .block : inlineForm()
    Placeholder.append(form, slots.count, to: &current)
    slots.append(slot)
  }

  /// A section tag gets a line to itself where it stands alone, and where it stands before a block on the same line
  /// (`{{#item}}<li>…`), which would be a paragraph otherwise.
  private mutating func append(tag slot: Int, _ indent: [UInt8]?, _ place: Place, _ index: Int) {
    if let indent {
      if !current.isEmpty { endLine() }
      lines.append(Line(bytes: indent, place: place, tag: slot))
    } else if isAtLineStart, beginsBlock[index + 1] {
      lines.append(Line(bytes: current, place: place, tag: slot))
      startLine()
    } else {
      begin(place)
      let form = inlineForm()
      Placeholder.append(form, slot, to: &current)
    }
  }

  /// The form of a placeholder in the present line: inside of an HTML tag, but not of an attribute's quotes, it is a name.
  private mutating func inlineForm() -> Placeholder.Form {
    tagState.read(current)
    return tagState.isAmongAttributes ? .attribute : .inline
  }

  private var isAtLineStart: Bool { current.allSatisfy { $0 == 0x20 || $0 == 0x09 } }

  private func isMarkup(_ piece: Piece) -> Bool {
    if case .value(let value) = piece.kind { value.kind == .html } else { false }
  }

  /// Looks from the end to the beginning, so that a long row of tags is gone through once.
  private mutating func lookAhead() {
    endsLine = [Bool](repeating: true, count: tokens.count + 1)
    beginsBlock = [Bool](repeating: false, count: tokens.count + 1)
    for index in tokens.indices.reversed() {
      let (ends, begins) = (endsLine[index + 1], beginsBlock[index + 1])
      switch tokens[index] {
      case .open(let piece, _): (endsLine[index], beginsBlock[index]) = (ends, piece.indent == nil && begins)
      case .close(let piece, _): (endsLine[index], beginsBlock[index]) = (ends, piece.closeIndent == nil && begins)
      case .text(let bytes, _):
        let rest = bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
        (endsLine[index], beginsBlock[index]) = (rest == 0x0A || rest == nil, MarkdownLines.isBlock(bytes))
      case .value(let piece): (endsLine[index], beginsBlock[index]) = (false, isMarkup(piece) && ends)
      case .island(let piece): (endsLine[index], beginsBlock[index]) = (false, MarkdownLines.isBlock(piece))
      }
    }
  }

  // MARK: Blocks of HTML

  /// Whether HTML begins with a tag of a block element.
  static func isBlock(_ bytes: [UInt8]) -> Bool {
    guard bytes.first == UInt8(ascii: "<") else { return false }
    let rest = bytes.dropFirst().first == UInt8(ascii: "/") ? bytes.dropFirst(2) : bytes.dropFirst()
    let name = rest.prefix { isASCIILetterOrDigit($0) }
    return HTMLElements.block.contains(String(decoding: name, as: UTF8.self).lowercased())
  }

  /// Whether what a partial says begins with a block: then it is one itself.
  static func isBlock(_ piece: Piece) -> Bool {
    switch piece.kind {
    case .text(let bytes): return isBlock(Array(bytes.drop(while: isBlank)))
    case .value(let value): return value.kind == .html
    case .island(.markdown, _): return true
    case .island(_, let inner), .section(_, let inner), .whenAny(_, let inner):
      let first = inner.first { piece in
        if case .text(let bytes) = piece.kind { return !bytes.allSatisfy(isBlank) }
        return true
      }
      return first.map(isBlock) ?? false
    }
  }
}

/// Where in HTML a line ends, followed as the line grows.
private struct TagState {
  private enum State { case text, afterLessThan, tag }

  private var state = State.text
  private var quote: UInt8?
  private var position = 0

  /// Inside of a tag, but not of an attribute's quotes.
  var isAmongAttributes: Bool { state == .tag && quote == nil }

  /// Goes on to the end of a line that has grown.
  mutating func read(_ line: [UInt8]) {
    while position < line.count {
      let byte = line[position]
      position += 1
      if byte == UInt8(ascii: "<") {
        (state, quote) = (.afterLessThan, nil)
      } else if state == .afterLessThan {
        state = isASCIILetter(byte) ? .tag : .text
      } else if let open = quote {
        if byte == open { quote = nil }
      } else if state == .tag {
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
        if byte == UInt8(ascii: ">") { state = .text }
      }
    }
  }
}
