import PortalBase

/// What was found in the numbered pieces of pages, which are the same on all pages that have them: it is found once, for the pages
/// whose folders stand side by side.
struct KnownPieces: Sendable {
  /// What a piece has from one place of it to another, both outside of tags. Whoever comes to the first one would find just this.
  struct Known: Sendable {
    /// The places, counted from the piece's beginning.
    var range: Range<Int>
    /// Hashes of the ids.
    var ids: [UInt64] = []
    /// Where the references stand that each page has to settle for itself; all others were found good for all of them.
    var references: [Range<Int>] = []
  }

  /// By number.
  private var known: [Known?] = []

  subscript(number: Int32) -> Known? {
    get { known.indices.contains(Int(number)) ? known[Int(number)] : nil }
    set {
      while known.count <= Int(number) { known.append(nil) }
      known[Int(number)] = newValue
    }
  }

  /// To be told when the pages stand elsewhere.
  mutating func removeAll() { known.removeAll(keepingCapacity: true) }
}
