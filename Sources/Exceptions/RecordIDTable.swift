import PortalBase

/// Finds records by their ids, letter case ignored: a sorted list of hashes, which is made in a fraction of the time of a dictionary.
struct RecordIDTable {
  private struct Entry {
    let hash: Int
    let place: Int
  }

  private let ids: [String?]
  /// By hash, then by place.
  private let entries: [Entry]

  init(_ ids: [String?]) {
    self.ids = ids
    var entries: [Entry] = []
    entries.reserveCapacity(ids.count)
    for (place, id) in ids.enumerated() {
      if let id { entries.append(Entry(hash: Self.hash(id), place: place)) }
    }
    self.entries = entries.sorted { $0.hash == $1.hash ? $0.place < $1.place : $0.hash < $1.hash }
  }

  /// Of the records with an id, the first that has it, in no particular order.
  var places: [Int] {
    let repeated = Set(self.repeated.map(\.place))
    return entries.map(\.place).filter { !repeated.contains($0) }
  }

  /// The first record of an id.
  func place(of id: String) -> Int? {
    let hash = Self.hash(id)
    var index = entries.firstPlace { $0.hash >= hash }
    while index < entries.count, entries[index].hash == hash {
      if isSame(ids[entries[index].place], id) { return entries[index].place }
      index += 1
    }
    return nil
  }

  /// The records whose id another one before them has, in order, each with the first that has it.
  var repeated: [(place: Int, first: Int)] {
    var repeated: [(place: Int, first: Int)] = []
    for index in entries.indices.dropFirst() where entries[index].hash == entries[index - 1].hash {
      let place = entries[index].place
      guard let id = ids[place], let first = self.place(of: id), first != place else { continue }
      repeated.append((place, first))
    }
    return repeated.sorted { $0.place < $1.place }
  }

  private func isSame(_ a: String?, _ b: String) -> Bool { a == b || a?.lowercased() == b.lowercased() }

  /// The same for ids that differ in letter case only: the bit that tells it is set, in characters that are no letters too. Ids are ASCII,
  /// and nothing else is found.
  private static func hash(_ id: String) -> Int {
    var hasher = Hasher()
    var word: UInt64 = 0
    for (index, byte) in id.utf8.enumerated() {
      word = word << 8 | UInt64(byte | 0x20)
      if index % 8 == 7 { hasher.combine(word) }
    }
    hasher.combine(word)
    return hasher.finalize()
  }
}
