import PortalBase
import TestSupport
import Testing

@testable import waiver

/// A build after a change gives, to the byte, what a build from nothing gives, whatever was changed.
@Suite struct RebuildTests {
  struct Change: CustomTestStringConvertible {
    let testDescription: String
    let apply: @Sendable (TemporaryFolder) throws -> Void

    init(_ name: String, _ apply: @escaping @Sendable (TemporaryFolder) throws -> Void) {
      testDescription = name
      self.apply = apply
    }

    /// Puts a text into a file in place of another that stands there.
    init(_ file: String, _ old: String, _ new: String) {
      self.init("\(file): \(old) → \(new)") { folder in
        let text = try folder.text(file)
        #expect(text.contains(old))
        try folder.write(file, text.replacing(old, with: new, maxReplacements: 1))
      }
    }
  }

  private static let record = """
    {"id": "EX-2099-0001", "title": "New", "type": "TYPE", "customer": "CUSTOMER", "requirement": "r", "proposal": "p", "timeline": {"permanent": true},
     "events": [{"date": "2026-01-05", "kind": "submitted"}]SUPERSEDES}
    """

  private static func files(_ folder: TemporaryFolder) throws -> [String] {
    try folder.files("content/exceptions").map { "content/exceptions/" + $0 }.sorted()
  }

  private static func newRecord(_ folder: TemporaryFolder, supersedes: Bool) throws -> String {
    let first = try folder.text(try #require(try files(folder).first))
    let old = try #require(JSONReader.read(Array(first.utf8)).value)
    let type = try #require(old["type"]?.string)
    let id = try #require(old["id"]?.string)
    let customer = try #require(old["customer"]?.string)
    return record.replacing("TYPE", with: type).replacing("CUSTOMER", with: customer)
      .replacing("SUPERSEDES", with: supersedes ? ", \"supersedes\": \"\(id)\"" : "")
  }

  private static let withdrawn = #"{"date": "2026-01-06", "kind": "withdrawn"}"#

  /// Another key than that of the new record: the first of a list in a file.
  private static func otherKey(
    _ file: String, _ list: String?, _ folder: TemporaryFolder, than key: String? = nil
  ) throws -> String {
    let json = try #require(JSONReader.read(Array(try folder.text(file).utf8)).value)
    let keys = (list.map { json[$0] ?? json } ?? json).array?.compactMap { $0["key"]?.string } ?? []
    let new = try folder.text("content/exceptions/new.json")
    return try #require(keys.first { $0 != key && (key != nil || !new.contains("\"\($0)\"")) })
  }

  /// Gives a member of the new record another value.
  private static func replace(_ member: String, in folder: TemporaryFolder, by value: String) throws {
    let file = "content/exceptions/new.json"
    let text = try folder.text(file)
    let old = try #require(JSONReader.read(Array(text.utf8)).value?[member]?.string)
    #expect(old != value)
    try folder.write(file, text.replacing("\"\(member)\": \"\(old)\"", with: "\"\(member)\": \"\(value)\""))
  }

  static let changes = [
    Change("a record's title") { folder in
      for file in try files(folder).prefix(2) {
        let text = try folder.text(file)
        try folder.write(file, text.replacing("\"title\": {\n    \"en\": \"", with: "\"title\": {\n    \"en\": \"X "))
      }
    },
    Change("a record more") { try $0.write("content/exceptions/new.json", newRecord($0, supersedes: false)) },
    Change("a record that supersedes another") {
      try $0.write("content/exceptions/new.json", newRecord($0, supersedes: true))
    },
    Change("two records more, in one file") { folder in
      let record = try newRecord(folder, supersedes: false).replacing("\n", with: " ")
      let other = record.replacing("EX-2099-0001", with: "EX-2099-0003")
      try folder.write(
        "content/exceptions/two.jsonl", record.replacing("EX-2099-0001", with: "EX-2099-0002") + "\n" + other + "\n")
    },
    Change("content/exceptions/two.jsonl", "\"title\": \"New\"", "\"title\": \"Newer\""),
    Change("content/exceptions/two.jsonl", "\"kind\": \"submitted\"}", "\"kind\": \"submitted\"}, \(withdrawn)"),
    Change("content/exceptions/new.json", "\"kind\": \"submitted\"}", "\"kind\": \"submitted\"}, \(withdrawn)"),
    Change("a record's type") { try replace("type", in: $0, by: otherKey("content/policy.json", "types", $0)) },
    Change("a record that supersedes none any more") {
      try $0.write("content/exceptions/new.json", newRecord($0, supersedes: false))
    },
    Change("a record's customer") { try replace("customer", in: $0, by: otherKey("content/customers.json", nil, $0)) },
    Change("more records than a page of a list has, in one file") { folder in
      let record = try newRecord(folder, supersedes: false).replacing("\n", with: " ")
      let records = (100...260).map { record.replacing("EX-2099-0001", with: "EX-2099-0\($0)") + "\n" }
      try folder.write("content/exceptions/many.jsonl", records.joined())
    },
    // In the middle of the file.
    Change("content/exceptions/many.jsonl", "-0170\", \"title\": \"New\"", "-0170\", \"title\": \"Newer\""),
    Change("a status among many") { folder in
      let lines = try folder.text("content/exceptions/many.jsonl").split(
        separator: "\n", omittingEmptySubsequences: false)
      let changed = lines.map { line in
        line.contains("-0171\"")
          ? String(line).replacing("\"submitted\"}", with: "\"submitted\"}, \(withdrawn)") : String(line)
      }
      try folder.write("content/exceptions/many.jsonl", changed.joined(separator: "\n"))
    },
    Change("the only record of a customer") { folder in
      let file = try #require(try files(folder).first)
      let customer = try #require(JSONReader.read(Array(try folder.text(file).utf8)).value?["customer"]?.string)
      for file in try files(folder) where try folder.text(file).contains("\"customer\": \"\(customer)\"") {
        let text = try folder.text(file)
        let other = try otherKey("content/customers.json", nil, folder, than: customer)
        try folder.write(file, text.replacing("\"customer\": \"\(customer)\"", with: "\"customer\": \"\(other)\""))
      }
    },
    Change("many records less") { try $0.remove("content/exceptions/many.jsonl") },
    Change("a record less") { try $0.remove("content/exceptions/new.json") },
    Change("templates/request.md", "{{type}}", "<b>{{type}}</b>"),
    Change("templates/locales/ja.json", "\"name\": \"", "\"name\": \"X"),
    Change("content/customers.json", "\"name\": {\"en\": \"", "\"name\": {\"en\": \"X "),
    Change("content/policy.json", "\"name\": {\"en\": \"", "\"name\": {\"en\": \"X "),
    Change("templates/assets/portal.css", "{", " {"),
    Change("nothing") { _ in },
  ]

  @Test func givesWhatABuildFromNothingGives() throws {
    try ExamplePortal.with { folder, world in
      var world = world
      // Any file that stays as it is can tell the program.
      world.program = folder.path + "/content/portal.json"
      #expect(world.run("build").exitCode == .done)
      for change in Self.changes {
        try change.apply(folder)
        let again = world.run("build")
        #expect(again.exitCode == .done, "\(change.testDescription): \(again.errors)")
        if folder.exists("fresh") { try folder.remove("fresh") }
        try #require(world.run("build", "--output", "fresh").exitCode == .done)
        let site = try folder.tree("site")
        let fresh = try folder.tree("fresh")
        let different = Set(site.keys).union(fresh.keys).filter { site[$0] != fresh[$0] }
        #expect(different == [], "\(change.testDescription)")
      }
      #expect(world.run("build", "--check").exitCode == .done)
      // In any other day's build the first one's bases are worth nothing.
      #expect(world.run("build", "--as-of", "2026-09-01").exitCode == .done)
      #expect(world.run("build", "--as-of", "2026-09-01", "--check").exitCode == .done)
    }
  }

  @Test func rendersTheOtherRecordsNotAgain() throws {
    try ExamplePortal.with { folder, world in
      var world = world
      // Any file that stays as it is can tell the program.
      world.program = folder.path + "/content/portal.json"
      _ = world.run("build")
      try Self.changes[0].apply(folder)
      let counts = try #require(try world.run("build", "--format", "json").json()["build"])
      let written = try #require(counts["written"]?.integer)
      let unchanged = try #require(counts["unchanged"]?.integer)
      #expect(written > 4 && written < unchanged)
    }
  }
}
