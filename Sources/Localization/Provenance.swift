import Markdown
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
  /// Where the document says that it is a machine translation.
  let methodLocation: SourceLocation

  package static let unknown = Provenance(method: nil, handOff: nil, sourceCommit: nil, methodLocation: .start)

  /// Reads the keys of the front matter. What they cannot mean is a warning: the document is shown all the same.
  static func read(_ frontMatter: FrontMatter, file: String) -> (provenance: Provenance, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let type = frontMatter.entry("ms.translationtype")
    let typeText = frontMatter["ms.translationtype"] ?? ""
    let method = Method(rawValue: typeText)
    if let type, method == nil, !typeText.isEmpty {
      diagnostics.append(
        Diagnostic(
          .invalidProvenance, file: file, at: type.location,
          "\"ms.translationtype\" is \"\(typeText)\"; write MT for machine translation or HT for human translation"))
    }
    let handOffText = frontMatter["ms.lasthandoff"] ?? ""
    let handOff = monthFirst(handOffText)
    if let entry = frontMatter.entry("ms.lasthandoff"), handOff == nil, !handOffText.isEmpty {
      diagnostics.append(
        Diagnostic(
          .invalidProvenance, file: file, at: entry.location,
          "\"ms.lasthandoff\" is \"\(handOffText)\", which is no day; write MM/DD/YYYY"))
    }
    let commit = frontMatter["ms.sourcegitcommit"].flatMap { $0.isEmpty ? nil : $0 }
    return (
      Provenance(
        method: method, handOff: handOff, sourceCommit: commit, methodLocation: type?.location ?? .start),
      diagnostics
    )
  }

  /// A day written MM/DD/YYYY.
  private static func monthFirst(_ text: String) -> Day? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count <= 2, parts[1].utf8.count <= 2, parts[2].utf8.count == 4,
      parts.allSatisfy({ $0.utf8.allSatisfy(isASCIIDigit) }),
      let month = Int(parts[0]), let day = Int(parts[1]), let year = Int(parts[2])
    else { return nil }
    return Day(year: year, month: month, day: day)
  }
}
