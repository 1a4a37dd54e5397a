import Exceptions
import PortalBase

/// A letter to print: what it tells, to whom, in which languages, and the day it bears.
package struct Letter: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// A notice of the latest revocation of the record at that place in the site.
    case notice(record: Int, Notice)
    case supportChange(record: Int)
    /// The condition at that place in the policy.
    case conditionChange(condition: Int)

    /// What the letter is, as options and output name it.
    package var name: String {
      switch self {
      case .notice(_, let notice): notice.rawValue
      case .supportChange: "support-change"
      case .conditionChange: "condition-change"
      }
    }
  }

  package let kind: Kind
  /// The record's id, or the condition's key.
  package let reference: String
  /// To whom it goes.
  let recipient: Customer
  /// Places of the languages in the portal's list; several for one letter in all of them, the governing one first.
  let locales: [Int]
  /// `ja`, or `ja+en`.
  package let languages: String
  package let day: Day
  /// Whether that day is settled, because the letter was sent on it.
  let isSent: Bool
  /// The path below the folder of letters, without ending.
  package let path: String
  /// The path below `content/letters/` once it is issued, without ending: no other letter ever has it.
  package let issuedPath: String

  /// The customer's key.
  package var customer: String { recipient.key }
}

/// Which letters are asked for (contract, section 4, "Letters").
package struct LetterRequest: Sendable {
  /// The id of the only record wanted.
  package var record: String?
  /// The only kind wanted: the name of a notice, `support-change` or `condition-change`.
  package var notice: String?
  /// Also upcoming notices that are due within so many days.
  package var within: Int?
  /// The languages asked for; without any, each customer's own.
  package var locales: [LanguageTag] = []

  package init() {}

  package static let kinds = Notice.allCases.map(\.rawValue) + ["support-change", "condition-change"]
}

/// Why a letter that was asked for by name cannot be printed: a wrong command line.
package struct LetterRefusal: Error, Sendable {
  package let message: String
}
