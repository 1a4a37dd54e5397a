/// A JSON value with its place: what the strict reader gives. Order and duplicates of keys are kept, because an author must
/// be told about them.
///
/// It is a place in the text that was read, which it keeps: strings are made when they are asked for, and objects and arrays are
/// walked where they stand.
package struct JSON: Sendable {
  package enum Value: Sendable, Hashable {
    case null
    case bool(Bool)
    /// As written (RFC 8259, section 6); `JSON.integer` reads it.
    case number(String)
    case string(String)
    case array([JSON])
    case object([Member])
  }

  package struct Member: Sendable, Hashable {
    package let key: String
    /// The byte offset of the key's opening quote.
    package let keyOffset: Int
    package let value: JSON
  }

  let text: JSONText
  /// The place of its node in the text.
  let index: Int

  init(_ text: JSONText, _ index: Int) {
    self.text = text
    self.index = index
  }

  /// The byte offset of the value's first character: of a string its quote, of an object its brace.
  package var offset: Int { text.nodes[index].offset }

  /// All of it as Swift values: convenient, but not for many values.
  package var value: Value {
    switch text.nodes[index].kind {
    case .null: .null
    case .true: .bool(true)
    case .false: .bool(false)
    case .number: .number(number ?? "")
    case .string, .plainString, .escapedString: .string(text.string(index))
    case .array: .array(array ?? [])
    case .object: .object(object ?? [])
    }
  }

  package var string: String? { text.nodes[index].kind.isString ? text.string(index) : nil }

  package var isString: Bool { text.nodes[index].kind.isString }

  /// Of a string: the place among some of the one that says the same.
  package func place(among names: [String]) -> Int? {
    text.place(index, among: names)
  }

  /// Whether it is a string of nothing but U+0020 to U+007E.
  var isPlainString: Bool { text.nodes[index].kind == .plainString }

  /// Of a string without escapes that is not empty.
  var firstByte: UInt8? {
    let node = text.nodes[index]
    guard node.kind == .plainString || node.kind == .string, node.length > 0 else { return nil }
    return text.bytes[node.offset + 1]
  }

  /// A number as written.
  package var number: String? { text.nodes[index].kind == .number ? text.string(index) : nil }

  package var bool: Bool? {
    switch text.nodes[index].kind {
    case .true: true
    case .false: false
    default: nil
    }
  }

  package var array: [JSON]? {
    guard text.nodes[index].kind == .array else { return nil }
    let count = text.nodes[index].length
    return [JSON](unsafeUninitializedCapacity: count) { items, filled in
      var item = index + 1
      while filled < count {
        items.initializeElement(at: filled, to: JSON(text, item))
        item = text.nodes[item].next
        filled += 1
      }
    }
  }

  /// The items of an array, walked where they stand.
  package var items: Items? {
    text.nodes[index].kind == .array ? Items(text: text, item: index + 1, left: text.nodes[index].length) : nil
  }

  package struct Items: Sequence, IteratorProtocol {
    fileprivate let text: JSONText
    fileprivate var item: Int
    fileprivate var left: Int

    /// How many are still to come.
    package var count: Int { left }

    package mutating func next() -> JSON? {
      if left == 0 { return nil }
      left -= 1
      defer { item = text.nodes[item].next }
      return JSON(text, item)
    }
  }

  package var object: [Member]? {
    guard isObject else { return nil }
    var members: [Member] = []
    members.reserveCapacity(text.nodes[index].length)
    for key in keys {
      members.append(Member(key: text.string(key), keyOffset: text.nodes[key].offset, value: JSON(text, key + 1)))
    }
    return members
  }

  package var isObject: Bool { text.nodes[index].kind == .object }

  /// The nodes of an object's keys, in order; the value follows its key.
  var keys: JSONText.Keys { JSONText.Keys(text, of: index) }

  /// The first member of that name, if this is an object that has one.
  package subscript(key: String) -> JSON? {
    guard isObject else { return nil }
    return text.key(key, of: index, from: JSONText.KeyPlace(firstOf: index)).map { JSON(text, $0.node + 1) }
  }

  /// A number without a fraction that fits an `Int`: `6`, and also `6.0` and `6e0`, which JSON Schema counts as integers.
  package var integer: Int? {
    guard let text = number else { return nil }
    if let exact = Int(text) { return exact }
    guard let double = Double(text), let whole = Int(exactly: double), whole.magnitude < 1 << 53 else { return nil }
    return whole
  }

  /// What an author calls such a value: "a string", "an object".
  package var kindName: String {
    switch text.nodes[index].kind {
    case .null: "null"
    case .true, .false: "true or false"
    case .number: "a number"
    case .string, .plainString, .escapedString: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

extension JSON {
  /// A value that stands in no file.
  package static let null = JSON(JSONText([], [JSONText.Node(.null, at: 0)]), 0)

  /// A string that stands in no file.
  package static func string(_ string: String) -> JSON {
    let bytes = Array(string.utf8)
    return JSON(JSONText([0x22] + bytes + [0x22], [JSONText.Node(.string, at: 0, length: bytes.count)]), 0)
  }
}

extension JSON: Hashable {
  package static func == (a: JSON, b: JSON) -> Bool { a.offset == b.offset && a.value == b.value }
  package func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

/// What the reader found wrong in a text, with its byte offset.
package struct JSONProblem: Error, Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// Not JSON by RFC 8259.
    case notJSON
    /// JSON, but nested deeper than `JSONReader.maximumDepth`.
    case tooDeep
    /// JSON, but a string has an escape of half a surrogate pair, which is no character.
    case loneSurrogate
    /// JSON, but a string contains U+0000.
    case nul
    /// More than `JSONReader.maximumValues` values, so it was not read to its end.
    case tooLarge
  }

  package let kind: Kind
  package let offset: Int
  package let message: String
}
