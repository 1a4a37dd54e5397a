import Exceptions
import PortalBase

extension Site {
  /// The exceptions of a site made from a later content.
  struct Again {
    var exceptions: [ExceptionFacts]
    let withheld: [String]
    /// Whether all of them stand in the same lists, and have the same dates.
    var standsStill: Bool
  }

  /// The exceptions where a few records have changed and the others, and what they say of each other, are the same; else nil.
  func derivedAgain(_ content: Content, _ asOf: Day, _ audience: Audience) -> Again? {
    let (before, after) = (self.content.records, content.records)
    guard self.asOf == asOf, self.audience == audience, self.content.policy == content.policy,
      before.count == after.count
    else { return nil }
    var again = Again(
      exceptions: exceptions, withheld: withheld, standsStill: self.content.customersFile == content.customersFile)
    for index in after.indices where before[index] !== after[index] {
      let (old, new) = (before[index], after[index])
      guard old.id == new.id, old.supersedes == new.supersedes, old.customer == new.customer else { return nil }
      guard !old.isWithheld(asOf: asOf), !new.isWithheld(asOf: asOf) else { return nil }
      let place = exceptions.firstPlace { !precedesInBytes($0.record.id, new.id) }
      // Else the record is none of the audience's.
      guard place < exceptions.count, exceptions[place].record === old else { continue }
      let facts = exceptions[place]
      guard let changed = ExceptionFacts(new, content.policy, asOf, audience, facts.supersession) else { return nil }
      again.exceptions[place] = changed
      again.standsStill =
        again.standsStill && ExceptionLists.areSame(facts, changed, audience)
        && DatedItem.all(of: place, facts, audience) == DatedItem.all(of: place, changed, audience)
    }
    return again
  }
}
