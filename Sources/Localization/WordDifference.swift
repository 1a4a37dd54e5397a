/// A run of words that two texts share, or that only one of them has.
package struct WordChange: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable {
    case same, removed, added
  }

  package let kind: Kind
  package let text: String

  package init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}

/// The words of a text. In languages that write no spaces, every wide character counts as a word.
struct Words: Hashable {
  /// Each with the space that follows it.
  let spaced: [Substring]
  /// Each without it: what is compared.
  let bare: [Substring]

  init(_ text: String) {
    var spaced: [Substring] = []
    var bare: [Substring] = []
    let scalars = text.unicodeScalars
    var start = scalars.startIndex
    while start < scalars.endIndex {
      var end = start
      while end < scalars.endIndex, !isSpace(scalars[end]) {
        let isWide = isWideLetter(scalars[end])
        if isWide, end > start { break }
        scalars.formIndex(after: &end)
        if isWide { break }
      }
      var next = end
      while next < scalars.endIndex, isSpace(scalars[next]) { scalars.formIndex(after: &next) }
      if end > start {
        bare.append(Substring(scalars[start..<end]))
        spaced.append(Substring(scalars[start..<next]))
      }
      start = next
    }
    self.spaced = spaced
    self.bare = bare
  }

  /// The words as hashes, for comparing many with many.
  var hashes: [UInt64] {
    bare.map { word in
      var hash = SpacelessHash()
      hash.add(String(word))
      return hash.value
    }
  }
}

/// How two runs of words differ: which words of each have an equal partner in the other, in order.
struct WordAlignment {
  let isOldKept: [Bool]
  let isNewKept: [Bool]

  /// Beyond so many differences it is no help to show which words two texts happen to share.
  static let mostDifferences = 600

  /// The shortest edit script (Myers, "An O(ND) Difference Algorithm and Its Variations", 1986), after what both texts
  /// have at their ends is set aside.
  init<Item: Hashable>(_ old: [Item], _ new: [Item]) {
    var head = 0
    while head < old.count, head < new.count, old[head] == new[head] { head += 1 }
    var tail = 0
    while tail < old.count - head, tail < new.count - head, old[old.count - 1 - tail] == new[new.count - 1 - tail] {
      tail += 1
    }
    var isOldKept = [Bool](repeating: true, count: old.count)
    var isNewKept = [Bool](repeating: true, count: new.count)
    for index in head..<old.count - tail { isOldKept[index] = false }
    for index in head..<new.count - tail { isNewKept[index] = false }
    let pairs = WordAlignment.common(Array(old[head..<old.count - tail]), Array(new[head..<new.count - tail]))
    for (i, j) in pairs {
      isOldKept[head + i] = true
      isNewKept[head + j] = true
    }
    self.isOldKept = isOldKept
    self.isNewKept = isNewKept
  }

  /// The positions of equal items, in order; none where the texts have too little in common.
  private static func common<Item: Hashable>(_ a: [Item], _ b: [Item]) -> [(Int, Int)] {
    if a.isEmpty || b.isEmpty { return [] }
    let limit = min(a.count + b.count, mostDifferences)
    // furthest[k + limit]: how far in `a` the best path on diagonal k = x - y has come.
    var furthest = [Int](repeating: 0, count: 2 * limit + 2)
    var history: [[Int]] = []
    for d in 0...limit {
      history.append(furthest)
      for k in stride(from: -d, through: d, by: 2) {
        let down = k == -d || (k != d && furthest[k - 1 + limit] < furthest[k + 1 + limit])
        var x = down ? furthest[k + 1 + limit] : furthest[k - 1 + limit] + 1
        var y = x - k
        while x < a.count, y < b.count, y >= 0, a[x] == b[y] { (x, y) = (x + 1, y + 1) }
        furthest[k + limit] = x
        if x >= a.count, y >= b.count { return path(history, d, limit, a.count, b.count) }
      }
    }
    return []
  }

  /// Walks the search back from its end, and keeps the diagonal steps.
  private static func path(_ history: [[Int]], _ last: Int, _ limit: Int, _ n: Int, _ m: Int) -> [(Int, Int)] {
    var pairs: [(Int, Int)] = []
    var (x, y) = (n, m)
    for d in stride(from: last, through: 0, by: -1) {
      let furthest = history[d]
      let k = x - y
      let down = k == -d || (k != d && furthest[k - 1 + limit] < furthest[k + 1 + limit])
      let before = down ? k + 1 : k - 1
      let startX = d == 0 ? 0 : furthest[before + limit]
      let startY = d == 0 ? 0 : startX - before
      while x > startX, y > startY, x > 0, y > 0 {
        if d > 0, x == (down ? startX : startX + 1), y == (down ? startY + 1 : startY) { break }
        (x, y) = (x - 1, y - 1)
        pairs.append((x, y))
      }
      (x, y) = (startX, startY)
    }
    return pairs.reversed()
  }
}

/// The way from one text to another, word by word: what both have, what is gone, what is new. Neighbours of a kind are one change.
package func wordDifference(from old: String, to new: String) -> [WordChange] {
  let (oldWords, newWords) = (Words(old), Words(new))
  let alignment = WordAlignment(oldWords.bare, newWords.bare)
  var changes: [WordChange] = []
  func add(_ kind: WordChange.Kind, _ text: Substring) {
    if let last = changes.last, last.kind == kind {
      changes[changes.count - 1] = WordChange(kind, last.text + text)
    } else {
      changes.append(WordChange(kind, String(text)))
    }
  }
  var (i, j) = (0, 0)
  while i < oldWords.bare.count || j < newWords.bare.count {
    if i < oldWords.bare.count, !alignment.isOldKept[i] {
      add(.removed, oldWords.spaced[i])
      i += 1
    } else if j < newWords.bare.count, !alignment.isNewKept[j] {
      add(.added, newWords.spaced[j])
      j += 1
    } else {
      add(.same, newWords.spaced[j])
      (i, j) = (i + 1, j + 1)
    }
  }
  return changes
}
