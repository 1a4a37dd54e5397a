import PortalBase
import TestSupport

/// Random legal histories, as JSON events. What is legal is written down here once more, from the contract's table.
struct RandomHistory {
  private var random: SeededGenerator
  private var today: Day
  private var state = "nothing"
  private var appealIsOpen = false
  private var wasRevoked = false
  private var deadline: Day
  private var sendable = ["second", "third", "final"]
  private var finalWasSent = false
  private let deadlineDays: Int
  private(set) var events: [String] = []

  init(seed: UInt64, deadlineDays: Int) {
    random = SeededGenerator(seed: seed)
    today = Day(number: 20_400)
    deadline = today
    self.deadlineDays = deadlineDays
    let count = random.number(in: 1...22)
    while events.count < count, let kind = random.pick(legalKinds) {
      // Many events share their day with the one before.
      if !random.oneIn(3) { today = today.adding(days: random.number(in: 0...(random.oneIn(4) ? 70 : 14))) }
      happen(kind)
    }
  }

  private var legalKinds: [String] {
    var kinds: [String] = []
    switch state {
    case "nothing": return ["submitted"]
    case "requested": kinds = ["assessed", "assessed", "assessed", "withdrawn"]
    case "in-assessment":
      kinds = ["assessed", "approved", "approved", "approved", "approved-for-migration", "approved-for-migration"]
      kinds += ["denied", "denied-incident", "withdrawn"]
    case "approved", "approved-for-migration":
      kinds = ["denied-incident", "withdrawn", "deployed", "deployed", "deployed", "deployed", "deployed", "extended"]
      kinds += ["reviewed", "alternative-offered"]
    case "deployed":
      kinds = ["extended", "reviewed", "alternative-offered", "revoked", "revoked", "revoked", "revoked", "removed"]
    case "revoked":
      kinds = ["deadline-moved", "removed"] + sendable.map { "notice-sent-\($0)" }
    default: break
    }
    if appealIsOpen {
      kinds += ["appeal-confirmed", "appeal-restored", "appeal-restored"]
    } else if state == "denied" || state == "revoked" || state == "removed" && wasRevoked {
      kinds.append("appealed")
    }
    return kinds
  }

  private mutating func dayNear(_ range: ClosedRange<Int>) -> Day {
    today.adding(days: random.number(in: range))
  }

  private mutating func happen(_ kind: String) {
    let date = today.description
    switch kind {
    case "submitted": add(JSONEvent.submitted(date), "requested")
    case "assessed": add(JSONEvent.assessed(date), "in-assessment")
    case "approved":
      let until = random.oneIn(3) ? nil : dayNear(0...120).description
      add(JSONEvent.approved(date, until: until), "approved")
    case "approved-for-migration":
      add(JSONEvent.migration(date, months: random.number(in: 3...12)), "approved-for-migration")
    case "denied": add(JSONEvent.denied(date), "denied")
    case "denied-incident": add(JSONEvent.denied(date, incident: true), "denied")
    case "withdrawn": add(JSONEvent.withdrawn(date), "withdrawn")
    case "deployed": add(JSONEvent.deployed(date, devices: random.oneIn(2) ? 5 : nil), "deployed")
    case "extended": add(JSONEvent.extended(date, until: dayNear(0...90).description))
    case "reviewed": add(JSONEvent.reviewed(date))
    case "alternative-offered":
      add(JSONEvent.offered(date, supportChangesOn: random.oneIn(4) ? nil : dayNear(-5...150).description))
    case "removed": add(JSONEvent.removed(date), "removed")
    case "revoked": revoke()
    case "deadline-moved": move()
    default: answer(kind)
    }
  }

  private mutating func answer(_ kind: String) {
    let date = today.description
    switch kind {
    case "appealed":
      appealIsOpen = true
      add(JSONEvent.appealed(date))
    case "appeal-confirmed":
      appealIsOpen = false
      add(JSONEvent.confirmed(date))
    case "appeal-restored":
      appealIsOpen = false
      let until = random.oneIn(2) ? nil : dayNear(0...120).description
      add(JSONEvent.restored(date, until: until), state == "revoked" ? "deployed" : "approved")
    case "notice-sent-second": send("second", ["third", "final"])
    case "notice-sent-third": send("third", ["final"])
    default: send("final", [])
    }
  }

  private mutating func revoke() {
    let other = random.oneIn(3) ? dayNear(0...deadlineDays + 20) : nil
    deadline = other ?? today.adding(days: deadlineDays)
    sendable = ["second", "third", "final"]
    finalWasSent = false
    wasRevoked = true
    add(JSONEvent.revoked(today.description, deadline: other?.description), "revoked")
  }

  private mutating func move() {
    let other = random.oneIn(6) ? max(deadline, today) : dayNear(0...60)
    if finalWasSent, other > deadline { sendable = ["final"] }
    deadline = other
    add(JSONEvent.moved(today.description, to: other.description))
  }

  private mutating func send(_ notice: String, _ rest: [String]) {
    sendable = rest
    if notice == "final" { finalWasSent = true }
    add(JSONEvent.sent(notice, today.description))
  }

  private mutating func add(_ event: String, _ newState: String? = nil) {
    events.append(event)
    if let newState { state = newState }
  }
}
