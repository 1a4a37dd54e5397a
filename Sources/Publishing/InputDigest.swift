import PortalBase

/// The digest of everything that a site is made from.
package enum InputDigest {
  /// The SHA-256, in hexadecimal, over a text of lines: the day, the audience, and for every file, in the order of the bytes of their
  /// paths, its digest and its path. Paths hold no line ends: the reader refuses them.
  package static func of(_ files: [SourceFile], asOf: String, audience: String) -> String {
    let lines = concurrentMap(files, batch: 64) { ($0.path, SHA256.digest(of: $0.bytes)) }
    var text = Array("asOf \(asOf)\naudience \(audience)\n".utf8)
    text.reserveCapacity(lines.count * 128)
    for (path, digest) in lines.sorted(by: { precedesInBytes($0.0, $1.0) }) {
      digest.append(to: &text)
      text.append(0x20)
      text.append(contentsOf: path.utf8)
      text.append(0x0A)
    }
    return SHA256.digest(of: text).hexadecimal
  }
}
