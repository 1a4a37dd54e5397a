import PortalBase
import Testing

@testable import Portal

/// Bytes that are no text, and U+0000, are told at their place, whatever file they stand in.
@Suite struct BadBytesTests {
  /// One file of each kind that is read as text.
  static let paths = [
    "content/portal.json", "content/policy.json", "content/customers.json", "content/glossary.json",
    "content/accepted-findings.json", "content/exceptions/2026/EX-2026-0001.json",
    "content/exceptions/2026/intake.jsonl",
    "content/policies/en/assessment.md", "content/policies/ja/assessment.md", "templates/locales/en.json",
    "templates/locales/ja.json", "templates/windows.json", "templates/request.md", "templates/portal.html",
    "templates/standalone.html", "templates/letter-first.md", "templates/assets/letter.css",
    "templates/assets/portal.css",
    "templates/assets/portal.js",
  ]

  private static let bad: [(name: String, bytes: [UInt8])] = [
    ("U+0000", [0]), ("a lone continuation byte", [0x80]), ("an overlong slash", [0xC0, 0xAF]),
    ("a surrogate", [0xED, 0xA0, 0x80]), ("beyond Unicode", [0xF4, 0x90, 0x80, 0x80]),
    ("a cut sequence", [0xE3, 0x81]),
    ("no byte of UTF-8", [0xFF]),
  ]

  /// Without these nothing else can be judged, so each is spoilt alone; all others at once.
  private static let groups =
    ["content/portal.json", "templates/locales/en.json", "templates/locales/ja.json"].map { [$0] }
    + [paths.filter { $0 != "content/portal.json" && !$0.hasPrefix("templates/locales/") }]

  @Test(arguments: groups.indices, bad.indices)
  func tellsBytesThatAreNoText(group: Int, kind: Int) throws {
    // Of the files that are spoilt alone, two kinds of bytes will do: one reader reads them all.
    if group < 3, kind > 1 { return }
    var portal = try PortalCopy()
    var lines: [String: Int] = [:]
    for path in Self.groups[group] {
      let sound = try #require(portal.files[path], "the example has no \(path)")
      let place = try #require(Self.insideAWord(sound), "\(path) has no word")
      lines[path] = sound[..<place].count { $0 == 0x0A } + 1
      portal.set(path, bytes: Array(sound[..<place]) + Self.bad[kind].bytes + sound[place...])
    }
    let errors = portal.load().diagnostics.filter { $0.severity == .error }
    for (path, line) in lines {
      let found = errors.contains { $0.file == path && $0.location.line == line }
      #expect(found, "\(path):\(line) with \(Self.bad[kind].name)")
    }
  }

  /// A place where only the bytes themselves can be wrong: between the letters of a text or a word, not of a name.
  private static func insideAWord(_ bytes: [UInt8]) -> Int? {
    let letters = bytes.indices.filter { (0x61...0x7A).contains(bytes[$0]) && $0 > bytes.count / 3 }
    return zip(letters, letters.dropFirst(6)).first { $1 - $0 == 6 }.map { $0.0 + 3 }
  }

  @Test func tellsThePlaceInAnAsset() throws {
    var portal = try PortalCopy()
    portal.set("templates/assets/letter.css", bytes: Array("a {}\nb {}".utf8) + [0])
    portal.set("templates/assets/own.css", bytes: Array("a {}\n/* ".utf8) + [0xFF] + Array(" */\n".utf8))
    // A picture is no text.
    portal.set("templates/assets/own.png", bytes: [0x89, 0x50, 0])
    let found = portal.load().diagnostics.filter { $0.code == .assetText }.map {
      "\($0.file):\($0.location.line):\($0.location.column)"
    }
    #expect(found.sorted() == ["templates/assets/letter.css:2:5", "templates/assets/own.css:2:1"])
  }

  @Test(arguments: [[], [0], [0xFF], [0xEF, 0xBB, 0xBF], Array(0...255), [0xFE, 0xFF, 0, 0x41]] as [[UInt8]])
  func survivesFilesOfAnyBytes(bytes: [UInt8]) throws {
    for group in [Self.groups[0], Self.groups[1], Self.groups[3]] {
      var portal = try PortalCopy()
      for path in group { portal.set(path, bytes: bytes) }
      #expect(portal.load().content == nil)
    }
  }
}
