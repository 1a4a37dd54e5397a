import PortalBase

extension Policy {
  /// Reads `policy.json`. The policy is nil where anything in it is wrong.
  package static func decode(_ file: SourceFile, _ rules: TextRules) -> (policy: Policy?, diagnostics: [Diagnostic]) {
    var decoder = PolicyDecoder(file, rules)
    let policy = decoder.read()
    return (decoder.problems.hasErrors ? nil : policy, decoder.problems.diagnostics)
  }
}

/// Reads the parts of `policy.json`, reporting as it goes.
private struct PolicyDecoder {
  var problems: FileProblems
  let rules: TextRules
  let bytes: [UInt8]

  init(_ file: SourceFile, _ rules: TextRules) {
    problems = FileProblems(file: file.path, bytes: file.bytes)
    bytes = file.bytes
    self.rules = rules
  }

  mutating func read() -> Policy? {
    let (json, found) = JSONReader.read(bytes)
    problems.report(found)
    guard let json, var object = ObjectReader(json, "the policy", &problems) else { return nil }
    object.readSchemaKey(&problems)
    let types = entries(object.required("types", &problems), "types", "a type")
    let factors = entries(object.required("factors", &problems), "factors", "a factor")
    let warning = object.required("conditionWarningDays", &problems)
    let warningDays = problems.integer(warning, "conditionWarningDays", 0...36_500)
    let conditions = conditions(object.required("conditions", &problems), warningDays)
    let notices = notices(object.required("notices", &problems))
    let migration = migration(object.required("migration", &problems))
    object.finish(&problems)
    guard let types, let factors, let warningDays, let conditions, let notices, let migration else { return nil }
    return Policy(
      types: types, factors: factors, conditions: conditions, notices: notices, migration: migration,
      conditionWarningDays: warningDays)
  }

  private mutating func entries(_ json: JSON?, _ what: String, _ name: String) -> [Policy.Entry]? {
    guard let items = problems.array(json, what) else { return nil }
    var keys = KeyList()
    return items.compactMap { item in
      guard var object = ObjectReader(item, name, &problems) else { return nil }
      let key = keys.read(object.required("key", &problems), among: what, &problems)
      let (title, description) = texts(&object)
      object.finish(&problems)
      guard let key, let title, let description else { return nil }
      return Policy.Entry(key: key, name: title, description: description)
    }
  }

  private mutating func texts(_ object: inout ObjectReader) -> (LocalizedText?, LocalizedText?) {
    let name = problems.text(object.required("name", &problems), "name", rules)
    let description = problems.text(
      object.required("description", &problems), "description", rules, isMarkdown: true)
    return (name, description)
  }

  private mutating func conditions(_ json: JSON?, _ warningDays: Int?) -> [Policy.Condition]? {
    guard let items = problems.array(json, "conditions") else { return nil }
    var keys = KeyList()
    return items.compactMap { item in
      guard var object = ObjectReader(item, "a condition", &problems) else { return nil }
      let key = keys.read(object.required("key", &problems), among: "conditions", &problems)
      let (name, description) = texts(&object)
      let announced = problems.day(object.required("announced", &problems), "announced")
      let effectiveValue = object.required("effective", &problems)
      let effective = problems.day(effectiveValue, "effective")
      let retired = problems.day(object.optional("retired"), "retired")
      object.finish(&problems)
      guard let announced, let effective, let effectiveValue else { return nil }
      if let warningDays, announced.days(until: effective) < warningDays {
        problems.report(
          .conditionWarning, at: effectiveValue.offset,
          "the condition takes effect on \(effective), \(announced.days(until: effective)) days after it was announced on \(announced); \"conditionWarningDays\" demands at least \(warningDays), so not before \(announced.adding(days: warningDays))"
        )
      }
      guard let key, let name, let description else { return nil }
      return Policy.Condition(
        key: key, name: name, description: description,
        days: Policy.Condition.Days(announced: announced, effective: effective, retired: retired))
    }
  }

  private mutating func migration(_ json: JSON?) -> Policy.Migration? {
    guard let json, var object = ObjectReader(json, "\"migration\"", &problems) else { return nil }
    let minimum = problems.integer(object.required("minimumMonths", &problems), "minimumMonths", 1...1200)
    let maximumValue = object.required("maximumMonths", &problems)
    let maximum = problems.integer(maximumValue, "maximumMonths", 1...1200)
    object.finish(&problems)
    guard let minimum, let maximum, let maximumValue else { return nil }
    if maximum < minimum {
      problems.report(
        .invalidValue, at: maximumValue.offset,
        "\"maximumMonths\" is \(maximum), less than \"minimumMonths\", \(minimum)")
    }
    return Policy.Migration(minimumMonths: minimum, maximumMonths: maximum)
  }
}

// MARK: - The notice schedule

extension PolicyDecoder {
  private mutating func notices(_ json: JSON?) -> NoticeSchedule? {
    guard let json, var object = ObjectReader(json, "\"notices\"", &problems) else { return nil }
    let deadlineValue = object.required("deadlineDays", &problems)
    let deadline = problems.integer(deadlineValue, "deadlineDays", 1...36_500)
    let scheduleValue = object.required("schedule", &problems)
    let items = problems.array(scheduleValue, "schedule")
    object.finish(&problems)
    guard let items, let scheduleValue else { return nil }
    guard items.count == Notice.allCases.count else {
      problems.report(
        .noticeSchedule, at: scheduleValue.offset,
        "\"schedule\" has \(items.count) notices; it needs exactly four: first, second, third, final")
      return nil
    }
    var offsets: [(days: Int, at: Int)] = []
    for (notice, item) in zip(Notice.allCases, items) {
      if let offset = offset(of: notice, item) { offsets.append(offset) }
    }
    guard offsets.count == items.count, let deadline else { return nil }
    // Days after the first notice; the final notice counts back from the deadline.
    let due = offsets.dropLast().map(\.days) + [deadline - offsets[3].days]
    for index in 1..<4 where due[index] <= due[index - 1] {
      problems.report(
        .noticeSchedule, at: offsets[index].at,
        "the \(Notice.allCases[index].rawValue) notice would be due \(due[index]) days after the first, not after the \(Notice.allCases[index - 1].rawValue) notice, due after \(due[index - 1]); the days must rise"
      )
    }
    return NoticeSchedule(
      deadlineDays: deadline, secondAfterFirst: due[1], thirdAfterFirst: due[2], finalBeforeDeadline: offsets[3].days)
  }

  /// The offset of one notice, in days and as place in the file. The first is the revocation itself, so its offset is 0; the
  /// final one is counted back from the deadline.
  private mutating func offset(of notice: Notice, _ json: JSON) -> (days: Int, at: Int)? {
    guard var object = ObjectReader(json, "a notice of the schedule", &problems) else { return nil }
    let nameValue = object.required("notice", &problems)
    let name = problems.name(nameValue, "notice", among: Notice.allCases.map(\.rawValue))
    if let name, let nameValue, name != notice.rawValue {
      problems.report(
        .noticeSchedule, at: nameValue.offset,
        "the \(name) notice stands where the \(notice.rawValue) belongs; the order is first, second, third, final")
      return nil
    }
    let key = notice == .final ? "beforeDeadline" : "afterFirst"
    let value = object.required(named: key, &problems)
    object.finish(&problems)
    let range = notice == .final ? 1...36_500 : 0...36_500
    guard let value, let days = problems.integer(value, key, range) else { return nil }
    if notice == .first, days != 0 {
      problems.report(
        .noticeSchedule, at: value.offset, "the first notice is the revocation itself, so its \"afterFirst\" must be 0")
      return nil
    }
    return (days, value.offset)
  }
}
