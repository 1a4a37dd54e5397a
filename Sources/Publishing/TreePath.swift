#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A path relative to a tree's root, with `/`, as the bytes that the system takes. Not a `String`, whose equality would take
/// two spellings of one letter (Unicode canonical equivalence) for the same file.
struct TreePath: Sendable, Hashable, Comparable {
  /// With the zero byte that ends a C string.
  private let terminated: [UInt8]

  init(_ text: String) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 1)
    bytes.append(contentsOf: text.utf8)
    bytes.append(0)
    terminated = bytes
  }

  init(_ bytes: some Collection<UInt8>) {
    var copy: [UInt8] = []
    copy.reserveCapacity(bytes.count + 1)
    copy.append(contentsOf: bytes)
    copy.append(0)
    terminated = copy
  }

  private init(terminated: [UInt8]) { self.terminated = terminated }

  /// The root itself.
  static let root = TreePath("")

  var bytes: ArraySlice<UInt8> { terminated.dropLast() }
  var count: Int { terminated.count - 1 }
  /// For messages and reports.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  func withCString<Result, Failure: Error>(
    _ body: (UnsafePointer<CChar>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // The C functions want a path for the root, too.
    if terminated.count == 1 { return try TreePath(".").withCString(body) }
    let span = terminated
    return try span.withUnsafeBufferPointer { bytes throws(Failure) -> Result in
      try bytes.withMemoryRebound(to: CChar.self) { text throws(Failure) -> Result in
        guard let start = text.baseAddress else { return try body("") }
        return try body(start)
      }
    }
  }

  /// The folder that the path stands in; nil for the root.
  var parent: TreePath? {
    if count == 0 { return nil }
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return .root }
    return TreePath(bytes[..<slash])
  }

  /// The folders on the way, from the top, without the root and the path itself.
  var ancestors: [TreePath] {
    bytes.indices.filter { bytes[$0] == UInt8(ascii: "/") }.map { TreePath(bytes[..<$0]) }
  }

  func appending(_ name: some Collection<UInt8>) -> TreePath {
    if count == 0 { return TreePath(name) }
    var path: [UInt8] = []
    path.reserveCapacity(terminated.count + name.count + 1)
    path.append(contentsOf: bytes)
    path.append(UInt8(ascii: "/"))
    path.append(contentsOf: name)
    path.append(0)
    return TreePath(terminated: path)
  }

  /// How many bytes both paths begin with.
  func countShared(with other: TreePath) -> Int {
    terminated.withUnsafeBufferPointer { own in
      other.terminated.withUnsafeBufferPointer { other in
        let most = min(own.count, other.count) - 1
        var count = 0
        while count < most, own[count] == other[count] { count += 1 }
        return count
      }
    }
  }

  /// Whether a folder is the one that the path stands in.
  func stands(in folder: TreePath) -> Bool {
    terminated.withUnsafeBytes { own in
      folder.terminated.withUnsafeBytes { folder in
        guard let start = own.baseAddress, let other = folder.baseAddress else { return false }
        // Where the name begins: after the folder and the slash that stands in the place of its zero.
        let name = folder.count == 1 ? 0 : folder.count
        guard name < own.count, memcmp(start, other, folder.count - 1) == 0 else { return false }
        if name > 0, own[name - 1] != UInt8(ascii: "/") { return false }
        return memchr(start + name, Int32(UInt8(ascii: "/")), own.count - name) == nil
      }
    }
  }

  /// Whether the path stays below its root and has one spelling: relative, no empty, `.` or `..` part, no zero byte.
  var isPlain: Bool {
    if count == 0 { return false }
    // How long the part is so far, and whether it is made of dots only.
    var (length, isDots) = (0, true)
    for byte in bytes {
      if byte == 0 { return false }
      if byte == UInt8(ascii: "/") {
        if isDots && length <= 2 { return false }
        (length, isDots) = (0, true)
      } else {
        length += 1
        isDots = isDots && byte == UInt8(ascii: ".")
      }
    }
    return !(isDots && length <= 2)
  }

  static func < (a: TreePath, b: TreePath) -> Bool {
    a.terminated.withUnsafeBytes { a in
      b.terminated.withUnsafeBytes { b in
        guard let left = a.baseAddress, let right = b.baseAddress else { return false }
        // The zero at the end is less than every byte, so a prefix comes first.
        let order = memcmp(left, right, min(a.count, b.count))
        return order == 0 ? a.count < b.count : order < 0
      }
    }
  }

  /// Whether these are the path's bytes.
  func hasBytes(_ other: UnsafeBufferPointer<UInt8>) -> Bool { count == other.count && begins(with: other) }

  static func == (a: TreePath, b: TreePath) -> Bool {
    b.terminated.withUnsafeBufferPointer { a.terminated.count == $0.count && a.begins(with: $0) }
  }

  private func begins(with other: UnsafeBufferPointer<UInt8>) -> Bool {
    terminated.withUnsafeBytes { own in
      guard let start = own.baseAddress, let wanted = other.baseAddress else { return other.isEmpty }
      return memcmp(start, wanted, other.count) == 0
    }
  }

  func hash(into hasher: inout Hasher) { hasher.combine(ByteHash.of(terminated)) }
}
