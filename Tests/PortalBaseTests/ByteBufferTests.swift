import PortalBase
import TestSupport
import Testing

@Suite struct ByteBufferTests {
  @Test func keepsAllPiecesWhereverItGrows() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<50 {
      var buffer = ByteBuffer(capacity: Int.random(in: 0...40, using: &generator))
      var expected: [UInt8] = []
      for _ in 0..<30 {
        let piece = [UInt8](
          repeating: .random(in: 0...255, using: &generator), count: .random(in: 0...70, using: &generator))
        buffer.append(piece)
        buffer.append(UInt8(ascii: "-"))
        expected += piece + [UInt8(ascii: "-")]
      }
      #expect(buffer.bytes == expected && buffer.count == expected.count)
    }
  }

  @Test func takesBackWhatWasAddedLast() {
    var buffer = ByteBuffer()
    buffer.append("page")
    let mark = buffer.count
    buffer.add("<p>")
    buffer.truncate(to: mark)
    buffer.append("s")
    #expect(buffer.bytes == Array("pages".utf8) && buffer.last == UInt8(ascii: "s"))
  }

  @Test func neverGrowsByTakingBack() {
    var buffer = ByteBuffer()
    buffer.append("ab")
    buffer.truncate(to: 9)
    #expect(buffer.count == 2)
    buffer.truncate(to: -1)
    #expect(buffer.isEmpty && buffer.last == nil)
  }

  @Test func joinsABufferToAnArray() {
    var buffer = ByteBuffer()
    buffer.append("b")
    var bytes = Array("a".utf8)
    bytes.append(contentsOf: buffer)
    #expect(bytes == Array("ab".utf8))
  }

  @Test(arguments: [0, 1, 9, 10, 99, 100, 12_345, -1, -10, Int.max, Int.min])
  func writesNumbersInBase10(_ number: Int) {
    var buffer = ByteBuffer(capacity: 0)
    buffer.append(decimal: number)
    #expect(buffer.withBytes { String(decoding: $0, as: UTF8.self) } == String(number))
  }

  @Test func writesTheDigitsOfAUUID() {
    var buffer = ByteBuffer(capacity: 0)
    buffer.append(uuid: 0x0123_4567_89AB_8DEF_8FED_CBA9_8765_4321)
    #expect(buffer.bytes == Array("01234567-89ab-8def-8fed-cba987654321".utf8))
  }

  @Test(arguments: ["1900-01-01", "2024-02-29", "2199-12-31"])
  func writesADayAsItIsDescribed(_ text: String) throws {
    let day = try #require(Day(text))
    var buffer = ByteBuffer(capacity: 0)
    buffer.append(day)
    #expect(buffer.bytes == Array(text.utf8) && day.description == text)
  }
}
