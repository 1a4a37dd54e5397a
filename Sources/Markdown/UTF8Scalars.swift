extension UnsafeBufferPointer<UInt8> {
  /// The character that a text in UTF-8 begins with.
  var firstScalar: Unicode.Scalar? {
    guard let first else { return nil }
    if first < 0x80 { return Unicode.Scalar(first) }
    var bytes = makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    guard case .valid(let scalar) = parser.parseScalar(from: &bytes) else { return "\u{FFFD}" }
    return Unicode.UTF8.decode(scalar)
  }

  /// The character that a text in UTF-8 ends with.
  var lastScalar: Unicode.Scalar? {
    guard let last else { return nil }
    if last < 0x80 { return Unicode.Scalar(last) }
    var start = count - 1
    while start > 0, self[start] & 0xC0 == 0x80 { start -= 1 }
    return UnsafeBufferPointer(rebasing: self[start...]).firstScalar
  }
}

extension Unicode.Scalar {
  /// Whether it is known at once to be a letter or digit of ASCII, a hiragana, a katakana or a Chinese character.
  var isCommonLetter: Bool {
    switch value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FA5: true
    default: false
    }
  }
}
