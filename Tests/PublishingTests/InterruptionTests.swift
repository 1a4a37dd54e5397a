import Foundation
import PortalBase
import Publishing
import Synchronization
import TestSupport
import Testing

/// A build that ends at any step, as by a kill or a full disk: the old site stands, and the next build puts all right.
@Suite struct InterruptionTests {
  private static let interruption = PublishingError(.failure, "interrupted")

  /// Counts steps, and ends the build at one of them.
  private final class Interrupter: Sendable {
    private let steps = Mutex<[PublishStep]>([])
    private let last: Int

    init(at last: Int) { self.last = last }

    var passed: [PublishStep] { steps.withLock { $0 } }

    func step(_ step: PublishStep) throws(PublishingError) {
      let count = steps.withLock {
        $0.append(step)
        return $0.count
      }
      if count > last { throw interruption }
    }
  }

  private static func steps(inPlace: Bool, from start: [String: String]?) throws -> [PublishStep] {
    var passed: [PublishStep] = []
    try SiteFixture.with { site in
      site.options.inPlace = inPlace
      site.options.workers = 1
      if let start { try site.publish(start) }
      let all = Interrupter(at: .max)
      site.options.beforeStep = { step throws(PublishingError) in try all.step(step) }
      try site.publish(TwoSites.second)
      passed = all.passed
    }
    return passed
  }

  private static func interrupt(_ site: inout SiteFixture, at step: Int) {
    let options = site.options
    let interrupter = Interrupter(at: step)
    site.options.beforeStep = { step throws(PublishingError) in try interrupter.step(step) }
    #expect(throws: interruption) { try site.publish(TwoSites.second) }
    site.options = options
  }

  @Test func passesThroughAllSteps() throws {
    let steps = try InterruptionTests.steps(inPlace: false, from: TwoSites.first)
    #expect(steps.prefix(2) == [.lock, .prepare])
    #expect(steps.suffix(5) == [.complete, .manifest, .sync, .exchange, .finish])
    #expect(steps.contains(.write("index.html")))
    #expect(!steps.contains(.write("en/index.html")))
  }

  @Test func leavesTheOldSiteWholeAtEveryStep() throws {
    let steps = try InterruptionTests.steps(inPlace: false, from: TwoSites.first)
    for step in steps.indices {
      try SiteFixture.with { site in
        site.options.workers = 1
        try site.publish(TwoSites.first)
        try site.folder.write("site/own/file.txt", "mine")
        InterruptionTests.interrupt(&site, at: step)
        let isExchanged = steps[step] == .finish
        let foreign = ["own/file.txt": "mine"]
        try site.expectSite(isExchanged ? TwoSites.second : TwoSites.first, foreign: foreign)
        // Interrupted once more on the way, then not.
        if !isExchanged { InterruptionTests.interrupt(&site, at: min(step, 4)) }
        try site.publish(TwoSites.second)
        try site.expectSite(TwoSites.second, foreign: foreign)
        try site.publish(TwoSites.first)
        try site.expectSite(TwoSites.first, foreign: foreign)
      }
    }
  }

  @Test func leavesNoHalfOfAFirstSite() throws {
    let steps = try InterruptionTests.steps(inPlace: false, from: nil)
    for step in steps.indices {
      try SiteFixture.with { site in
        site.options.workers = 1
        InterruptionTests.interrupt(&site, at: step)
        #expect(!site.folder.exists("site"))
        // Another site than the one that was interrupted: nothing of that is left.
        try site.publish(TwoSites.first)
        try site.expectSite(TwoSites.first)
      }
    }
  }

  @Test func mendsASiteThatWasChangedInPlace() throws {
    let steps = try InterruptionTests.steps(inPlace: true, from: TwoSites.first)
    #expect(steps.contains(.replace("index.html")))
    for step in steps.indices {
      for inPlace in [true, false] {
        try SiteFixture.with { site in
          site.options.workers = 1
          site.options.inPlace = true
          try site.publish(TwoSites.first)
          try site.folder.write("site/own/file.txt", "mine")
          InterruptionTests.interrupt(&site, at: step)
          if !steps[...step].contains(where: { if case .replace = $0 { true } else { false } }) {
            try site.folder.removeIfThere("site/.waiver.staging")
            try site.expectSite(TwoSites.first, foreign: ["own/file.txt": "mine"])
          }
          site.options.inPlace = inPlace
          try site.publish(TwoSites.second)
          try site.expectSite(TwoSites.second, foreign: ["own/file.txt": "mine"])
        }
      }
    }
  }

  @Test func refusesASecondBuildAtTheSameTime() throws {
    try SiteFixture.with { site in
      try site.publish(TwoSites.first)
      let other = site
      let message = Mutex("")
      site.options.workers = 1
      site.options.beforeStep = { step throws(PublishingError) in
        guard step == .sync else { return }
        do {
          try other.publish(TwoSites.first)
        } catch let error as PublishingError {
          message.withLock { $0 = error.message }
        } catch {}
      }
      try site.publish(TwoSites.second)
      #expect(message.withLock { $0 }.contains("another build"))
      try site.expectSite(TwoSites.second)
    }
  }

  @Test func fallsBackWhereFoldersCannotBeExchanged() throws {
    try SiteFixture.with { site in
      try site.publish(TwoSites.first)
      try site.folder.write("site/own/file.txt", "mine")
      site.options.failsToExchange = true
      let report = try site.publish(TwoSites.second)
      #expect(report.warnings.count == 1 && report.warnings[0].contains("not at once"))
      try site.expectSite(TwoSites.second, foreign: ["own/file.txt": "mine"])
      site.options.failsToExchange = false
      #expect(try site.publish(TwoSites.second).written == 0)
      try site.publish(TwoSites.first)
      try site.expectSite(TwoSites.first, foreign: ["own/file.txt": "mine"])
    }
  }

  @Test func saysWhatIsInTheWayOfItsOwnFolder() throws {
    try SiteFixture.with { site in
      try site.folder.write(".site.waiver/thesis.txt", "precious")
      let error = #expect(throws: PublishingError.self) { try site.publish(TwoSites.first) }
      #expect(error?.exitCode == 3 && error?.message.contains(".site.waiver") == true)
      #expect(try site.folder.text(".site.waiver/thesis.txt") == "precious")
    }
  }
}

extension TemporaryFolder {
  fileprivate func removeIfThere(_ path: String) throws {
    if exists(path) { try remove(path) }
  }
}
