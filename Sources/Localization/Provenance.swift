import PortalBase

/// Where a localized document comes from, as its front matter tells (`ms.translationtype`, `ms.lasthandoff`,
/// `ms.sourcegitcommit`).
package struct Provenance: Sendable, Hashable {
  package enum Method: String, Sendable, Hashable {
    case machine = "MT"
    case human = "HT"
  }

  /// Nil where the document does not say.
  package let method: Method?
  package let handOff: Day?
  package let sourceCommit: String?

  package static let unknown = Provenance(method: nil, handOff: nil, sourceCommit: nil)
}
