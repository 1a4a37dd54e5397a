/// The decoded target of a request (RFC 9112, section 3.2; RFC 3986).
struct RequestTarget: Hashable {
  /// The authority of an absolute-form target, which counts instead of `Host`; nil in origin form.
  let authority: String?
  let path: String
  let query: [PreviewRequest.QueryItem]

  init(_ target: [UInt8]) throws(HTTPProblem) {
    var rest = target[...]
    var authority: String?
    if rest.first != UInt8(ascii: "/") {
      let scheme = Array("http://".utf8)
      guard rest.count > scheme.count, rest.prefix(scheme.count).map(lowercased) == scheme else {
        throw .bad("The target is neither a path nor an http address.")
      }
      rest = rest.dropFirst(scheme.count)
      let end = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
      authority = String(decoding: rest[..<end], as: UTF8.self)
      rest = rest[end...]
    }
    self.authority = authority
    guard !rest.contains(UInt8(ascii: "#")) else { throw .bad("The target has a fragment.") }
    let mark = rest.firstIndex(of: UInt8(ascii: "?"))
    path = try RequestTarget.path(rest[..<(mark ?? rest.endIndex)])
    query = try mark.map { mark throws(HTTPProblem) in try RequestTarget.items(rest[(mark + 1)...]) } ?? []
  }

  /// Decodes a path, segment by segment, so that an encoded slash or dot does not become structure.
  private static func path(_ bytes: ArraySlice<UInt8>) throws(HTTPProblem) -> String {
    if bytes.isEmpty { return "/" }
    var result = ""
    for segment in bytes.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      let text = try decoded(segment)
      guard !text.utf8.contains(UInt8(ascii: "/")) else { throw .bad("The path has an encoded slash.") }
      guard text != ".", text != ".." else { throw .bad("The path has a dot segment.") }
      guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }) else {
        throw .bad("The path has a control character.")
      }
      result += "/" + text
    }
    return result
  }

  /// `a=b&c` as forms write it: `+` is a space (URL Standard, section 5.1).
  private static func items(_ bytes: ArraySlice<UInt8>) throws(HTTPProblem) -> [PreviewRequest.QueryItem] {
    var items: [PreviewRequest.QueryItem] = []
    for part in bytes.split(separator: UInt8(ascii: "&")) {
      let plain = part.map { $0 == UInt8(ascii: "+") ? 0x20 : $0 }[...]
      let equals = plain.firstIndex(of: UInt8(ascii: "="))
      items.append(
        PreviewRequest.QueryItem(
          name: try decoded(plain[..<(equals ?? plain.endIndex)]),
          value: try equals.map { equals throws(HTTPProblem) in try decoded(plain[(equals + 1)...]) } ?? ""))
    }
    return items
  }

  /// Percent-decodes. Bytes above 0x7F may also stand as they are, as curl sends them; together they have to be UTF-8.
  private static func decoded(_ bytes: ArraySlice<UInt8>) throws(HTTPProblem) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      guard bytes[index] == UInt8(ascii: "%") else {
        result.append(bytes[index])
        index += 1
        continue
      }
      guard index + 2 < bytes.endIndex, let high = hexValue(bytes[index + 1]), let low = hexValue(bytes[index + 2])
      else { throw .bad("A percent sign is not followed by two hexadecimal digits.") }
      result.append(high << 4 | low)
      index += 3
    }
    guard !result.contains(0) else { throw .bad("The address holds U+0000.") }
    guard let text = String(validating: result, as: UTF8.self) else { throw .bad("The address is not UTF-8.") }
    return text
  }

  /// A path with all but letters, digits and `-._~/` as percent escapes, for `Location` and links.
  static func encoded(_ path: String) -> String {
    var result: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E: result.append(byte)
      default: result += [0x25, hexDigit(byte >> 4), hexDigit(byte & 0xF)]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

private func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

private func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }

private func hexValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x41...0x46: byte - 0x37
  case 0x61...0x66: byte - 0x57
  default: nil
  }
}
