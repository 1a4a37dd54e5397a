import Markdown
import PortalBase

/// A sentence or so of a localized document, with the source text that was stored with it.
package struct Segment: Sendable, Hashable {
  /// The id of the markup (`b27d6-103`), or one by position (`block-7`) in a document without segments.
  package let id: String
  package let location: SourceLocation
  package let target: SegmentSide
  package let source: SegmentSide

  package var targetText: String { target.text }
  package var sourceText: String { source.text }
}

/// What one side of a segment says, as far as the checks look at it.
package struct SegmentSide: Sendable, Hashable {
  /// What a reader sees, code included.
  package var text = ""
  /// The same with U+FFFC for every code span; nil where there is no code.
  private var textWithoutCode: String?
  /// In order, as they are written.
  var destinations: [String] = []
  var emptyLinks = 0
  var strongCount = 0
  var emphasisCount = 0
  var codeCount = 0
  /// Whether two code spans stand with nothing between them.
  var hasGluedCode = false

  package init() {}

  /// The text with U+FFFC for every code span.
  var prose: String { textWithoutCode ?? text }

  mutating func append(text added: String) {
    text += added
    textWithoutCode? += added
  }

  mutating func append(code: String) {
    // `a``b` is one piece of code to CommonMark, with the marks of two inside.
    if textWithoutCode?.unicodeScalars.last == "\u{FFFC}" || code.contains("``") { hasGluedCode = true }
    textWithoutCode = (textWithoutCode ?? text) + "\u{FFFC}"
    text += code
    codeCount += 1
  }

  /// Space at the ends belongs to no side.
  mutating func trim() {
    text = text.trimmed
    textWithoutCode = textWithoutCode?.trimmed
  }
}

extension String {
  /// Without space at its ends.
  var trimmed: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !isSpace($0) }), let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    if first == scalars.startIndex, scalars.index(after: last) == scalars.endIndex { return self }
    return String(scalars[first...last])
  }
}

/// What is wrong with the markup of a document's segments.
struct SegmentProblem: Hashable {
  let message: String
  /// The node at which it shows.
  let node: NodeID
  let segment: String?
}
