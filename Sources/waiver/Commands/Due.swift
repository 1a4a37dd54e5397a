import Portal
import PortalBase

extension Command {
  static let due = Command(
    name: "due", operand: nil, summary: "list what is overdue, due today and due soon",
    details: """
      Lists, by day, the notices that are overdue or to be sent, deadlines, last days,
      changes of support, and announced conditions that take effect or retire. With
      --fail-on-overdue it exits 1 if anything is overdue, so that a scheduled run can
      raise an alarm.
      """,
    options: [.within, .failOnOverdue],
    examples: ["waiver due", "waiver due --within 7 --fail-on-overdue", "waiver due --format json"]
  ) { context, report throws(Failure) in
    guard let portal = try context.load(&report) else { return .contentHasErrors }
    let days = context.invocation.number(.within) ?? 30
    let items = portal.site().due(within: days)
    report.text = table(items, portal.asOf, days)
    report.answer("due") { json in json.array(items) { $1.write(into: &$0) } }
    let isOverdue = items.contains { $0.state == .overdue }
    return isOverdue && context.invocation.has(.failOnOverdue) ? .contentHasErrors : .done
  }

  private static func table(_ items: [DueItem], _ asOf: Day, _ days: Int) -> String {
    if items.isEmpty { return "Nothing is due as of \(asOf) or within \(counted(days, "day")).\n" }
    let width = items.map(\.kind.count).max() ?? 0
    let lines = items.map { item in
      let kind = item.kind + String(repeating: " ", count: width - item.kind.count)
      let state = item.state.rawValue + String(repeating: " ", count: 7 - item.state.rawValue.count)
      return "\(state)  \(item.day) \(item.day.weekdayMark)  \(kind)  \(item.subject.name)\n"
    }
    let overdue = items.count { $0.state == .overdue }
    let today = items.count { $0.state == .today }
    return lines.joined()
      + "As of \(asOf): \(overdue) overdue, \(today) today, \(items.count - overdue - today) within \(counted(days, "day")).\n"
  }
}

extension Option {
  static let within = Option(
    name: "within", kind: .number("DAYS", 0...36_500), meaning: "How many days ahead. Default: 30.")
  static let failOnOverdue = Option(
    name: "fail-on-overdue", kind: .flag, meaning: "Exit 1 if anything is overdue.")
}

extension Day {
  /// `Mon`; days of the weekend with a star, as nobody may be there to act.
  fileprivate var weekdayMark: String {
    ["Sun*", "Mon ", "Tue ", "Wed ", "Thu ", "Fri ", "Sat*"][weekday]
  }
}

extension DueItem {
  fileprivate func write(into json: inout JSONWriter) {
    json.object { json in
      switch subject {
      case .record(let id): json.member("record", id)
      case .condition(let key): json.member("condition", key)
      }
      json.member("kind", kind)
      json.member("date", day.description)
      json.member("state", state.rawValue)
    }
  }
}
