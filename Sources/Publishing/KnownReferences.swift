/// References that were found to lead somewhere, for the pages whose folders stand side by side: from all of them `../` leads to the same
/// folder, and most of what they refer to, the navigation and the assets, is the same. Any other reference is known for its page's own folder,
/// whose pages lead to each other by name.
///
/// It forgets: a reference takes the place of another one with the same last bits of its hash.
struct KnownReferences: Sendable {
  /// The folder around the pages' own.
  private var around: [UInt8] = []
  /// The hash of the page's own folder.
  private var own: UInt64 = 0
  /// Room for those of the lists of ten thousand records.
  private var hashes = [UInt64](repeating: 0, count: places)
  private static let places = 1 << 14

  /// To be told before the references of a page are asked for.
  /// - Returns: whether its folder stands beside others than that of the page before.
  mutating func turn(to page: ArraySlice<UInt8>) -> Bool {
    let slash = UInt8(ascii: "/")
    let folder = page.lastIndex(of: slash).map { page[..<$0] } ?? page[..<page.startIndex]
    own = folder.withUnsafeBufferPointer { ByteHash.of($0) }
    let around = folder.lastIndex(of: slash).map { folder[..<$0] } ?? folder[..<folder.startIndex]
    // A page at the top has no folder around, and a folder at the top has the top around it.
    let depth: UInt8 = page.isEmpty || !page.contains(slash) ? 0 : 1
    if self.around.first == depth, self.around.dropFirst().elementsEqual(around) { return false }
    self.around = [depth] + around
    for index in hashes.indices { hashes[index] = 0 }
    return true
  }

  /// The hash of a reference that begins with `../`; of any other together with the page's folder. And whether it begins so.
  func hash(of reference: UnsafeBufferPointer<UInt8>) -> (hash: UInt64, climbs: Bool) {
    let climbs =
      reference.count > 3 && reference[0] == UInt8(ascii: ".") && reference[1] == UInt8(ascii: ".")
      && reference[2] == UInt8(ascii: "/")
    return (climbs ? ByteHash.of(reference) : ByteHash.of(reference) ^ own, climbs)
  }

  func contains(_ hash: UInt64) -> Bool { hashes[place(of: hash)] == hash && hash != 0 }
  mutating func insert(_ hash: UInt64) { hashes[place(of: hash)] = hash }

  private func place(of hash: UInt64) -> Int { Int(hash % UInt64(KnownReferences.places)) }
}
