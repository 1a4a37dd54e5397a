import Exceptions
import PortalBase
import Templates

/// The body of a letter in one language: what the templates `letter-*.md` may name.
struct LetterPart: Sendable {
  let letter: Letter
  let edition: Edition
  let customer: Customer
  /// The record that a notice or a change of support is about, and its latest revocation.
  let exception: ExceptionView?
  let revocation: Revocation?
  /// The condition that changes, and the customer's exceptions that stand.
  let condition: Policy.Condition?
  let affected: [ExceptionView]
  /// The name of the language that governs; nil where the letter has one language.
  let governing: String?
  let usesEra: Bool

  private var settings: PortalSettings { edition.settings }

  var reference: String { letter.reference }

  /// The other languages of the letter, each by its own name: they are enclosed with the governing one.
  let enclosure: String

  private var notice: Notice? { if case .notice(_, let notice) = letter.kind { notice } else { nil } }

  private var latestOffer: OfferView? {
    guard let view = exception, let n = view.facts.derivation.latestOffer,
      let event = view.record.events.first(where: { $0.n == n }),
      case .alternativeOffered(let offer) = event.kind
    else { return nil }
    return OfferView(event: event, offer: offer, exception: view)
  }

  private func moves(_ revocation: Revocation?) -> [MoveView] {
    guard let revocation, let exception else { return [] }
    return revocation.moves.map { MoveView(move: $0, exception: exception) }
  }

  static let model = Model<LetterPart>(
    [
      .text("reference", "the record's id, or the condition's key") { $0.reference },
      .text("noticeName", "which notice it is") { part in
        part.notice.map { part.edition.names.notice($0) } ?? ""
      },
      .phrase("recordTitle", "the title of the exception") { $0.exception?.title },
      .phrase("service", "the name of the service") { $0.edition.phrase($0.settings.service) },
      .phrase("provider", "who provides the service") { $0.edition.phrase($0.settings.provider) },
      .phrase("senderName", "who sends the letter") { $0.edition.phrase($0.settings.letters.senderName) },
      .list("senderLines", "the sender's address", TextOnlyView.model) { part in
        part.settings.letters.senderAddress.map { TextOnlyView(text: part.edition.phrase($0)) }
      },
      .phrase("senderContact", "how to reach the sender") { $0.edition.phrase($0.settings.letters.senderContact) },
      .phrase("customer", "the customer's name") { $0.edition.phrase($0.customer.name) },
      .phrase("contact", "the person written to; absent where letters go to the organisation") { part in
        part.customer.contact.map { part.edition.phrase($0.name) }
      },
      .object("date", "the day that the letter bears", LetterDateView.model) {
        LetterDateView(day: $0.letter.day, part: $0)
      },
      .phrase("type", "the exception type") { $0.exception?.type },
      .text("changeRequest", "the number of the change request") { $0.exception?.changeRequest ?? "" },
      .text("devices", "how many devices; absent where unknown") { $0.exception?.devices.map(String.init) ?? "" },
      .text("governing", "the name of the language that governs a letter in several") { $0.governing ?? "" },
      .text("enclosure", "the names of the other languages, in the one that governs") { $0.enclosure },
    ] + revocationFields + changeFields)

  /// What the policy asks of every notice.
  private static let revocationFields: [Field<LetterPart>] = [
    .object("revokedOn", "the day of the first notice", LetterDateView.model) { part in
      part.revocation.map { LetterDateView(day: $0.day, part: part) }
    },
    .html("reason", "why the approval is revoked") { part in
      part.revocation.map { part.edition.html($0.decision.reason) }
    },
    .list("conditions", "the key conditions broken", TextOnlyView.model) { part in
      (part.revocation?.decision.conditions ?? []).map { TextOnlyView(text: part.edition.names.conditions[$0]) }
    },
    .list("actions", "what the customer is advised to do", TextView.model) { part in
      (part.revocation?.decision.actions ?? []).map { TextView(name: "", html: part.edition.html($0)) }
    },
    .html("appeal", "how to appeal") { part in part.revocation.map { part.edition.html($0.decision.appeal) } },
    .object("deadline", "the first day without service levels", LetterDateView.model) { part in
      part.revocation.map { LetterDateView(day: $0.deadline, part: part) }
    },
    .object("lastDayToAct", "the day before the deadline", LetterDateView.model) { part in
      part.revocation.map { LetterDateView(day: $0.lastDayToAct, part: part) }
    },
    .phrase("expedited", "why the period is shorter than usual; absent where it is not") { part in
      part.revocation?.decision.expedited.map { part.edition.phrase($0.reason) }
    },
    .flag("hasMoves", "whether the deadline was moved") { $0.revocation?.moves.isEmpty == false },
    .list("moves", "every change of the deadline: from what, to what, why", MoveView.model) { $0.moves($0.revocation) },
    .list("schedule", "the days of the whole schedule", ScheduleRow.model) { part in
      (part.revocation?.notices ?? []).map { ScheduleRow(notice: $0, part: part) }
    },
  ]

  /// What the letters on changes of support and of conditions say.
  private static let changeFields: [Field<LetterPart>] = [
    .object("offer", "the alternative that is offered", OfferView.model) { $0.latestOffer },
    .object("condition", "the key condition that changes", ConditionView.model) { part in
      part.condition.map { ConditionView(condition: $0, edition: part.edition, reviews: nil) }
    },
    .object("effectiveOn", "the day on which it takes effect", LetterDateView.model) { part in
      part.condition.map { LetterDateView(day: $0.effective, part: part) }
    },
    .list("affected", "the customer's exceptions that stand", ExceptionView.model) { $0.affected },
  ]

  /// The fields that each of the four notices must show (the policy's list).
  static let requiredInNotices = [
    "reference", "recordTitle", "revokedOn", "reason", "conditions", "actions", "appeal", "deadline", "lastDayToAct",
    "moves", "expedited", "schedule",
  ]
}

/// A day in a letter.
struct LetterDateView: Sendable {
  let day: Day
  let part: LetterPart

  var text: String { part.usesEra ? part.edition.eraWords(day) : part.edition.shortWords(day) }

  static let model = Model<LetterDateView>([
    .text("iso", "the day as YYYY-MM-DD") { $0.day.description },
    .text("text", "the day in words, with the era where the window profile asks for it") { $0.text },
    .text("full", "the day in words, with its weekday") { $0.part.edition.words($0.day) },
  ])
}

/// A line of text with its language.
struct TextOnlyView: Sendable {
  let text: Phrase
  static let model = Model<TextOnlyView>([.phrase("text", "the text") { $0.text }])
}

/// A day of the schedule in a letter.
struct ScheduleRow: Sendable {
  let notice: DerivedNotice
  let part: LetterPart

  var isThis: Bool { part.letter.kind == part.kind(notice.notice) }

  static let model = Model<ScheduleRow>([
    .text("name", "which notice") { $0.part.edition.names.notice($0.notice.notice) },
    .object("day", "the day of the letter, or the day it was sent, else its due day", LetterDateView.model) { row in
      let day = row.isThis ? row.part.letter.day : row.notice.sent ?? row.notice.due
      return LetterDateView(day: day, part: row.part)
    },
    .flag("isThis", "whether it is the notice that the letter is") { $0.isThis },
    .flag("isMissed", "whether it was not sent and will not be") { !$0.isThis && $0.notice.state == .missed },
  ])
}

extension LetterPart {
  /// The kind of the letter that another notice of the same record would be.
  func kind(_ notice: Notice) -> Letter.Kind? {
    if case .notice(let record, _) = letter.kind { .notice(record: record, notice) } else { nil }
  }
}
