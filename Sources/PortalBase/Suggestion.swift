/// Among more names than these, looking for the nearest one costs more than it helps.
private let mostCandidates = 1000

/// The name that somebody most likely meant, or nil where none is near, or there are more than a thousand to choose from.
///
/// The measure is the optimal string alignment distance (Damerau 1964: insertions, deletions, substitutions and swaps of
/// neighbours), at most a third of the longer word. Among equals the alphabetically first wins, so that the
/// answer does not depend on the order of the candidates.
package func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
  let wanted = Array(String(name.unicodeScalars.prefix(80)).lowercased().unicodeScalars)
  var best: (distance: Int, name: String)?
  var count = 0
  for candidate in candidates {
    count += 1
    if count > mostCandidates { return nil }
    let other = Array(candidate.lowercased().unicodeScalars.prefix(80))
    let limit = max(1, max(wanted.count, other.count) / 3)
    guard abs(wanted.count - other.count) <= limit else { continue }
    let distance = editDistance(wanted, other)
    guard distance <= limit else { continue }
    if let found = best, (found.distance, found.name) <= (distance, candidate) { continue }
    best = (distance, candidate)
  }
  return best?.name
}

/// `; did you mean "x"?`, or nothing where no name is near: the tail of a message about an unknown name.
package func suggestion(for name: String, in candidates: some Sequence<String>) -> String {
  nearest(to: name, in: candidates).map { "; did you mean \"\($0)\"?" } ?? ""
}

private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
