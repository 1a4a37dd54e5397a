import PortalBase
import Testing

@testable import Portal

/// What stops a letter: one test for each code, and for each form that it takes.
@Suite struct LetterCheckTests {
  @Test func namesLetterFieldAndRecordWhereTheCustomerIsMissing() throws {
    var portal = try LetterPortal()
    try portal.replace("\"customer\": \"kitaura\",", with: "", in: "content/exceptions/EX-1.json")
    let letters = try portal.letters("2026-05-01")
    let diagnostic = try #require(letters.diagnostics.first)
    #expect(diagnostic.code == .letterIncomplete)
    #expect(diagnostic.record == "EX-1")
    for word in ["third-notice", "customer", "EX-1"] { #expect(diagnostic.message.contains(word)) }
  }

  @Test(arguments: [
    (#""040-0099""#, #""0400099""#, "looks like 999-9999"), (#""postalCode": "040-0099", "#, "", "no postal code"),
    (#"["北海道函館市北浦町1-2-3"]"#, #"["a","b","c","d","e","f","g","h","i","j","k","l","m"]"#, "window"),
    (#""country": "JP""#, #""country": "ZZ""#, "country-ZZ"),
  ])
  func refusesAddressesThatNoPostWouldDeliver(old: String, new: String, message: String) throws {
    var portal = try LetterPortal()
    try portal.replace(old, with: new, in: "content/customers.json")
    let letters = try portal.letters("2026-05-01")
    #expect(letters.diagnostics.map(\.code) == [.letterAddress])
    #expect(letters.diagnostics.first?.message.contains(message) == true, "\(letters.diagnostics)")
    #expect(letters.diagnostics.first?.location.line == 2)
  }

  @Test func placesADayThatWasWrittenByHand() throws {
    var portal = try LetterPortal()
    let path = "templates/letter-closing.html"
    portal.files[path] = "<p>Yours,</p>\n<p>Answer by 5 June 2026.</p>\n{{senderName}}{{contact}}{{enclosure}}"
    let found = portal.diagnostics().filter { $0.code == .letterHandWrittenDay }
    #expect(found.map { "\($0.file):\($0.location.line):\($0.location.column)" } == ["\(path):2:14"])
  }

  @Test(arguments: [
    ("on 2026-01-05.", ["2026-01-05"]), ("5/1/2026 or 1.5.2026", ["5/1/2026", "1.5.2026"]),
    ("2026年1月5日に、１月５日と一月五日", ["2026年1月5日", "１月５日", "一月五日"]), ("令和8年 1 月 5 日", ["8年 1 月 5 日"]),
    ("the 5th June, June 5", ["5th June", "June 5"]), ("Jan. 2026", ["Jan. 2026"]),
    ("You may see 30 pages in section 1.2.3; marching 12 miles, 10.5.1", []), ("{{deadline.full}} 90 days", []),
    ("第 1 回の通知、12 月、5 日間", []),
  ])
  func findsDaysOfEveryForm(text: String, days: [String]) {
    let bytes = Array(text.utf8)
    let found = HandWrittenDays(bytes, months: ["January", "June", "Jan", "May", "March", "1月"]).ranges
    #expect(found.map { String(decoding: bytes[$0], as: UTF8.self) } == days)
  }

  @Test func namesWhatANoticeLeavesOutThatEveryNoticeMustCarry() throws {
    var portal = try LetterPortal()
    try portal.replace("{{> letter-notice}}", with: "{{reason}}", in: "templates/letter-third.md")
    let found = portal.diagnostics().filter { $0.code == .letterFieldUnused }
    #expect(found.allSatisfy { $0.file == "templates/letter-third.md" })
    for field in ["conditions", "actions", "appeal", "deadline", "lastDayToAct", "schedule", "moves", "expedited"] {
      #expect(found.contains { $0.message.contains("\"\(field)\"") }, "\(field)")
    }
  }

  @Test func namesWhatOnlyOneNoticeShows() throws {
    var portal = try LetterPortal()
    try portal.replace(
      "{{> letter-notice}}", with: "{{provider}} {{noticeName}}\n\n{{> letter-notice}}\n\n{{#offer}}x{{/offer}}",
      in: "templates/letter-first.md")
    let found = portal.diagnostics().filter { $0.code == .letterFieldUnused }
    #expect(
      Set(found.map(\.file))
        == ["second", "third", "final"].reduce(into: []) { $0.insert("templates/letter-\($1).md") })
    #expect(found.allSatisfy { $0.message.contains("\"offer\"") && $0.message.contains("letter-first") })
  }

  @Test func suggestsAWindowThatThereIs() throws {
    var portal = try LetterPortal()
    try portal.replace("jp-naga3", with: "jp-naga4", in: "content/portal.json")
    let found = try #require(portal.diagnostics().first)
    #expect(found.code == .unknownWindow)
    #expect(found.message.contains("did you mean \"jp-naga3\"?"))
  }

  @Test(arguments: ["uk-notify", "din5008-a", "din5008-b", "us-10", "jp-naga3"])
  func keepsTheAddressOutOfWhatIsNotTheWindow(profile: String) throws {
    var portal = try LetterPortal()
    try portal.replace("jp-naga3", with: profile, in: "content/portal.json")
    let letters = try portal.letters("2026-05-01")
    #expect(letters.diagnostics == [])
    let html = String(decoding: letters.html(0), as: UTF8.self)
    #expect(html.contains(profile == "us-10" ? "size: letter;" : "size: A4;"))
    #expect(html.contains(#"class="return-line""#) == profile.hasPrefix("din"))
  }
}

/// Issued letters are frozen.
@Suite struct IssuedLetterTests {
  /// Not SHA-256, but as good for what is tested here.
  private func digest(_ bytes: [UInt8]) -> String { String(bytes.reduce(UInt64(5381)) { $0 &* 33 &+ UInt64($1) }) }

  private func issue(_ portal: LetterPortal) throws -> [SourceFile] {
    let letters = try portal.letters("2026-05-01")
    return letters.issue(0, pdf: [1, 2, 3], digest: digest)
  }

  @Test func keepsPageTextAndPrint() throws {
    let files = try issue(try LetterPortal())
    #expect(
      files.map(\.path) == ["html", "txt", "pdf", "json"].map { "content/letters/EX-1/third-notice.ja.\($0)" })
    let issued = IssuedLetters(files, digest: digest)
    #expect(issued.diagnostics == [])
    let later = try LetterPortal().letters("2026-05-03", issued: issued)
    #expect(later.letters.map(\.day.description) == ["2026-05-01"])
    #expect(later.html(0) == files[0].bytes)
    #expect(later.issuedPDF(0) == [1, 2, 3])
    #expect(later.diagnostics == [])
    #expect(later.issue(0, pdf: nil, digest: digest) == [])
  }

  @Test func saysWhereItWouldPrintAnIssuedLetterDifferentlyAndPrintsItAsIssued() throws {
    var portal = try LetterPortal()
    let files = try issue(portal)
    try portal.replace("フリーズします", with: "停止します", in: "content/exceptions/EX-1.json")
    let later = try portal.letters("2026-05-03", issued: IssuedLetters(files, digest: digest))
    #expect(later.diagnostics.map(\.code) == [.letterDiffers])
    #expect(later.diagnostics.first?.message.contains("its words") == true)
    #expect(later.html(0) == files[0].bytes)
    var styled = try LetterPortal()
    styled.files["templates/assets/letter.css"]? += "/* another look */"
    let look = try styled.letters("2026-05-03", issued: IssuedLetters(files, digest: digest))
    #expect(look.diagnostics.first?.message.contains("look different") == true)
  }

  @Test func keepsStillWhenTheNoticeWasSentOnTheDayOfIssue() throws {
    var portal = try LetterPortal()
    let files = try issue(portal)
    try portal.append(#"{"date": "2026-05-01", "kind": "notice-sent", "notice": "third"}"#)
    let later = try portal.letters("2026-06-20", issued: IssuedLetters(files, digest: digest)) { request in
      request.record = "EX-1"
      request.notice = "third"
    }
    #expect(later.diagnostics == [])
  }

  @Test func refusesIssuedLettersThatWereAlteredOrLost() throws {
    let files = try issue(try LetterPortal())
    let altered = [SourceFile(path: files[0].path, text: "other")] + files.dropFirst()
    #expect(
      IssuedLetters(altered, digest: digest).diagnostics.map { "\($0.code.name) \($0.file)" } == [
        "letter-altered \(files[0].path)"
      ])
    let lost = IssuedLetters(Array(files.dropFirst()), digest: digest).diagnostics
    #expect(lost.map(\.code) == [.letterAltered])
    #expect(lost.first?.file == files[3].path)
  }

  @Test func givesANoticeThatIsSentOnceMoreAPlaceOfItsOwn() throws {
    var portal = try LetterPortal()
    try portal.append(
      """
      {"date": "2026-05-24", "kind": "notice-sent", "notice": "final"},
      {"date": "2026-05-26", "kind": "deadline-moved", "deadline": "2026-08-31", "reason": "An incident."}
      """)
    let letters = try portal.letters("2026-08-24")
    #expect(letters.letters.map(\.path) == ["EX-1/final-notice.ja"])
    #expect(letters.letters.map(\.issuedPath) == ["EX-1/final-notice-again-1.ja"])
  }
}
