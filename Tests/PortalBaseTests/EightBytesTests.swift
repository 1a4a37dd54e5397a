import TestSupport
import Testing

@testable import PortalBase

/// What is asked of eight bytes at once has to agree with what is asked of each.
@Suite struct EightBytesTests {
  private func eight(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) } }

  @Test func findsEveryByteThatNeedsAnEntity() {
    for byte in UInt8.min...UInt8.max {
      for place in 0..<8 {
        var bytes = [UInt8](repeating: 0x41, count: 8)
        bytes[place] = byte
        let mark: UInt64 = 0x80 << UInt64(8 * place)
        let isClose = (0x22...0x27).contains(byte) || (0x3C...0x3E).contains(byte)
        let eight = eight(bytes).littleEndian
        #expect(EightBytes.htmlMarks(eight) == (isClose || byte == 0 ? mark : 0), "\(byte) at \(place)")
        #expect(
          EightBytes.xmlMarks(eight) == (isClose || byte < 0x20 || byte == 0xEF ? mark : 0), "\(byte) at \(place)")
      }
    }
  }

  @Test func findsEveryByteThatMayBeMarkdown() {
    for byte in UInt8.min...UInt8.max {
      for place in 0..<8 {
        var bytes = [UInt8](repeating: 0x41, count: 8)
        bytes[place] = byte
        let isMarkup = byte < 0x20 || Array("\\`*_[]<&".utf8).contains(byte)
        #expect(EightBytes.markdownMarks(eight(bytes).littleEndian) == (isMarkup ? 0x80 << UInt64(8 * place) : 0))
        let found = bytes.withUnsafeBufferPointer { $0.placeOfMarkdown(from: 0) }
        #expect(found == (isMarkup ? place : 8), "\(byte) at \(place)")
      }
    }
    let short = Array("abc*d".utf8)
    #expect(short.withUnsafeBufferPointer { $0.placeOfMarkdown(from: 0) } == 3)
    #expect(short.withUnsafeBufferPointer { $0.placeOfMarkdown(from: 4) } == 5)
  }

  @Test func findsTheNextOfThreeBytes() {
    for count in 0...20 {
      let text = [UInt8](repeating: 0x61, count: count)
      #expect(text.withUnsafeBufferPointer { $0.place(of: 1, 2, or: 3, from: 0) } == count)
      for place in text.indices {
        for byte in 1...3 as ClosedRange<UInt8> {
          var other = text
          other[place] = byte
          #expect(other.withUnsafeBufferPointer { $0.place(of: 1, 2, or: 3, from: 0) } == place)
          #expect(other.withUnsafeBufferPointer { $0.place(of: 1, 2, or: 3, from: place + 1) } == count)
        }
      }
    }
  }

  @Test func tellsWhetherAllIsASCII() {
    for count in 0...20 {
      #expect([UInt8](repeating: 0x7F, count: count).withUnsafeBufferPointer(\.isASCII))
      for place in 0..<count {
        var bytes = [UInt8](repeating: 0x41, count: count)
        bytes[place] = 0x80
        #expect(!bytes.withUnsafeBufferPointer(\.isASCII))
      }
    }
  }

  @Test func loadsAsManyBytesAsThereAre() {
    let bytes: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8, 9]
    bytes.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      for count in 1...9 {
        let expected = (0..<8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1 < count ? bytes[$1] : 0x41) }
        #expect(EightBytes.load(start, count) == expected)
      }
    }
  }

  @Test func writesNumbersInBase16() {
    var random = SeededGenerator(seed: 16)
    for _ in 0..<500 {
      let number = UInt32.random(in: 0...UInt32.max, using: &random)
      let digits = String(number, radix: 16)
      for count in 1...8 {
        var buffer = ByteBuffer(capacity: 0)
        buffer.append(hexadecimal: number, digits: count)
        let all = String(repeating: "0", count: 8 - digits.count) + digits
        #expect(buffer.bytes == Array(all.suffix(count).utf8))
      }
    }
  }

  @Test func escapesLongTextsAsShortOnes() {
    var random = SeededGenerator(seed: 7)
    let alphabet: [UInt8] = Array("ab &<>\"'#%=\u{0}日本、（".utf8)
    for _ in 0..<2_000 {
      let text = String(
        decoding: (0..<Int.random(in: 0...60, using: &random)).map { _ in
          alphabet[Int.random(in: 0..<16, using: &random)]
        },
        as: UTF8.self)
      let expected = text.unicodeScalars.map { String($0).htmlEscaped }.joined()
      #expect(text.htmlEscaped == expected)
    }
  }

  @Test func findsEitherOfTwoBytesWhereverItStands() {
    for count in 0...20 {
      let text = [UInt8](repeating: 0x61, count: count)
      #expect(!text.withUnsafeBufferPointer { $0.contains(0x2A, or: 0x7C) })
      for place in text.indices {
        for byte in [0x2A, 0x7C] as [UInt8] {
          var other = text
          other[place] = byte
          #expect(other.withUnsafeBufferPointer { $0.contains(0x2A, or: 0x7C) })
        }
      }
    }
  }
}
