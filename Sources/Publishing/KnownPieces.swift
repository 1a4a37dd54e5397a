import PortalBase

/// What was found in the numbered pieces of pages, which are the same on all pages that have them: it is found once, for the pages
/// whose folders stand side by side.
struct KnownPieces: Sendable {
  /// What a piece has from one place of it to another, both outside of tags. Whoever comes to the first one would find just this.
  struct Known: Sendable {
    /// The places, counted from the piece's beginning.
    var range: Range<Int>
    /// Which of `ids`.
    var ids: Range<Int>
    /// Which of `references`.
    var references: Range<Int>
  }

  /// By number.
  private var known: [Known?] = []
  /// Hashes of the ids of all pieces.
  private(set) var ids: [UInt64] = []
  /// Where in their piece the references stand that each page has to settle for itself; all others were found good for all of them.
  private(set) var references: [Range<Int>] = []

  subscript(number: Int32) -> Known? { known.indices.contains(Int(number)) ? known[Int(number)] : nil }

  mutating func learn(
    _ number: Int32, _ range: Range<Int>, ids: some Collection<UInt64>, references: [Range<Int>]
  ) {
    while known.count <= Int(number) { known.append(nil) }
    let (id, reference) = (self.ids.count, self.references.count)
    self.ids += ids
    self.references += references
    known[Int(number)] = Known(
      range: range, ids: id..<self.ids.count, references: reference..<self.references.count)
  }

  /// To be told when the pages stand elsewhere.
  mutating func removeAll() {
    known.removeAll(keepingCapacity: true)
    ids.removeAll(keepingCapacity: true)
    references.removeAll(keepingCapacity: true)
  }
}
