import PortalBase

/// Resolves the references of one page to paths of the site (RFC 3986, section 5.2, as far as a static site needs it).
struct ReferenceResolver {
  enum Target {
    /// Another site, or another scheme.
    case external
    /// The page itself, with the hash of the fragment if that has to exist.
    case samePage(UInt64?)
    /// The file that `path` names.
    case path(UInt64?)
  }

  /// The path that was resolved last, relative to the site's root. A reference that leads out of the site gives one that no
  /// route has.
  private(set) var path: [UInt8] = []
  /// The folder of the page, with a `/` at its end unless it is the root.
  private var folder: ArraySlice<UInt8> = []
  /// Where the folder and each folder above it end, from the root on: what `../` leads to is a shorter beginning.
  private var ends: [Int] = []
  private var baseURL: [UInt8]?
  private var isForAnyAddress = false

  /// To be told before the references of a page are resolved.
  mutating func turn(to page: ArraySlice<UInt8>, baseURL: [UInt8]?) {
    let end = page.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? page.startIndex
    folder = page[page.startIndex..<end]
    ends.removeAll(keepingCapacity: true)
    ends.append(folder.startIndex)
    for index in folder.indices where folder[index] == UInt8(ascii: "/") { ends.append(index + 1) }
    self.baseURL = baseURL
    isForAnyAddress = page.elementsEqual("404.html".utf8)
  }

  /// - Parameter value: the attribute's value as it stands in the page.
  mutating func resolve(_ value: UnsafeBufferPointer<UInt8>) -> Target {
    let isPlain = value.place(of: UInt8(ascii: "&"), or: UInt8(ascii: "%"), from: 0) == value.count
    if isPlain { return resolve(plain: value, isEncoded: false) }
    return withoutEntities(value) { resolve(plain: $0, isEncoded: true) }
  }

  private mutating func resolve(plain value: UnsafeBufferPointer<UInt8>, isEncoded: Bool) -> Target {
    var start = 0
    var end = value.count
    while start < end, value[start] <= 0x20 { start += 1 }
    while end > start, value[end - 1] <= 0x20 { end -= 1 }
    var from = start
    if let baseURL, value[start..<end].starts(with: baseURL) {
      start += baseURL.count
      path.removeAll(keepingCapacity: true)
      if start < end, value[start] == UInt8(ascii: "/") { start += 1 }
      // The bare address of the site, or of a folder of it, is the server's to answer.
      if start == end || value[end - 1] == UInt8(ascii: "/") { return .external }
      from = start
    } else {
      if isExternal(value, start, end) { return .external }
      path.removeAll(keepingCapacity: true)
      if start < end, value[start] == UInt8(ascii: "/") { return outOfSite() }
      start = climb(value, start, end)
    }
    let pathEnd = min(end, value.place(of: UInt8(ascii: "#"), or: UInt8(ascii: "?"), from: start))
    let hash = min(end, value.place(of: UInt8(ascii: "#"), from: pathEnd))
    let fragment = fragmentHash(value, hash + 1, end, isEncoded)
    if pathEnd == start, start == from { return .samePage(fragment) }
    append(value, start, pathEnd, isEncoded)
    return .path(fragment)
  }

  /// Begins the path with the folder that the leading `../` lead to, which nearly all references begin with.
  /// - Returns: where the rest of the reference begins.
  private mutating func climb(_ value: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var start = start
    var level = ends.count - 1
    while start + 2 < end, value[start] == UInt8(ascii: "."), value[start + 1] == UInt8(ascii: "."),
      value[start + 2] == UInt8(ascii: "/"), level > 0
    {
      start += 3
      level -= 1
    }
    path.append(contentsOf: folder[..<ends[level]])
    return start
  }

  /// Whether a reference names a scheme or another host. An absolute path depends on where the site lies: only `404.html`, which
  /// is served for any address, may have one; elsewhere it is taken as a path that no route has.
  private func isExternal(_ value: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var index = start
    if index < end, value[index] == UInt8(ascii: "/") {
      return isForAnyAddress || (index + 1 < end && value[index + 1] == UInt8(ascii: "/"))
    }
    while index < end {
      switch value[index] {
      case UInt8(ascii: ":"): return true
      case UInt8(ascii: "/"), UInt8(ascii: "#"), UInt8(ascii: "?"): return false
      default: index += 1
      }
    }
    return false
  }

  /// The empty fragment and `top` are the top of every page (HTML Standard, 7.4.6.3).
  private func fragmentHash(_ value: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ isEncoded: Bool) -> UInt64?
  {
    if start >= end { return nil }
    let bytes = UnsafeBufferPointer(rebasing: value[start..<end])
    if bytes.elementsEqual("top".utf8) { return nil }
    if !isEncoded { return ByteHash.of(bytes) }
    return ByteHash.of(decodingPercents(bytes))
  }

  /// Appends the reference's path to the folder, without `.` and `..` (RFC 3986, section 5.2.4).
  private mutating func append(_ value: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ isEncoded: Bool) {
    if !isEncoded, !mayHaveDots(value, start, end) {
      path.append(contentsOf: UnsafeBufferPointer(rebasing: value[start..<end]))
      return
    }
    var index = start
    while index <= end {
      var next = index
      while next < end, value[next] != UInt8(ascii: "/") { next += 1 }
      let length = next - index
      if length == 2, value[index] == UInt8(ascii: "."), value[index + 1] == UInt8(ascii: ".") {
        removeLast()
      } else if !(length == 1 && value[index] == UInt8(ascii: ".")) {
        let part = UnsafeBufferPointer(rebasing: value[index..<next])
        if isEncoded { path.append(contentsOf: decodingPercents(part)) } else { path.append(contentsOf: part) }
        if next < end { path.append(UInt8(ascii: "/")) }
      }
      index = next + 1
    }
  }

  /// Whether a part of a path begins with a dot.
  private func mayHaveDots(_ value: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var part = start
    while part < end {
      if value[part] == UInt8(ascii: ".") { return true }
      part = value.place(of: UInt8(ascii: "/"), from: part) + 1
    }
    return false
  }

  /// No route's path begins with a slash.
  private mutating func outOfSite() -> Target {
    path.append(UInt8(ascii: "/"))
    return .path(nil)
  }

  private mutating func removeLast() {
    if path.isEmpty {
      _ = outOfSite()
      return
    }
    if path.first == UInt8(ascii: "/") { return }
    path.removeLast()
    while let last = path.last, last != UInt8(ascii: "/") { path.removeLast() }
  }
}

/// The bytes that a percent-encoded text stands for (RFC 3986, section 2.1); what is no code stays.
func decodingPercents(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
  var result: [UInt8] = []
  var index = 0
  while index < bytes.count {
    if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = hexDigit(bytes[index + 1]),
      let low = hexDigit(bytes[index + 2])
    {
      result.append(high << 4 | low)
      index += 3
    } else {
      result.append(bytes[index])
      index += 1
    }
  }
  return result
}

func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}
