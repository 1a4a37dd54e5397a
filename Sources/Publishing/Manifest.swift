import PortalBase

/// `manifest.json`: what Waiver wrote to a folder, and from what (contract, section 5).
package struct Manifest: Sendable, Hashable {
  /// What the manifest says beside the files.
  package struct Header: Sendable, Hashable {
    package var asOf: String
    /// The digest of the whole input, in hexadecimal: `InputDigest`.
    package var input: String
    package var version: String

    package init(asOf: String, input: String, version: String) {
      self.asOf = asOf
      self.input = input
      self.version = version
    }
  }

  package struct File: Sendable, Hashable {
    let name: TreePath
    package var path: String { name.text }
    package var size: Int
    package var sha256: SHA256.Digest
    /// Of a letter's PDF, how many pages it has.
    package var pages: Int?

    package init(path: String, size: Int, sha256: SHA256.Digest, pages: Int? = nil) {
      self.init(name: TreePath(path), size: size, sha256: sha256, pages: pages)
    }

    init(name: TreePath, size: Int, sha256: SHA256.Digest, pages: Int? = nil) {
      self.name = name
      self.size = size
      self.sha256 = sha256
      self.pages = pages
    }
  }

  package static let name = "manifest.json"

  package var header: Header
  /// Sorted by the bytes of their paths.
  package var files: [File]

  package init(header: Header, files: [File]) {
    self.header = header
    self.files = files
  }

  /// The file's bytes: a line per file, so that two manifests compare well.
  package func encoded() -> [UInt8] { Manifest.encoded(header, count: files.count) { files[$0] } }

  /// The same without a manifest.
  /// - Parameter file: the file of a number; called on several threads.
  static func encoded(_ header: Header, count: Int, file: @Sendable (Int) -> File) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append { head in
      head.add("{\"asOf\": ")
      append(header.asOf, to: &head)
      head.add(", \"input\": ")
      append(header.input, to: &head)
      head.add(", \"version\": ")
      append(header.version, to: &head)
      head.add(", \"files\": [")
    }
    let end = Array("\n]}\n".utf8)
    appendConcurrently(count, to: &bytes, room: end.count) { range, bytes in
      for index in range { append(file(index), isFirst: index == 0, to: &bytes) }
    }
    bytes += end
    return bytes
  }

  private static func append(_ file: File, isFirst: Bool, to bytes: inout ByteBuffer) {
    bytes.add(isFirst ? "\n{\"path\": " : ",\n{\"path\": ")
    append(file.name, to: &bytes)
    bytes.add(", \"size\": ")
    bytes.append(decimal: file.size)
    bytes.add(", \"sha256\": \"")
    file.sha256.append(to: &bytes)
    bytes.add("\"")
    if let pages = file.pages {
      bytes.add(", \"pages\": ")
      bytes.append(decimal: pages)
    }
    bytes.add("}")
  }

  private static func append(_ path: TreePath, to bytes: inout ByteBuffer) {
    let isSimple = path.bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C && $0 != 0x3C }
    if !isSimple { return append(path.text, to: &bytes) }
    bytes.append(0x22)
    path.bytes.withUnsafeBufferPointer { bytes.append($0) }
    bytes.append(0x22)
  }

  private static func append(_ text: String, to bytes: inout ByteBuffer) {
    var json = JSONWriter()
    json.string(text)
    bytes.append(json.bytes)
  }

  /// Reads the bytes of a manifest. What it names is not trusted: every path is checked to stay below the folder, because files
  /// are deleted by it.
  /// - Returns: nil where this is no manifest of Waiver's: another program's `manifest.json`, or a damaged one.
  /// - Throws: where a path leads elsewhere, stands twice, or is the manifest's own.
  package static func decode(_ bytes: [UInt8], named name: String) throws(PublishingError) -> Manifest? {
    guard let json = JSONReader.read(bytes).value, let items = json["files"]?.array, let asOf = json["asOf"]?.string,
      let input = json["input"]?.string, let version = json["version"]?.string
    else { return nil }
    var files: [File] = []
    files.reserveCapacity(items.count)
    for item in items {
      guard let path = item["path"]?.string, let size = item["size"]?.integer, size >= 0,
        let digest = item["sha256"]?.string.flatMap(SHA256.Digest.init(hexadecimal:))
      else { return nil }
      let file = File(path: path, size: size, sha256: digest, pages: item["pages"]?.integer)
      guard file.name.isPlain, path != Manifest.name else {
        throw PublishingError(
          .failure, "\(name) names \"\(path)\", which Waiver cannot have written; nothing was changed. Remove \(name)")
      }
      files.append(file)
    }
    files.sort { $0.name < $1.name }
    if let twice = zip(files, files.dropFirst()).first(where: { $0.name == $1.name }) {
      throw PublishingError(.failure, "\(name) names \"\(twice.0.path)\" twice; nothing was changed. Remove \(name)")
    }
    return Manifest(header: Header(asOf: asOf, input: input, version: version), files: files)
  }
}
