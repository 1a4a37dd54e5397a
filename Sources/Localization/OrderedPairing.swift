/// Pairs two lists without crossing, so that the scores of the pairs sum up to the most (Needleman and Wunsch, 1970, with gaps
/// that cost nothing).
enum OrderedPairing {
  /// Beyond so many possible pairs, items are paired by their order alone.
  static let mostCells = 250_000

  /// - Parameter score: what a pair is worth, above 0; nil where two items cannot be one.
  static func best(_ oldCount: Int, _ newCount: Int, _ score: (Int, Int) -> Int?) -> [(Int, Int)] {
    guard oldCount > 0, newCount > 0 else { return [] }
    guard oldCount * newCount <= mostCells else {
      return (0..<min(oldCount, newCount)).compactMap { score($0, $0) == nil ? nil : ($0, $0) }
    }
    let width = newCount + 1
    var best = [Int32](repeating: 0, count: (oldCount + 1) * width)
    var isPaired = [Bool](repeating: false, count: (oldCount + 1) * width)
    for i in stride(from: oldCount - 1, through: 0, by: -1) {
      for j in stride(from: newCount - 1, through: 0, by: -1) {
        let skip = max(best[(i + 1) * width + j], best[i * width + j + 1])
        best[i * width + j] = skip
        guard let value = score(i, j) else { continue }
        let paired = best[(i + 1) * width + j + 1] + Int32(value)
        // Among equals the earlier pair wins.
        if paired >= skip {
          best[i * width + j] = paired
          isPaired[i * width + j] = true
        }
      }
    }
    var pairs: [(Int, Int)] = []
    var (i, j) = (0, 0)
    while i < oldCount, j < newCount {
      if isPaired[i * width + j] {
        pairs.append((i, j))
        (i, j) = (i + 1, j + 1)
      } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
        i += 1
      } else {
        j += 1
      }
    }
    return pairs
  }
}
