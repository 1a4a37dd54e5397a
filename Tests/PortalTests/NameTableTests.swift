import PortalBase
import Templates
import Testing

@testable import Portal

@Suite struct NameTableTests {
  private let names = NameTable([
    ("plain", Phrase("R&D <team>")), ("foreign", Phrase("部門", language: LanguageTag("ja"), direction: .leftToRight)),
    ("empty", Phrase("")), ("plain", Phrase("the second one")),
  ])

  private func written(_ key: String, _ escaping: Escaping) -> (text: String, isThere: Bool) {
    var buffer = ByteBuffer()
    let isThere = names.append(key, escaping, to: &buffer)
    return (String(decoding: buffer.bytes, as: UTF8.self), isThere)
  }

  @Test(arguments: ["plain", "foreign", "unknown", "empty"], [Escaping.text, .plain, .raw])
  func writesANameAsItsPhraseIsWritten(key: String, escaping: Escaping) {
    let phrase = names[key]
    var buffer = ByteBuffer()
    if !phrase.text.isEmpty { phrase.append(escaping, to: &buffer) }
    let (text, isThere) = written(key, escaping)
    #expect(text == String(decoding: buffer.bytes, as: UTF8.self))
    #expect(isThere == !phrase.text.isEmpty)
  }

  @Test func namesWhatNothingHasByItsKey() {
    #expect(names["unknown"] == Phrase("unknown"))
  }

  @Test func takesTheFirstOfTwoWithOneKey() {
    #expect(names["plain"].text == "R&D <team>")
    #expect(written("plain", .text).text == "R&amp;D &lt;team&gt;")
  }
}
