import PortalBase

/// What the checks of one segment look at, made once for all of them.
struct SegmentFacts {
  let segment: Segment
  /// Whether the segment is a heading or a table cell, or a part of one.
  let isLabel: Bool
  /// Folded width, code included.
  let source: [Unicode.Scalar]
  let target: [Unicode.Scalar]
  /// Folded width, code as U+FFFC.
  let sourceProse: [Unicode.Scalar]
  let targetProse: [Unicode.Scalar]
  let sourceCensus: Census
  let targetCensus: Census

  init(_ segment: Segment, isLabel: Bool) {
    self.segment = segment
    self.isLabel = isLabel
    source = foldedScalars(segment.source.text)
    target = foldedScalars(segment.target.text)
    sourceProse = segment.source.codeCount == 0 ? source : foldedScalars(segment.source.prose)
    targetProse = segment.target.codeCount == 0 ? target : foldedScalars(segment.target.prose)
    sourceCensus = Census(sourceProse)
    targetCensus = Census(targetProse)
  }
}

/// How often the signs occur that the checks count.
struct Census: Hashable {
  /// Opening and closing marks of one kind.
  struct Pair: Hashable {
    var opened = 0
    var closed = 0
    var isOrdered = true

    var isBalanced: Bool { opened == closed && isOrdered }

    mutating func open() { opened += 1 }
    mutating func close() {
      closed += 1
      if closed > opened { isOrdered = false }
    }
  }

  var asterisks = 0
  var backticks = 0
  var tildes = 0
  var linkSeams = 0
  var round = Pair()
  var square = Pair()
  var corner = Pair()
  var doubleCorner = Pair()
  var hasDigits = false
  var hasColons = false
  /// `{` or `%` or `((`, with which placeholders begin.
  var mayHavePlaceholders = false
  /// 以, with which limits are written.
  var mayHaveLimits = false
  /// The first comma or full stop that stands twice.
  var doubledPunctuation: String?

  init(_ text: [Unicode.Scalar]) {
    var previous: Unicode.Scalar = " "
    for scalar in text {
      switch scalar {
      case "0"..."9": hasDigits = true
      case "*": asterisks += 1
      case "`": backticks += 1
      case "~" where previous == "~": tildes += 1
      case "(":
        round.open()
        if previous == "]" { linkSeams += 1 }
        if previous == "(" { mayHavePlaceholders = true }
      case ")": round.close()
      case "[": square.open()
      case "]": square.close()
      case "「": corner.open()
      case "」": corner.close()
      case "『": doubleCorner.open()
      case "』": doubleCorner.close()
      case ":" where previous == ":": hasColons = true
      case "{", "%": mayHavePlaceholders = true
      case "以": mayHaveLimits = true
      case "、" where previous == "、" || previous == "。", "。" where previous == "、" || previous == "。":
        if doubledPunctuation == nil { doubledPunctuation = String(previous) + String(scalar) }
      default: break
      }
      previous = scalar
    }
  }
}

/// A problem of one segment, before it becomes a finding.
struct SegmentIssue {
  let code: Diagnostic.Code
  let message: String
  var approvedTerms: [String] = []
  var difference: [WordChange] = []
}

extension String {
  /// A text as part of a message: short, on one line.
  var quoted: String {
    let scalars = unicodeScalars.prefix(60)
    let isCut = unicodeScalars.count > 60
    return "\"\(String(scalars))\(isCut ? "…" : "")\""
  }
}
