import PortalBase
import TestSupport
import Testing

@Suite struct JSONReaderTests {
  private func read(_ text: String) -> (value: JSON?, problems: [JSONProblem]) { JSONReader.read(Array(text.utf8)) }

  @Test func keepsThePlacesOfKeysAndValues() throws {
    let value = try #require(read(#" {"a": [1, "x"], "b": {"c": null}}"#).value)
    #expect(value.offset == 1)
    let members = try #require(value.object)
    #expect(members.map(\.key) == ["a", "b"])
    #expect(members.map(\.keyOffset) == [2, 17])
    #expect(members[0].value.offset == 7)
    #expect(members[0].value.array?.map(\.offset) == [8, 11])
    #expect(value["b"]?["c"]?.kindName == "null")
  }

  @Test func keepsDuplicateKeysInOrder() throws {
    let members = try #require(read(#"{"a": 1, "a": 2}"#).value?.object)
    #expect(members.map(\.value.integer) == [1, 2])
  }

  @Test(arguments: [
    ("\"\\u00e9\\n\\t\\\\\\/\\\"\\b\\f\\r\"", "é\n\t\\/\"\u{8}\u{C}\r"), ("\"\\ud83d\\ude00\"", "😀"), ("\"日本\"", "日本"),
    ("\"a\\u0041b\"", "aAb"),
  ])
  func readsStrings(text: String, expected: String) {
    #expect(read(text).value?.string == expected)
    #expect(read(text).problems.isEmpty)
  }

  @Test(arguments: [
    ("\"\\ud800\"", "\u{FFFD}", 1), ("\"\\udc00\\ud800\"", "\u{FFFD}\u{FFFD}", 2),
    ("\"\\ud800\\u0041\"", "\u{FFFD}A", 1),
    ("\"\\ud800\\ud83d\\ude00\"", "\u{FFFD}😀", 1),
  ])
  func reportsHalvesOfSurrogatePairs(text: String, shown: String, count: Int) {
    let (value, problems) = read(text)
    #expect(value?.string == shown)
    #expect(problems.map(\.kind) == Array(repeating: .loneSurrogate, count: count))
  }

  @Test func reportsANullCharacter() {
    #expect(read("\"a\\u0000b\"").problems.map(\.kind) == [.nul])
    #expect(read("\"a\\u0000b\"").problems.map(\.offset) == [2])
    #expect(read("\"a\u{0}b\"").problems.map(\.kind) == [.notJSON])
  }

  @Test(arguments: [
    ("0", 0), ("-0", 0), ("12", 12), ("6.0", 6), ("6e0", 6), ("1E2", 100), ("9007199254740991", 9_007_199_254_740_991),
  ])
  func readsWholeNumbers(text: String, expected: Int) {
    #expect(read(text).value?.integer == expected)
  }

  @Test(arguments: ["1.5", "1e-1", "1e400", "-1e400", "123456789012345678901234567890"])
  func tellsNumbersThatAreNotWhole(text: String) {
    let value = read(text).value
    #expect(value != nil)
    #expect(value?.integer == nil)
  }

  @Test(arguments: [200, 201, 100_000])
  func boundsTheDepthOfNesting(depth: Int) {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
      let inner = open == "[" ? "" : "1"
      let text = String(repeating: open, count: depth) + inner + String(repeating: close, count: depth)
      #expect(read(text).problems.map(\.kind) == (depth > 200 ? [.tooDeep] : []))
      #expect((read(text).value == nil) == (depth > 200))
      // What is not JSON is called so at any depth.
      #expect(read(String(text.dropLast())).problems.map(\.kind) == [.notJSON])
    }
  }

  @Test func readsAPartOfTheBytes() throws {
    let bytes = Array("{\"a\":1}\n{\"b\":2}".utf8)
    let (value, problems) = JSONReader.read(bytes, in: 8..<15)
    #expect(problems.isEmpty)
    #expect(value?.object?.first?.keyOffset == 9)
  }

  @Test func skipsAByteOrderMarkOnceAndOnlyAtTheStart() {
    #expect(read("\u{FEFF}1").value?.integer == 1)
    #expect(read("\u{FEFF}\u{FEFF}1").value == nil)
    #expect(read("[\u{FEFF}1]").value == nil)
    #expect(read("\u{FEFF}").problems.map(\.kind) == [.notJSON])
  }

  @Test(arguments: Array(UInt64(1)...100))
  func readsBackWhatTheWriterWrites(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let scalars = (0..<random.number(in: 0...40)).compactMap { _ in
      Unicode.Scalar(UInt32(random.number(in: 1...(random.oneIn(2) ? 0x80 : 0x10FFFF))))
    }
    let text = String(String.UnicodeScalarView(scalars))
    for isPretty in [false, true] {
      var writer = JSONWriter(isPretty: isPretty)
      writer.object { json in
        json.member(text, text)
        json.member("list") { $0.array([text, ""]) }
        json.member("empty") { $0.array([String]()) }
        json.member("n", -7)
      }
      let (value, problems) = JSONReader.read(writer.bytes)
      #expect(problems.isEmpty, "seed \(seed)")
      #expect(value?.object?.first?.key == text, "seed \(seed)")
      #expect(value?.object?.first?.value.string == text, "seed \(seed)")
      #expect(value?["n"]?.integer == -7 || text == "n", "seed \(seed)")
    }
  }

  /// Whatever the bytes: a value or a problem, and places inside the text.
  @Test(arguments: Array(UInt64(1)...100))
  func readsAnyBytesWithoutHarm(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("{}[]\",:\\u0dD8e+-.tfn \n".utf8) + [0xEF, 0xBB, 0xBF, 0xC3, 0xFF, 0x00]
    for _ in 0..<50 {
      let bytes = (0..<random.number(in: 0...30)).compactMap { _ in random.pick(alphabet) }
      let (value, problems) = JSONReader.read(bytes)
      #expect(value != nil || !problems.isEmpty, "\(bytes)")
      #expect(problems.allSatisfy { (0...bytes.count).contains($0.offset) }, "\(bytes)")
    }
  }
}
