import PortalBase
import Testing

@testable import Portal

/// Which letters a day has, and the day that each bears (contract, section 4, "Letters").
@Suite struct LetterChoiceTests {
  @Test(arguments: [
    ("2026-03-01", []), ("2026-03-02", ["EX-1/first-notice.ja 2026-03-02"]), ("2026-03-03", []), ("2026-04-01", []),
    ("2026-05-01", ["EX-1/third-notice.ja 2026-05-01"]), ("2026-05-04", ["EX-1/third-notice.ja 2026-05-04"]),
    ("2026-06-01", []),
  ])
  func printsWhatIsDueOrOverdueAndTheFirstNoticeOnItsDay(asOf: String, expected: [String]) throws {
    let letters = try LetterPortal().letters(asOf)
    #expect(letters.letters.map { "\($0.path) \($0.day)" } == expected)
  }

  @Test func addsUpcomingNoticesWithTheirDueDays() throws {
    let letters = try LetterPortal().letters("2026-04-20") { $0.within = 34 }
    #expect(
      letters.letters.map { "\($0.path) \($0.day)" } == [
        "EX-1/third-notice.ja 2026-05-01", "EX-1/final-notice.ja 2026-05-24",
      ])
  }

  @Test func printsASentNoticeWithTheDayItWasSentAndWhatWasTrueThen() throws {
    var portal = try LetterPortal()
    try portal.append(
      #"{"date": "2026-04-10", "kind": "deadline-moved", "deadline": "2026-07-31", "reason": "A severe incident."}"#)
    let sent = try portal.text("second", "2026-05-10")
    #expect(sent.contains("1 April 2026"))
    #expect(sent.contains("Sunday, 31 May 2026"))
    #expect(!sent.contains("31 July"))
    let next = try portal.text("third", "2026-05-10")
    #expect(next.contains("The deadline was moved from Sunday, 31 May 2026 to Friday, 31 July 2026."))
    #expect(next.contains("A severe incident."))
  }

  @Test(arguments: [
    ("EX-2", "first", "there is no record \"EX-2\"; did you mean \"EX-1\"?"),
    ("EX-1", "support-change", "EX-1 has no offered alternative"),
    ("EX-1", "condition-change", "a change of a condition belongs to no record; leave out --record"),
    ("EX-1", "third", "the third notice of EX-1 is missed; there is no letter to print"),
  ])
  func refusesLettersThatThereAreNot(record: String, notice: String, message: String) throws {
    let portal = try LetterPortal()
    #expect(throws: LetterRefusal.self) {
      try portal.letters("2026-06-20") { request in
        request.record = record
        request.notice = notice
      }
    }
    do {
      _ = try portal.letters("2026-06-20") { request in
        request.record = record
        request.notice = notice
      }
    } catch let refusal as LetterRefusal {
      #expect(refusal.message.hasPrefix(message.prefix(24)))
    }
  }

  @Test func refusesACancelledNotice() throws {
    var portal = try LetterPortal()
    try portal.append(#"{"date": "2026-04-10", "kind": "removed", "consent": "Aya Mori"}"#)
    #expect(throws: LetterRefusal.self) {
      try portal.letters("2026-04-20") { request in
        request.record = "EX-1"
        request.notice = "third"
      }
    }
    #expect(try portal.letters("2026-05-01").letters.isEmpty)
  }

  @Test(arguments: [["xx"], ["en", "en"]])
  func refusesUnknownAndRepeatedLanguages(tags: [String]) throws {
    let portal = try LetterPortal()
    #expect(throws: LetterRefusal.self) {
      try portal.letters("2026-05-01") { $0.locales = tags.map { LanguageTag($0) } }
    }
  }

  @Test func tellsEveryCustomerOfAConditionOnTheDayItIsAnnounced() throws {
    var portal = try LetterPortal()
    try portal.replace(
      #"{"date": "2026-03-02", "kind": "revoked", "conditions": ["system-stability"],"#,
      with: #"{"date": "2026-08-02", "kind": "revoked", "conditions": ["system-stability"],"#,
      in: "content/exceptions/EX-1.json")
    try portal.replace("2026-04-01", with: "2026-09-01", in: "content/exceptions/EX-1.json")
    let letters = try portal.letters("2026-06-15")
    #expect(letters.letters.map(\.path) == ["conditions/maintained-by-maker.kitaura.ja"])
    let text = String(decoding: letters.text(0), as: UTF8.self)
    #expect(text.contains("製造元による保守"))
    #expect(text.contains("2026年7月15日（水）"))
    #expect(text.contains("港湾エージェント"))
    #expect(try portal.letters("2026-06-16").letters.isEmpty)
    #expect(try portal.letters("2026-06-16") { $0.notice = "condition-change" }.letters.count == 1)
  }

  @Test func printsAnOfferOnItsDayAndByName() throws {
    var portal = try LetterPortal()
    try portal.replace(
      #"{"date": "2026-03-02", "kind": "revoked","#,
      with: """
        {"date": "2026-02-01", "kind": "alternative-offered", "alternative": "Use the built-in agent.",
         "supportChangesOn": "2026-02-20"},
        {"date": "2026-03-02", "kind": "revoked",
        """, in: "content/exceptions/EX-1.json")
    #expect(try portal.letters("2026-02-01").letters.map(\.path) == ["EX-1/support-change.ja"])
    #expect(try portal.letters("2026-02-02").letters.isEmpty)
    let text = try portal.text("support-change", "2026-02-10")
    #expect(text.contains("Use the built-in agent."))
    #expect(text.contains("Friday, 20 February 2026"))
    #expect(text.contains("1 February 2026"))
  }
}
