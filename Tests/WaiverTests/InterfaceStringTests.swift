import Foundation
import TestSupport
import Testing

@testable import waiver

/// A missing interface string stands at its locale file, whoever asks for it.
@Suite struct InterfaceStringTests {
  @Test(arguments: ["skip-to-content", "status-approved", "milestone-expiry"])
  func tellsAStringThatOneLocaleLacks(key: String) throws {
    try ExamplePortal.with { folder, world in
      try remove(key, from: "ja", in: folder)
      let result = world.run("check")
      #expect(result.exitCode == .contentHasErrors)
      let told = result.errors.split(separator: "\n").filter { $0.hasSuffix("[missing-string]") }
      #expect(told.count == 1)
      #expect(told.allSatisfy { $0.hasPrefix("templates/locales/ja.json:") && $0.contains("\"\(key)\"") })
    }
  }

  @Test(arguments: ["skip-to-content", "status-approved"])
  func tellsAStringThatEveryLocaleLacks(key: String) throws {
    try ExamplePortal.with { folder, world in
      for locale in ["en", "ja"] { try remove(key, from: locale, in: folder) }
      let result = world.run("check")
      let told = result.errors.split(separator: "\n").filter { $0.hasSuffix("[missing-string]") }
      #expect(told.map { $0.prefix(25) } == ["templates/locales/en.json", "templates/locales/ja.json"])
    }
  }

  private func remove(_ key: String, from locale: String, in folder: TemporaryFolder) throws {
    let path = "templates/locales/\(locale).json"
    let text = try String(contentsOf: folder.url.appending(path: path), encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let rest = lines.filter { !$0.contains("\"\(key)\":") }
    #expect(rest.count < lines.count)
    try folder.write(path, rest.joined(separator: "\n"))
  }
}
