import Localization
import PortalBase
import TestSupport
import Testing

struct DriftTests {
  /// The drift findings as "segment or line: difference".
  private func drift(_ source: String, _ target: String) throws -> [String] {
    try Pair(source: source, target: target).findings().filter { $0.code == .translationDrift }.map { finding in
      let changes = finding.difference.map { change in
        switch change.kind {
        case .same: change.text
        case .removed: "[-\(change.text)-]"
        case .added: "{+\(change.text)+}"
        }
      }.joined()
      return "\(finding.segment ?? "line \(finding.diagnostic.location.line)"): \(changes)"
    }
  }

  private let one = segment("a", "一つ目の文です。", "The first sentence stands here.")
  private let two = segment("b", "二つ目の文です。", "The second sentence follows it.")
  private let three = segment("c", "三つ目です。", "A third one ends the document.")

  @Test func isNoneWhereTheTextIsTheSame() throws {
    #expect(try drift("The first sentence stands here. The second sentence follows it.", "\(one) \(two)") == [])
    #expect(try drift("The first\nsentence  stands here.\tThe second sentence\nfollows it.", "\(one) \(two)") == [])
  }

  @Test func isAtTheSegmentThatChanged() throws {
    #expect(
      try drift("The first sentence stands here. The last sentence follows it.", "\(one) \(two)")
        == ["b: The [-second -]{+last +}sentence follows it."])
  }

  @Test func namesNewTextInABlockAtTheBlock() throws {
    #expect(
      try drift("The first sentence stands here. This is new. The second sentence follows it.", "\(one) \(two)")
        == ["line 1: {+This is new.+}"])
  }

  @Test func namesNewBlocks() throws {
    #expect(
      try drift("The first sentence stands here.\n\n## News\n\nThe second sentence follows it.", "\(one)\n\n\(two)")
        == ["line 3: {+News+}"])
  }

  @Test func namesSegmentsWhoseTextIsGone() throws {
    #expect(
      try drift("The first sentence stands here.\n\nA third one ends the document.", "\(one)\n\n\(two)\n\n\(three)")
        == ["b: [-The second sentence follows it.-]"])
    #expect(
      try drift("The first sentence stands here.", "\(one) \(two)") == ["b: [-The second sentence follows it.-]"])
  }

  @Test func isNoneWhereBlocksMovedOrWereDividedOrJoined() throws {
    #expect(try drift("The second sentence follows it.\n\nThe first sentence stands here.", "\(one)\n\n\(two)") == [])
    #expect(try drift("The first sentence stands here.\n\nThe second sentence follows it.", "\(one) \(two)") == [])
    #expect(try drift("The first sentence stands here. The second sentence follows it.", "\(one)\n\n\(two)") == [])
  }

  @Test func toldApartInShortCells() throws {
    let target = "|\(segment("a", "型", "Type"))|\(segment("b", "他", "Other"))|\n|---|---|\n|x|y|"
    #expect(try drift("|Type|Others|\n|---|---|\n|x|y|", target) == ["b: [-Other-]{+Others+}"])
  }

  @Test func dividesChangesOfNeighbouringSegments() throws {
    #expect(
      try drift("The first phrase stands here. The second phrase follows it.", "\(one) \(two)") == [
        "a: The first [-sentence -]{+phrase +}stands here.",
        "b: The second [-sentence -]{+phrase +}follows it.",
      ])
  }

  @Test func doesNotCareForCodeOrTextWithoutSegments() throws {
    let source = "The first sentence stands here.\n\n```\nnew code\n```\n\nWaiver 2\n\nUse `x` for it."
    let target =
      "\(one)\n\n```\nold code\n```\n\nWaiver 2\n\n\(segment("d", "それには", "Use")) `x` \(segment("e", "を使う。", "for it."))"
    #expect(try drift(source, target) == [])
  }

  @Test func namesBlocksWithoutCounterpartInADocumentWithoutSegments() throws {
    #expect(try drift("# Plan\n\nText.\n\n- new", "# 計画\n\n本文。") == ["line 5: {+new+}"])
    #expect(try drift("# Plan\n\nText.", "# 計画\n\n本文。") == [])
  }

  @Test func comparesDocumentsInAnyLanguage() throws {
    let pair = try Pair(
      source: SourceFile(path: "content/policies/ja/p.md", text: "期限は90日です。"),
      target: SourceFile(path: "content/policies/en/p.md", text: segment("a", "The deadline is 60 days.", "期限は60日です。")))
    let drift = pair.findings().filter { $0.code == .translationDrift }
    #expect(drift.first?.difference.filter { $0.kind != .same }.map(\.text) == ["60", "90"])
  }

  @Test func findsEveryPlantedChangeAndNoOther() throws {
    var random = SeededGenerator(seed: 42)
    for round in 0..<60 {
      var (source, target, changed): ([String], [String], Set<String>) = ([], [], [])
      var number = 0
      for _ in 0..<random.number(in: 1...8) {
        var (texts, segments): ([String], [String]) = ([], [])
        for _ in 0..<random.number(in: 1...4) {
          number += 1
          let old = "Sentence \(number) of \(random.number(in: 1...9)) is about topic \(random.number(in: 10...99))."
          var today = old
          if random.oneIn(6) {
            today = old.replacing("about", with: "not about")
            changed.insert("s-\(number)")
          }
          texts.append(today)
          segments.append(segment("s-\(number)", "文\(number)", old))
        }
        source.append(texts.joined(separator: " "))
        target.append(segments.joined(separator: " "))
      }
      let pair = try Pair(source: source.joined(separator: "\n\n"), target: target.joined(separator: "\n\n"))
      let found = pair.findings().filter { $0.code == .translationDrift }
      #expect(Set(found.map { $0.segment ?? "block" }) == changed, "round \(round)")
    }
  }

  @Test(arguments: [
    ("a b c", "a b c", "a b c"), ("", "a", "{a}"), ("a", "", "[a]"), ("a b c d", "a x c d", "a [b ]{x }c d"),
    ("期限は30日", "期限は60日", "期限は[30]{60}日"),
  ])
  func comparesWordByWord(old: String, new: String, shown: String) {
    let text = wordDifference(from: old, to: new).map { change in
      switch change.kind {
      case .same: change.text
      case .removed: "[\(change.text)]"
      case .added: "{\(change.text)}"
      }
    }.joined()
    #expect(text == shown)
  }

  @Test func givesBothTextsBack() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<200 {
      let words = { (random: inout SeededGenerator) in
        (0..<random.number(in: 0...14)).map { _ in String(random.number(in: 0...4)) }.joined(separator: " ")
      }
      let (old, new) = (words(&random), words(&random))
      let changes = wordDifference(from: old, to: new)
      let parts = { (without: WordChange.Kind) in
        changes.filter { $0.kind != without }.flatMap { $0.text.split(separator: " ") }.joined(separator: " ")
      }
      #expect(parts(.added) == old)
      #expect(parts(.removed) == new)
    }
  }
}
