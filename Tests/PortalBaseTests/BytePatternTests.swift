import PortalBase
import TestSupport
import Testing

@Suite struct BytePatternTests {
  @Test(arguments: ["", "a", "ab", "ab ab", "xxab", "b", "aab", "abab"])
  func findsATextWhereverItStands(_ text: String) {
    for pattern in ["a", "ab", "aab", "b ", "abab"] {
      #expect(BytePattern(pattern).isIn(Array(text.utf8)) == text.contains(pattern), "\(pattern) in \(text)")
    }
  }

  @Test func findsWhatOneByOneFinds() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<2_000 {
      let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in "abc".randomElement(using: &random) ?? "a" }
      let pattern = (1...Int.random(in: 1...4, using: &random)).map { _ in "abc".randomElement(using: &random) ?? "a" }
      #expect(BytePattern(String(pattern)).isIn(Array(String(text).utf8)) == String(text).contains(String(pattern)))
    }
  }

  @Test func sortsOnSeveralThreadsAsOnOne() {
    var random = SeededGenerator(seed: 5)
    let items = (0..<20_000).map { (key: Int.random(in: 0..<500, using: &random), place: $0) }
    let sorted = items.sortedConcurrently { $0.key < $1.key }
    let expected = items.sorted { ($0.key, $0.place) < ($1.key, $1.place) }
    #expect(sorted.elementsEqual(expected) { $0 == $1 })
  }
}
