import Exceptions
import PortalBase

/// JSON Schemas (2020-12) of the data files that the portal publishes. The names of statuses, kinds and states are those of the code, so
/// that a schema can never tell others.
enum DataSchemas: CaseIterable {
  case exceptions, manifest, events

  var path: String {
    switch self {
    case .exceptions: "data/schemas/exceptions.schema.json"
    case .manifest: "data/schemas/manifest.schema.json"
    case .events: "data/schemas/events.schema.json"
    }
  }

  var bytes: [UInt8] {
    let schema: Schema
    switch self {
    case .exceptions: schema = Self.exceptionsSchema
    case .manifest: schema = Self.manifestSchema
    case .events: schema = Self.eventsSchema
    }
    var json = JSONWriter(isPretty: true)
    json.object { json in
      json.member("$schema", "https://json-schema.org/draft/2020-12/schema")
      schema.writeMembers(to: &json)
    }
    return json.bytes + [0x0A]
  }

  private static let day = Schema.text("A day, YYYY-MM-DD.", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")

  private static var exceptionsSchema: Schema {
    let notice = Schema.object(
      "A revocation notice.",
      [
        ("notice", .words("Which notice.", Notice.allCases.map(\.rawValue))), ("due", day),
        ("state", .words("Its state on the day.", DerivedNotice.State.allCases.map(\.rawValue))), ("sent", day),
      ], required: ["notice", "due", "state"])
    let next = Schema.object(
      "What comes next.",
      [
        ("date", day),
        ("kind", .words("What happens on the day.", Milestone.Kind.allCases.map(\.rawValue))),
      ], required: ["date", "kind"])
    let exception = Schema.object(
      "An exception with its derived facts.",
      [
        ("id", .text("Its id, which is also its address.", pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")),
        ("type", .text("The key of its type.", pattern: nil)),
        ("customer", .text("The key of its customer; absent for the public.", pattern: nil)),
        ("title", .textOrTexts("A text, or texts by language; absent for the public.")),
        ("status", .words("Its status on the day.", Status.allCases.map(\.rawValue))), ("statusSince", day),
        ("devices", .count("How many devices; absent where unknown and for the public.", 1)), ("until", day),
        ("deadline", day), ("notices", .list("The latest revocation's notices, in order.", notice)), ("next", next),
      ], required: ["id", "type", "status", "statusSince", "notices"])
    return .object(
      "Every exception with its derived facts, sorted by the bytes of the ids.",
      [("asOf", day), ("exceptions", .list("The exceptions.", exception))], required: ["asOf", "exceptions"])
  }

  private static var manifestSchema: Schema {
    let digest = Schema.text("SHA-256, in hexadecimal.", pattern: "^[0-9a-f]{64}$")
    let file = Schema.object(
      "A file of the site.",
      [
        ("path", .text("Its path below the site's folder.", pattern: nil)), ("size", .count("Its size in bytes.", 0)),
        ("sha256", digest),
      ], required: ["path", "size", "sha256"])
    return .object(
      "What Waiver wrote, and from what.",
      [
        ("asOf", day), ("input", .text("The digest of the whole input.", pattern: "^[0-9a-f]+$")),
        ("version", .text("Of Waiver.", pattern: nil)), ("files", .list("The files, sorted by path.", file)),
      ], required: ["asOf", "input", "version", "files"])
  }

  private static var eventsSchema: Schema {
    .object(
      "A row of events.csv, by the names of its head: every value is a text.",
      [
        ("record", .text("The exception's id.", pattern: nil)),
        ("n", .text("The event's place in the record, from 1.", pattern: "^[1-9][0-9]*$")), ("date", day),
        ("kind", .words("What happened.", EventKind.Name.allCases.map(\.rawValue))),
        ("detail", .text("The one fact of the event, as the record writes it.", pattern: nil)),
        ("by", .text("Who did it, in the source language.", pattern: nil)),
        ("note", .text("A remark, in the source language.", pattern: nil)),
      ], required: ["record", "n", "date", "kind", "detail", "by", "note"])
  }
}

/// As much of JSON Schema as the data files need.
private indirect enum Schema: Sendable {
  case text(String, pattern: String?)
  case words(String, [String])
  case count(String, Int)
  case textOrTexts(String)
  case list(String, Schema)
  case object(String, [(String, Schema)], required: [String])

  func writeMembers(to json: inout JSONWriter) {
    switch self {
    case .text(let doc, let pattern):
      json.member("description", doc)
      json.member("type", "string")
      if let pattern { json.member("pattern", pattern) }
    case .words(let doc, let words):
      json.member("description", doc)
      json.member("enum") { $0.array(words) }
    case .count(let doc, let minimum):
      json.member("description", doc)
      json.member("type", "integer")
      json.member("minimum", minimum)
    case .textOrTexts(let doc):
      json.member("description", doc)
      json.member("type") { $0.array(["string", "object"]) }
      json.member("minProperties", 1)
      json.member("additionalProperties") { json in json.object { $0.member("type", "string") } }
    case .list(let doc, let items):
      json.member("description", doc)
      json.member("type", "array")
      json.member("items") { json in json.object { items.writeMembers(to: &$0) } }
    case .object(let doc, let members, let required):
      json.member("description", doc)
      json.member("type", "object")
      json.member("properties") { json in
        json.object { json in
          for (name, schema) in members {
            json.member(name) { json in json.object { schema.writeMembers(to: &$0) } }
          }
        }
      }
      json.member("required") { $0.array(required) }
      json.member("additionalProperties", false)
    }
  }
}
