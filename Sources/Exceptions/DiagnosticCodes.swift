import PortalBase

/// Codes of the problems of `policy.json`, `customers.json` and the exception records.
extension Diagnostic.Code {
  package static let invalidKey = Self(
    "invalid-key", .error,
    "A key of policy.json or customers.json is not 3 to 64 of a–z, 0–9 and hyphens, beginning with no hyphen.")
  package static let equalKeys = Self(
    "equal-keys", .error, "Two entries of one list have the same key, so a record could mean either. Rename one.")
  package static let noticeSchedule = Self(
    "notice-schedule", .error,
    "The notice schedule is not first, second, third, final, on rising days before the deadline. Correct the offsets.")
  package static let conditionWarning = Self(
    "condition-warning", .error,
    "A condition takes effect sooner after its announcement than conditionWarningDays allows. Move one of the days.")
  package static let invalidID = Self(
    "invalid-id", .error,
    "A record's id cannot be part of an address: use 1 to 64 letters, digits, dots, underscores and hyphens, beginning with a letter or digit and not ending in \".\", \".html\" or \".xml\"."
  )
  package static let duplicateID = Self(
    "duplicate-id", .error,
    "Two records have the same id, letter case ignored, so their pages would overwrite each other. Rename the newer one."
  )
  package static let unknownType = Self(
    "unknown-type", .error, "A record is of a type that policy.json does not have. Correct it, or add the type.")
  package static let unknownCustomer = Self(
    "unknown-customer", .error,
    "A record names a customer that customers.json does not have. Correct it, or add the customer.")
  package static let unknownCondition = Self(
    "unknown-condition", .error,
    "An event names a key condition that policy.json does not have. Correct it, or add the condition.")
  package static let unknownFactor = Self(
    "unknown-factor", .error,
    "An event names an assessment factor that policy.json does not have. Correct it, or add the factor.")
  package static let unknownKind = Self(
    "unknown-kind", .error, "An event is of a kind that does not exist. Correct its name.")
  package static let supersedesUnknown = Self(
    "supersedes-unknown", .error, "A record supersedes one that does not exist. Correct the id.")
  package static let supersedesOtherCustomer = Self(
    "supersedes-other-customer", .error,
    "A record supersedes one of another customer. Correct the id, or one of the customers.")
  package static let supersedesCycle = Self(
    "supersedes-cycle", .error, "Records supersede each other in a circle. Remove \"supersedes\" from one of them.")

  /// For the list of all codes.
  package static let policyAndRecords: [Self] = [
    invalidKey, equalKeys, noticeSchedule, conditionWarning, invalidID, duplicateID, unknownType, unknownCustomer,
    unknownCondition, unknownFactor, unknownKind, supersedesUnknown, supersedesOtherCustomer, supersedesCycle,
  ]
}

/// Codes of the problems of a record's history.
extension Diagnostic.Code {
  package static let eventOrder = Self(
    "event-order", .error, "An event is dated before the one above it. Events are appended, in order of days.")
  package static let illegalEvent = Self(
    "illegal-event", .error,
    "An event cannot happen after those above it, say a deployment without an approval. Add what is missing, or correct the kind."
  )
  package static let noticeOrder = Self(
    "notice-order", .error,
    "A notice is sent twice for one revocation, or after a later one. Only the final notice is sent again, after the deadline moved to a later day."
  )
  package static let factorOutcome = Self(
    "factor-outcome", .error,
    "The factors of an assessment do not go \"continues\" up to one that \"decides\", with \"not-reached\" only after that."
  )
  package static let repeatedEntry = Self(
    "repeated-entry", .error, "A factor or condition stands twice in one list of an event. Remove one.")
  package static let conditionNotInEffect = Self(
    "condition-not-in-effect", .error,
    "An event rests on a key condition that does not bind on its day: not yet, or no longer. Correct the condition or the day."
  )
  package static let conditionNotAnnounced = Self(
    "condition-not-announced", .error,
    "A review judges a key condition that was not announced by its day. Correct the condition or the day.")
  package static let migrationWindow = Self(
    "migration-window", .error,
    "A migration is approved for fewer or more months than the policy allows. Correct the months, or approve without a migration."
  )
  package static let dayBeforeEvent = Self(
    "day-before-event", .error,
    "A deadline or a new last day lies before the event that sets it. Correct one of the days.")
  package static let migrationTooLong = Self(
    "migration-too-long", .warning,
    "A migration is extended beyond the maximum of the policy, counted from its approval. Check the day.")
  package static let approvedOverFailure = Self(
    "approved-over-failed-condition", .warning,
    "An approval follows a judgement that a key condition fails. Check that this was meant, and say why in a note.")
  package static let lastDayInThePast = Self(
    "last-day-in-the-past", .warning,
    "An approval sets a last day before its own day, so it is expired at once. Check the day.")
  package static let untilWithoutRestoration = Self(
    "until-without-restoration", .warning,
    "A decision that confirms sets a last day, which has no effect. Remove \"until\", or correct the outcome.")

  /// For the list of all codes.
  package static let history: [Self] = [
    eventOrder, illegalEvent, noticeOrder, factorOutcome, repeatedEntry, conditionNotInEffect, conditionNotAnnounced,
    migrationWindow, dayBeforeEvent, migrationTooLong, approvedOverFailure, lastDayInThePast, untilWithoutRestoration,
  ]
}
