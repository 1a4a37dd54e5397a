import Exceptions
import Foundation
import Portal
import PortalBase
import TestSupport
import Testing

/// The example portal: this repository's own content.
enum ExampleContent {
  static func file(_ path: String) throws -> SourceFile {
    SourceFile(path: path, bytes: Array(try Data(contentsOf: packageRoot.appending(path: path))))
  }

  /// The files below a folder whose names end so, sorted.
  static func files(below folder: String, suffix: String) throws -> [SourceFile] {
    let root = packageRoot.appending(path: folder).path
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root).filter { $0.hasSuffix(suffix) }
    return try paths.sorted().map { try file("\(folder)/\($0)") }
  }

  static func schema(_ name: String) throws -> JSONSchema {
    try JSONSchema(try file("content/schemas/\(name).schema.json"))
  }

  static func settings() throws -> PortalSettings {
    let (settings, diagnostics) = PortalSettings.decode(try file("content/portal.json")) { $0 == "Asia/Tokyo" }
    return try #require(settings, "\(diagnostics)")
  }

  static func policy() throws -> Policy {
    let (policy, diagnostics) = Policy.decode(try file("content/policy.json"), try settings().textRules)
    return try #require(policy, "\(diagnostics)")
  }

  static func customers() throws -> [Customer] {
    let (customers, diagnostics) = Customer.decode(try file("content/customers.json"), try settings().textRules)
    return try #require(customers, "\(diagnostics)")
  }

  static func recordFiles() throws -> [SourceFile] {
    try files(below: "content/exceptions", suffix: ".json") + files(below: "content/exceptions", suffix: ".jsonl")
  }

  static func decodedRecords() throws -> [DecodedRecords] {
    let (rules, policy) = (try settings().textRules, try policy())
    let customers = Set(try customers().map(\.key))
    return try recordFiles().map { ExceptionRecord.decode($0, rules, policy: policy, customers: customers) }
  }
}
