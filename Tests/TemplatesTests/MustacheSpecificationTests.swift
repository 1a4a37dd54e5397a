import PortalBase
import TestSupport
import Testing

@testable import Templates

/// One case of the Mustache specification.
struct SpecificationCase: Sendable, CustomTestStringConvertible {
  var module: String
  var name: String
  var data: JSON
  var template: String
  var partials: [JSON.Member]
  var expected: String
  var testDescription: String { "\(module): \(name)" }

  static let modules = ["comments", "delimiters", "interpolation", "inverted", "partials", "sections", "~inheritance"]

  static func all() -> [SpecificationCase] {
    modules.flatMap { module -> [SpecificationCase] in
      guard let file = try? Conformance.file("mustache/\(module).json"), let json = JSONReader.read(file.bytes).value
      else { return [] }
      return (json["tests"]?.array ?? []).compactMap { test in
        guard let name = test["name"]?.string, let template = test["template"]?.string,
          let expected = test["expected"]?.string
        else { return nil }
        return SpecificationCase(
          module: module, name: name, data: test["data"] ?? JSON.null, template: template,
          partials: test["partials"]?.object ?? [], expected: expected)
      }
    }
  }
}

@Suite("Mustache specification", .enabled(if: Conformance.isPresent, Conformance.skipReason))
struct MustacheSpecificationTests {
  @Test("Renders every case as specified", arguments: SpecificationCase.all())
  func rendersAsSpecified(_ test: SpecificationCase) throws {
    let partials = test.partials.map { SourceFile(path: "templates/\($0.key).html", text: $0.value.string ?? "") }
    let main = SourceFile(path: "templates/the case.html", text: test.template)
    let compiler = TemplateCompiler(files: partials + [main], constants: [:], language: LanguageTag("en"))
    var diagnostics: [Diagnostic] = []
    let model = Model<JSON>.inferred(from: [test.data])
    let compiled = compiler.compileText("the case", model: model, diagnostics: &diagnostics)
    #expect(diagnostics == [])
    let template = try #require(compiled)
    var bytes: [UInt8] = []
    template.render(test.data, into: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == test.expected)
  }

  @Test("Finds all cases of the suite")
  func findsAllCases() {
    #expect(SpecificationCase.all().count == 12 + 14 + 42 + 22 + 12 + 34 + 27)
  }
}
