import PortalBase

// The events that judge: assessments, reviews, denials and revocations, with their factors and conditions.

extension RecordDecoder {
  /// What a condition must be on the day of an event that names it.
  private enum Standing {
    case inEffect, announced
  }

  mutating func readAssessment(_ object: inout ObjectReader, _ outline: inout EventOutline) -> EventKind? {
    let factors = readFactors(object.required("factors", &problems))
    let conditions = readConditionResults(object.optional("conditions"), .inEffect, outline.day) ?? []
    outline.judged = conditions
    return factors.map { .assessed(factors: $0, conditions: conditions) }
  }

  mutating func readReview(_ object: inout ObjectReader, _ outline: inout EventOutline) -> EventKind? {
    readConditionResults(object.required("conditions", &problems), .announced, outline.day)
      .map { .reviewed(conditions: $0) }
  }

  mutating func readDenial(_ object: inout ObjectReader, _ outline: inout EventOutline) -> EventKind? {
    let reason = markdown(object.required("reason", &problems), "reason")
    let conditions = readConditionKeys(object.optional("conditions"), outline.day, atLeast: 0) ?? []
    let incidentValue = object.optional("incident")
    let incident = problems.text(incidentValue, "incident", rules.texts)
    outline.move = Course.Move(name: .denied, hasIncident: incidentValue != nil)
    return reason.map { .denied(Denial(reason: $0, conditions: conditions, incident: incident)) }
  }

  mutating func readRevocation(_ object: inout ObjectReader, _ outline: inout EventOutline) -> EventKind? {
    let conditions = readConditionKeys(object.required("conditions", &problems), outline.day, atLeast: 1)
    let reason = markdown(object.required("reason", &problems), "reason")
    let actions = problems.array(object.required("actions", &problems), "actions", atLeast: 1)?
      .compactMap { problems.text($0, "actions", rules.texts, isMarkdown: true) }
    let appeal = markdown(object.required("appeal", &problems), "appeal")
    let expedited = readExpedition(&object, &outline)
    guard let conditions, let reason, let actions, let appeal else { return nil }
    return .revoked(
      RevocationDecision(
        conditions: conditions, reason: reason, actions: actions, appeal: appeal, expedited: expedited))
  }

  /// `expedited` and `deadline`: both, or neither.
  private mutating func readExpedition(
    _ object: inout ObjectReader, _ outline: inout EventOutline
  ) -> RevocationDecision.Expedition? {
    let reasonValue = object.optional("expedited")
    let reason = problems.text(reasonValue, "expedited", rules.texts)
    let deadlineValue = object.optional("deadline")
    outline.deadline = problems.day(deadlineValue, "deadline")
    if let deadlineValue, let deadline = outline.deadline {
      checkNotBefore(outline.day, deadline, "deadline", at: deadlineValue.offset)
    }
    if deadlineValue != nil, reasonValue == nil {
      problems.report(
        .missingKey, at: object.offset,
        "a revocation with a \"deadline\" of its own needs the key \"expedited\", which says why")
    } else if reasonValue != nil, deadlineValue == nil {
      problems.report(
        .missingKey, at: object.offset,
        "an expedited revocation needs the key \"deadline\", the first day without service levels")
    }
    guard let reason, let deadline = outline.deadline else { return nil }
    return RevocationDecision.Expedition(reason: reason, deadline: deadline)
  }

  /// The factors in the order of the record; they are judged in that of the policy.
  private mutating func readFactors(_ json: JSON?) -> [FactorResult]? {
    guard let items = problems.items(json, "factors") else { return nil }
    var results: [FactorResult] = []
    var places: [(position: Int, offset: Int, index: Int)] = []
    for item in items {
      guard var object = ObjectReader(item, "a factor", &problems) else { continue }
      let key = known(object.required("factor", &problems), "factor", rules.policy?.factors, .unknownFactor)
      let outcome = problems.choice(object.required("outcome", &problems), "outcome", FactorResult.Outcome.self)
      let note = markdownNote(object.optional("note"), "note")
      object.finish(&problems)
      guard let key, let outcome else { continue }
      if results.contains(where: { $0.factor == key }) {
        problems.report(.repeatedEntry, at: item.offset, "the factor \"\(key)\" stands twice in one assessment")
        continue
      }
      let position = rules.policy?.factors.firstIndex(of: key) ?? results.count
      places.append((position, item.offset, results.count))
      results.append(FactorResult(factor: key, outcome: outcome, note: note))
    }
    if results.count == items.count {
      let isInOrder = places.indices.dropFirst().allSatisfy { places[$0 - 1].position <= places[$0].position }
      if !isInOrder { places.sort { $0.position < $1.position } }
      checkOutcomes(places.lazy.map { ($0.offset, results[$0.index]) })
    }
    return results
  }

  /// Each factor continues to the next or decides; those after the deciding one, and no others, are not reached.
  private mutating func checkOutcomes(_ results: some Sequence<(offset: Int, result: FactorResult)>) {
    var deciding: String?
    for (offset, result) in results {
      switch (result.outcome, deciding) {
      case (.decides, nil): deciding = result.factor
      case (.continues, nil), (.notReached, _?): break
      case (.notReached, nil):
        problems.report(
          .factorOutcome, at: offset,
          "the factor \"\(result.factor)\" is \"not-reached\", but no factor before it \"decides\"")
      case (.decides, let first?):
        problems.report(
          .factorOutcome, at: offset,
          "the factor \"\(result.factor)\" decides, but \"\(first)\" before it decides already; at most one does")
      case (.continues, let first?):
        problems.report(
          .factorOutcome, at: offset,
          "the factor \"\(result.factor)\" comes after \"\(first)\", which decides, so it is \"not-reached\" or absent")
      }
    }
  }

  private mutating func readConditionResults(_ json: JSON?, _ standing: Standing, _ day: Day?) -> [ConditionResult]? {
    guard let items = problems.items(json, "conditions") else { return nil }
    var results: [ConditionResult] = []
    for item in items {
      guard var object = ObjectReader(item, "a condition", &problems) else { continue }
      let key = readCondition(object.required("condition", &problems), standing, day)
      let outcome = problems.choice(object.required("outcome", &problems), "outcome", ConditionResult.Outcome.self)
      let note = markdownNote(object.optional("note"), "note")
      object.finish(&problems)
      guard let key, let outcome else { continue }
      if results.contains(where: { $0.condition == key }) {
        problems.report(.repeatedEntry, at: item.offset, "the condition \"\(key)\" stands twice in one event")
      }
      results.append(ConditionResult(condition: key, outcome: outcome, note: note))
    }
    return results
  }

  private mutating func readConditionKeys(_ json: JSON?, _ day: Day?, atLeast minimum: Int) -> [String]? {
    guard let items = problems.items(json, "conditions", atLeast: minimum) else { return nil }
    var keys: [String] = []
    for item in items {
      guard let key = readCondition(item, .inEffect, day) else { continue }
      if keys.contains(key) {
        problems.report(.repeatedEntry, at: item.offset, "the condition \"\(key)\" stands twice in one event")
      }
      keys.append(key)
    }
    return keys
  }

  /// The key of a condition that stands as it must on the event's day.
  private mutating func readCondition(_ json: JSON?, _ standing: Standing, _ day: Day?) -> String? {
    guard let json, let key = known(json, "condition", rules.policy?.conditions, .unknownCondition)
    else { return nil }
    guard let day, let condition = rules.policy?.days(of: key) else { return key }
    switch standing {
    case .inEffect where !condition.isInEffect(on: day):
      let when = condition.effective > day ? "takes effect on \(condition.effective)" : "was retired before"
      problems.report(
        .conditionNotInEffect, at: json.offset, "the condition \"\(key)\" is not in effect on \(day); it \(when)")
    case .announced where !condition.isAnnounced(by: day):
      problems.report(
        .conditionNotAnnounced, at: json.offset,
        "the condition \"\(key)\" is not announced on \(day); it was announced on \(condition.announced)")
    default: break
    }
    return key
  }
}
