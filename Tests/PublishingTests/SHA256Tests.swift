import PortalBase
import TestSupport
import Testing

@testable import Publishing

/// The examples of FIPS 180-4 (NIST, "Examples with Intermediate Values", SHA-256), for both ways of computing it.
@Suite struct SHA256Tests {
  @Test(
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ], [false, true])
  func givesTheDigestsOfTheStandard(example: (text: String, digest: String), portable: Bool) {
    #expect(SHA256.digest(of: Array(example.text.utf8), portable: portable).hexadecimal == example.digest)
  }

  @Test(arguments: [false, true])
  func givesTheDigestOfAMillionLetters(portable: Bool) {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    let expected = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    #expect(SHA256.digest(of: bytes, portable: portable).hexadecimal == expected)
  }

  @Test func isTheSameInPiecesOfAnySize() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<50 {
      let bytes = (0..<random.number(in: 0...400)).map { _ in UInt8.random(in: 0...255, using: &random) }
      var hash = SHA256()
      var start = 0
      while start < bytes.count {
        let end = min(bytes.count, start + random.number(in: 1...150))
        hash.update(Array(bytes[start..<end]))
        start = end
      }
      let portable = SHA256.digest(of: bytes, portable: true)
      #expect(hash.finish() == portable)
      #expect(SHA256.digest(of: bytes) == portable)
    }
  }

  /// Whatever the last call finds of a block, and brings.
  @Test(arguments: [0, 1, 55, 56, 63, 64, 65, 119, 120, 130])
  func isTheSameWhereTheLastBytesComeWithTheEnd(first: Int) {
    let bytes = (0..<first + 131).map { UInt8(truncatingIfNeeded: $0 &* 37) }
    for isPortable in [false, true] {
      for length in 0...130 {
        var hash = SHA256(portable: isPortable)
        hash.update(Array(bytes[..<first]))
        let digest = bytes[first..<first + length].withUnsafeBufferPointer { hash.finish(with: $0) }
        #expect(digest == SHA256.digest(of: Array(bytes[..<(first + length)]), portable: true), "\(length)")
      }
    }
  }

  /// FIPS 180-4, section 5.1.1, written out.
  @Test(arguments: [false, true]) func padsTextsOfAnyLength(portable: Bool) {
    for length in 0...130 {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37) }
      let zeros = (0..<64).first { (length + 1 + $0) % 64 == 56 } ?? 0
      let bits = withUnsafeBytes(of: UInt64(length * 8).bigEndian) { Array($0) }
      let padded = bytes + [0x80] + [UInt8](repeating: 0, count: zeros) + bits
      let state = padded.withUnsafeBufferPointer { padded in
        padded.baseAddress.map { SHA256.compress(SHA256().state, $0, padded.count / 64) }
      }
      #expect(SHA256.digest(of: bytes, portable: portable).words == state, "\(length)")
    }
  }

  @Test(arguments: 0...5)
  func isTheSameForSeveralTextsAtOnce(count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    let texts = (0..<count).map { _ in
      (0..<random.number(in: 0...1_000)).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
    #expect(SHA256.digests(of: texts) == texts.map { SHA256.digest(of: $0, portable: true) })
  }

  /// More than are taken at a time.
  @Test(arguments: [31, 32, 33, 64, 65, 100])
  func isTheSameForManyTextsAtOnce(count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    let texts = (0..<count).map { _ in
      (0..<random.number(in: 0...200)).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
    #expect(SHA256.digests(of: texts) == texts.map { SHA256.digest(of: $0, portable: true) })
  }

  @Test func readsItsOwnHexadecimal() throws {
    let digest = SHA256.digest(of: [1, 2, 3])
    #expect(SHA256.Digest(hexadecimal: digest.hexadecimal) == digest)
    #expect(SHA256.Digest(hexadecimal: "ABC") == nil)
    #expect(SHA256.Digest(hexadecimal: String(repeating: "G", count: 64)) == nil)
  }
}
