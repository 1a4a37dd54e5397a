import PortalBase

/// Hashes of bytes for the link checker. Not for anything that an attacker could gain by a collision: at worst one broken link is
/// not told.
enum ByteHash {
  /// Eight bytes a step: multiply and fold, with the constants of splitmix64.
  @inline(__always)
  static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15
    let raw = UnsafeRawBufferPointer(bytes)
    var index = 0
    while index &+ 8 <= raw.count {
      hash = mix(hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index &+= 8
    }
    if index == raw.count { return hash }
    // The last eight bytes, of which some were taken before; of fewer, each by itself.
    if index > 0 { return mix(hash ^ raw.loadUnaligned(fromByteOffset: raw.count &- 8, as: UInt64.self)) }
    var rest: UInt64 = 0
    for byte in raw { rest = rest << 8 | UInt64(byte) }
    return mix(hash ^ rest)
  }

  static func of(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBufferPointer { of($0) } }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let (high, low) = value.multipliedFullWidth(by: 0xBF58_476D_1CE4_E5B9)
    return (high ^ low) &+ 0x94D0_49BB_1331_11EB
  }
}

/// Finds a path among many: an open-addressed table of hashes, with the path itself as the judge.
struct PathLookup: Sendable {
  private let paths: [TreePath]
  /// Of the paths. With these, others are passed over without a look at their bytes, which lie all over the memory.
  private let hashes: [UInt64]
  /// Positions, or -1; a power of two of them, at most half full.
  private var slots: [Int32]
  private let mask: Int

  init(_ paths: [TreePath]) {
    self.paths = paths
    hashes = concurrentMap(paths, batch: 4_096) { path in path.bytes.withUnsafeBufferPointer { ByteHash.of($0) } }
    var capacity = 16
    while capacity < paths.count * 2 { capacity *= 2 }
    mask = capacity - 1
    slots = Array(repeating: -1, count: capacity)
    for position in hashes.indices {
      var slot = Int(truncatingIfNeeded: hashes[position]) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(position)
    }
  }

  /// The position of a path.
  func position(of path: TreePath) -> Int? { path.bytes.withUnsafeBufferPointer { position(of: $0) } }

  func position(of path: UnsafeBufferPointer<UInt8>) -> Int? {
    let hash = ByteHash.of(path)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 {
      let position = Int(slots[slot])
      if hashes[position] == hash, paths[position].hasBytes(path) { return position }
      slot = (slot + 1) & mask
    }
    return nil
  }
}
