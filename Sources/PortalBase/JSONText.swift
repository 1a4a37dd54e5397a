/// A JSON text that was read: its bytes, and where in them each value stands. One list for the whole text, because a value of its
/// own for each key and string of a file costs more than all that is done with them.
final class JSONText: Sendable {
  enum Kind: UInt8, Sendable {
    case null, `true`, `false`, number
    /// A string without escapes.
    case string
    /// The same of nothing but U+0020 to U+007E.
    case plainString
    case escapedString
    case array, object

    var isString: Bool { self == .plainString || self == .string || self == .escapedString }
  }

  /// A value or a key. Values follow each other as they are written: an array is followed by its items, an object by its first key,
  /// and that by its value.
  ///
  /// It takes 16 bytes, as there may be many millions; the reader refuses texts too long for it.
  struct Node: Sendable {
    var kind: Kind
    private var storedOffset: UInt32
    private var storedLength: UInt32
    private var storedNext: UInt32

    init(_ kind: Kind, at offset: Int, length: Int = 0, next: Int = 1) {
      self.kind = kind
      storedOffset = UInt32(truncatingIfNeeded: offset)
      storedLength = UInt32(truncatingIfNeeded: length)
      storedNext = UInt32(truncatingIfNeeded: next)
    }

    /// Of the first character, in bytes.
    var offset: Int { Int(storedOffset) }

    /// Of a string between its quotes or a number: its bytes. Of an array or object: its items or members.
    var length: Int { Int(storedLength) }

    /// The node behind the value and all that is in it.
    var next: Int { Int(storedNext) }

    /// Of an array or object that has been read to its end.
    mutating func close(_ length: Int, next: Int) {
      storedLength = UInt32(truncatingIfNeeded: length)
      storedNext = UInt32(truncatingIfNeeded: next)
    }
  }

  let bytes: [UInt8]
  let nodes: [Node]

  init(_ bytes: [UInt8], _ nodes: [Node]) {
    self.bytes = bytes
    self.nodes = nodes
  }

  /// The characters of a string, or a number.
  func string(_ index: Int) -> String {
    let node = nodes[index]
    let start = node.kind == .number ? node.offset : node.offset + 1
    return bytes.withUnsafeBufferPointer { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes[start..<start + node.length])
      return node.kind == .escapedString ? JSONEscape.string(text) : String(decoding: text, as: UTF8.self)
    }
  }

  /// Whether a string says just this.
  func equals(_ index: Int, _ other: String) -> Bool {
    let node = nodes[index]
    guard node.kind == .plainString else { return node.kind.isString && string(index) == other }
    guard node.length == other.utf8.count else { return false }
    let start = node.offset + 1
    let isEqual = other.utf8.withContiguousStorageIfAvailable { other in
      bytes.withUnsafeBufferPointer { bytes in
        for index in 0..<other.count where bytes[start + index] != other[index] { return false }
        return true
      }
    }
    return isEqual ?? (string(index) == other)
  }

  /// Whether two strings say the same.
  func areEqual(_ a: Int, _ b: Int) -> Bool {
    let (first, second) = (nodes[a], nodes[b])
    guard first.kind == .plainString, second.kind == .plainString else { return string(a) == string(b) }
    guard first.length == second.length else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      for place in 1..<first.length + 1 where bytes[first.offset + place] != bytes[second.offset + place] {
        return false
      }
      return true
    }
  }

  /// A key of an object: its node, and how many stand before it.
  struct KeyPlace {
    var node: Int
    var number: Int

    /// The place of the first key of an object, if it has any.
    init(firstOf object: Int) { (node, number) = (object + 1, 0) }
  }

  /// The key of an object that says just this, sought from one of them on and around; nil where there is none. Most authors write the keys
  /// in one order, so whoever asks in that order finds each at once.
  func key(_ name: String, of object: Int, from start: KeyPlace) -> KeyPlace? {
    var copy = name
    return copy.withUTF8 { key($0, of: object, from: start) }
  }

  /// - Parameter wanted: the key's UTF-8.
  func key(_ wanted: UnsafeBufferPointer<UInt8>, of object: Int, from start: KeyPlace) -> KeyPlace? {
    nodes.withUnsafeBufferPointer { nodes in
      bytes.withUnsafeBufferPointer { bytes in
        let count = nodes[object].length
        var place = start
        for _ in 0..<count {
          if place.number == count { place = KeyPlace(firstOf: object) }
          let node = nodes[place.node]
          if node.kind == .plainString {
            if node.length == wanted.count, bytes.holds(wanted, at: node.offset + 1) { return place }
          } else if string(place.node) == String(decoding: wanted, as: UTF8.self) {
            return place
          }
          place.node = nodes[place.node + 1].next
          place.number += 1
        }
        return nil
      }
    }
  }

  /// The place of what a string says among some names.
  func place(_ index: Int, among names: [String]) -> Int? {
    let node = nodes[index]
    return names.withUnsafeBufferPointer { names in
      bytes.withUnsafeBufferPointer { bytes in
        for place in names.indices {
          if node.kind != .plainString {
            if equals(index, names[place]) { return place }
          } else if names[place].utf8.count == node.length {
            var name = names[place]
            if name.withUTF8({ bytes.holds($0, at: node.offset + 1) }) { return place }
          }
        }
        return nil
      }
    }
  }

  /// One bit of 64 for each key of an object, as `bit(of:)` tells it. Nil where a key may stand twice: often enough that is wrong.
  func keyBits(_ object: Int) -> UInt64? {
    nodes.withUnsafeBufferPointer { nodes in
      bytes.withUnsafeBufferPointer { bytes in
        var seen: UInt64 = 0
        var key = object + 1
        for _ in 0..<nodes[object].length {
          let node = nodes[key]
          // Equal keys may be written in different ways, with escapes or composed letters.
          guard node.kind == .plainString, node.length > 0 else { return nil }
          let bit = Self.bit(node.length, bytes[node.offset + 1], bytes[node.offset + node.length])
          if seen & bit != 0 { return nil }
          seen |= bit
          key = nodes[key + 1].next
        }
        return seen
      }
    }
  }

  /// The bit of a key. No two that stand in one object of a record have the same one.
  static func bit(of key: UnsafeBufferPointer<UInt8>) -> UInt64 {
    key.isEmpty ? 0 : bit(key.count, key[0], key[key.count - 1])
  }

  @inline(__always)
  private static func bit(_ length: Int, _ first: UInt8, _ last: UInt8) -> UInt64 {
    1 << UInt64((length &+ Int(first) &* 7 &+ Int(last) &* 25) & 63)
  }

  /// The keys of an object that stand in it a second time.
  func repeatedKeys(of object: Int) -> [Int] {
    // Few keys are compared faster than hashed; many, which no author writes, must not take the square of their number.
    let keys = Keys(self, of: object)
    if nodes[object].length <= 24 {
      return keys.filter { key in keys.contains { $0 < key && areEqual($0, key) } }
    }
    var seen = Set<String>()
    return keys.filter { !seen.insert(string($0)).inserted }
  }

  /// The nodes of the keys of an object, in order; none of anything else.
  struct Keys: Sequence, IteratorProtocol {
    private let text: JSONText
    private var key: Int
    private var left: Int

    init(_ text: JSONText, of object: Int) {
      self.text = text
      key = object + 1
      left = text.nodes[object].kind == .object ? text.nodes[object].length : 0
    }

    mutating func next() -> Int? {
      if left == 0 { return nil }
      left -= 1
      defer { key = text.nodes[key + 1].next }
      return key
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether other bytes stand at a place, where there are as many.
  @inline(__always)
  fileprivate func holds(_ other: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    for index in 0..<other.count where self[start &+ index] != other[index] { return false }
    return true
  }
}

/// The escapes of a string that the reader has found to be right (RFC 8259, section 7).
enum JSONEscape {
  /// The string between its quotes. Half a surrogate pair becomes U+FFFD.
  static func string(_ text: UnsafeBufferPointer<UInt8>) -> String {
    // Every escape is longer than what it stands for.
    String(unsafeUninitializedCapacity: text.count) { decode(text, into: $0) }
  }

  /// Calls the body with that string in UTF-8.
  static func withUTF8<Result>(
    _ text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count) { room in
      body(UnsafeBufferPointer(rebasing: room[..<decode(text, into: room)]))
    }
  }

  /// Writes the string into room for as many bytes as the text has, and says how many it took.
  private static func decode(_ text: UnsafeBufferPointer<UInt8>, into result: UnsafeMutableBufferPointer<UInt8>) -> Int
  {
    guard let from = text.baseAddress, let to = result.baseAddress else { return 0 }
    var count = 0
    var place = 0
    while place < text.count {
      let escape = text.place(of: UInt8(ascii: "\\"), from: place)
      (to + count).initialize(from: from + place, count: escape - place)
      count += escape - place
      place = escape
      if place == text.count { break }
      for unit in UTF8.encode(scalar(text, &place)) ?? UTF8.encodedReplacementCharacter {
        result[count] = unit
        count += 1
      }
    }
    return count
  }

  private static func scalar(_ text: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> Unicode.Scalar {
    let letter = text[place + 1]
    guard letter == UInt8(ascii: "u") else {
      place += 2
      return simple(letter) ?? "\u{FFFD}"
    }
    let first = unit(text, place + 2)
    place += 6
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, place + 6 <= text.count, text[place] == UInt8(ascii: "\\"),
      text[place + 1] == UInt8(ascii: "u"), let scalar = scalar(first, unit(text, place + 2))
    else { return "\u{FFFD}" }
    place += 6
    return scalar
  }

  /// What a letter behind a backslash stands for; nil of `u`, and where it is no escape.
  static func simple(_ letter: UInt8) -> Unicode.Scalar? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): Unicode.Scalar(letter)
    case UInt8(ascii: "b"): "\u{8}"
    case UInt8(ascii: "f"): "\u{C}"
    case UInt8(ascii: "n"): "\n"
    case UInt8(ascii: "r"): "\r"
    case UInt8(ascii: "t"): "\t"
    default: nil
    }
  }

  /// The character of two halves; nil where they are no pair.
  static func scalar(_ first: UInt16, _ second: UInt16) -> Unicode.Scalar? {
    guard (0xD800...0xDBFF).contains(first), (0xDC00...0xDFFF).contains(second) else { return nil }
    return Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
  }

  static func digit(_ byte: UInt8) -> UInt16? {
    switch byte {
    case 0x30...0x39: UInt16(byte - 0x30)
    case 0x41...0x46: UInt16(byte - 0x37)
    case 0x61...0x66: UInt16(byte - 0x57)
    default: nil
    }
  }

  private static func unit(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt16 {
    text[start..<start + 4].reduce(0) { $0 << 4 | (digit($1) ?? 0) }
  }
}
