import PortalBase

/// Checks of signs and structure: what is precise in every language.
struct StructureChecks {
  let facts: SegmentFacts
  private(set) var issues: [SegmentIssue] = []

  static func issues(_ facts: SegmentFacts) -> [SegmentIssue] {
    var checks = StructureChecks(facts: facts)
    checks.links()
    checks.markers()
    checks.brackets()
    checks.punctuation()
    checks.placeholders()
    checks.directives()
    checks.code()
    checks.width()
    return checks.issues
  }

  private init(facts: SegmentFacts) { self.facts = facts }

  private var source: SegmentSide { facts.segment.source }
  private var target: SegmentSide { facts.segment.target }

  private mutating func report(_ code: Diagnostic.Code, _ message: String) {
    issues.append(SegmentIssue(code: code, message: message))
  }

  private mutating func links() {
    if target.emptyLinks > 0 {
      let which = target.destinations.first.map { ", for instance to \($0)" } ?? ""
      report(
        .translationEmptyLink, "a link of the translation has no text\(target.destinations.count == 1 ? which : "")")
    }
    if source.destinations == target.destinations { return }
    let wanted = Set(source.destinations.map(comparableDestination))
    let found = Set(target.destinations.map(comparableDestination))
    if wanted == found { return }
    let lost = wanted.subtracting(found).sorted().map { "lacks the link to \($0)" }
    let added = found.subtracting(wanted).sorted().map { "links to \($0), which its source text does not" }
    report(.translationLinkTarget, "the translation " + (lost + added).joined(separator: " and "))
  }

  /// Markers that no renderer took for markup, and parts that are bold or italic on one side only.
  private mutating func markers() {
    let (old, new) = (facts.sourceCensus, facts.targetCensus)
    let stray: String? =
      if new.asterisks > old.asterisks {
        occurrences(of: ["*", "*"], in: facts.targetProse).isEmpty ? "*" : "**"
      } else if new.linkSeams > old.linkSeams {
        "]("
      } else if new.backticks > old.backticks {
        "`"
      } else if new.tildes > old.tildes {
        "~~"
      } else {
        nil
      }
    if let stray {
      report(.translationStrayMarkup, "the marker \(stray) is left literal in the translation, where readers see it")
    }
    if source.strongCount != target.strongCount {
      report(
        .translationMarkers,
        "the translation has \(target.strongCount) bold parts, its source text \(source.strongCount)")
    } else if source.emphasisCount != target.emphasisCount {
      report(
        .translationMarkers,
        "the translation has \(target.emphasisCount) italic parts, its source text \(source.emphasisCount)")
    }
  }

  private mutating func brackets() {
    let (old, new) = (facts.sourceCensus, facts.targetCensus)
    let unbalanced: String? =
      if old.round.isBalanced, !new.round.isBalanced {
        "( and )"
      } else if old.square.isBalanced, !new.square.isBalanced, new.linkSeams <= old.linkSeams {
        "[ and ]"
      } else if new.corner.opened != new.corner.closed, old.corner.isBalanced {
        "「 and 」"
      } else if new.doubleCorner.opened != new.doubleCorner.closed, old.doubleCorner.isBalanced {
        "『 and 』"
      } else {
        nil
      }
    if let unbalanced { report(.translationBrackets, "\(unbalanced) do not pair in the translation") }
  }

  private mutating func punctuation() {
    if let particle = strandedStart(facts.target) {
      report(
        .translationPunctuation,
        "the translation starts with \(particle.quoted): what stood before it went elsewhere")
    }
    if let doubled = facts.targetCensus.doubledPunctuation, facts.sourceCensus.doubledPunctuation == nil {
      report(.translationPunctuation, "the translation has \"\(doubled)\", where something seems to be missing")
    }
  }

  /// A particle or a comma that no Japanese or Chinese sentence starts with.
  private func strandedStart(_ text: [Unicode.Scalar]) -> String? {
    guard let first = text.first else { return nil }
    let second = text.count > 1 ? text[1] : " "
    switch first {
    case "、", "。", ",": return facts.source.first == first ? nil : String(first)
    case "を": return "を"
    case "は", "が", "に", "の", "へ":
      if second == "、" || second == " " || (second == "を" && first != "へ") { return String(first) + String(second) }
      return nil
    default: return nil
    }
  }

  /// `{name}`, `{{name}}`, `((name))`, `%@`, `%s`, `%1$d`: the same ones on both sides.
  private mutating func placeholders() {
    guard facts.sourceCensus.mayHavePlaceholders || facts.targetCensus.mayHavePlaceholders else { return }
    let wanted = placeholderNames(facts.sourceProse)
    let found = placeholderNames(facts.targetProse)
    if wanted == found { return }
    let lost = wanted.subtracting(found).sorted().map { "lacks \($0)" }
    let added = found.subtracting(wanted).sorted().map { "has \($0), which its source text has not" }
    report(.translationPlaceholder, "the translation " + (lost + added).joined(separator: " and "))
  }

  private mutating func directives() {
    guard facts.sourceCensus.hasColons || facts.sourceCensus.square.opened > 0 else { return }
    let wanted = directiveNames(facts.sourceProse)
    if wanted.isEmpty { return }
    let found = directiveNames(facts.targetProse)
    if let lost = wanted.subtracting(found).min() {
      report(.translationDirective, "the directive \(lost) of the source text is not in the translation")
    }
  }

  private mutating func code() {
    if target.hasGluedCode, !source.hasGluedCode {
      report(.translationGluedCode, "two pieces of code stand in the translation with nothing between them")
    }
    if facts.target.isEmpty, target.emptyLinks == 0, facts.source.contains(where: isWordCharacter) {
      report(.translationBlank, "the source text has words, the translation has none")
    }
  }

  private mutating func width() {
    func stray(_ text: String) -> String? {
      for scalar in text.unicodeScalars where scalar.value >= 0xFF10 {
        switch scalar.value {
        case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: return String(scalar)
        default: continue
        }
      }
      return nil
    }
    if let sign = stray(target.prose), stray(source.prose) == nil {
      report(.translationFullWidth, "the full-width \"\(sign)\" stands in the translation; write it half-width")
    }
  }
}

/// A destination without its language: `/en-us/` and `/ja-jp/` are the same place.
func comparableDestination(_ destination: String) -> String {
  guard destination.contains("://") || destination.hasPrefix("/") else { return destination }
  return destination.split(separator: "/", omittingEmptySubsequences: false)
    .filter { part in
      let bytes = Array(part.utf8)
      return
        !(bytes.count == 5 && bytes[2] == UInt8(ascii: "-") && (bytes[0...1] + bytes[3...4]).allSatisfy(isASCIILetter))
    }.joined(separator: "/")
}

/// The placeholders of a text, as they are written.
private func placeholderNames(_ text: [Unicode.Scalar]) -> Set<String> {
  var names = Set<String>()
  for index in text.indices {
    if text[index] == "{" || (text[index] == "(" && index + 1 < text.count && text[index + 1] == "(") {
      let close: Unicode.Scalar = text[index] == "{" ? "}" : ")"
      let limit = min(text.count, index + 42)
      if let end = text[index..<limit].firstIndex(of: close) {
        let inner = text[(index + 1)..<end].drop { $0 == "{" || $0 == "(" }
        if !inner.isEmpty,
          inner.allSatisfy({ isASCIILetter($0) || digitValue($0) != nil || "_.-?$".unicodeScalars.contains($0) })
        {
          names.insert(String(text[index...end]))
        }
      }
    } else if text[index] == "%", index + 1 < text.count, index == 0 || digitValue(text[index - 1]) == nil {
      let end = text[(index + 1)...].firstIndex { digitValue($0) == nil && $0 != "$" && $0 != "." } ?? text.count
      if end < text.count, "@sdif".unicodeScalars.contains(text[end]),
        end + 1 == text.count || !isASCIILetter(text[end + 1])
      {
        names.insert(String(text[index...end]))
      }
    }
  }
  return names
}

/// `:::zone` and `[!NOTE]` in running text.
private func directiveNames(_ text: [Unicode.Scalar]) -> Set<String> {
  var names = Set<String>()
  // A long row of colons leads to one name.
  var seen = 0
  for index in text.indices where index >= seen {
    let isColons = text[index...].starts(with: ":::".unicodeScalars)
    guard isColons || text[index...].starts(with: "[!".unicodeScalars) else { continue }
    let start = isColons ? text[index...].drop { $0 == ":" || $0 == " " } : text[(index + 2)...]
    seen = start.startIndex
    let name = start.prefix { isASCIILetter($0) || $0 == "-" }
    if !name.isEmpty { names.insert((isColons ? ":::" : "[!") + String(name)) }
  }
  return names
}
