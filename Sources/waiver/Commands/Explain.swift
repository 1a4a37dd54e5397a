import Portal
import PortalBase

extension Command {
  static let explain = Command(
    name: "explain", operand: Operand(name: "ID", isRequired: true, meaning: "The id of a record."),
    summary: "tell why a record has its status and dates",
    details: """
      Tells step by step how a record came to its status and its days: every event and
      what it did, every notice that was missed or cancelled, what the calendar alone
      brought about, and what comes next.
      """,
    options: [],
    examples: ["waiver explain EX-2026-0007", "waiver explain EX-2026-0007 --as-of 2026-09-01"]
  ) { context, report throws(Failure) in
    guard let portal = try context.load(&report) else { return .contentHasErrors }
    let id = context.invocation.operand ?? ""
    let site = portal.site()
    guard let explanation = site.explanation(of: id) else {
      let known = site.recordIDs
      throw .wrongCommandLine("there is no record \"\(id)\"\(suggestion(for: id, in: known))")
    }
    report.text = explanation.text
    report.answer("explain") { explanation.write(into: &$0) }
    return .done
  }
}

extension Explanation {
  /// For reading: a head, and a line a step.
  fileprivate var text: String {
    guard let status, let statusSince else {
      return "\(id) is withheld as of \(asOf): its first event is on \(firstDay).\n"
    }
    var text = "\(id): \(status) since \(statusSince), as of \(asOf)\n\n"
    for step in steps {
      let event = step.event.map { " (event \($0))" } ?? ""
      text += "\(step.day)  \(step.what)\(event)\n"
      if !step.why.isEmpty { text += "            \(step.why.printable)\n" }
    }
    return text
  }

  fileprivate func write(into json: inout JSONWriter) {
    json.object { json in
      json.member("record", id)
      if let status { json.member("status", status) }
      if let statusSince { json.member("statusSince", statusSince.description) }
      json.member("steps") { json in
        json.array(steps) { json, step in
          json.object { json in
            json.member("date", step.day.description)
            if let event = step.event { json.member("event", event) }
            json.member("what", step.what)
            json.member("why", step.why)
          }
        }
      }
    }
  }
}
