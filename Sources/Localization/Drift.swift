import Markdown
import PortalBase

/// What became of the source text that a document was translated from.
struct Drift {
  struct Change: Hashable {
    /// The place of the segment in the document's list.
    let segment: Int
    /// From the stored text to today's; all removed where nothing corresponds.
    let difference: [WordChange]
  }

  /// Text of the source document that no segment covers.
  struct Addition: Hashable {
    /// The place of the block in the source document's list.
    let block: Int
    let text: String
    /// Whether the block is new as a whole.
    let isWholeBlock: Bool
  }

  var changes: [Change] = []
  var additions: [Addition] = []
}

/// Compares the stored source text of every segment with today's source document, text against text. Blocks are told apart by what
/// they say, whatever space they say it with; those that are equal in order, or moved, are done with. What is left is paired by
/// place and likeness, and compared word by word.
struct DriftFinder {
  /// The blocks of the localized document that have segments.
  private struct Stored {
    let block: Int
    let segments: Range<Int>
    let kind: TextBlock.Kind
  }

  private let target: LocalizedDocument
  private let source: SourceDocument
  private let stored: [Stored]
  private let storedKeys: [UInt64]
  private let sourceKeys: [UInt64]
  /// Blocks of the source document that hold text to translate.
  private let translatable: [Int]
  /// The words of the stored texts and of the translatable blocks, as hashes; made once something differs.
  private var storedWords: [[UInt64]] = []
  private var sourceWords: [[UInt64]] = []
  private var drift = Drift()

  static func find(_ target: LocalizedDocument, _ source: SourceDocument) -> Drift {
    var finder = DriftFinder(target, source)
    finder.run()
    return finder.drift
  }

  private init(_ target: LocalizedDocument, _ source: SourceDocument) {
    self.target = target
    self.source = source
    stored = DriftFinder.stored(target)
    storedKeys = stored.map { target.tree.sourceKey(of: target.blocks[$0.block].node, target.segmentation) }
    let kinds: [Int] = source.blocks.indices.filter { index in
      switch source.blocks[index].kind {
      case .heading, .paragraph, .cell: !source.texts[index].unicodeScalars.allSatisfy(isSpace)
      case .code, .html, .rule: false
      }
    }
    translatable = kinds
    sourceKeys = kinds.map { spacelessHash(of: source.texts[$0]) }
  }

  private static func stored(_ target: LocalizedDocument) -> [Stored] {
    let drafts = target.segmentation.drafts
    let positions = Dictionary(
      target.blocks.enumerated().map { ($1.node, $0) }, uniquingKeysWith: { first, _ in first })
    var stored: [Stored] = []
    var start = 0
    while start < drafts.count {
      var end = start + 1
      while end < drafts.count, drafts[end].block == drafts[start].block { end += 1 }
      if let block = positions[drafts[start].block] {
        stored.append(Stored(block: block, segments: start..<end, kind: target.blocks[block].kind))
      }
      start = end
    }
    return stored
  }

  /// Stored source texts, and what stands outside of segments.
  private func text(of stored: Stored) -> String {
    target.tree.sourceText(of: target.blocks[stored.block].node, target.segmentation)
  }

  private mutating func run() {
    if storedKeys == sourceKeys { return }
    storedWords = stored.map { Words(text(of: $0)).hashes }
    sourceWords = translatable.map { Words(source.texts[$0]).hashes }
    let alignment = WordAlignment(storedKeys, sourceKeys)
    let present = Set(sourceKeys)
    let translated = Set(storedKeys)
    let others = Set(
      target.blocks.map { spacelessHash(of: target.tree.shownText(of: $0.node, target.segmentation)) })
    // Runs of blocks between those that are equal in order: what changed is paired within its run.
    var (old, new): ([Int], [Int]) = ([], [])
    var (i, j) = (0, 0)
    while i < stored.count || j < translatable.count {
      if i < stored.count, !alignment.isOldKept[i] {
        if !present.contains(storedKeys[i]) { old.append(i) }
        i += 1
      } else if j < translatable.count, !alignment.isNewKept[j] {
        if !translated.contains(sourceKeys[j]), !others.contains(sourceKeys[j]) { new.append(j) }
        j += 1
      } else {
        compareRun(old, new)
        (old, new) = ([], [])
        (i, j) = (i + 1, j + 1)
      }
    }
    compareRun(old, new)
    drift.changes.sort { $0.segment < $1.segment }
    drift.additions.sort { $0.block < $1.block }
  }

  /// Pairs the changed blocks of one run, and compares each pair.
  private mutating func compareRun(_ old: [Int], _ new: [Int]) {
    if old.isEmpty, new.isEmpty { return }
    let pairs = pairs(old, new)
    let pairedOld = Set(pairs.map(\.0))
    let pairedNew = Set(pairs.map(\.1))
    for (i, j) in pairs { compare(stored[i], translatable[j]) }
    for i in old where !pairedOld.contains(i) { compareLost(stored[i]) }
    for j in new where !pairedNew.contains(j) { addUncovered(translatable[j]) }
  }

  private func pairs(_ old: [Int], _ new: [Int]) -> [(Int, Int)] {
    let kinds = (old.map { stored[$0].kind }, new.map { source.blocks[translatable[$0]].kind })
    if kinds.0 == kinds.1 {
      // As many of the same kinds: each in the other's place, unless they have nothing to do with each other.
      if old.count == 1 || zip(old, new).allSatisfy({ likeness($0, $1) >= 20 }) { return Array(zip(old, new)) }
    }
    return OrderedPairing.best(old.count, new.count) { i, j in
      let score = likeness(old[i], new[j])
      return score < 35 ? nil : score + (kinds.0[i] == kinds.1[j] ? 10 : 0)
    }.map { (old[$0], new[$1]) }
  }

  /// How many words two blocks share, of a hundred.
  private func likeness(_ i: Int, _ j: Int) -> Int {
    let (old, new) = (storedWords[i], sourceWords[j])
    if old.isEmpty || new.isEmpty { return 0 }
    var counts: [UInt64: Int] = [:]
    for word in old { counts[word, default: 0] += 1 }
    var shared = 0
    for word in new {
      guard let count = counts[word], count > 0 else { continue }
      counts[word] = count - 1
      shared += 1
    }
    return 200 * shared / (old.count + new.count)
  }

  /// A block that corresponds to nothing: its segments may still stand in blocks that were joined or divided.
  private mutating func compareLost(_ block: Stored) {
    for segment in block.segments {
      let text = target.segments[segment].sourceText
      let words = Words(text).hashes
      if words.isEmpty || isElsewhere(words) { continue }
      drift.changes.append(Drift.Change(segment: segment, difference: [WordChange(.removed, text)]))
    }
  }

  /// Whether a text stands in some block of the source document. Few words stand in many places by chance.
  private func isElsewhere(_ words: [UInt64]) -> Bool {
    words.count >= 4 && sourceWords.contains { place(of: words, in: $0, from: 0) != nil }
  }

  private mutating func addUncovered(_ block: Int) {
    if isStored(source.texts[block]) { return }
    drift.additions.append(Drift.Addition(block: block, text: source.texts[block], isWholeBlock: true))
  }
}

// Text that stands in another block than its pair.
extension DriftFinder {
  /// Whether some block was translated from this text, among others.
  private func isStored(_ text: String) -> Bool {
    let words = Words(text).hashes
    return words.count >= 4 && storedWords.contains { place(of: words, in: $0, from: 0) != nil }
  }
}

// One pair of blocks.
extension DriftFinder {
  private mutating func compare(_ old: Stored, _ block: Int) {
    let words = Words(source.texts[block])
    let hashes = words.hashes
    // Where each segment's text stands in today's block; nil for those that changed.
    var places: [Range<Int>?] = []
    var cursor = 0
    for segment in old.segments {
      let own = Words(target.segments[segment].sourceText).hashes
      if own.isEmpty {
        places.append(cursor..<cursor)
      } else if let start = place(of: own, in: hashes, from: cursor) {
        places.append(start..<start + own.count)
        cursor = start + own.count
      } else if isElsewhere(own) {
        places.append(cursor..<cursor)
      } else {
        places.append(nil)
      }
    }
    // Between two segments that are still there lies what became of those that are not.
    var (start, index) = (0, 0)
    while index <= places.count {
      let end = places[index...].firstIndex { $0 != nil } ?? places.count
      let limit = end < places.count ? places[end]?.lowerBound ?? words.bare.count : words.bare.count
      let changed = (index..<end).map { old.segments.lowerBound + $0 }
      divide(words, start..<max(start, limit), changed, old, block)
      start = end < places.count ? places[end]?.upperBound ?? start : words.bare.count
      index = end + 1
    }
  }

  /// Gives each changed segment its part of today's words; words that belong to none are new.
  private mutating func divide(_ words: Words, _ range: Range<Int>, _ changed: [Int], _ old: Stored, _ block: Int) {
    let text = { (range: Range<Int>) in words.spaced[range].joined().trimmed }
    if changed.isEmpty {
      let added = text(range)
      // What stands outside of segments in the localized document is no translation's concern.
      if added.isEmpty || compact(self.text(of: old)).contains(compact(added)) || isStored(added) { return }
      drift.additions.append(Drift.Addition(block: block, text: added, isWholeBlock: false))
      return
    }
    let texts = changed.map { target.segments[$0].sourceText }
    let counts = texts.map { Words($0).bare.count }
    let joined = texts.flatMap { Words($0).bare.map(String.init) }
    let today = words.bare[range].map(String.init)
    let alignment = WordAlignment(joined, today)
    var partner: [Int?] = []
    var next = 0
    for isKept in alignment.isOldKept {
      guard isKept else {
        partner.append(nil)
        continue
      }
      while next < today.count, !alignment.isNewKept[next] { next += 1 }
      partner.append(next)
      next += 1
    }
    var (start, offset) = (0, 0)
    for (index, segment) in changed.enumerated() {
      let last = partner[offset..<offset + counts[index]].compactMap { $0 }.last
      offset += counts[index]
      let following = partner[offset...].lazy.compactMap { $0 }.first
      // Up to where the next segment's own words begin; the last one has what is left.
      let end = index == changed.count - 1 ? today.count : following ?? last.map { $0 + 1 } ?? start
      let part = text(range.lowerBound + start..<range.lowerBound + max(start, end))
      drift.changes.append(
        Drift.Change(segment: segment, difference: wordDifference(from: texts[index], to: part)))
      start = max(start, end)
    }
  }
}

/// Where some words stand side by side in others.
private func place(of words: [UInt64], in text: [UInt64], from start: Int) -> Int? {
  guard let first = words.first, words.count <= text.count else { return nil }
  var index = start
  while index + words.count <= text.count {
    if text[index] == first, text[index..<index + words.count].elementsEqual(words) { return index }
    index += 1
  }
  return nil
}
