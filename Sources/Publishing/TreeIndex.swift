import PortalBase

/// A manifest with the stamps of its files, kept beside the output so that the next build need not read the manifest and every
/// file. It is only a shortcut: `manifest.json` decides, and an index that does not belong to it is not used.
struct TreeIndex: Sendable {
  /// The digest of the parts of the `manifest.json` that this is the index of.
  var manifest: SHA256.Digest
  /// The digest of what the files were made from and by, and nothing was to be told about; nil where nobody said.
  var origin: SHA256.Digest?
  /// Sorted by path.
  var files: [KnownFile]
  /// Of each folder on the way to the files, as `FolderSet` has them, if nothing else stands in it; else nil. Empty where nobody looked.
  var folders: [Stamp?] = []

  private static let mark = Array("waiver index 4\n".utf8)
  /// Stands for none.
  fileprivate static let noDigest = SHA256.Digest(words: .zero)

  /// The bytes of the index: the mark, the digests of manifest and origin, the number of files, these, the number of folders, these,
  /// and the digest of the parts of all that.
  /// - Parameter file: the file of a number; called on several threads.
  static func encoded(
    manifest: SHA256.Digest, origin: SHA256.Digest?, count: Int, folders: [Stamp?], file: @Sendable (Int) -> KnownFile
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append { head in
      head.append(TreeIndex.mark)
      head.append(raw: manifest)
      head.append(raw: origin ?? TreeIndex.noDigest)
      head.append(raw: count)
    }
    appendConcurrently(count, to: &bytes, room: 8 + folders.count * ByteReader.stampSize + 32) { range, bytes in
      for index in range { bytes.append(file(index)) }
    }
    bytes.append { rest in
      rest.append(raw: folders.count)
      for stamp in folders { rest.append(stamp) }
    }
    let sum = SHA256.digest(ofPartsOf: bytes)
    bytes.append { $0.append(raw: sum) }
    return bytes
  }

  /// Nil for anything that is not a whole index of this version.
  init?(_ bytes: [UInt8]) {
    guard bytes.count > TreeIndex.mark.count + 32, bytes.starts(with: TreeIndex.mark) else { return nil }
    var reader = ByteReader(bytes: bytes, position: TreeIndex.mark.count)
    var tail = ByteReader(bytes: bytes, position: bytes.count - 32)
    guard let sum = tail.digest(), sum == SHA256.digest(ofPartsOf: bytes.dropLast(32)) else { return nil }
    guard let manifest = reader.digest(), let origin = reader.digest(), let count = reader.number(),
      count < UInt64(bytes.count)
    else { return nil }
    self.manifest = manifest
    self.origin = origin == TreeIndex.noDigest ? nil : origin
    // Where some of the files begin, so that they can be read on all processors.
    let batch = 1_024
    var readers: [ByteReader] = []
    for file in 0..<Int(count) {
      if file % batch == 0 { readers.append(reader) }
      guard reader.passFile() else { return nil }
    }
    guard let folderCount = reader.number(), folderCount < UInt64(bytes.count) else { return nil }
    for _ in 0..<folderCount {
      guard let stamp = reader.stamp() else { return nil }
      folders.append(stamp.inode == 0 ? nil : stamp)
    }
    let parts = concurrentMap(Array(readers.enumerated())) { part, reader -> [KnownFile]? in
      var reader = reader
      var files: [KnownFile] = []
      files.reserveCapacity(batch)
      for _ in 0..<min(batch, Int(count) - part * batch) {
        guard let file = reader.file() else { return nil }
        files.append(file)
      }
      return files
    }
    files = []
    files.reserveCapacity(Int(count))
    for part in parts {
      guard let part else { return nil }
      files += part
    }
  }
}

extension ByteBuffer {
  /// Appends eight bytes, the lowest one first.
  mutating func append(raw number: some FixedWidthInteger) {
    withUnsafeBytes(of: UInt64(truncatingIfNeeded: number).littleEndian) { bytes in
      bytes.withMemoryRebound(to: UInt8.self) { append($0) }
    }
  }

  /// Appends the 32 bytes that `ByteReader` reads.
  mutating func append(raw digest: SHA256.Digest) {
    var words = digest.words
    for index in 0..<8 { words[index] = words[index].littleEndian }
    withUnsafeBytes(of: words) { bytes in bytes.withMemoryRebound(to: UInt8.self) { append($0) } }
  }

  fileprivate mutating func append(_ file: KnownFile) {
    append(raw: file.path.count)
    file.path.bytes.withUnsafeBufferPointer { append($0) }
    append(raw: file.size)
    append(raw: file.digest)
    append(file.stamp)
    append(raw: file.basis ?? TreeIndex.noDigest)
  }

  /// No file has the inode 0.
  fileprivate mutating func append(_ stamp: Stamp?) {
    let stamp = stamp ?? Stamp(inode: 0, modified: 0, changed: 0...0)
    append(raw: stamp.inode)
    append(raw: stamp.modified)
    append(raw: stamp.changed.lowerBound)
    append(raw: stamp.changed.upperBound)
  }
}

/// Reads the parts of an index, nil past its end.
private struct ByteReader: Sendable {
  /// The bytes of a stamp: four numbers.
  static let stampSize = 4 * 8

  let bytes: [UInt8]
  var position: Int

  mutating func number() -> UInt64? {
    guard position + 8 <= bytes.count else { return nil }
    defer { position += 8 }
    return bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: UInt64.self)) }
  }

  mutating func time() -> Int64? { number().map { Int64(bitPattern: $0) } }

  /// With the inode 0 where there is none.
  mutating func stamp() -> Stamp? {
    guard let inode = number(), let modified = time(), let from = time(), let to = time(), from <= to else {
      return nil
    }
    return Stamp(inode: inode, modified: modified, changed: from...to)
  }

  mutating func digest() -> SHA256.Digest? {
    guard position + 32 <= bytes.count else { return nil }
    defer { position += 32 }
    return bytes.withUnsafeBytes { raw in
      var words = SIMD8<UInt32>.zero
      for index in 0..<8 {
        words[index] = UInt32(
          littleEndian: raw.loadUnaligned(fromByteOffset: position + index * 4, as: UInt32.self))
      }
      return SHA256.Digest(words: words)
    }
  }

  mutating func path(_ length: UInt64) -> TreePath? {
    guard length <= UInt64(bytes.count - position) else { return nil }
    defer { position += Int(length) }
    return TreePath(bytes[position..<position + Int(length)])
  }

  mutating func file() -> KnownFile? {
    guard let length = number(), let path = path(length), let size = number(), let digest = digest(),
      let stamp = stamp(), let basis = self.digest()
    else { return nil }
    return KnownFile(
      path: path, size: Int(truncatingIfNeeded: size), digest: digest, stamp: stamp.inode == 0 ? nil : stamp,
      basis: basis == TreeIndex.noDigest ? nil : basis)
  }

  /// Goes on to the next file.
  /// - Returns: whether the file is there as a whole.
  mutating func passFile() -> Bool {
    // Beside the path and its length: the size, the digest, the stamp, the basis.
    let others = 8 + 32 + ByteReader.stampSize + 32
    guard let length = number(), bytes.count - position >= others, length <= UInt64(bytes.count - position - others)
    else { return false }
    position += Int(length) + others
    return true
  }
}
