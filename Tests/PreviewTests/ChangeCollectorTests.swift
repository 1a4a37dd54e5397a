import Testing

@testable import Preview

@Suite struct ChangeCollectorTests {
  private func settled(_ name: String) -> WatchEvent { WatchEvent(.settled, folder: "content", name: name) }

  @Test func waitsForeverForTheFirstEvent() { #expect(ChangeCollector().wait(now: 1_000) == nil) }

  @Test func waitsUntilItIsQuiet() {
    var collector = ChangeCollector()
    collector.add([settled("a")], now: 100)
    #expect(collector.wait(now: 100) == 25)
    collector.add([settled("b")], now: 120)
    #expect(collector.wait(now: 130) == 15)
    #expect(collector.wait(now: 145) == 0)
    #expect(collector.take().files == ["content/a", "content/b"])
    #expect(collector.wait(now: 145) == nil)
  }

  @Test func doesNotWaitForEver() {
    var collector = ChangeCollector()
    for now in stride(from: 0, to: 249, by: 10) {
      collector.add([settled("a")], now: now)
      #expect(collector.wait(now: now) ?? 0 > 0)
    }
    #expect(collector.wait(now: 250) == 0)
  }

  @Test func waitsForAFileThatIsBeingWritten() {
    var collector = ChangeCollector()
    collector.add([WatchEvent(.writing, folder: "content", name: "a")], now: 0)
    #expect(collector.wait(now: 100) ?? 0 > 0)
    collector.add([settled("a")], now: 110)
    #expect(collector.wait(now: 135) == 0)
  }

  @Test func waitsWhileGitIsAtWork() {
    var collector = ChangeCollector()
    collector.add([settled("a")], now: 0)
    #expect(collector.wait(now: 1_000, isHeld: true) == 25)
    #expect(collector.wait(now: 1_000, isHeld: false) == 0)
    #expect(collector.wait(now: 3_000, isHeld: true) == 0)
  }

  @Test func looksAtEverythingWhenEventsWereLost() {
    var collector = ChangeCollector()
    collector.add([WatchEvent(.overflow)], now: 0)
    #expect(collector.take().isEverything)
  }
}
