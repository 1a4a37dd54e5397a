import Exceptions
import Localization
import Portal
import PortalBase
import Testing

/// The JSON Schemas in `content/schemas/` say what the decoders say: what one takes, the other takes, and what the schema can tell
/// to be wrong, both refuse.
@Suite struct SchemaAgreementTests {
  private let rules = TextRules(locales: [LanguageTag("en"), LanguageTag("ja")])

  /// Whether the decoder of that kind of file takes a text.
  private func decodes(_ kind: SchemaKind, _ text: String) throws -> Bool {
    let file = SourceFile(path: kind.path, text: text)
    return switch kind {
    case .portal: !PortalSettings.decode(file) { $0 == "Asia/Tokyo" }.diagnostics.hasErrors
    case .policy: Policy.decode(file, rules).policy != nil
    case .customers: Customer.decode(file, rules).customers != nil
    case .exception:
      !ExceptionRecord.decode(file, rules, policy: try ExampleContent.policy(), customers: nil).diagnostics.hasErrors
    case .glossary: Glossary.decode(file, rules).glossary != nil
    case .acceptedFindings: AcceptedFindings.decode(file).accepted != nil
    case .locale: Locale.decode(file, LanguageTag("en")).locale != nil
    case .letter: IssuedLetters([file] + Self.letterFiles(file)) { _ in "0" }.diagnostics.isEmpty
    }
  }

  /// The files that the one of an issued letter tells of.
  private static func letterFiles(_ file: SourceFile) -> [SourceFile] {
    ["html", "txt", "pdf"].map { SourceFile(path: file.path.dropLast("json".count) + $0, bytes: []) }
  }

  private func accepts(_ schema: JSONSchema, _ text: String) throws -> Bool {
    schema.accepts(try #require(JSONReader.read(Array(text.utf8)).value, "the test's text is no JSON: \(text)"))
  }

  @Test(arguments: SchemaKind.allCases)
  func takeTheSameSoundText(kind: SchemaKind) throws {
    #expect(try decodes(kind, kind.sound))
    #expect(try accepts(try ExampleContent.schema(kind.rawValue), kind.sound))
  }

  @Test(arguments: SchemaKind.allCases)
  func takeTheSameVariations(kind: SchemaKind) throws {
    let schema = try ExampleContent.schema(kind.rawValue)
    for variation in kind.legal {
      let text = try variation.applied(to: kind.sound)
      #expect(try decodes(kind, text), "decoder: \(variation.new)")
      #expect(try accepts(schema, text), "schema: \(variation.new)")
    }
  }

  @Test(arguments: SchemaKind.allCases)
  func refuseTheSameFaults(kind: SchemaKind) throws {
    let schema = try ExampleContent.schema(kind.rawValue)
    for variation in kind.broken {
      let text = try variation.applied(to: kind.sound)
      #expect(try !decodes(kind, text), "decoder: \(variation.new)")
      #expect(try !accepts(schema, text), "schema: \(variation.new)")
    }
  }

  @Test(arguments: RecordEvents.legal)
  func takeTheSameEvents(event: String) throws {
    let text = SchemaKind.record(events: RecordEvents.before(event) + [event])
    #expect(try decodes(.exception, text))
    #expect(try accepts(try ExampleContent.schema("exception"), text))
  }

  @Test(arguments: RecordEvents.broken)
  func refuseTheSameEvents(event: String) throws {
    let text = SchemaKind.record(events: RecordEvents.before(event) + [event])
    #expect(try !decodes(.exception, text))
    #expect(try !accepts(try ExampleContent.schema("exception"), text))
  }

  @Test func knowEveryKindOfEvent() throws {
    let kinds = try #require(
      JSONReader.read(try ExampleContent.file("content/schemas/exception.schema.json").bytes)
        .value?["$defs"]?["event"]?["properties"]?["kind"]?["enum"]?.array)
    #expect(kinds.compactMap(\.string) == EventKind.Name.allCases.map(\.rawValue))
  }

  @Test func schemasAcceptTheExamplePortal() throws {
    let files: [(schema: String, file: SourceFile)] =
      try ["portal", "policy", "customers", "glossary"].map { ($0, try ExampleContent.file("content/\($0).json")) }
      + ExampleContent.files(below: "content/exceptions", suffix: ".json").map { ("exception", $0) }
      + ExampleContent.files(below: "templates/locales", suffix: ".json").map { ("locale", $0) }
      + [("windows", ExampleContent.file("templates/windows.json"))]
    for (schema, file) in files {
      let json = try #require(JSONReader.read(file.bytes).value)
      #expect(try ExampleContent.schema(schema).accepts(json), "\(file.path)")
    }
  }

  @Test func schemasAcceptTheLinesOfTheExamplePortal() throws {
    let schema = try ExampleContent.schema("exception")
    for file in try ExampleContent.files(below: "content/exceptions", suffix: ".jsonl") {
      for line in file.bytes.split(separator: UInt8(ascii: "\n")) {
        #expect(schema.accepts(try #require(JSONReader.read(Array(line)).value)), "\(file.path)")
      }
    }
  }
}
