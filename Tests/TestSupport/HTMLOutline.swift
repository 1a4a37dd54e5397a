/// The elements of an HTML text in order: start tags with the names of their attributes, end tags, comments. Two texts with the same
/// outline have the same element tree. It is written apart from the compiler's own reading of HTML, by the tokenizer of the
/// HTML Standard (13.2.5), so that a mistake in one does not hide in the other.
package struct HTMLOutline: Equatable, Sendable, CustomStringConvertible {
  package private(set) var marks: [String] = []
  package var description: String { marks.joined(separator: "\n") }

  private let bytes: [UInt8]
  private var position = 0

  package static func == (a: HTMLOutline, b: HTMLOutline) -> Bool { a.marks == b.marks }

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "<") else {
        position += 1
        continue
      }
      readMarkup()
    }
  }

  private func at(_ offset: Int) -> UInt8 { position + offset < bytes.count ? bytes[position + offset] : 0 }
  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
  private static func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0C, 0x0D].contains(byte) }

  private mutating func readMarkup() {
    if at(1) == UInt8(ascii: "!"), at(2) == UInt8(ascii: "-"), at(3) == UInt8(ascii: "-") {
      marks.append("comment")
      skip(past: "-->")
    } else if at(1) == UInt8(ascii: "!") || at(1) == UInt8(ascii: "?") {
      marks.append("declaration")
      skip(past: ">")
    } else if at(1) == UInt8(ascii: "/"), Self.isLetter(at(2)) {
      readTag("/")
    } else if Self.isLetter(at(1)) {
      readTag("")
    } else {
      position += 1
    }
  }

  private mutating func skip(past end: String) {
    let end = Array(end.utf8)
    while position < bytes.count, !bytes[position...].starts(with: end) { position += 1 }
    position += end.count
  }

  private mutating func readWord(until isEnd: (UInt8) -> Bool) -> String {
    let start = position
    while position < bytes.count, !isEnd(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func readTag(_ prefix: String) {
    position += 1 + prefix.utf8.count
    let isEnd = { (byte: UInt8) in Self.isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") }
    let name = readWord(until: isEnd)
    var mark = prefix + name
    while position < bytes.count, bytes[position] != UInt8(ascii: ">") {
      if isEnd(bytes[position]) {
        position += 1
        continue
      }
      mark += " " + readWord { isEnd($0) || $0 == UInt8(ascii: "=") }
      if at(0) == UInt8(ascii: "=") {
        position += 1
        readValue()
      }
    }
    position += 1
    marks.append(mark)
    if prefix.isEmpty, ["title", "textarea", "script", "style"].contains(name) { skip(to: "</\(name)") }
  }

  private mutating func readValue() {
    let quote = at(0)
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      _ = readWord { Self.isSpace($0) || $0 == UInt8(ascii: ">") }
      return
    }
    position += 1
    _ = readWord { $0 == quote }
    position += 1
  }

  private mutating func skip(to end: String) {
    let end = Array(end.utf8)
    while position < bytes.count, !bytes[position...].starts(with: end) { position += 1 }
  }
}
