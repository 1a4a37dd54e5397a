import TestSupport
import Testing

@testable import PortalBase

/// What is asked of eight bytes at once has to agree with what is asked of each.
@Suite struct EightBytesTests {
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
