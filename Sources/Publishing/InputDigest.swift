import PortalBase

/// The digest of everything that a site is made from.
package enum InputDigest {
  /// The SHA-256, in hexadecimal, over a text of lines: the day, the audience, and for every file, in the order of the bytes of their
  /// paths, its digest and its path. Paths hold no line ends: the reader refuses them.
  package static func of(_ files: [SourceFile], asOf: String, audience: String) -> String {
    FileDigests(files).input(asOf: asOf, audience: audience)
  }
}

/// The digests of some files, so that the next time only those of other files are worked out.
package struct FileDigests: Sendable {
  /// Sorted by the bytes of their paths.
  private let files: [SourceFile]
  private let digests: [SHA256.Digest]

  package init(_ files: [SourceFile] = [], after earlier: FileDigests? = nil) {
    let isSorted = files.indices.dropFirst().allSatisfy { precedesInBytes(files[$0 - 1].path, files[$0].path) }
    let files = isSorted ? files : files.sorted { precedesInBytes($0.path, $1.path) }
    self.files = files
    var known = earlier?.known(of: files) ?? Array(repeating: nil, count: files.count)
    let unknown = known.indices.filter { known[$0] == nil }
    let new = SHA256.digests(unknown.count) { files[unknown[$0]].bytes }
    for (index, digest) in zip(unknown, new) { known[index] = digest }
    digests = known.compactMap(\.self)
  }

  var count: Int { files.count }

  /// Where the file of a path stands.
  func place(of path: String) -> Int? { files[...].place(of: path) }

  subscript(place: Int) -> (bytes: [UInt8], digest: SHA256.Digest) { (files[place].bytes, digests[place]) }

  private func known(of others: [SourceFile]) -> [SHA256.Digest?] {
    var place = 0
    return others.map { file in
      while place < files.count, precedesInBytes(files[place].path, file.path) { place += 1 }
      return place < files.count && files[place] == file ? digests[place] : nil
    }
  }

  /// The digest of the input that these files are.
  package func input(asOf: String, audience: String) -> String {
    digest(of: "asOf \(asOf)\naudience \(audience)\n") { _ in true }.hexadecimal
  }

  /// The digest of a heading and of the files whose places are meant: a line for each, with its digest and its path.
  func digest(of heading: String, where isMeant: (Int) -> Bool) -> SHA256.Digest {
    var text = ByteBuffer(capacity: 256 + files.count * 128)
    text.append(heading)
    for place in files.indices where isMeant(place) {
      digests[place].append(to: &text)
      text.append(0x20)
      text.append(files[place].path)
      text.append(0x0A)
    }
    return SHA256.digest(of: text)
  }
}
