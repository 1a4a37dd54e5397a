import CBytes

/// A strict reader of JSON text (RFC 8259) over UTF-8 bytes. It accepts exactly JSON, keeps the place of every value, and
/// bounds nesting, so that no input can exhaust the stack. A byte order mark at the start is skipped.
package struct JSONReader {
  /// Values nested deeper are not read; they are still checked for being JSON.
  package static let maximumDepth = 200
  /// More values and keys than this are not read: it bounds the memory that a text of brackets alone can take to half a gigabyte.
  package static let maximumValues = 1 << 25

  /// Reads one JSON text.
  /// - Parameters:
  ///   - bytes: the file, or a part of it such as one line of a `.jsonl` file.
  ///   - range: where in the bytes the text stands; offsets count from the start of `bytes`.
  /// - Returns: the value, nil where the text is not JSON or too deep; and all problems. A value with problems of
  ///   other kinds has U+FFFD in place of what is no character.
  package static func read(
    _ bytes: [UInt8], in range: Range<Int>? = nil, maximumValues: Int = maximumValues
  ) -> (value: JSON?, problems: [JSONProblem]) {
    if bytes.count > UInt32.max { return (nil, [JSONProblem(kind: .tooLarge, offset: 0, message: "larger than 4 GB")]) }
    let (nodes, problems) = bytes.withUnsafeBufferPointer { buffer -> ([JSONText.Node]?, [JSONProblem]) in
      var range = range ?? buffer.indices
      if range.lowerBound == 0, buffer.starts(with: [0xEF, 0xBB, 0xBF]), range.count >= 3 {
        range = 3..<range.upperBound
      }
      var reader = JSONReader(
        bytes: buffer, position: range.lowerBound, end: range.upperBound, maximumValues: maximumValues)
      do throws(JSONProblem) {
        try reader.readText()
        return (reader.isTooDeep ? nil : reader.nodes, reader.problems)
      } catch {
        // What is not JSON is called only that.
        return (nil, reader.problems.filter { $0.kind != .tooDeep } + [error])
      }
    }
    return (nodes.map { JSON(JSONText(bytes, $0), 0) }, problems)
  }

  /// Reads the value that begins at an offset, whatever follows it: a part of a text that was read before and is JSON.
  /// - Returns: the value and its end; nil where there is none.
  package static func readValue(_ bytes: [UInt8], at offset: Int) -> (value: JSON, end: Int)? {
    if offset >= bytes.count || bytes.count > UInt32.max { return nil }
    let found = bytes.withUnsafeBufferPointer { buffer -> (nodes: [JSONText.Node], end: Int)? in
      var reader = JSONReader(
        bytes: buffer, position: offset, end: buffer.count, maximumValues: maximumValues, room: 64)
      do throws(JSONProblem) {
        try reader.readValue(depth: 0)
        return (reader.nodes, reader.position)
      } catch {
        return nil
      }
    }
    return found.map { (JSON(JSONText(bytes, $0.nodes), 0), $0.end) }
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position: Int
  private let end: Int
  private var nodes: [JSONText.Node] = []
  private var problems: [JSONProblem] = []
  /// Whether a value was checked, but not read; it is told once.
  private var isTooDeep = false

  private let maximumValues: Int

  private init(bytes: UnsafeBufferPointer<UInt8>, position: Int, end: Int, maximumValues: Int, room: Int? = nil) {
    self.bytes = bytes
    self.position = position
    self.end = end
    self.maximumValues = maximumValues
    // Few texts have more, and those with less lose little.
    nodes.reserveCapacity(room ?? (end - position) / 20 + 1)
  }

  private var current: UInt8? { position < end ? bytes[position] : nil }

  private func notJSON(_ message: String, at offset: Int? = nil) -> JSONProblem {
    JSONProblem(kind: .notJSON, offset: offset ?? position, message: message)
  }

  private mutating func skipSpace() {
    while position < end {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  private mutating func readText() throws(JSONProblem) {
    skipSpace()
    try readValue(depth: 0)
    skipSpace()
    if position < end { throw notJSON("expected the end of the text after the value") }
  }

  private mutating func add(_ kind: JSONText.Kind, at offset: Int, length: Int = 0) {
    nodes.append(JSONText.Node(kind, at: offset, length: length, next: nodes.count + 1))
  }

  private mutating func readValue(depth: Int) throws(JSONProblem) {
    if nodes.count >= maximumValues {
      throw JSONProblem(
        kind: .tooLarge, offset: position, message: "more than \(maximumValues) values; use several files")
    }
    switch current {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      if depth == Self.maximumDepth {
        let offset = position
        try checkDeepValue()
        if !isTooDeep {
          problems.append(
            JSONProblem(kind: .tooDeep, offset: offset, message: "nested deeper than \(Self.maximumDepth) levels"))
        }
        isTooDeep = true
        return add(.null, at: offset)
      }
      if current == UInt8(ascii: "{") { try readObject(depth: depth) } else { try readArray(depth: depth) }
    case UInt8(ascii: "\""): try readString()
    case UInt8(ascii: "t"): try readWord("true", .true)
    case UInt8(ascii: "f"): try readWord("false", .false)
    case UInt8(ascii: "n"): try readWord("null", .null)
    case nil: throw notJSON("expected a value, found the end of the text")
    case let byte? where byte == UInt8(ascii: "-") || isASCIIDigit(byte): try readNumber()
    default: throw notJSON("expected a value")
    }
  }

  private mutating func readObject(depth: Int) throws(JSONProblem) {
    let node = nodes.count
    add(.object, at: position)
    position += 1
    skipSpace()
    if current == UInt8(ascii: "}") {
      position += 1
      return
    }
    var count = 0
    repeat {
      try readKey()
      try readValue(depth: depth + 1)
      count += 1
    } while try !readSeparator(closing: UInt8(ascii: "}"))
    nodes[node].close(count, next: nodes.count)
  }

  /// A key and its colon, up to the value.
  private mutating func readKey() throws(JSONProblem) {
    guard current == UInt8(ascii: "\"") else { throw notJSON("expected a key in double quotes") }
    try readString()
    skipSpace()
    guard current == UInt8(ascii: ":") else { throw notJSON("expected \":\" after the key") }
    position += 1
    skipSpace()
  }

  private mutating func readArray(depth: Int) throws(JSONProblem) {
    let node = nodes.count
    add(.array, at: position)
    position += 1
    skipSpace()
    if current == UInt8(ascii: "]") {
      position += 1
      return
    }
    var count = 0
    repeat {
      try readValue(depth: depth + 1)
      count += 1
    } while try !readSeparator(closing: UInt8(ascii: "]"))
    nodes[node].close(count, next: nodes.count)
  }

  /// The comma or the closing bracket after an item; true where it closes.
  private mutating func readSeparator(closing: UInt8) throws(JSONProblem) -> Bool {
    skipSpace()
    guard let byte = current else {
      throw notJSON("expected \",\" or \"\(Character(Unicode.Scalar(closing)))\", found the end of the text")
    }
    guard byte == UInt8(ascii: ",") || byte == closing else {
      throw notJSON("expected \",\" or \"\(Character(Unicode.Scalar(closing)))\"")
    }
    position += 1
    if byte == closing { return true }
    skipSpace()
    return false
  }

  private mutating func readWord(_ word: StaticString, _ kind: JSONText.Kind) throws(JSONProblem) {
    for index in 0..<word.utf8CodeUnitCount {
      guard position + index < end, bytes[position + index] == word.utf8Start[index] else {
        throw notJSON("expected a value; did you mean \"\(word)\"?")
      }
    }
    add(kind, at: position)
    position += word.utf8CodeUnitCount
  }

  private mutating func readNumber() throws(JSONProblem) {
    let start = position
    if current == UInt8(ascii: "-") { position += 1 }
    if current == UInt8(ascii: "0") {
      position += 1
      if let byte = current, isASCIIDigit(byte) { throw notJSON("a number has no leading zero", at: start) }
    } else {
      try skipDigits()
    }
    if current == UInt8(ascii: ".") {
      position += 1
      try skipDigits()
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      try skipDigits()
    }
    add(.number, at: start, length: position - start)
  }

  private mutating func skipDigits() throws(JSONProblem) {
    let start = position
    while let byte = current, isASCIIDigit(byte) { position += 1 }
    if position == start { throw notJSON("expected a digit") }
  }
}

// MARK: - Strings

extension JSONReader {
  private mutating func readString() throws(JSONProblem) {
    let opening = position
    position += 1
    let start = position
    var runStart = position
    var kind = JSONText.Kind.plainString
    while true {
      if try skipText(opening) { kind = kind == .escapedString ? kind : .string }
      if kind == .string || kind == .escapedString, !isValidUTF8(bytes[runStart..<position]) {
        throw notJSON("the string is not valid UTF-8", at: runStart)
      }
      if bytes[position] == UInt8(ascii: "\"") { break }
      try readEscape()
      kind = .escapedString
      runStart = position
    }
    add(kind, at: opening, length: position - start)
    position += 1
  }

  /// Goes on to the next quote or backslash, a block of bytes at a time where that is possible.
  /// - Returns: whether there was anything but U+0020 to U+007E.
  private mutating func skipText(_ opening: Int) throws(JSONProblem) -> Bool {
    var isOther = false
    while position < end {
      if let start = bytes.baseAddress, position &+ waiver_block <= end {
        let found = waiver_ends_of_text(start + position)
        let (ends, others) = (found & 0xFFFF, found >> 16)
        let count = ends == 0 ? waiver_block : ends.trailingZeroBitCount
        isOther = isOther || others & ~(UInt32.max << UInt32(count)) != 0
        position &+= count
        if ends == 0 { continue }
      }
      switch bytes[position] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): return isOther
      case 0..<0x20: throw notJSON("a control character in a string must be written as an escape")
      case 0x7F...: isOther = true
      default: break
      }
      position += 1
    }
    throw notJSON("the string is not closed", at: opening)
  }

  private mutating func readEscape() throws(JSONProblem) {
    let start = position
    position += 1
    guard let byte = current else { throw notJSON("the string is not closed", at: start) }
    position += 1
    if byte == UInt8(ascii: "u") {
      try readUnicodeEscape(start)
    } else if JSONEscape.simple(byte) == nil {
      throw notJSON("unknown escape in a string", at: start)
    }
  }

  private mutating func readUnicodeEscape(_ start: Int) throws(JSONProblem) {
    let first = try readHexDigits(start)
    if first == 0 {
      problems.append(JSONProblem(kind: .nul, offset: start, message: "U+0000 cannot stand in a text"))
    }
    if Unicode.Scalar(first) != nil { return }
    if first < 0xDC00, position + 1 < end, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    {
      let before = position
      position += 2
      if JSONEscape.scalar(first, try readHexDigits(before)) != nil { return }
      position = before
    }
    problems.append(
      JSONProblem(kind: .loneSurrogate, offset: start, message: "half of a surrogate pair is no character"))
  }

  private mutating func readHexDigits(_ start: Int) throws(JSONProblem) -> UInt16 {
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = JSONEscape.digit(byte) else {
        throw notJSON("\\u needs four hexadecimal digits", at: start)
      }
      value = value << 4 | digit
      position += 1
    }
    return value
  }
}

// MARK: - Beyond the depth that is read

extension JSONReader {
  /// Checks a value without building it and without recursion: the brackets that are open are kept in an array.
  private mutating func checkDeepValue() throws(JSONProblem) {
    var open: [UInt8] = []
    while true {
      switch current {
      case UInt8(ascii: "{"):
        position += 1
        skipSpace()
        if current != UInt8(ascii: "}") {
          open.append(UInt8(ascii: "}"))
          try readKey()
          nodes.removeLast()
          continue
        }
        position += 1
      case UInt8(ascii: "["):
        position += 1
        skipSpace()
        if current != UInt8(ascii: "]") {
          open.append(UInt8(ascii: "]"))
          continue
        }
        position += 1
      default:
        try readValue(depth: 0)
        nodes.removeLast()
      }
      while let closing = open.last, try readSeparator(closing: closing) { open.removeLast() }
      guard let closing = open.last else { return }
      if closing == UInt8(ascii: "}") {
        try readKey()
        nodes.removeLast()
      }
    }
  }
}
