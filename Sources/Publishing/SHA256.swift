import CSystem
import PortalBase

/// SHA-256 (FIPS 180-4). With the processor's own instructions where it has them, else in plain Swift.
package struct SHA256: Sendable {
  package struct Digest: Sendable, Hashable {
    /// The eight words of the hash, the first one most significant.
    package let words: SIMD8<UInt32>

    package init(words: SIMD8<UInt32>) { self.words = words }

    /// Any part of a digest is as good as all of it.
    package func hash(into hasher: inout Hasher) { hasher.combine(UInt64(words[0]) << 32 | UInt64(words[1])) }

    /// Nil unless the text is 64 lower-case hexadecimal digits.
    package init?(hexadecimal text: String) {
      var words = SIMD8<UInt32>.zero
      guard text.utf8.count == 64 else { return nil }
      for (index, byte) in text.utf8.enumerated() {
        let digit: UInt8
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
        default: return nil
        }
        words[index / 8] = words[index / 8] << 4 | UInt32(digit)
      }
      self.words = words
    }

    /// 64 lower-case hexadecimal digits.
    package var hexadecimal: String {
      var digits = ByteBuffer(capacity: 64)
      append(to: &digits)
      return digits.withBytes { String(decoding: $0, as: UTF8.self) }
    }

    /// Appends the 64 digits.
    package func append(to bytes: inout ByteBuffer) {
      for index in 0..<8 { bytes.append(hexadecimal: words[index], digits: 8) }
    }
  }

  /// The digest of a whole text. Both ways give the same; tests ask for the portable one.
  package static func digest(of bytes: [UInt8], portable: Bool = false) -> Digest {
    let hash = SHA256(portable: portable)
    return bytes.withUnsafeBufferPointer { hash.finish(with: $0) }
  }

  static func digest(of bytes: borrowing ByteBuffer) -> Digest { bytes.withBytes { SHA256().finish(with: $0) } }

  var state: SIMD8<UInt32> = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  /// Bytes that do not fill a block yet.
  private var rest: [UInt8] = []
  var length = 0
  private let isFast: Bool

  /// Asked once: in a virtual machine the question alone takes as long as hashing a page.
  static let processorIsFast = waiver_sha256_is_fast() != 0

  package init(portable: Bool = false) { isFast = !portable && SHA256.processorIsFast }

  package mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { update($0) }
  }

  package mutating func update(_ bytes: UnsafeBufferPointer<UInt8>) {
    length += bytes.count
    var start = 0
    if !rest.isEmpty {
      start = min(64 - rest.count, bytes.count)
      rest.append(contentsOf: bytes[..<start])
      guard rest.count == 64 else { return }
      let block = rest
      block.withUnsafeBufferPointer { take($0, blocks: 1) }
      rest.removeAll(keepingCapacity: true)
    }
    let blocks = (bytes.count - start) / 64
    if blocks > 0 { take(UnsafeBufferPointer(rebasing: bytes[start...]), blocks: blocks) }
    rest.append(contentsOf: bytes[(start + blocks * 64)...])
  }

  package consuming func finish() -> Digest {
    let tail = rest
    tail.withUnsafeBufferPointer { pad($0) }
    return Digest(words: state)
  }

  /// The digest after some more bytes, the last ones.
  consuming func finish(with bytes: UnsafeBufferPointer<UInt8>) -> Digest {
    if !rest.isEmpty {
      update(bytes)
      return finish()
    }
    length += bytes.count
    let blocks = bytes.count / 64
    if blocks > 0 { take(bytes, blocks: blocks) }
    pad(UnsafeBufferPointer(rebasing: bytes[(blocks * 64)...]))
    return Digest(words: state)
  }

  /// Takes what fills no block, padded (FIPS 180-4, section 5.1.1).
  private mutating func pad(_ tail: UnsafeBufferPointer<UInt8>) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 128) { padded in
      let count = tail.count < 56 ? 64 : 128
      padded.initialize(repeating: 0)
      for index in tail.indices { padded[index] = tail[index] }
      padded[tail.count] = 0x80
      for place in 0..<8 { padded[count - 8 + place] = UInt8(truncatingIfNeeded: (length * 8) >> (56 - 8 * place)) }
      take(UnsafeBufferPointer(rebasing: padded[..<count]), blocks: count / 64)
    }
  }

  private mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, blocks: Int) {
    guard let start = bytes.baseAddress else { return }
    if isFast {
      withUnsafeMutablePointer(to: &state) { words in
        words.withMemoryRebound(to: UInt32.self, capacity: 8) { waiver_sha256_blocks($0, start, blocks) }
      }
    } else {
      state = SHA256.compress(state, start, blocks)
    }
  }
}
