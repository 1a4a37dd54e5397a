import CSystem
import PortalBase

extension SHA256 {
  /// The digests of many texts, worked out on all processors.
  /// - Parameter text: makes the text at an index.
  static func digests(_ count: Int, of text: @Sendable (_ index: Int) -> [UInt8]) -> [Digest] {
    let batch = 64
    return concurrentMap(Array(stride(from: 0, to: count, by: batch))) { start in
      digests(of: (start..<min(count, start + batch)).map(text))
    }.flatMap { $0 }
  }

  package static func digests(of texts: [[UInt8]]) -> [Digest] {
    // A few at a time, as each is held by a call in the call of the one before.
    stride(from: 0, to: texts.count, by: 32).flatMap { start -> [Digest] in
      var pointers: [UnsafeBufferPointer<UInt8>] = []
      return digests(of: texts[start..<min(texts.count, start + 32)], after: &pointers)
    }
  }

  private static func digests(
    of texts: ArraySlice<[UInt8]>, after pointers: inout [UnsafeBufferPointer<UInt8>]
  ) -> [Digest] {
    guard let first = texts.first else { return digests(of: pointers) }
    return first.withUnsafeBufferPointer { first in
      pointers.append(first)
      return digests(of: texts.dropFirst(), after: &pointers)
    }
  }

  /// The digests of several texts, two at a time where the processor has the instructions: those of one run while those of the other
  /// wait for their results.
  static func digests(of texts: [UnsafeBufferPointer<UInt8>]) -> [Digest] {
    var hashes = [SHA256](repeating: SHA256(), count: texts.count)
    if processorIsFast { takeBlocks(of: texts, &hashes) }
    return texts.indices.map { index in
      hashes[index].finish(with: UnsafeBufferPointer(rebasing: texts[index][hashes[index].length...]))
    }
  }

  /// Takes whole blocks of two texts, then of the longer one and the next, as long as there are two.
  private static func takeBlocks(of texts: [UnsafeBufferPointer<UInt8>], _ hashes: inout [SHA256]) {
    func blocksLeft(_ index: Int) -> Int { (texts[index].count - hashes[index].length) / 64 }
    var (one, other, next) = (0, 1, 2)
    while max(one, other) < texts.count {
      let blocks = min(blocksLeft(one), blocksLeft(other))
      if blocks > 0 { take(blocks, of: texts, one, other, &hashes) }
      if blocksLeft(one) == 0 { one = next } else { other = next }
      next += 1
    }
  }

  private static func take(
    _ blocks: Int, of texts: [UnsafeBufferPointer<UInt8>], _ one: Int, _ other: Int, _ hashes: inout [SHA256]
  ) {
    guard let first = texts[one].baseAddress, let second = texts[other].baseAddress else { return }
    var states = (hashes[one].state, hashes[other].state)
    withUnsafeMutablePointer(to: &states) { states in
      states.withMemoryRebound(to: UInt32.self, capacity: 16) { words in
        waiver_sha256_two(words, first + hashes[one].length, second + hashes[other].length, blocks)
      }
    }
    (hashes[one].state, hashes[other].state) = states
    hashes[one].length += blocks * 64
    hashes[other].length += blocks * 64
  }

  /// The digest of the digests of a text's parts, which are worked out on all processors. It is for the index only: nobody else could
  /// check it.
  static func digest(ofPartsOf text: [UInt8]) -> Digest { digest(ofPartsOf: text[...]) }

  static func digest(ofPartsOf text: ArraySlice<UInt8>) -> Digest {
    let parts = concurrentMap(Array(stride(from: 0, to: text.count, by: 1 << 20))) { start in
      text.withUnsafeBufferPointer { bytes in
        var hash = SHA256()
        hash.update(UnsafeBufferPointer(rebasing: bytes[start..<min(bytes.count, start + 1 << 20)]))
        return hash.finish()
      }
    }
    var all = ByteBuffer(capacity: parts.count * 64)
    for part in parts { part.append(to: &all) }
    return digest(of: all)
  }
}
