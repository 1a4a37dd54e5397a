/// A hash of a text that is the same whatever space the text has.
func spacelessHash(of text: String) -> UInt64 {
  var hash = SpacelessHash()
  hash.add(text)
  return hash.value
}

/// FNV-1a over the bytes of texts, without space.
struct SpacelessHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ text: String) {
    var copy = text
    var hash = value
    copy.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        // Spaces beyond ASCII begin with one of three bytes.
        if byte <= 0x20 || byte == 0xC2 || byte == 0xE2 || byte == 0xE3 {
          let length = spaceLength(bytes, index)
          if length > 0 {
            index += length
            continue
          }
        }
        hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        index += 1
      }
    }
    value = hash
  }

  /// How many bytes the space at a place has; 0 where there is none.
  private func spaceLength(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    if bytes[index] == 0x20 || (0x09...0x0D).contains(bytes[index]) { return 1 }
    let length = bytes[index] == 0xC2 ? 2 : 3
    guard bytes[index] >= 0xC2, index + length <= bytes.count else { return 0 }
    let text = String(decoding: bytes[index..<index + length], as: UTF8.self)
    return text.unicodeScalars.allSatisfy(isSpace) ? length : 0
  }
}

/// A text without any space.
func compact(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars where !isSpace(scalar) { result.append(scalar) }
  return String(result)
}
