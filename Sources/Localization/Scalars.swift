// What the checks must know of single characters.

/// Space of any kind: also no-break and full-width ones.
func isSpace(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x20, 0x09...0x0D, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
  default: false
  }
}

/// Letters of scripts that put no space between words: kana, Han and Chinese or Japanese punctuation. Hangul is not among them.
func isWideLetter(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x2E80...0x30FF, 0x3100...0x312F, 0x31A0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
    0xFF01...0xFF60, 0x20000...0x3FFFF:
    true
  default: false
  }
}

func isHan(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
  default: false
  }
}

func isKana(_ scalar: Unicode.Scalar) -> Bool {
  (0x3041...0x30FF).contains(scalar.value) || (0xFF66...0xFF9F).contains(scalar.value)
}

func isASCIILetter(_ scalar: Unicode.Scalar) -> Bool {
  (0x61...0x7A).contains(scalar.value | 0x20) && scalar.value < 0x80
}

/// A letter or digit of any script, as far as words are concerned.
func isWordCharacter(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.value < 0x80 { return isASCIILetter(scalar) || digitValue(scalar) != nil }
  return scalar.properties.isAlphabetic || digitValue(scalar) != nil
}

/// The value of a decimal digit of the scripts that documents are written in: ASCII, full-width, Arabic (both sets), Devanagari.
func digitValue(_ scalar: Unicode.Scalar) -> Int? {
  switch scalar.value {
  case 0x30...0x39: Int(scalar.value) - 0x30
  case 0x660...0x669: Int(scalar.value) - 0x660
  case 0x6F0...0x6F9: Int(scalar.value) - 0x6F0
  case 0x966...0x96F: Int(scalar.value) - 0x966
  case 0xFF10...0xFF19: Int(scalar.value) - 0xFF10
  default: nil
  }
}

/// Full-width letters, digits and signs as their ASCII counterparts, all spaces as one kind: how texts are compared.
func foldedWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  switch scalar.value {
  case 0x21...0x7E: scalar
  case 0xFF01...0xFF5E: Unicode.Scalar(UInt8(scalar.value - 0xFEE0))
  default: isSpace(scalar) ? " " : scalar
  }
}

/// A text as scalars of folded width.
func foldedScalars(_ text: String) -> [Unicode.Scalar] {
  var result: [Unicode.Scalar] = []
  result.reserveCapacity(text.utf8.count)
  for scalar in text.unicodeScalars { result.append(foldedWidth(scalar)) }
  return result
}

/// ASCII letters in lower case.
func lowercasedASCII(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  (0x41...0x5A).contains(scalar.value) ? Unicode.Scalar(UInt8(scalar.value + 0x20)) : scalar
}

/// Every place where one run of scalars begins in another.
func occurrences(of needle: [Unicode.Scalar], in text: [Unicode.Scalar]) -> [Int] {
  guard let first = needle.first, needle.count <= text.count else { return [] }
  var found: [Int] = []
  var start = 0
  while start + needle.count <= text.count {
    if text[start] == first, text[start..<start + needle.count].elementsEqual(needle) {
      found.append(start)
      start += needle.count
    } else {
      start += 1
    }
  }
  return found
}
