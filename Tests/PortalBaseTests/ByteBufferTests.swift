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

  @Test func tellsWhereNumberedPiecesStand() {
    var buffer = ByteBuffer(capacity: 0)
    buffer.append("page ")
    append("seven", 7, to: &buffer)
    buffer.append(", ")
    append("seven", 7, to: &buffer)
    append("", 2, to: &buffer)
    append(String(repeating: "x", count: 99), 3, to: &buffer)
    #expect(buffer.bytes == Array("page seven, seven\(String(repeating: "x", count: 99))".utf8))
    #expect(
      buffer.pieces == [
        .init(number: 7, range: 5..<10), .init(number: 7, range: 12..<17), .init(number: 2, range: 17..<17),
        .init(number: 3, range: 17..<116),
      ])
  }

  @Test(arguments: [(-1, 0), (0, 0), (1, 0), (4, 0), (5, 1), (6, 1), (9, 1), (10, 2), (12, 2), (99, 2)])
  func forgetsThePiecesThatAreNotThereAsAWhole(count: Int, pieces: Int) {
    var buffer = ByteBuffer()
    buffer.append("a")
    append("bcde", 1, to: &buffer)
    append("fghij", 2, to: &buffer)
    buffer.append("kl")
    buffer.truncate(to: count)
    let all = [ByteBuffer.Piece(number: 1, range: 1..<5), ByteBuffer.Piece(number: 2, range: 5..<10)]
    #expect(buffer.pieces == Array(all.prefix(pieces)))
  }

  @Test func numbersPiecesAnewAfterOthersWereTakenBack() {
    var buffer = ByteBuffer()
    append("abc", 1, to: &buffer)
    append("def", 2, to: &buffer)
    buffer.truncate(to: 4)
    append("ghi", 3, to: &buffer)
    #expect(buffer.bytes == Array("abcdghi".utf8))
    #expect(buffer.pieces == [.init(number: 1, range: 0..<3), .init(number: 3, range: 4..<7)])
  }

  @Test func movesAPieceToAnotherBeginning() {
    let piece = ByteBuffer.Piece(number: 4, range: 10..<30)
    #expect(piece.moved(by: -10) == .init(number: 4, range: 0..<20))
    #expect(piece.moved(by: 5) == .init(number: 4, range: 15..<35))
  }

  @Test func viewsJustTheBytesThatAreThere() {
    var buffer = ByteBuffer(capacity: 64)
    #expect(buffer.view.isEmpty)
    buffer.append("pages")
    buffer.truncate(to: 4)
    #expect(Array(buffer.view) == Array("page".utf8))
    buffer.append(String(repeating: "s", count: 500))
    #expect(buffer.view.count == 504 && buffer.view.last == UInt8(ascii: "s"))
  }

  private func append(_ text: String, _ number: Int32, to buffer: inout ByteBuffer) {
    Array(text.utf8).withUnsafeBufferPointer { buffer.append($0, number: number) }
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
