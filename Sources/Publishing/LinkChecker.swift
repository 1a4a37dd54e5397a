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

  /// What one page offers and asks for. Ids are kept as hashes of 64 bits, so that a million pages fit into memory.
  struct Page: Sendable {
    var page: Int
    var ids: [UInt64] = []
    var fragments: [Fragment] = []
    var broken: [String] = []

    /// Whether the page has an element of that id; `ids` are sorted.
    func has(_ id: UInt64) -> Bool {
      let place = ids.firstPlace { $0 >= id }
      return place < ids.count && ids[place] == id
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
    var resolver = ReferenceResolver()
    var ids: [UInt64] = []
  }

  /// A reference of a page to a place in itself.
  private struct OwnFragment {
    var id: UInt64
    var value: UnsafeBufferPointer<UInt8>
  }

  /// Scans a page; nil for files that are not HTML.
  func collect(_ number: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ scratch: inout Scratch) -> Page? {
    let path = paths[number].bytes
    guard path.suffix(5).elementsEqual(".html".utf8) else { return nil }
    var page = Page(page: number)
    scratch.known.turn(to: path)
    scratch.resolver.turn(to: path, baseURL: baseURL)
    scratch.ids.removeAll(keepingCapacity: true)
    var own: [OwnFragment] = []
    HTMLScanner.scan(bytes) { kind, value in
      switch kind {
      case .id: scratch.ids.append(withoutEntities(value) { ByteHash.of($0) })
      case .reference:
        let hash = scratch.known.hash(of: value)
        if let hash, scratch.known.contains(hash) { return }
        if settle(value, &page, &own, &scratch.resolver), let hash { scratch.known.insert(hash) }
      }
    }
    scratch.ids.sort()
    page.ids = scratch.ids.withUnsafeBufferPointer { Array($0) }
    for fragment in own where !page.has(fragment.id) {
      page.fragments.append(Fragment(target: -1, id: fragment.id, reference: text(fragment.value)))
    }
    return page
  }

  private func text(_ value: UnsafeBufferPointer<UInt8>) -> String {
    withoutEntities(value) { String(decoding: $0, as: UTF8.self) }
  }

  /// - Returns: whether nothing more is to be said of the reference: the file is there, and no place in it was named.
  private func settle(
    _ value: UnsafeBufferPointer<UInt8>, _ page: inout Page, _ own: inout [OwnFragment],
    _ resolver: inout ReferenceResolver
  ) -> Bool {
    let reference = resolver.resolve(value)
    switch reference {
    case .external: return false
    case .samePage(let fragment):
      if let fragment { own.append(OwnFragment(id: fragment, value: value)) }
      return false
    case .path(let fragment):
      let target = resolver.path.withUnsafeBufferPointer { targets.position(of: $0) }
      guard let target else {
        // The manifest is made by the publisher, and is there.
        if !resolver.path.elementsEqual(Manifest.name.utf8) { page.broken.append(text(value)) }
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

  /// All broken links, by page.
  func broken(_ pages: [Page]) -> [BrokenLink] {
    var places = [Int32](repeating: -1, count: paths.count)
    for (place, page) in pages.enumerated() { places[page.page] = Int32(place) }
    var result: [BrokenLink] = []
    for page in pages {
      for reference in page.broken {
        result.append(BrokenLink(page: page.page, reference: reference, lacksOnlyFragment: false))
      }
      for fragment in page.fragments {
        // A target that is not HTML has no ids; a fragment of it, such as `#page=2`, is its viewer's affair.
        if fragment.target >= 0 {
          let place = places[fragment.target]
          guard place >= 0, !pages[Int(place)].has(fragment.id) else { continue }
        }
        result.append(BrokenLink(page: page.page, reference: fragment.reference, lacksOnlyFragment: true))
      }
    }
    var seen = Set<BrokenLink>()
    return result.filter { seen.insert($0).inserted }.sorted { ($0.page, $0.reference) < ($1.page, $1.reference) }
  }
}
