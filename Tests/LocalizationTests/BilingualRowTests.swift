import Localization
import Markdown
import PortalBase
import Testing

struct BilingualRowTests {
  private let source =
    "# Plan\n\nOne. Two.\n\n1. First\n2. Second\n\n> [!TIP]\n> Hint\n\n|A|B|\n|--|--|\n|c|d|\n\n```\ncode\n```"

  private var segmented: String {
    """
    # \(segment("a", "計画", "Plan"))

    \(segment("b", "一。", "One.")) \(segment("c", "二。", "Two."))

    1. \(segment("d", "第一", "First"))
    2. \(segment("e", "第二", "Second"))

    > [!TIP]
    > \(segment("f", "助言", "Hint"))

    |\(segment("g", "あ", "A"))|\(segment("h", "い", "B"))|
    |--|--|
    |\(segment("i", "う", "c"))|\(segment("j", "え", "d"))|

    ```
    code
    ```
    """
  }

  private let plain = "# 計画\n\n一。二。\n\n1. 第一\n2. 第二\n\n> [!TIP]\n> 助言\n\n|あ|い|\n|--|--|\n|う|え|\n\n```\ncode\n```"

  private let kinds: [BilingualRow.Kind] = [
    .heading(level: 1), .paragraph, .listItem(depth: 1, number: 1, isFirst: true),
    .listItem(depth: 1, number: 2, isFirst: true), .alert(.tip), .table, .block,
  ]

  @Test func keepTheStructureOfTheDocument() throws {
    let rows = try Pair(source: source, target: segmented).rows
    #expect(rows.map(\.kind) == kinds)
    #expect(rows[0].headingID == "plan")
    #expect(rows[1].pairs.map(\.id) == ["b", "c"])
    #expect(rows[1].pairs.map { [$0.target.html, $0.source.html] } == [["一。", "One."], ["二。", "Two."]])
    #expect(rows[5].table.map { $0.map { $0.pairs.map(\.target.html).joined() } } == [["あ", "い"], ["う", "え"]])
    #expect(rows[6].pairs.first?.target.html == rows[6].pairs.first?.source.html)
  }

  @Test func pairBlocksOfDocumentsWithoutSegments() throws {
    let rows = try Pair(source: source, target: plain).rows
    #expect(rows.map(\.kind) == kinds)
    #expect(rows[0].headingID == "plan")
    #expect(rows[1].pairs.map { [$0.target.html, $0.source.html] } == [["一。二。", "One. Two."]])
    #expect(rows[1].pairs.map(\.id) == ["block-2"])
    #expect(rows[5].table[1][1].pairs.map(\.source.html) == ["d"])
  }

  @Test func leaveAGapWhereOneDocumentHasMore() throws {
    let rows = try Pair(source: "# Plan\n\nSee [a](a.md).\n\nNew 5.\n\nLast.", target: "# 計画\n\n[あ](a.md)を参照。\n\n最後。")
      .rows
    let texts = rows.map { row in row.pairs.map { "\($0.target.plainText)|\($0.source.plainText)" }.joined() }
    #expect(texts.contains("計画|Plan"))
    #expect(texts.contains("あを参照。|See a."))
    #expect(texts.filter { $0.hasPrefix("|") }.count == 1)
    #expect(rows.count == 4)
  }

  @Test func showTextOutsideOfSegments() throws {
    let rows = try Pair(source: "x", target: "前 \(segment("a", "一", "One")) `code` \(segment("b", "二", "Two")) 後").rows
    #expect(rows.first?.pairs.map(\.target.plainText.trimmedSpaces) == ["前", "一", "code", "二", "後"])
    #expect(rows.first?.pairs.map(\.id) == [nil, "a", nil, "b", nil])
  }

  @Test func keepLinksAndEmphasisOnBothSides() throws {
    let rows = try Pair(source: "x", target: "**\(segment("a", "[表](x.md)", "[Table](x.md)"))**").rows
    #expect(rows.first?.pairs.first?.target.html == "<strong><a href=\"x.md\">表</a></strong>")
    #expect(rows.first?.pairs.first?.source.html == "<strong><a href=\"x.md\">Table</a></strong>")
  }

  @Test func markFindingsAtTheirSegment() throws {
    let pair = try Pair(source: "Within 60 days.", target: segment("a", "9 日", "Within 90 days."))
    let found = pair.rows.first?.pairs.first
    #expect(found?.findings.map(\.code) == [.translationDrift, .translationNumberLost])
    #expect(found?.isStale == true)
  }

  @Test func giveAnIdOnlyOnce() throws {
    let rows = try Pair(source: "x", target: "\(segment("a", "一", "One"))\(segment("a", "二", "Two"))").rows
    #expect(rows.first?.pairs.map(\.id) == ["a", nil])
  }

  @Test func showADocumentWithoutSource() throws {
    let target = try Pair(source: "x", target: "# 計画\n\n本文").target
    let rows = target.bilingualRows(source: nil, findings: [])
    #expect(rows.map { $0.pairs.map(\.target.html) } == [["計画"], ["本文"]])
    #expect(rows.allSatisfy { $0.pairs.allSatisfy(\.source.isEmpty) })
  }

  @Test func rankWhatToReviewFirst() throws {
    let target =
      "\(segment("a", "あ", "A plain text.")) \(segment("b", "い", "There are 5 of them."))\n\n"
      + "\(segment("c", "う", "You must not do it within 90 days.")) \(segment("d", "え", "Don’t."))"
    let pair = try Pair(source: "x", target: target)
    let list = TranslationCheck.reviewList(pair.target, findings: [])
    #expect(list.map(\.segment.id) == ["c", "d", "b"])
    #expect(list.first?.reasons == [.negation, .deadline, .number])
  }
}

extension String {
  fileprivate var trimmedSpaces: String { String(self.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
