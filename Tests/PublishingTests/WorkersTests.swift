import Testing

@testable import Publishing

@Suite struct WorkersTests {
  @Test(arguments: [0, 1, 2, 7, 64, 1_000], [1, 2, 3, 8])
  func workThroughEachItemOnce(count: Int, threads: Int) throws {
    let states = try work(count, batch: 7, workers: threads) {
      [Int]()
    } _: { done, items in
      done += items
    }
    #expect(states.flatMap(\.self).sorted() == Array(0..<count))
  }

  @Test(arguments: [(10, 3), (1, 1), (0, 2), (3, 8), (1_000, 7)])
  func giveEachItemToOneWorkerInWhateverOrderTheyAsk(count: Int, workers: Int) {
    var random = SystemRandomNumberGenerator()
    var shares = Shares(count, workers)
    var given: [Int] = []
    while let items = shares.take(Int.random(in: 0..<workers, using: &random), 16) {
      #expect(!items.isEmpty && items.count <= 16)
      given += items
    }
    #expect(given.sorted() == Array(0..<count))
  }

  @Test func beginEachInAShareOfItsOwn() {
    var shares = Shares(1_000, 2)
    #expect(shares.take(1, 10) == 500..<510)
    #expect(shares.take(0, 10) == 0..<10)
    #expect(shares.take(1, 10) == 510..<520)
  }

  @Test func helpTheOneWithTheMostLeft() {
    var shares = Shares(30, 3)
    while let items = shares.take(0, 4), items.upperBound < 10 {}
    _ = shares.take(1, 4)
    #expect(shares.take(0, 4)?.lowerBound == 20)
  }

  @Test func takeFewerAtTheEnd() {
    var shares = Shares(100, 2)
    var sizes: [Int] = []
    while let items = shares.take(0, 10) { sizes.append(items.count) }
    #expect(sizes.first == 10 && sizes.last == 1)
  }

  @Test func tellTheErrorAndStop() {
    #expect(throws: PublishingError.self) {
      _ = try work(1_000, batch: 1, workers: 2) {
      } _: { _, items throws(PublishingError) in
        if items.contains(3) { throw PublishingError(.failure, "three") }
      }
    }
  }
}
