import CBytes
import TestSupport
import Testing

@testable import PortalBase

/// What is copied and marked a block of bytes at a time has to be what it is byte by byte, wherever each stands and however many there are.
@Suite struct EscapingTests {
  /// For each of the 256 bytes whether it is one of a text, or another that a condition holds for.
  private func table(_ text: String, _ condition: (UInt8) -> Bool) -> [Bool] {
    (UInt8.min...UInt8.max).map { text.utf8.contains($0) || condition($0) }
  }

  /// Bits of those bytes of the first block that a table names.
  private func bits(_ bytes: [UInt8], _ table: [Bool]) -> UInt32 {
    var bits: UInt32 = 0
    for index in 0..<min(bytes.count, waiver_block) where table[Int(bytes[index])] { bits |= 1 << UInt32(index) }
    return bits
  }

  /// Texts of all lengths around that of a block, with every byte at every place.
  private func forEachText(_ body: ([UInt8]) -> Void) {
    for count in 1...waiver_block + 2 {
      for place in 0..<count {
        for byte in UInt8.min...UInt8.max {
          // Others than letters would be marked; zeros stand in place of bytes that are missing.
          var bytes = (0..<count).map { UInt8(0x61 + $0) }
          bytes[place] = byte
          body(bytes)
        }
      }
    }
  }

  private func copied(_ bytes: [UInt8], _ copy: (UnsafeMutablePointer<UInt8>, UnsafePointer<UInt8>, Int) -> UInt32)
    -> (bytes: [UInt8], bits: UInt32)
  {
    var room = [UInt8](repeating: 0xFF, count: waiver_block)
    let bits = room.withUnsafeMutableBufferPointer { room in
      bytes.withUnsafeBufferPointer { bytes in
        guard let to = room.baseAddress, let from = bytes.baseAddress else { return 0 as UInt32 }
        return copy(to, from, bytes.count)
      }
    }
    return (Array(room.prefix(bytes.count)), bits)
  }

  @Test func copiesABlockOrLessAndMarksWhatMayNotStay() {
    let markup = "&<>\"'"
    let ways: [((UnsafeMutablePointer<UInt8>, UnsafePointer<UInt8>, Int) -> UInt32, [Bool])] = [
      (waiver_copy_html, table(markup) { $0 == 0 }),
      (waiver_copy_xml, table(markup) { $0 < 0x20 || $0 == 0xEF }),
      (waiver_copy_json, table("\"\\<") { $0 < 0x20 || $0 == 0xE2 }),
      (waiver_copy_calendar, table("\\;,") { $0 < 0x20 || $0 == 0x7F }),
    ]
    var wrong = 0
    forEachText { bytes in
      for (copy, marked) in ways {
        let found = copied(bytes, copy)
        if found.bytes != Array(bytes.prefix(waiver_block)) || found.bits != bits(bytes, marked) { wrong += 1 }
      }
    }
    #expect(wrong == 0)
  }

  @Test func findsEveryByteThatMayBeMarkdown() {
    let marked = table("\\`*_[]<&") { $0 < 0x20 }
    var wrong = 0
    forEachText { bytes in
      let first = bytes.firstIndex { marked[Int($0)] }
      bytes.withUnsafeBufferPointer { bytes in
        for start in [0, 1] where start <= first ?? 0 {
          if bytes.placeOfMarkdown(from: start) != first ?? bytes.count { wrong += 1 }
        }
        if first == nil, bytes.placeOfMarkdown(from: bytes.count) != bytes.count { wrong += 1 }
      }
    }
    #expect(wrong == 0)
  }

  /// Whatever stands before and behind it, a character is written as it is alone.
  @Test func escapesLongTextsAsShortOnes() {
    var random = SeededGenerator(seed: 7)
    let alphabet = Array("ab &<>\"'#%=\\;,\n\r\t\u{0}\u{1}\u{7F}日本、（é\u{2028}\u{2029}\u{FFFD}\u{FFFE}\u{FEFF}")
    let ways: [(String, inout ByteBuffer) -> Void] = [
      { text, buffer in buffer.append(escaping: text) },
      { text, buffer in text.withBytes { buffer.append(escapingButApostrophes: $0) } },
      { text, buffer in text.withBytes { buffer.append(escapingXML: $0) } },
      { text, buffer in text.withBytes { buffer.append(escapingTwice: $0) } },
      { text, buffer in text.withBytes { buffer.append(escapingJSON: $0) } },
      { text, buffer in text.withBytes { buffer.append(escapingCalendar: $0) } },
    ]
    for _ in 0..<1_000 {
      let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        alphabet[Int.random(in: alphabet.indices, using: &random)]
      }
      for way in ways {
        var whole = ByteBuffer(capacity: 0)
        var parts = ByteBuffer(capacity: 0)
        way(String(text), &whole)
        for scalar in String(text).unicodeScalars { way(String(scalar), &parts) }
        #expect(whole.bytes == parts.bytes, "\(text)")
      }
    }
  }
}
