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
  private static let noOrigin = SHA256.Digest(words: .zero)

  /// The bytes of the index: the mark, two digests, the number of bases, these, the number of files, these, the number of folders,
  /// these, and the digest of the parts of all that. A file names its basis by number, from 1.
  func encoded() -> [UInt8] {
    let (bases, numbers) = numberedBases()
    var bytes: [UInt8] = []
    bytes.append { head in
      head.append(TreeIndex.mark)
      head.append(raw: manifest)
      head.append(raw: origin ?? TreeIndex.noOrigin)
      head.append(raw: bases.count)
      for basis in bases { head.append(raw: basis) }
      head.append(raw: files.count)
    }
    appendConcurrently(files.count, to: &bytes, room: 32) { range, bytes in
      for index in range { bytes.append(files[index], basis: numbers[index]) }
    }
    bytes.append { rest in
      rest.append(raw: folders.count)
      for stamp in folders { rest.append(stamp) }
    }
    let sum = SHA256.digest(ofPartsOf: bytes)
    bytes.append { $0.append(raw: sum) }
    return bytes
  }

  /// Every basis once, and for each file the number of its own, from 1; 0 for none.
  private func numberedBases() -> (bases: [SHA256.Digest], numbers: [UInt64]) {
    var known: [SHA256.Digest: UInt64] = [:]
    var bases: [SHA256.Digest] = []
    var last: UInt64 = 0
    let numbers = files.map { file -> UInt64 in
      guard let basis = file.basis else { return 0 }
      // Neighbours have mostly the same.
      if last > 0, bases[Int(last) - 1] == basis { return last }
      if known[basis] == nil {
        bases.append(basis)
        known[basis] = UInt64(bases.count)
      }
      last = known[basis] ?? 0
      return last
    }
    return (bases, numbers)
  }

  /// Nil for anything that is not a whole index of this version.
  init?(_ bytes: [UInt8]) {
    guard bytes.count > TreeIndex.mark.count + 32, bytes.starts(with: TreeIndex.mark) else { return nil }
    var reader = ByteReader(bytes: bytes, position: TreeIndex.mark.count)
    var tail = ByteReader(bytes: bytes, position: bytes.count - 32)
    guard let sum = tail.digest(), sum == SHA256.digest(ofPartsOf: bytes.dropLast(32)) else { return nil }
    guard let manifest = reader.digest(), let origin = reader.digest(), let baseCount = reader.number(),
      baseCount < UInt64(bytes.count)
    else { return nil }
    var bases: [SHA256.Digest] = []
    for _ in 0..<baseCount {
      guard let basis = reader.digest() else { return nil }
      bases.append(basis)
    }
    guard let count = reader.number(), count < UInt64(bytes.count) else { return nil }
    self.manifest = manifest
    self.origin = origin == TreeIndex.noOrigin ? nil : origin
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
    let parts = concurrentMap(Array(readers.enumerated())) { [bases] part, reader -> [KnownFile]? in
      var reader = reader
      var files: [KnownFile] = []
      files.reserveCapacity(batch)
      for _ in 0..<min(batch, Int(count) - part * batch) {
        guard let file = reader.file(bases) else { return nil }
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

  init(manifest: SHA256.Digest, origin: SHA256.Digest?, files: [KnownFile], folders: [Stamp?]) {
    self.manifest = manifest
    self.origin = origin
    self.files = files
    self.folders = folders
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

  fileprivate mutating func append(_ file: KnownFile, basis: UInt64) {
    append(raw: file.path.count)
    file.path.bytes.withUnsafeBufferPointer { append($0) }
    append(raw: file.size)
    append(raw: file.digest)
    append(file.stamp)
    append(raw: basis)
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

  /// - Parameter bases: those that files name.
  mutating func file(_ bases: [SHA256.Digest]) -> KnownFile? {
    guard let length = number(), let path = path(length), let size = number(), let digest = digest(),
      let stamp = stamp(), let basis = number(), basis <= UInt64(bases.count)
    else { return nil }
    return KnownFile(
      path: path, size: Int(truncatingIfNeeded: size), digest: digest, stamp: stamp.inode == 0 ? nil : stamp,
      basis: basis == 0 ? nil : bases[Int(basis) - 1])
  }

  /// Goes on to the next file.
  /// - Returns: whether the file is there as a whole.
  mutating func passFile() -> Bool {
    // Beside the path: its length, the size, four numbers of the stamp, the number of the basis, and the digest.
    let others = 6 * 8 + 32
    guard let length = number(), bytes.count - position >= others, length <= UInt64(bytes.count - position - others)
    else { return false }
    position += Int(length) + others
    return true
  }
}
