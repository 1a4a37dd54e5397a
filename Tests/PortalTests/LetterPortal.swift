import Foundation
import PortalBase
import Testing

@testable import Portal

/// A portal with one revoked exception, in memory: the repository's templates and policy, and content of its own.
///
/// The schedule: first notice 2 March 2026, second 1 April (sent), third 1 May, final 24 May, deadline 31 May.
struct LetterPortal {
  var files: [String: String]

  static let record = """
    {"id": "EX-1", "title": {"en": "Harbour agent", "ja": "港湾エージェント"}, "type": "drivers", "customer": "kitaura",
     "requirement": "R", "proposal": "P", "timeline": {"permanent": true}, "devices": 12, "events": [
      {"date": "2026-01-05", "kind": "submitted"},
      {"date": "2026-01-06", "kind": "assessed", "factors": [{"factor": "key-conditions", "outcome": "decides"}]},
      {"date": "2026-01-07", "kind": "approved"}, {"date": "2026-01-08", "kind": "deployed"},
      {"date": "2026-03-02", "kind": "revoked", "conditions": ["system-stability"],
       "reason": {"en": "It *freezes* devices.", "ja": "デバイスがフリーズします。"},
       "actions": ["Remove it.", "Or [update](https://maker.example/fix) it."], "appeal": "Write to us."},
      {"date": "2026-04-01", "kind": "notice-sent", "notice": "second"}
     ]}
    """

  static let customers = """
    [{"key": "kitaura", "name": {"en": "Kitaura Shipping", "ja": "北浦海運株式会社"}, "locale": "ja",
      "address": {"lines": ["北海道函館市北浦町1-2-3"], "postalCode": "040-0099", "country": "JP"},
      "contact": {"name": {"en": "Aya Mori", "ja": "森 彩"}, "title": {"en": "Head of IT", "ja": "情報部長"}}},
     {"key": "elmfield", "name": "Elmfield Ltd", "locale": "en",
      "address": {"lines": ["1 Elm Road", "YORK"], "postalCode": "YO97 1AB", "country": "GB"}}]
    """

  init() throws {
    files = [:]
    for suffix in [".md", ".html", ".json", ".css"] {
      for file in try ExampleContent.files(below: "templates", suffix: suffix) {
        files[file.path] = String(decoding: file.bytes, as: UTF8.self)
      }
    }
    files["content/policy.json"] = String(decoding: try ExampleContent.file("content/policy.json").bytes, as: UTF8.self)
    files["content/portal.json"] = """
      {"title": "T", "service": "Workplace", "provider": "Provider", "locales": ["en", "ja"], "timeZone": "Asia/Tokyo",
       "letters": {"window": "jp-naga3", "sender": {"name": {"en": "Exceptions Desk", "ja": "例外窓口"},
       "address": ["1 Quay Street"], "contact": "desk@example.org"}}}
      """
    files["content/customers.json"] = Self.customers
    files["content/exceptions/EX-1.json"] = Self.record
  }

  /// Replaces a text, which has to be there, in a file.
  mutating func replace(_ old: String, with new: String, in path: String) throws {
    let text = try #require(files[path])
    try #require(text.contains(old), "\(path) has no \(old)")
    files[path] = text.replacing(old, with: new)
  }

  /// Adds events at the end of the record.
  mutating func append(_ events: String) throws {
    try replace("\n ]}", with: ",\n\(events)\n ]}", in: "content/exceptions/EX-1.json")
  }

  var sources: [SourceFile] { files.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) } }

  func diagnostics() -> [Diagnostic] { Content.load(sources) { $0 == "Asia/Tokyo" }.diagnostics }

  func letters(
    _ asOf: String, issued: IssuedLetters = .none, _ configure: (inout LetterRequest) -> Void = { _ in }
  ) throws -> LetterSet {
    let (content, diagnostics) = Content.load(sources) { $0 == "Asia/Tokyo" }
    let site = Site(
      try #require(content, "\(diagnostics)"), asOf: try #require(Day(asOf)), audience: .internal, digest: "")
    var request = LetterRequest()
    configure(&request)
    return try LetterSet(site, request, issued: issued)
  }

  /// One letter by name, as plain text.
  func text(_ notice: String, _ asOf: String, locales: [String] = ["en"]) throws -> String {
    let letters = try letters(asOf) { request in
      request.record = "EX-1"
      request.notice = notice
      request.locales = locales.map { LanguageTag($0) }
    }
    #expect(letters.diagnostics == [])
    #expect(letters.letters.count == 1)
    return String(decoding: letters.text(0), as: UTF8.self)
  }
}
