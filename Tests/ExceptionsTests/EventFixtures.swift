/// Events as JSON, for histories in tests: `history` joins them.
enum JSONEvent {
  static func make(_ kind: String, _ date: String, _ fields: String = "") -> String {
    #"{"date": "\#(date)", "kind": "\#(kind)"\#(fields.isEmpty ? "" : ", " + fields)}"#
  }

  static func submitted(_ date: String) -> String { make("submitted", date) }
  static func assessed(_ date: String) -> String { make("assessed", date, #""factors": []"#) }
  static func approved(_ date: String, until: String? = nil) -> String {
    make("approved", date, until.map { #""until": "\#($0)""# } ?? "")
  }
  static func migration(_ date: String, months: Int) -> String {
    make("approved-for-migration", date, #""months": \#(months)"#)
  }
  static func denied(_ date: String, incident: Bool = false) -> String {
    make("denied", date, #""reason": "R""# + (incident ? #", "incident": "I""# : ""))
  }
  static func withdrawn(_ date: String) -> String { make("withdrawn", date) }
  static func deployed(_ date: String, devices: Int? = nil) -> String {
    make("deployed", date, devices.map { #""devices": \#($0)"# } ?? "")
  }
  static func extended(_ date: String, until: String) -> String { make("extended", date, #""until": "\#(until)""#) }
  static func reviewed(_ date: String) -> String { make("reviewed", date, #""conditions": []"#) }
  static func offered(_ date: String, supportChangesOn: String? = nil) -> String {
    let change = supportChangesOn.map { #", "supportChangesOn": "\#($0)""# } ?? ""
    return make("alternative-offered", date, #""alternative": "A""# + change)
  }
  static func revoked(_ date: String, deadline: String? = nil) -> String {
    let other = deadline.map { #", "expedited": "E", "deadline": "\#($0)""# } ?? ""
    return make(
      "revoked", date, #""conditions": ["security"], "reason": "R", "actions": ["A"], "appeal": "P""# + other)
  }
  static func sent(_ notice: String, _ date: String) -> String { make("notice-sent", date, #""notice": "\#(notice)""#) }
  static func moved(_ date: String, to deadline: String) -> String {
    make("deadline-moved", date, #""deadline": "\#(deadline)", "reason": "R""#)
  }
  static func appealed(_ date: String) -> String {
    make("appealed", date, #""grounds": "software", "information": "I""#)
  }
  static func confirmed(_ date: String) -> String {
    make("appeal-decided", date, #""outcome": "decision-confirmed""#)
  }
  static func restored(_ date: String, until: String? = nil) -> String {
    make(
      "appeal-decided", date,
      #""outcome": "approval-restored""# + (until.map { #", "until": "\#($0)""# } ?? ""))
  }
  static func removed(_ date: String) -> String { make("removed", date, #""consent": "C""#) }

  /// Submitted on 2026-01-05, assessed on the 9th, approved on the 12th, deployed on 2026-02-01.
  static func deployedHistory(until: String? = nil) -> [String] {
    [submitted("2026-01-05"), assessed("2026-01-09"), approved("2026-01-12", until: until), deployed("2026-02-01")]
  }

  /// The same, and revoked on 2026-03-02: notices due on 04-01, 05-01 and 05-24, the deadline on 05-31.
  static func revokedHistory(deadline: String? = nil) -> [String] {
    deployedHistory() + [revoked("2026-03-02", deadline: deadline)]
  }
}
