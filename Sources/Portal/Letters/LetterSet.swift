import Exceptions
import Localization
import PortalBase
import Templates

/// The letters of a day, and how each looks: pure, like the site they are about.
package struct LetterSet: Sendable {
  let site: Site
  /// Those that were issued bear the day that they were issued with.
  package let letters: [Letter]
  /// For each letter, what was sent, where it was issued.
  let issued: [IssuedLetter?]
  package private(set) var diagnostics: [Diagnostic]
  /// The style sheet and whatever else the templates of letters name, to be copied.
  package let assets: [SourceFile]
  /// The exceptions that stand, by customer: only where a letter is about a condition.
  private let inForce: [String: [Int]]

  package var asOf: Day { site.asOf }

  /// - Parameter site: for the internal audience, or for one customer.
  /// - Throws: where a letter asked for by name cannot be printed.
  package init(_ site: Site, _ request: LetterRequest, issued all: IssuedLetters = .none) throws(LetterRefusal) {
    let plan = try LetterPlan(site, request)
    self.site = site
    issued = plan.letters.map { all.letters[$0.issuedPath] }
    letters = zip(plan.letters, issued).map { letter, issued in issued.map { letter.bearing($0.date) } ?? letter }
    assets = site.content.assets.filter { site.content.letterAssets.contains($0.path) }
    var inForce: [String: [Int]] = [:]
    if letters.contains(where: { if case .conditionChange = $0.kind { true } else { false } }) {
      for (index, facts) in site.exceptions.enumerated() where facts.derivation.status.isInForce {
        if let customer = facts.record.customer { inForce[customer, default: []].append(index) }
      }
    }
    self.inForce = inForce
    diagnostics = plan.diagnostics + all.diagnostics
    diagnostics += addressProblems + differences(from: plan.letters)
  }

  /// Addresses that no post would deliver, of the customers that are written to.
  private var addressProblems: [Diagnostic] {
    var seen: Set<String> = []
    let index = LineIndex(site.content.customersFile.bytes)
    return letters.flatMap { letter -> [Diagnostic] in
      guard seen.insert("\(letter.customer) \(letter.locales[0])").inserted,
        let problem = address(letter).problem(in: site.content.window)
      else { return [] }
      return [
        Diagnostic(
          .letterAddress, file: site.content.customersFile.path, at: index.location(of: letter.recipient.addressOffset),
          "the address of the customer \"\(letter.customer)\" \(problem)")
      ]
    }
  }

  /// Issued letters that would not be printed today as they were.
  private func differences(from planned: [Letter]) -> [Diagnostic] {
    letters.indices.compactMap { index in
      guard let stored = issued[index] else { return nil }
      let today = planned[index].isSent ? planned[index] : letters[index]
      let what: String
      if render(text: today) != stored.text {
        what = "its words would be others today"
      } else if render(html: today) != stored.html {
        what = "it would look different today, in the same words"
      } else {
        return nil
      }
      return Diagnostic(
        .letterDiffers, file: stored.file, "the letter \(today.path) was issued, and \(what); it is printed as issued",
        record: today.isAboutRecord ? today.reference : nil)
    }
  }

  // MARK: - Files

  /// The letter as a page.
  package func html(_ index: Int) -> [UInt8] { issued[index]?.html ?? render(html: letters[index]) }

  /// The letter as plain text.
  package func text(_ index: Int) -> [UInt8] { issued[index]?.text ?? render(text: letters[index]) }

  /// The letter as it was printed when it was issued, if it was printed then.
  package func issuedPDF(_ index: Int) -> [UInt8]? { issued[index]?.pdf }

  package func isIssued(_ index: Int) -> Bool { issued[index] != nil }

  private func address(_ letter: Letter) -> PostalAddress {
    PostalAddress(
      customer: letter.recipient, edition: site.editions[letter.locales[0]], home: site.content.window.country)
  }

  private func render(html letter: Letter) -> [UInt8] {
    let parts = letter.locales.map { part(letter, $0) }
    let first = parts[0]
    let edition = first.edition
    let page = LetterPage(
      edition: edition, title: "\(letter.reference) \(title(first)) – \(edition.phrase(first.customer.name).text)",
      address: AddressFit(address(letter), in: site.content.window) ?? AddressFit(unfitting: address(letter)),
      profile: site.content.window, reference: letter.reference,
      date: LetterDateView(day: letter.day, part: first).text,
      parts: parts.enumerated().map { number, part in
        LetterPartView(
          number: number + 1, edition: part.edition, head: head(part),
          body: body(part))
      }, styleSheet: site.content.letterStyle)
    var bytes: [UInt8] = []
    site.content.templates[edition.index].letters.shell.render(page, into: &bytes)
    LetterStyle(page: page).insert(into: &bytes)
    return bytes
  }

  /// Address, head and text, the languages one after the other.
  private func render(text letter: Letter) -> [UInt8] {
    var text = address(letter).lines().joined(separator: "\n") + "\n"
    for locale in letter.locales {
      let part = part(letter, locale)
      text += "\n" + PlainText(head(part)).text + "\n\n"
      text += PlainText(body(part)).text + "\n"
    }
    return Array(text.utf8)
  }

  private func head(_ part: LetterPart) -> HTML { rendered(part, templates(part).head) }

  private func body(_ part: LetterPart) -> HTML {
    templates(part).bodies[part.letter.kind.name].map { rendered(part, $0) } ?? .empty
  }

  private func templates(_ part: LetterPart) -> LetterTemplates { site.content.templates[part.edition.index].letters }

  private func rendered(_ part: LetterPart, _ template: Template<LetterPart>) -> HTML {
    var bytes: [UInt8] = []
    template.render(part, into: &bytes)
    return PrintedLinks.spelledOut(HTML(safe: bytes))
  }

  /// What the letter is, in words.
  func title(_ part: LetterPart) -> String {
    switch part.letter.kind {
    case .notice(_, let notice): NoticePage.heading(notice, part.edition)
    case .supportChange: part.edition.string("letter-support-change")
    case .conditionChange: part.edition.string("letter-condition-change")
    }
  }

  // MARK: - Parts

  /// The letter in one of its languages, with what was true on the day that it bears.
  func part(_ letter: Letter, _ locale: Int) -> LetterPart {
    let edition = site.editions[locale]
    var exception: ExceptionView?
    var condition: Policy.Condition?
    var affected: [Int] = []
    switch letter.kind {
    case .notice(let record, _), .supportChange(let record):
      exception = ExceptionView(facts: facts(record, on: letter.day), edition: edition, ways: .ofHome)
    case .conditionChange(let index):
      condition = site.content.policy.conditions[index]
      affected = inForce[letter.customer] ?? []
    }
    let others = letter.locales.dropFirst().map { site.editions[$0].locale.name }.joined(separator: ", ")
    return LetterPart(
      letter: letter, edition: edition, customer: letter.recipient, exception: exception,
      revocation: exception?.facts.derivation.revocations.last, condition: condition,
      affected: affected.map { ExceptionView(facts: site.exceptions[$0], edition: edition, ways: .ofHome) },
      governing: letter.locales.count > 1 ? site.editions[letter.locales[0]].locale.name : nil,
      usesEra: site.content.window.usesEra, enclosure: locale == letter.locales[0] ? others : "")
  }

  /// A record as it stood on the day of a letter: one that bears a past day says nothing that happened later.
  private func facts(_ record: Int, on day: Day) -> ExceptionFacts {
    let facts = site.exceptions[record]
    guard day < site.asOf,
      let derivation = Derivation(record: facts.record, policy: site.content.policy, asOf: day)
    else { return facts }
    return ExceptionFacts(
      record: facts.record, derivation: derivation, supersession: facts.supersession, publicEvents: facts.publicEvents)
  }
}

extension Letter {
  fileprivate func bearing(_ day: Day) -> Letter {
    Letter(
      kind: kind, reference: reference, recipient: recipient, locales: locales, languages: languages, day: day,
      isSent: isSent, path: path, issuedPath: issuedPath)
  }

  package var isAboutRecord: Bool { if case .conditionChange = kind { false } else { true } }
}
