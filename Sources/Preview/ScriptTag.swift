/// The one thing that a previewed page has and a published one has not.
enum ScriptTag {
  static let tag = Array("<script src=\"/-/reload.js\" defer></script>".utf8)

  /// Puts the tag before the last `</body>`, else the last `</head>`, else at the end.
  static func added(to page: [UInt8]) -> [UInt8] {
    let place = lastIndex(of: "</body>", in: page) ?? lastIndex(of: "</head>", in: page) ?? page.count
    return page[..<place] + tag + page[place...]
  }

  /// - Parameter end: in lower case; the page may have it in any.
  private static func lastIndex(of end: StaticString, in page: [UInt8]) -> Int? {
    let wanted = Array(UnsafeBufferPointer(start: end.utf8Start, count: end.utf8CodeUnitCount))
    guard page.count >= wanted.count else { return nil }
    for start in (0...(page.count - wanted.count)).reversed() where page[start] == wanted[0] {
      let isHere = wanted.indices.allSatisfy { index in
        let byte = page[start + index]
        return (0x41...0x5A).contains(byte) ? byte | 0x20 == wanted[index] : byte == wanted[index]
      }
      if isHere { return start }
    }
    return nil
  }
}
