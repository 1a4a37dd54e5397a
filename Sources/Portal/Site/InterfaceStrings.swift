import Exceptions
import Localization
import PortalBase
import Templates

/// The interface strings that the code itself asks for, beside those that templates name as `{{t.key}}`.
///
/// A locale that lacks one of them is an error at its file, and one that nothing uses is a warning there; a test holds this list
/// to the code.
enum InterfaceStrings {
  /// Families of keys: one for each name of a fixed set.
  private static let families: [String] =
    Status.allCases.map { "status-" + $0.rawValue }
    + DerivedNotice.State.allCases.map { "state-" + $0.rawValue }
    + Notice.allCases.map { "notice-" + $0.rawValue }
    + EventKind.Name.allCases.map { "event-" + $0.rawValue }
    + Milestone.Kind.allCases.map { "milestone-" + $0.rawValue }
    + FactorResult.Outcome.allCases.map { "outcome-" + $0.rawValue }
    + ConditionResult.Outcome.allCases.map { "outcome-" + $0.rawValue }
    + AppealGrounds.Grounds.allCases.map { "grounds-" + $0.rawValue }
    + AppealDecision.Outcome.allCases.map { "appeal-" + $0.rawValue }
    + Severity.allCases.map { "severity-" + $0.rawValue }
    + ["note", "tip", "important", "warning", "caution"].map { "alert-" + $0 }
    + ["denied", "withdrawn", "expired", "revoked", "out-of-sla", "removed"].map { "ended-" + $0 }
    + Milestone.Kind.allCases.map { "milestone-short-" + $0.rawValue }

  /// Single keys.
  private static let single: Set<String> = [
    "actor-customer", "actor-service", "all-exceptions", "alternative", "and-more", "as-of-sentence",
    "audience-customer", "audience-internal", "audience-public", "condition-ends", "condition-starts",
    "conditions", "conditions-announced", "conditions-in-effect", "conditions-retired", "consent", "customer",
    "days-ago", "deadline-moved-sentence", "deadline-passed-sentence", "deadline-sentence", "deadlines",
    "event-notice-sent", "filter-count", "grounds", "in-days", "incident", "information", "list-extent",
    "milestone-condition-change", "months", "nav-conditions", "nav-deadlines", "nav-exceptions", "nav-overview",
    "nav-policies", "nav-translations", "next-90-days-picture", "not-found", "notice-heading",
    "notice-missed-sentence", "notice-period-picture", "notice-sent-sentence", "notice-unsent-sentence",
    "overview-lead", "policies", "provenance-commit", "provenance-hand-off", "provenance-human",
    "provenance-machine", "provenance-none", "provenance-sentence", "provenance-stale", "provenance-unknown",
    "reason", "replaces", "request", "review-breaks", "review-holds", "review-unreviewed", "sent-early",
    "sent-late", "since-count", "status", "status-timeline", "support-change", "timeline-months",
    "timeline-permanent", "timeline-until", "today", "type", "untranslated", "week",
  ]

  static let all: Set<String> = single.union(families)

  /// Keys that a language may have or not: names of countries, for addresses.
  static func optional(in locales: [Locale]) -> Set<String> {
    Set(locales.flatMap(\.messages.keys).filter { $0.hasPrefix("country-") })
  }
  /// A string that a template names and no locale has is missing in the locale's file too (contract, section 4, "Diagnostics"); the
  /// message names the first place that asks for it.
  static func placed(_ diagnostics: [Diagnostic], in locale: Locale) -> [Diagnostic] {
    var told = Set<String>()
    return diagnostics.sorted().compactMap { diagnostic in
      guard diagnostic.code == .templateMissingString else { return diagnostic }
      guard told.insert(diagnostic.message).inserted else { return nil }
      let place = "\(diagnostic.file):\(diagnostic.location.line):\(diagnostic.location.column)"
      return Diagnostic(
        diagnostic.code, file: locale.file, at: locale.stringsLocation, "\(diagnostic.message); \(place) names it")
    }
  }
}
