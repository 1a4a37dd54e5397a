/// A JSON value with its place: what the strict reader gives. Order and duplicates of keys are kept, because an author must
/// be told about them.
package struct JSON: Sendable, Hashable {
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

  package let value: Value
  /// The byte offset of the value's first character: of a string its quote, of an object its brace.
  package let offset: Int

  package init(_ value: Value, at offset: Int) {
    self.value = value
    self.offset = offset
  }

  package var string: String? { if case .string(let text) = value { text } else { nil } }
  package var bool: Bool? { if case .bool(let flag) = value { flag } else { nil } }
  package var array: [JSON]? { if case .array(let items) = value { items } else { nil } }
  package var object: [Member]? { if case .object(let members) = value { members } else { nil } }

  /// The first member of that name, if this is an object that has one.
  package subscript(key: String) -> JSON? { object?.first { $0.key == key }?.value }

  /// A number without a fraction that fits an `Int`: `6`, and also `6.0` and `6e0`, which JSON Schema counts as integers.
  package var integer: Int? {
    guard case .number(let text) = value else { return nil }
    if let exact = Int(text) { return exact }
    guard let double = Double(text), let whole = Int(exactly: double), whole.magnitude < 1 << 53 else { return nil }
    return whole
  }

  /// What an author calls such a value: "a string", "an object".
  package var kindName: String {
    switch value {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
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
  }

  package let kind: Kind
  package let offset: Int
  package let message: String
}
