import Exceptions
import PortalBase

/// What the record says of an event, as far as the audience may know it: told once for the timeline and for the feeds.
extension EventView {
  /// The value of a short fact.
  enum Fact {
    case day(Day)
    case words(String)
    case text(LocalizedText)
  }

  /// Calls the body with short facts: a name and a value.
  func forEachFact(_ body: (EventWord, Fact) -> Void) {
    // Of a moved deadline, an extension and an approval, the public may see the day.
    let showsDay: Bool
    switch event.kind {
    case .extended, .deadlineMoved, .approved: showsDay = true
    default: showsDay = showsText
    }
    func day(_ word: EventWord, _ day: Day?) { if let day, showsDay { body(word, .day(day)) } }
    func words(_ word: EventWord, _ words: @autoclosure () -> String) { if showsText { body(word, .words(words())) } }
    func text(_ word: EventWord, _ text: LocalizedText?) { if let text, showsText { body(word, .text(text)) } }
    switch event.kind {
    case .approved(let until): day(.lastDay, until)
    case .approvedForMigration(let months): words(.months, edition.count("timeline-months", months))
    case .deployed(let devices): if let devices { words(.devices, String(devices)) }
    case .extended(let until): day(.lastDay, until)
    case .denied(let denial): text(.incident, denial.incident)
    case .alternativeOffered(let offer): day(.supportChangesOn, offer.supportChangesOn)
    case .revoked(let decision):
      day(.deadline, decision.expedited?.deadline)
      text(.expedited, decision.expedited?.reason)
    case .deadlineMoved(let deadline, _): day(.deadline, deadline)
    case .appealed(let appeal): words(.grounds, edition.string("grounds-" + appeal.grounds.rawValue))
    case .appealDecided(let decision):
      words(.outcome, edition.string("appeal-" + decision.outcome.rawValue))
      day(.lastDay, decision.until)
    case .removed(let consent): text(.consent, consent)
    case .submitted, .assessed, .withdrawn, .reviewed, .noticeSent: break
    }
  }

  /// Markdown that the record says of an event.
  enum Prose {
    case text(LocalizedText)
    /// Texts that are steps, one after the other.
    case steps([LocalizedText])
  }

  /// Calls the body with texts: a name and Markdown.
  func forEachText(_ body: (EventWord, Prose) -> Void) {
    guard showsText else { return }
    func add(_ word: EventWord, _ text: LocalizedText?) { if let text { body(word, .text(text)) } }
    switch event.kind {
    case .denied(let denial): add(.reason, denial.reason)
    case .alternativeOffered(let offer): add(.alternative, offer.alternative)
    case .revoked(let decision):
      add(.reason, decision.reason)
      body(.actions, .steps(decision.actions))
      add(.howToAppeal, decision.appeal)
    case .deadlineMoved(_, let reason): add(.reason, reason)
    case .appealed(let appeal): add(.information, appeal.information)
    case .appealDecided(let decision): add(.reason, decision.reason)
    default: break
    }
    add(.note, event.note)
    if edition.audience.isInternal { add(.internalNote, event.internalNote) }
  }
}
