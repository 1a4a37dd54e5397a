/// Random numbers that are the same in every run: SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
/// Generators", 2014). A property test that fails names its seed, and fails again with it.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A whole number of the range.
  package mutating func number(in range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// Yes in about one of `n` cases.
  package mutating func oneIn(_ n: Int) -> Bool { number(in: 1...max(1, n)) == 1 }

  /// One of the items, or nil where there are none.
  package mutating func pick<Item>(_ items: [Item]) -> Item? { items.randomElement(using: &self) }
}
