import PortalBase

extension RecordDecoder {
  /// Reads one event. The event is nil where anything in it is wrong; the outline has what could be read.
  mutating func readEvent(_ json: JSON, n: Int) -> (event: Event?, outline: EventOutline) {
    var outline = EventOutline(offset: json.offset)
    let errors = problems.errorCount
    let name = json["kind"]?.place(among: EventKind.Name.names).map { EventKind.Name.allCases[$0] }
    outline.name = name
    outline.move = name.map { Course.Move(name: $0) }
    guard var object = ObjectReader(json, name.map(Self.title) ?? "an event", &problems) else { return (nil, outline) }
    outline.day = problems.day(object.required("date", &problems), "date")
    let kindValue = object.required("kind", &problems)
    let by = problems.optionalText(object.optional("by"), "by", rules.texts)
    let note = markdownNote(object.optional("note"), "note")
    let internalNote = markdownNote(object.optional("internalNote"), "internalNote")
    guard let name else {
      _ = problems.name(kindValue, "kind of event", among: EventKind.Name.names, code: .unknownKind)
      return (nil, outline)  // Which other keys it may have is not known.
    }
    let kind = readFacts(of: name, &object, &outline)
    object.finish(&problems)
    guard problems.errorCount == errors, let kind, let day = outline.day else { return (nil, outline) }
    outline.move = kind.move
    let event = Event(n: n, day: day, kind: kind, by: by, note: note, internalNote: internalNote)
    return (event, outline)
  }

  mutating func markdownNote(_ json: JSON?, _ what: String) -> LocalizedText? {
    problems.optionalText(json, what, rules.texts, isMarkdown: true)
  }

  mutating func markdown(_ json: JSON?, _ what: String) -> LocalizedText? {
    problems.text(json, what, rules.texts, isMarkdown: true)
  }

  /// What an object of that kind is called in messages.
  private static func title(_ name: EventKind.Name) -> String {
    switch name {
    case .submitted: "an event of kind \"submitted\""
    case .assessed: "an event of kind \"assessed\""
    case .approved: "an event of kind \"approved\""
    case .approvedForMigration: "an event of kind \"approved-for-migration\""
    case .denied: "an event of kind \"denied\""
    case .withdrawn: "an event of kind \"withdrawn\""
    case .deployed: "an event of kind \"deployed\""
    case .extended: "an event of kind \"extended\""
    case .reviewed: "an event of kind \"reviewed\""
    case .alternativeOffered: "an event of kind \"alternative-offered\""
    case .revoked: "an event of kind \"revoked\""
    case .noticeSent: "an event of kind \"notice-sent\""
    case .deadlineMoved: "an event of kind \"deadline-moved\""
    case .appealed: "an event of kind \"appealed\""
    case .appealDecided: "an event of kind \"appeal-decided\""
    case .removed: "an event of kind \"removed\""
    }
  }

  /// The keys that only this kind of event has (contract, section 2, the table of kinds).
  private mutating func readFacts(
    of name: EventKind.Name, _ object: inout ObjectReader, _ outline: inout EventOutline
  ) -> EventKind? {
    switch name {
    case .submitted: .submitted
    case .withdrawn: .withdrawn
    case .assessed: readAssessment(&object, &outline)
    case .approved: .approved(until: readLastDay(object.optional("until"), &outline))
    case .approvedForMigration: readMigration(&object, &outline)
    case .denied: readDenial(&object, &outline)
    case .deployed:
      .deployed(devices: problems.integer(object.optional("devices"), "devices", 1...FileProblems.largest))
    case .extended: readExtension(&object, &outline)
    case .reviewed: readReview(&object, &outline)
    case .alternativeOffered: readOffer(&object)
    case .revoked: readRevocation(&object, &outline)
    case .noticeSent: readSending(&object, &outline)
    case .deadlineMoved: readMovedDeadline(&object, &outline)
    case .appealed: readAppeal(&object)
    case .appealDecided: readAppealDecision(&object, &outline)
    case .removed:
      problems.text(object.required("consent", &problems), "consent", rules.texts).map { .removed(consent: $0) }
    }
  }

  /// A new last day; it is kept in the outline with its place.
  private mutating func readLastDay(_ json: JSON?, _ outline: inout EventOutline) -> Day? {
    guard let json, let day = problems.day(json, "until") else { return nil }
    outline.until = (day, json.offset)
    return day
  }

  private mutating func readMigration(_ object: inout ObjectReader, _ outline: inout EventOutline) -> EventKind? {
    guard let value = object.required("months", &problems),
      let months = problems.integer(value, "months", 1...FileProblems.largest)
    else { return nil }
    outline.months = months
    guard let window = rules.policy?.migration else { return .approvedForMigration(months: months) }
    guard window.minimumMonths <= months, months <= window.maximumMonths else {
      problems.report(
        .migrationWindow, at: value.offset,
        "a migration of \(months) months is outside the policy's window of \(window.minimumMonths) to \(window.maximumMonths) months"
      )
      return nil
    }
    return .approvedForMigration(months: months)
  }

  private mutating func readExtension(_ object: inout ObjectReader, _ outline: inout EventOutline) -> EventKind? {
    guard let value = object.required("until", &problems), let until = readLastDay(value, &outline) else { return nil }
    checkNotBefore(outline.day, until, "until", at: value.offset)
    return .extended(until: until)
  }

  private mutating func readOffer(_ object: inout ObjectReader) -> EventKind? {
    let alternative = markdown(object.required("alternative", &problems), "alternative")
    let day = problems.day(object.optional("supportChangesOn"), "supportChangesOn")
    return alternative.map { .alternativeOffered(Offer(alternative: $0, supportChangesOn: day)) }
  }

  private mutating func readSending(_ object: inout ObjectReader, _ outline: inout EventOutline) -> EventKind? {
    let sendable = Notice.allCases.filter { $0 != .first }.map(\.rawValue)
    guard let value = object.required("notice", &problems) else { return nil }
    if value.string == Notice.first.rawValue {
      problems.report(
        .invalidValue, at: value.offset,
        "the first notice is the \"revoked\" event itself; write \"second\", \"third\" or \"final\"")
      return nil
    }
    outline.notice = problems.name(value, "notice", among: sendable).flatMap(Notice.init)
    return outline.notice.map { .noticeSent($0) }
  }

  private mutating func readMovedDeadline(_ object: inout ObjectReader, _ outline: inout EventOutline) -> EventKind? {
    let value = object.required("deadline", &problems)
    outline.deadline = problems.day(value, "deadline")
    let reason = markdown(object.required("reason", &problems), "reason")
    guard let value, let deadline = outline.deadline else { return nil }
    checkNotBefore(outline.day, deadline, "deadline", at: value.offset)
    return reason.map { .deadlineMoved(deadline: deadline, reason: $0) }
  }

  private mutating func readAppeal(_ object: inout ObjectReader) -> EventKind? {
    let grounds = problems.choice(object.required("grounds", &problems), "grounds", AppealGrounds.Grounds.self)
    let information = markdown(object.required("information", &problems), "information")
    guard let grounds, let information else { return nil }
    return .appealed(AppealGrounds(grounds: grounds, information: information))
  }

  private mutating func readAppealDecision(_ object: inout ObjectReader, _ outline: inout EventOutline) -> EventKind? {
    let outcome = problems.choice(object.required("outcome", &problems), "outcome", AppealDecision.Outcome.self)
    let reason = markdownNote(object.optional("reason"), "reason")
    let until = readLastDay(object.optional("until"), &outline)
    guard let outcome else {
      outline.move = nil
      return nil
    }
    outline.move = Course.Move(name: .appealDecided, restores: outcome == .approvalRestored)
    if outcome == .decisionConfirmed, let place = outline.until?.offset {
      problems.report(
        .untilWithoutRestoration, at: place,
        "\"until\" has no effect: the decision is confirmed, and only \"approval-restored\" sets a new last day")
      outline.until = nil
      return .appealDecided(AppealDecision(outcome: outcome, reason: reason, until: nil))
    }
    return .appealDecided(AppealDecision(outcome: outcome, reason: reason, until: until))
  }

  mutating func checkNotBefore(_ day: Day?, _ set: Day, _ what: String, at offset: Int) {
    guard let day, set < day else { return }
    problems.report(
      .dayBeforeEvent, at: offset, "\"\(what)\" is \(set), before the day of its own event, \(day)")
  }
}
