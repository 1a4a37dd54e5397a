import Localization
import PortalBase
import Testing

/// Every code once where it belongs, and what must not set it off.
struct TranslationCheckTests {
  /// The codes found in one segment.
  private func codesOf(_ target: String, _ source: String, _ glossary: Glossary = .empty, heading: Bool = false) throws
    -> [String]
  {
    let mark = heading ? "## " : ""
    let pair = try Pair(source: mark + source, target: mark + segment("a", target, source))
    return codes(pair.findings(glossary))
  }

  @Test(arguments: [
    ("9 日以内に 0 にしてください。", "Do it within 90 days.", "translation-number-lost"),
    ("v1.0 を使用します。", "Use v4.7.", "translation-number-lost"),
    ("14秒待ちます。", "Wait 140 seconds.", "translation-number-lost"),
    ("詳細は[こちら](b.md)。", "See [here](a.md).", "translation-link-target"),
    ("詳細を参照。", "See [here](a.md).", "translation-link-target"),
    ("[](a.md)を参照してください。", "See [here](a.md).", "translation-empty-link"),
    ("**重要 **です。", "This is **important**.", "translation-stray-markup"),
    ("を参照してください。", "See it.", "translation-punctuation"),
    ("、次の手順を行います。", "Do the next step.", "translation-punctuation"),
    ("に、移動します。", "Go there.", "translation-punctuation"),
    ("表、、図を参照。", "See the table and the figure.", "translation-punctuation"),
    ("表を参照。。", "See the table.", "translation-punctuation"),
    ("Please read this page before you start.", "Please read this page before you start.", "translation-untranslated"),
    ("(表を参照してください。", "See the table (below).", "translation-brackets"),
    ("「表を参照してください。", "See the table.", "translation-brackets"),
    ("重要な表です。", "An **important** table.", "translation-markers"),
    ("{名前}と入力します。", "Type {name}.", "translation-placeholder"),
    ("%d 個", "%@ items", "translation-placeholder"),
    ("::ゾーンの開始", ":::zone begins", "translation-directive"),
    ("1 つ以上の文字を使用します。", "Use no more than 1 character.", "translation-limit"),
    ("8 文字以下にします。", "Use at least 8 characters.", "translation-limit"),
    ("`a``b`を使います。", "Use `a` and `b`.", "translation-glued-code"),
    ("３つのＡです。", "Three of A.", "translation-full-width"),
    ("", "Some words here.", "translation-blank"),
  ])
  func findsWhatATranslationGotWrong(target: String, source: String, code: String) throws {
    #expect(try codesOf(target, source).contains(code))
  }

  @Test(arguments: [
    ("90 日以内に行います。", "Do it within 90 days."),
    ("九十日以内に行います。", "Do it within 90 days."),
    ("九〇日以内に行います。", "Do it within 90 days."),
    ("９０日以内".applyingASCIIDigits, "Within 90 days"),
    ("1 万台のデバイス", "10,000 devices"), ("1万5千台", "15,000 devices"), ("3億", "300 million people"),
    ("120 万", "1.2 million"), ("令和8年1月5日", "January 5, 2026"), ("令和元年", "In 2019"),
    ("2026年7月30日", "07/30/2020 or 2026".replacing("2020 or ", with: "")),
    ("15:00 に開始", "Starts at 3 PM"), ("サード パーティ製", "3rd-party software"), ("24 時間年中無休", "Open 24/7"),
    ("3 ~ 12 か月", "three to twelve months"), ("最初の通知", "The 1st notice"), ("①を押す", "Press 1"),
    ("`90` を入力", "Type `90` here"), ("二番目", "2nd"), ("10 000 台", "10,000 devices"),
    ("[表](https://x.org/ja-jp/a)を参照。", "See [it](https://x.org/en-us/a)."),
    ("[二](b.md)と[一](a.md)", "[One](a.md) and [two](b.md)"),
    ("`a*b` と \\* を使う。", "Use `a*b` and \\*."), ("はじめに、表を参照。", "First, see the table."),
    ("にほんごの表", "A table"), ("では、始めましょう。", "Let us begin."), ("Microsoft Teams", "Microsoft Teams"),
    ("a) 表を参照", "a) See the table"), ("(表を参照)", "(see the table)"), ("（表を参照）", "(see the table)"),
    ("50% の値", "50% of it"), ("{name}と入力します。", "Type {name}."), ("1 つ以下の文字", "No more than 1 character"),
    ("以下の 1 つ以上を選びます。", "Choose at least one of these."), ("次の最大 3 つ以上", "Up to 3"),
    ("少なくとも 1 つ（以下の 3 文字以下の例）", "At least 1"), ("`a`、`b`", "`a`, `b`"),
    ("手順 1、2、3", "Steps 1, 2, 3"), ("1、2、3 の順", "In the order 1-2-3"), ("2,000,000 件", "2 million records"),
  ])
  func letsGoodTranslationsPass(target: String, source: String) throws {
    #expect(try codesOf(target, source) == [])
  }

  @Test(arguments: [
    ("Other", "Other", ["translation-untranslated"]), ("USB", "USB", []), ("Windows 10", "Windows 10", []),
    ("Fernlight Workplace", "Fernlight Workplace", []), ("その他", "Other", []),
  ])
  func findsUntranslatedHeadings(target: String, source: String, expected: [String]) throws {
    let glossary = Glossary(entries: [LanguageTag("ja"): .init(protectedNames: ["Fernlight Workplace", "Windows"])])
    #expect(try codesOf(target, source, glossary, heading: true) == expected)
  }

  @Test(arguments: [
    ("de", "neunzig Tage", "90 days", []), ("de", "10.000 Geräte", "10,000 devices", []),
    ("de", "90 days are left to you now", "90 days are left to you now", ["translation-untranslated"]),
    ("ko", "90일", "90 days", []), ("ko", "1만 대", "10,000 devices", []),
    ("ar", "خلال ٩٠ يومًا", "within 90 days", []), ("ar", "خلال ٩ يومًا", "within 90 days", ["translation-number-lost"]),
    ("he", "בתוך 90 ימים", "within 90 days", []),
    ("he", "please wait here for a moment", "please wait here for a moment", ["translation-untranslated"]),
    ("zh-Hans", "至少 3 个字符以下", "at least 3", []), ("zh-Hant", "一萬台", "10,000 devices", []),
  ])
  func checksOtherLanguages(language: String, target: String, source: String, expected: [String]) throws {
    let pair = try Pair(source: source, target: segment("a", target, source), language: language)
    #expect(codes(pair.findings()) == expected)
  }

  @Test func acceptsNamesOfMonthsAsNumbers() throws {
    let pair = try Pair(
      source: SourceFile(path: "content/policies/ja/p.md", text: "2026年7月5日"),
      target: SourceFile(path: "content/policies/en/p.md", text: segment("a", "5 July 2026", "2026年7月5日")))
    let months = try locale("en").dates.months
    #expect(TranslationCheck.findings(source: pair.source, target: pair.target, months: months).isEmpty)
    #expect(codes(pair.findings()) == ["translation-number-lost"])
  }

  @Test func tellsTheSegmentAndItsPlace() throws {
    let pair = try Pair(source: "Within 90 days", target: "\n\n本文 \(segment("a-7", "9 日", "Within 90 days"))")
    let finding = try #require(pair.findings().first)
    #expect(finding.diagnostic.file == "content/policies/ja/plan.md")
    #expect(finding.diagnostic.location == SourceLocation(line: 3, column: 4))
    #expect(finding.segment == "a-7")
    #expect(finding.severity == .error)
    #expect(finding.diagnostic.message.contains("90"))
  }

  @Test func notesMachineTranslations() throws {
    let pair = try Pair(source: "Text", target: "---\nms.translationtype: MT\n---\n本文")
    #expect(pair.findings().map(\.diagnostic.location) == [SourceLocation(line: 2, column: 1)])
    #expect(pair.findings().map(\.code) == [.translationMachine])
    let human = try Pair(source: "Text", target: "---\nms.translationtype: HT\n---\n本文")
    #expect(human.findings() == [])
  }

  @Test func findsMissingAndOrphanDocuments() throws {
    let pair = try Pair(source: "Text", target: "本文")
    let missing = TranslationCheck.missing(pair.source, in: LanguageTag("de"))
    #expect(missing.code == .translationMissing)
    #expect(missing.document == "de/plan.md")
    #expect(missing.diagnostic.file == "content/policies/en/plan.md")
    let orphan = TranslationCheck.findings(source: nil, target: pair.target)
    #expect(orphan.map(\.code) == [.translationOrphan])
  }

  @Test func checksDocumentsWithoutSegmentsBlockByBlock() throws {
    let pair = try Pair(source: "# Plan\n\nWithin 90 days.\n\n- [a](x.md)", target: "# 計画\n\n9 日以内。\n\n- [](x.md)")
    let findings = pair.findings()
    #expect(codes(findings) == ["translation-number-lost", "translation-empty-link"])
    #expect(findings.map(\.segment) == ["block-2", "block-3"])
    #expect(findings.map(\.diagnostic.location.line) == [3, 5])
  }
}

extension String {
  /// The same with digits of half width, so that only their meaning is tested.
  fileprivate var applyingASCIIDigits: String { replacing("９０", with: "90") }
}
