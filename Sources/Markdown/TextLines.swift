/// The lines of a text, as CommonMark parts them (0.30, 2.1): at LF, CR or CRLF.
struct TextLines {
  let text: [UInt8]
  /// The byte ranges of the lines, without their ends.
  let ranges: [Range<Int>]

  init(_ text: [UInt8]) {
    self.text = text
    var ranges: [Range<Int>] = []
    var start = 0
    text.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        guard byte == 0x0A || byte == 0x0D else { continue }
        ranges.append(start..<index - 1)
        if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
        start = index
      }
    }
    if start < text.count { ranges.append(start..<text.count) }
    self.ranges = ranges
  }

  /// The number of lines.
  var count: Int { ranges.count }

  /// A line by its number, from 1.
  subscript(line: Int) -> ArraySlice<UInt8> { text[ranges[line - 1]] }
}
