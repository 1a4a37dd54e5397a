/// A strict reader of JSON text (RFC 8259) over UTF-8 bytes. It accepts exactly JSON, keeps the place of every value, and
/// bounds nesting, so that no input can exhaust the stack. A byte order mark at the start is skipped.
package struct JSONReader {
  /// Values nested deeper are not read; they are still checked for being JSON.
  package static let maximumDepth = 200

  /// Reads one JSON text.
  /// - Parameters:
  ///   - bytes: the file, or a part of it such as one line of a `.jsonl` file.
  ///   - range: where in the bytes the text stands; offsets count from the start of `bytes`.
  /// - Returns: the value, nil where the text is not JSON or too deep; and all problems. A value with problems of
  ///   other kinds has U+FFFD in place of what is no character.
  package static func read(_ bytes: [UInt8], in range: Range<Int>? = nil) -> (value: JSON?, problems: [JSONProblem]) {
    bytes.withUnsafeBufferPointer { buffer in
      var range = range ?? buffer.indices
      if range.lowerBound == 0, buffer.starts(with: [0xEF, 0xBB, 0xBF]), range.count >= 3 {
        range = 3..<range.upperBound
      }
      var reader = JSONReader(bytes: buffer, position: range.lowerBound, end: range.upperBound)
      do throws(JSONProblem) {
        let value = try reader.readText()
        return (reader.isTooDeep ? nil : value, reader.problems)
      } catch {
        // What is not JSON is called only that.
        return (nil, reader.problems.filter { $0.kind != .tooDeep } + [error])
      }
    }
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position: Int
  private let end: Int
  private var problems: [JSONProblem] = []
  /// Whether a value was checked, but not read; it is told once.
  private var isTooDeep = false

  private init(bytes: UnsafeBufferPointer<UInt8>, position: Int, end: Int) {
    self.bytes = bytes
    self.position = position
    self.end = end
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

  private mutating func readText() throws(JSONProblem) -> JSON {
    skipSpace()
    let value = try readValue(depth: 0)
    skipSpace()
    if position < end { throw notJSON("expected the end of the text after the value") }
    return value
  }

  private mutating func readValue(depth: Int) throws(JSONProblem) -> JSON {
    let offset = position
    switch current {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      if depth == Self.maximumDepth {
        try checkDeepValue()
        if !isTooDeep {
          problems.append(
            JSONProblem(kind: .tooDeep, offset: offset, message: "nested deeper than \(Self.maximumDepth) levels"))
        }
        isTooDeep = true
        return JSON(.null, at: offset)
      }
      let isObject = current == UInt8(ascii: "{")
      return JSON(isObject ? try readObject(depth: depth) : try readArray(depth: depth), at: offset)
    case UInt8(ascii: "\""): return JSON(.string(try readString()), at: offset)
    case UInt8(ascii: "t"): return JSON(try readWord("true", .bool(true)), at: offset)
    case UInt8(ascii: "f"): return JSON(try readWord("false", .bool(false)), at: offset)
    case UInt8(ascii: "n"): return JSON(try readWord("null", .null), at: offset)
    case nil: throw notJSON("expected a value, found the end of the text")
    case let byte? where byte == UInt8(ascii: "-") || isASCIIDigit(byte):
      return JSON(.number(try readNumber()), at: offset)
    default: throw notJSON("expected a value")
    }
  }

  private mutating func readObject(depth: Int) throws(JSONProblem) -> JSON.Value {
    position += 1
    var members: [JSON.Member] = []
    skipSpace()
    if current == UInt8(ascii: "}") {
      position += 1
      return .object(members)
    }
    members.reserveCapacity(6)
    while true {
      let member = try readKey()
      members.append(
        JSON.Member(key: member.key, keyOffset: member.offset, value: try readValue(depth: depth + 1)))
      if try readSeparator(closing: UInt8(ascii: "}")) { return .object(members) }
    }
  }

  /// A key and its colon, up to the value.
  private mutating func readKey() throws(JSONProblem) -> (key: String, offset: Int) {
    let offset = position
    guard current == UInt8(ascii: "\"") else { throw notJSON("expected a key in double quotes") }
    let key = try readString()
    skipSpace()
    guard current == UInt8(ascii: ":") else { throw notJSON("expected \":\" after the key") }
    position += 1
    skipSpace()
    return (key, offset)
  }

  private mutating func readArray(depth: Int) throws(JSONProblem) -> JSON.Value {
    position += 1
    var items: [JSON] = []
    skipSpace()
    if current == UInt8(ascii: "]") {
      position += 1
      return .array(items)
    }
    while true {
      items.append(try readValue(depth: depth + 1))
      if try readSeparator(closing: UInt8(ascii: "]")) { return .array(items) }
    }
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

  private mutating func readWord(_ word: StaticString, _ value: JSON.Value) throws(JSONProblem) -> JSON.Value {
    for index in 0..<word.utf8CodeUnitCount {
      guard position + index < end, bytes[position + index] == word.utf8Start[index] else {
        throw notJSON("expected a value; did you mean \"\(word)\"?")
      }
    }
    position += word.utf8CodeUnitCount
    return value
  }

  private mutating func readNumber() throws(JSONProblem) -> String {
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
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func skipDigits() throws(JSONProblem) {
    let start = position
    while let byte = current, isASCIIDigit(byte) { position += 1 }
    if position == start { throw notJSON("expected a digit") }
  }
}

// MARK: - Strings

extension JSONReader {
  private mutating func readString() throws(JSONProblem) -> String {
    let opening = position
    position += 1
    let start = position
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        let text = try validated(start..<position)
        position += 1
        return text
      case UInt8(ascii: "\\"): return try readEscapedString(start, opening)
      case 0..<0x20: throw notJSON("a control character in a string must be written as an escape")
      default: position += 1
      }
    }
    throw notJSON("the string is not closed", at: opening)
  }

  private func validated(_ range: Range<Int>) throws(JSONProblem) -> String {
    let part = UnsafeBufferPointer(rebasing: bytes[range])
    // Decoding repairs what is not UTF-8, so a text that is as it was is valid. (Three times as fast as asking first.)
    let text = String(decoding: part, as: UTF8.self)
    let isAsItWas =
      text.utf8.withContiguousStorageIfAvailable { haveEqualBytes($0, part) } ?? text.utf8.elementsEqual(part)
    guard isAsItWas else {
      throw notJSON("the string is not valid UTF-8", at: range.lowerBound)
    }
    return text
  }

  /// The rest of a string whose first escape stands at `position`.
  private mutating func readEscapedString(_ start: Int, _ opening: Int) throws(JSONProblem) -> String {
    var result = try validated(start..<position)
    var runStart = position
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        result += try validated(runStart..<position)
        position += 1
        return result
      case UInt8(ascii: "\\"):
        result += try validated(runStart..<position)
        result.unicodeScalars.append(try readEscape())
        runStart = position
      case 0..<0x20: throw notJSON("a control character in a string must be written as an escape")
      default: position += 1
      }
    }
    throw notJSON("the string is not closed", at: opening)
  }

  private mutating func readEscape() throws(JSONProblem) -> Unicode.Scalar {
    let start = position
    position += 1
    guard let byte = current else { throw notJSON("the string is not closed", at: start) }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try readUnicodeEscape(start)
    default: throw notJSON("unknown escape in a string", at: start)
    }
  }

  private mutating func readUnicodeEscape(_ start: Int) throws(JSONProblem) -> Unicode.Scalar {
    let first = try readHexDigits(start)
    if first == 0 {
      problems.append(JSONProblem(kind: .nul, offset: start, message: "U+0000 cannot stand in a text"))
    }
    if let scalar = Unicode.Scalar(first) { return scalar }
    if first < 0xDC00, position + 1 < end, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    {
      let before = position
      position += 2
      let second = try readHexDigits(before)
      if (0xDC00...0xDFFF).contains(second),
        let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
      {
        return scalar
      }
      position = before
    }
    problems.append(
      JSONProblem(kind: .loneSurrogate, offset: start, message: "half of a surrogate pair is no character"))
    return "\u{FFFD}"
  }

  private mutating func readHexDigits(_ start: Int) throws(JSONProblem) -> UInt16 {
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw notJSON("\\u needs four hexadecimal digits", at: start)
      }
      value = value << 4 | UInt16(digit)
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
          _ = try readKey()
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
      default: _ = try readValue(depth: 0)
      }
      while let closing = open.last, try readSeparator(closing: closing) { open.removeLast() }
      guard let closing = open.last else { return }
      if closing == UInt8(ascii: "}") { _ = try readKey() }
    }
  }
}

/// Compares eight bytes at a time; `elementsEqual` takes them one by one.
private func haveEqualBytes(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
  guard a.count == b.count else { return false }
  let (left, right) = (UnsafeRawBufferPointer(a), UnsafeRawBufferPointer(b))
  var index = 0
  while index + 8 <= left.count {
    if left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      != right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    {
      return false
    }
    index += 8
  }
  return left[index...].elementsEqual(right[index...])
}
