import PortalBase

/// Verifies internal links and fragments over rendered bytes, in the same pass that renders them: each page is scanned once, while it
/// is in the processor's cache. References without a fragment are settled at once against the table of routes; those with one
/// wait until the ids of all pages are known.
package struct LinkChecker: Sendable {
  /// A reference to a page, asset or fragment of the site that does not exist.
  package struct BrokenLink: Sendable, Hashable {
    /// The page's number in the table of the checker.
    package var page: Int
    /// As written in the page, with entities undone.
    package var reference: String
    /// Whether the page is there and only the part after the `#` is wrong.
    package var lacksOnlyFragment: Bool
  }

  /// What one page asks for, and could not be settled yet.
  struct Page: Sendable {
    var page: Int
    var fragments: [Fragment] = []
    var broken: [String] = []
  }

  /// What a thread found in its pages.
  struct Found: Sendable {
    /// Those with something to settle.
    var pages: [Page] = []
    /// The ids of all pages, each page's sorted, as hashes of 64 bits, so that a million pages fit into memory.
    var ids: [UInt64] = []
    /// Which of them are whose.
    var owners: [(page: Int32, ids: Range<Int>)] = []

    /// Whether one of the ids in a range is this one.
    func has(_ id: UInt64, _ range: Range<Int>) -> Bool {
      let ids = ids[range]
      let place = ids.firstPlace { $0 >= id }
      return place < ids.endIndex && ids[place] == id
    }
  }

  /// A reference to an id of another page.
  struct Fragment: Sendable {
    var target: Int
    var id: UInt64
    var reference: String
  }

  private let paths: [TreePath]
  private let targets: PathLookup
  private let baseURL: [UInt8]?

  init(_ pages: PageTable, baseURL: String?) {
    paths = pages.paths
    targets = pages.lookup
    self.baseURL = baseURL.map { Array($0.utf8) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// What a thread keeps from one page to the next: what it has found already, and room.
  struct Scratch: Sendable {
    var known = KnownReferences()
    var pieces = KnownPieces()
    var resolver = ReferenceResolver()
    var ids: [UInt64] = []
    /// How far behind its page, in the table, the last page stood that had to be looked up.
    var distance = 0
  }

  /// A reference of a page to a place in itself.
  private struct OwnFragment {
    var id: UInt64
    var value: UnsafeBufferPointer<UInt8>
  }

  /// A page as far as it was read.
  private struct Reading: ~Copyable {
    let bytes: UnsafeBufferPointer<UInt8>
    var page: Page
    /// Up to there, which is outside of tags.
    var position = 0
    var own: [OwnFragment] = []
  }

  /// Scans a page, if it is HTML.
  /// - Parameters:
  ///   - pieces: the numbered pieces of the page, in their order.
  ///   - found: what is added to.
  /// - Returns: the references to other pages' ids.
  func collect(
    _ number: Int, _ bytes: UnsafeBufferPointer<UInt8>, pieces: [ByteBuffer.Piece] = [], _ scratch: inout Scratch,
    into found: inout Found
  ) -> [Fragment] {
    let path = paths[number].bytes
    guard path.suffix(5).elementsEqual(".html".utf8) else { return [] }
    if scratch.known.turn(to: path) { scratch.pieces.removeAll() }
    scratch.resolver.turn(to: path, baseURL: baseURL)
    scratch.ids.removeAll(keepingCapacity: true)
    var reading = Reading(bytes: bytes, page: Page(page: number))
    for piece in pieces {
      read(&reading, to: piece.range.lowerBound, &scratch)
      read(&reading, piece, &scratch)
    }
    read(&reading, to: bytes.count, &scratch)
    scratch.ids.sort()
    let ids = found.ids.count..<found.ids.count + scratch.ids.count
    found.ids += scratch.ids
    found.owners.append((Int32(number), ids))
    for fragment in reading.own where !found.has(fragment.id, ids) {
      reading.page.fragments.append(Fragment(target: -1, id: fragment.id, reference: text(fragment.value)))
    }
    if !reading.page.fragments.isEmpty || !reading.page.broken.isEmpty { found.pages.append(reading.page) }
    return reading.page.fragments
  }

  /// Reads on to a place outside of tags, at or behind this one.
  private func read(_ reading: inout Reading, to place: Int, _ scratch: inout Scratch) {
    while reading.position < place {
      reading.position = HTMLScanner.step(reading.bytes, from: reading.position) { kind, value in
        _ = note(kind, value, &reading.page, &reading.own, &scratch)
      }
    }
  }

  /// Passes over what is known of a piece, or gets to know it.
  private func read(_ reading: inout Reading, _ piece: ByteBuffer.Piece, _ scratch: inout Scratch) {
    let start = piece.range.lowerBound
    if reading.position >= piece.range.upperBound { return }
    guard let known = scratch.pieces[piece.number] else { return learn(&reading, piece, &scratch) }
    // Who comes from elsewhere reads it all.
    if reading.position != start + known.range.lowerBound { return }
    for index in known.ids { scratch.ids.append(scratch.pieces.ids[index]) }
    for index in known.references {
      let range = scratch.pieces.references[index]
      let value = UnsafeBufferPointer(rebasing: reading.bytes[start + range.lowerBound..<start + range.upperBound])
      _ = note(.reference, value, &reading.page, &reading.own, &scratch)
    }
    reading.position = start + known.range.upperBound
  }

  /// Reads on as long as nothing behind the piece decides what is found.
  private func learn(_ reading: inout Reading, _ piece: ByteBuffer.Piece, _ scratch: inout Scratch) {
    let origin = piece.range.lowerBound
    let start = reading.position - origin
    let firstID = scratch.ids.count
    var (end, ids, references) = (start, firstID, [Range<Int>]())
    while true {
      var more: [Range<Int>] = []
      reading.position = HTMLScanner.step(reading.bytes, from: reading.position) { kind, value in
        if note(kind, value, &reading.page, &reading.own, &scratch) || kind == .id { return }
        let place = (value.baseAddress ?? reading.bytes.baseAddress).map { $0 - (reading.bytes.baseAddress ?? $0) } ?? 0
        more.append(place - origin..<place - origin + value.count)
      }
      if reading.position + HTMLScanner.lookahead > piece.range.upperBound { break }
      end = reading.position - origin
      ids = scratch.ids.count
      references += more
    }
    scratch.pieces.learn(piece.number, start..<end, ids: scratch.ids[firstID..<ids], references: references)
  }

  /// Takes what stands in a page.
  /// - Returns: whether it is a reference that is good for all pages whose folders stand side by side.
  private func note(
    _ kind: HTMLScanner.Kind, _ value: UnsafeBufferPointer<UInt8>, _ page: inout Page, _ own: inout [OwnFragment],
    _ scratch: inout Scratch
  ) -> Bool {
    if kind == .id {
      scratch.ids.append(withoutEntities(value) { ByteHash.of($0) })
      return false
    }
    let (hash, climbs) = scratch.known.hash(of: value)
    if scratch.known.contains(hash) { return climbs }
    guard settle(value, climbs: climbs, &page, &own, &scratch) else { return false }
    scratch.known.insert(hash)
    return climbs
  }

  private func text(_ value: UnsafeBufferPointer<UInt8>) -> String {
    withoutEntities(value) { String(decoding: $0, as: UTF8.self) }
  }

  /// - Parameter climbs: whether it begins with `../`.
  /// - Returns: whether nothing more is to be said of the reference: the file is there, and no place in it was named.
  private func settle(
    _ value: UnsafeBufferPointer<UInt8>, climbs: Bool, _ page: inout Page, _ own: inout [OwnFragment],
    _ scratch: inout Scratch
  ) -> Bool {
    let reference = scratch.resolver.resolve(value)
    switch reference {
    case .external: return false
    case .samePage(let fragment):
      if let fragment { own.append(OwnFragment(id: fragment, value: value)) }
      return false
    case .path(let fragment):
      guard let target = target(of: page.page, climbs: climbs, &scratch) else {
        // The manifest is made by the publisher, and is there.
        if !scratch.resolver.path.elementsEqual(Manifest.name.utf8) { page.broken.append(text(value)) }
        return false
      }
      guard let fragment else { return true }
      if target == page.page {
        own.append(OwnFragment(id: fragment, value: value))
      } else {
        page.fragments.append(Fragment(target: target, id: fragment, reference: text(value)))
      }
      return false
    }
  }

  /// The page at the path that a page's reference was resolved to. It is first looked for where it is likely: those of one record stand side
  /// by side in the table, and from all pages of a language their likes in another one are equally far. The lookup's table is large, and
  /// hardly ever in the processor's cache.
  private func target(of page: Int, climbs: Bool, _ scratch: inout Scratch) -> Int? {
    scratch.resolver.path.withUnsafeBufferPointer { path in
      let likely = climbs ? page + scratch.distance..<page + scratch.distance + 1 : page - 8..<page + 9
      if let found = likely.clamped(to: paths.indices).first(where: { paths[$0].hasBytes(path) }) { return found }
      guard let found = targets.position(of: path) else { return nil }
      if climbs { scratch.distance = found - page }
      return found
    }
  }

  /// All broken links, by page.
  func broken(_ found: [Found]) -> [BrokenLink] {
    // Who found a page, and where its ids are.
    var owners = [(found: Int32, place: Int32)](repeating: (-1, -1), count: paths.count)
    for (index, found) in found.enumerated() {
      for (place, owner) in found.owners.enumerated() { owners[Int(owner.page)] = (Int32(index), Int32(place)) }
    }
    var result: [BrokenLink] = []
    for page in found.lazy.flatMap(\.pages) {
      for reference in page.broken {
        result.append(BrokenLink(page: page.page, reference: reference, lacksOnlyFragment: false))
      }
      for fragment in page.fragments {
        // A target that is not HTML has no ids; a fragment of it, such as `#page=2`, is its viewer's affair.
        if fragment.target >= 0 {
          let owner = owners[fragment.target]
          guard owner.found >= 0 else { continue }
          let found = found[Int(owner.found)]
          if found.has(fragment.id, found.owners[Int(owner.place)].ids) { continue }
        }
        result.append(BrokenLink(page: page.page, reference: fragment.reference, lacksOnlyFragment: true))
      }
    }
    var seen = Set<BrokenLink>()
    return result.filter { seen.insert($0).inserted }.sorted { ($0.page, $0.reference) < ($1.page, $1.reference) }
  }
}
