import Exceptions
import Foundation
import Localization
import Markdown
import Portal
import PortalBase
import Publishing
import Templates
import TestSupport
import Testing

@testable import waiver

/// `DIAGNOSTICS.md` is made from the lists of codes: `WAIVER_RECORD=1` writes it anew, else it has to be current.
@Suite struct DiagnosticsDocumentationTests {
  static let chapters: [(title: String, codes: [Diagnostic.Code])] = [
    ("JSON files", Diagnostic.Code.json),
    ("Policy, customers and records", Diagnostic.Code.policyAndRecords),
    ("The history of a record", Diagnostic.Code.history),
    ("Markdown", Diagnostic.Code.markdown),
    ("Localized documents", Diagnostic.Code.documents),
    ("Translation findings", Diagnostic.Code.translation),
    ("Locales and interface strings", Diagnostic.Code.locales),
    ("Templates", Diagnostic.Code.templates),
    ("The portal as a whole", Diagnostic.Code.portal),
    ("Letters", Diagnostic.Code.letters),
    ("Files and links", Diagnostic.Code.publishing),
    ("The command line", Diagnostic.Code.commandLine),
  ]

  static var document: String {
    var text = """
      # Diagnostics

      Every problem that Waiver tells, by its code: the word in brackets at the end of a line such as

          content/exceptions/EX-2026-0007.json:12:15: error: unknown exception type "driver"; did you mean "drivers"? [unknown-type]

      An error stops publishing; a warning and a note do not. Translation findings (`translation-…`) stop nothing: a build shows them,
      and `waiver check` exits 1 where one is an error. Codes never change. This page is made from the source code.

      """
    var known = Set<String>()
    for (title, codes) in chapters {
      text += "\n## \(title)\n\n| code | severity | meaning |\n|---|---|---|\n"
      for code in codes.sorted(by: { $0.name < $1.name }) where known.insert(code.name).inserted {
        let meaning = code.meaning.replacing("|", with: "\\|").replacing("<", with: "\\<")
        text += "| `\(code.name)` | \(code.severity.rawValue) | \(meaning) |\n"
      }
    }
    return text
  }

  @Test func isCurrent() throws {
    try expectCurrent(Self.document, "DIAGNOSTICS.md")
  }

  /// Two targets that do not know each other may tell the same problem; it has to be equally bad.
  @Test func givesEveryCodeOneSeverity() {
    var severities: [String: Severity] = [:]
    for code in Self.chapters.flatMap(\.codes) {
      #expect(severities[code.name, default: code.severity] == code.severity, "\(code.name)")
      severities[code.name] = code.severity
    }
  }

  /// A code that is missing in its list would be missing in the document too.
  @Test func missesNoCodeOfTheSources() throws {
    let listed = Set(Self.chapters.flatMap(\.codes).map(\.name))
    for code in try Self.definitions() where !listed.contains(code.name) {
      Issue.record("\(code.file) defines \(code.name), which no list has")
    }
  }

  /// A problem that no test provokes may be one that nothing ever reports.
  @Test func findsEveryCodeInATest() throws {
    let tests = try Self.swiftFiles("Tests").map(\.text).joined()
    for code in try Self.definitions() {
      let isTested = [".\(code.identifier)", "\"\(code.name)\"", "[\(code.name)]"].contains { tests.contains($0) }
      if !isTested { Issue.record("no test provokes \(code.name), which \(code.file) defines") }
    }
  }

  /// The codes as the sources define them.
  private static func definitions() throws -> [(identifier: String, name: String, file: String)] {
    let pattern = /static let (\w+) = (?:Self|Diagnostic\.Code)\(\s*"([a-z0-9-]+)",\s*\.(?:error|warning|note)\b/
    return try swiftFiles("Sources").flatMap { file in
      file.text.matches(of: pattern).map { (String($0.1), String($0.2), file.path) }
    }
  }

  private static func swiftFiles(_ folder: String) throws -> [(path: String, text: String)] {
    let root = packageRoot.appending(path: folder)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".swift") }
    return try paths.sorted().map { ($0, try String(contentsOf: root.appending(path: $0), encoding: .utf8)) }
  }
}

/// Compares a generated document with the committed one, or writes it.
func expectCurrent(_ text: String, _ path: String) throws {
  let file = packageRoot.appending(path: path)
  if ProcessInfo.processInfo.environment["WAIVER_RECORD"] == "1" {
    try Data(text.utf8).write(to: file)
  }
  let committed = try? String(contentsOf: file, encoding: .utf8)
  #expect(committed == text, "\(path) is not current: WAIVER_RECORD=1 swift test --filter Documentation")
}

/// What the documents say of commands, options and files has to be so.
@Suite struct DocumentsAreTrueTests {
  static let documents = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"]

  @Test(arguments: documents) func nameOnlyCommandsThatThereAre(document: String) throws {
    let names = Set(Waiver.commands.map(\.name) + ["COMMAND"])
    for match in try text(document).matches(of: /[`"]waiver ([a-zA-Z]+)/) where !names.contains(String(match.1)) {
      Issue.record("\(document) names the command \(match.1)")
    }
  }

  @Test func namesOnlyOptionsThatThereAre() throws {
    let options = Set((Option.common + Waiver.commands.flatMap(\.options)).map(\.name))
    for match in try text("README.md").matches(of: /--([a-z][a-z-]+)/) where !options.contains(String(match.1)) {
      Issue.record("README.md names the option --\(match.1)")
    }
  }

  @Test(arguments: documents) func nameOnlyFilesThatThereAre(document: String) throws {
    let path = /(?:`|\()((?:Sources|Tests|scripts|templates|content)\/[A-Za-z0-9_.\/+-]+|[A-Z]+\.md)(?:`|\))/
    for match in try text(document).matches(of: path) where !match.1.contains("/xx") {
      let file = packageRoot.appending(path: String(match.1))
      #expect(FileManager.default.fileExists(atPath: file.path), "\(document) names \(match.1)")
    }
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOf: packageRoot.appending(path: path), encoding: .utf8)
  }
}
