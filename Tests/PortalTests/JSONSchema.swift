import Foundation
import PortalBase
import Testing

/// A validator for the part of JSON Schema 2020-12 that Waiver's schemas use. A keyword that it does not know is a failure, so that
/// no schema can ask for something that the tests pass over.
struct JSONSchema {
  private let root: JSON
  private let patterns: [String: NSRegularExpression]

  /// Says nothing about a value.
  private static let annotations: Set = [
    "$schema", "$defs", "title", "description", "examples", "default",
  ]

  private static let assertions: Set = [
    "$ref", "type", "const", "enum", "pattern", "minimum", "maximum", "required", "properties", "propertyNames",
    "additionalProperties", "minProperties", "maxProperties", "dependentRequired", "prefixItems", "items", "minItems",
    "maxItems", "uniqueItems", "allOf", "anyOf", "not", "if", "then", "else",
  ]

  init(_ file: SourceFile) throws {
    root = try #require(JSONReader.read(file.bytes).value)
    var texts: Set<String> = []
    Self.collect("pattern", root, into: &texts)
    patterns = try texts.reduce(into: [:]) { patterns, text in
      // In ECMA-262, which JSON Schema follows, "$" is the very end of the text.
      let exact = text.hasSuffix("$") ? text.dropLast() + "\\z" : text
      patterns[text] = try NSRegularExpression(pattern: String(exact))
    }
  }

  private static func collect(_ key: String, _ json: JSON, into texts: inout Set<String>) {
    for item in json.array ?? [] { collect(key, item, into: &texts) }
    for member in json.object ?? [] {
      if member.key == key, let text = member.value.string { texts.insert(text) }
      collect(key, member.value, into: &texts)
    }
  }

  func accepts(_ json: JSON) -> Bool { validates(json, root) }

  private func validates(_ json: JSON, _ schema: JSON) -> Bool {
    if let flag = schema.bool { return flag }
    return (schema.object ?? []).allSatisfy { member in
      if Self.annotations.contains(member.key) { return true }
      guard Self.assertions.contains(member.key) else {
        Issue.record("the keyword \"\(member.key)\" is none that the tests know")
        return false
      }
      return holds(member.key, member.value, json, schema)
    }
  }

  private func holds(_ keyword: String, _ value: JSON, _ json: JSON, _ schema: JSON) -> Bool {
    switch keyword {
    case "$ref": definition(value).map { validates(json, $0) } ?? false
    case "type": (value.array ?? [value]).contains { isOfType(json, $0.string ?? "") }
    case "const": isEqual(json, value)
    case "enum": value.array?.contains { isEqual(json, $0) } ?? false
    case "pattern": json.string.map { matches($0, value.string ?? "") } ?? true
    case "minimum": number(json).map { $0 >= number(value) ?? 0 } ?? true
    case "maximum": number(json).map { $0 <= number(value) ?? 0 } ?? true
    case "allOf": value.array?.allSatisfy { validates(json, $0) } ?? false
    case "anyOf": value.array?.contains { validates(json, $0) } ?? false
    case "not": !validates(json, value)
    case "if": (validates(json, value) ? schema["then"] : schema["else"]).map { validates(json, $0) } ?? true
    case "then", "else": true
    default:
      if let members = json.object {
        holdsForObject(keyword, value, members, schema)
      } else if let items = json.array {
        holdsForArray(keyword, value, items, schema)
      } else {
        true
      }
    }
  }

  private func holdsForObject(_ keyword: String, _ value: JSON, _ members: [JSON.Member], _ schema: JSON) -> Bool {
    func has(_ key: String?) -> Bool { members.contains { $0.key == key } }
    switch keyword {
    case "required": return value.array?.allSatisfy { has($0.string) } ?? false
    case "properties": return members.allSatisfy { value[$0.key].map(validatesMember($0)) ?? true }
    case "propertyNames":
      return members.allSatisfy { validates(.string($0.key), value) }
    case "additionalProperties":
      return members.allSatisfy { schema["properties"]?[$0.key] != nil || validates($0.value, value) }
    case "minProperties": return members.count >= value.integer ?? 0
    case "maxProperties": return members.count <= value.integer ?? 0
    case "dependentRequired":
      return (value.object ?? []).allSatisfy { rule in
        !has(rule.key) || (rule.value.array ?? []).allSatisfy { has($0.string) }
      }
    default: return true
    }
  }

  private func validatesMember(_ member: JSON.Member) -> (JSON) -> Bool {
    { schema in validates(member.value, schema) }
  }

  private func holdsForArray(_ keyword: String, _ value: JSON, _ items: [JSON], _ schema: JSON) -> Bool {
    switch keyword {
    case "prefixItems": return zip(items, value.array ?? []).allSatisfy { validates($0, $1) }
    case "items": return items.dropFirst(schema["prefixItems"]?.array?.count ?? 0).allSatisfy { validates($0, value) }
    case "minItems": return items.count >= value.integer ?? 0
    case "maxItems": return items.count <= value.integer ?? 0
    case "uniqueItems":
      return items.indices.allSatisfy { index in !items[..<index].contains { isEqual($0, items[index]) } }
    default: return true
    }
  }

  /// What a `#/$defs/name` means.
  private func definition(_ reference: JSON) -> JSON? {
    guard let text = reference.string, text.hasPrefix("#/$defs/"), let found = root["$defs"]?[String(text.dropFirst(8))]
    else {
      Issue.record("nothing is defined for \(reference.string ?? "a reference")")
      return nil
    }
    return found
  }

  private func matches(_ text: String, _ pattern: String) -> Bool {
    patterns[pattern]?.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
  }

  private func number(_ json: JSON) -> Double? {
    if case .number(let text) = json.value { Double(text) } else { nil }
  }

  private func isOfType(_ json: JSON, _ type: String) -> Bool {
    switch json.value {
    case .null: type == "null"
    case .bool: type == "boolean"
    case .number: type == "number" || type == "integer" && json.integer != nil
    case .string: type == "string"
    case .array: type == "array"
    case .object: type == "object"
    }
  }

  /// Equality of single values; the schemas compare no others.
  private func isEqual(_ a: JSON, _ b: JSON) -> Bool {
    if let first = number(a), let second = number(b) { return first == second }
    return a.value == b.value
  }
}
