import CBytes
import TestSupport
import Testing

/// Blocks of bytes are looked at together: each byte at each place of a block has to be seen.
@Suite struct BlockTests {
  /// Calls the body with blocks of nothing but `filling`, in which one byte is each other one at each place.
  private func forEachBlock(of filling: UInt8, _ body: (_ block: [UInt8], _ byte: UInt8, _ place: Int) -> Void) {
    for byte in UInt8.min...UInt8.max {
      for place in 0..<waiver_block {
        var block = [UInt8](repeating: filling, count: waiver_block)
        block[place] = byte
        body(block, byte, place)
      }
    }
  }

  @Test(arguments: [0x61, 0xE3] as [UInt8])
  func tellsWhatEndsAText(filling: UInt8) {
    forEachBlock(of: filling) { block, byte, place in
      let found = waiver_ends_of_text(block)
      let isEnd = byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
      #expect(found & 0xFFFF == (isEnd ? 1 << UInt32(place) : 0), "\(byte) at \(place)")
      let others = block.indices.reduce(0) { block[$1] < 0x20 || block[$1] > 0x7E ? $0 | 1 << UInt32($1) : $0 }
      #expect(found >> 16 == others, "\(byte) at \(place)")
    }
  }

  @Test(arguments: [0x61, 0xE3] as [UInt8])
  func tellsWhatIsRareInTexts(filling: UInt8) {
    let rare: Set<UInt8> = [UInt8(ascii: "\\"), 0x7F, 0xC2, 0xE2, 0xEF]
    forEachBlock(of: filling) { block, byte, place in
      let isRare = byte < 0x20 || rare.contains(byte) || byte >= 0xF0
      #expect(waiver_rare_in_text(block) == (isRare ? 1 << UInt32(place) : 0), "\(byte) at \(place)")
    }
  }

  @Test func findsOneOfFourBytes() {
    let wanted: [UInt8] = [0x3C, 0x21, 0x5D, 0xFF]
    forEachBlock(of: 0x61) { block, byte, place in
      let found = waiver_places_of(block, wanted[0], wanted[1], wanted[2], wanted[3])
      #expect(found == (wanted.contains(byte) ? 1 << UInt32(place) : 0), "\(byte) at \(place)")
    }
  }

  @Test func findsTheFirstOfTwoBytesFromAnyPlaceOn() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 0...50, using: &random)).map { _ in UInt8.random(in: 0...20, using: &random) }
      let start = Int.random(in: 0...bytes.count, using: &random)
      let place = bytes[start...].firstIndex { $0 == 3 || $0 == 7 } ?? bytes.count
      #expect(waiver_place_of(bytes, start, bytes.count, 3, 7) == place)
    }
  }
}
