import CBytes
import Exceptions
import Markdown
import PortalBase

/// The Markdown texts of records: raw HTML in them is shown as text, an unsafe link loses its destination, and the author is told.
enum RecordTexts {
  /// Each problem stands at its text in the record's file.
  static func check(_ file: SourceFile, _ decoded: DecodedRecords) -> [Diagnostic] {
    // What no byte of the file hints at is in none of its texts: JSON's own characters give no hint, and an escape that could hide
    // one is a hint itself.
    let isSuspect = file.bytes.withUnsafeBufferPointer { MarkdownHint.isIn($0, hasEscapes: true) }
    return isSuspect ? decoded.records.flatMap { check($0, file) } : []
  }

  private static func check(_ record: ExceptionRecord, _ file: SourceFile) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    var places: MarkdownPlaces?
    for field in record.markdownFields {
      for version in field.text.versions where MarkdownHint.isIn(version.text) {
        let problems = Markdown.fragment(version.text).problems
        if problems.isEmpty { continue }
        let known = places ?? MarkdownPlaces(of: record, in: file)
        places = known
        let place = known.location(of: field, in: version.language)
        diagnostics += problems.map {
          Diagnostic($0.code, file: file.path, at: place, $0.message, record: record.id)
        }
      }
    }
    return diagnostics
  }
}

/// Whether a text can have a problem at all: nearly none can, and those are not worth a look by the Markdown parser.
enum MarkdownHint {
  static func isIn(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { isIn($0, hasEscapes: false) }
  }

  /// What a problem needs (CommonMark 0.30): raw HTML and autolinks begin with `<` (sections 6.5 and 6.6), images with `![` (6.4); the
  /// destination of a link follows `](` (6.3) or, in a definition, `]:` (4.7). One that begins with `https://` is safe whatever follows.
  /// - Parameter hasEscapes: whether the text is JSON as it is written, where `\u` may stand for any of these.
  static func isIn(_ text: UnsafeBufferPointer<UInt8>, hasEscapes: Bool) -> Bool {
    guard let start = text.baseAddress else { return false }
    var index = 0
    while index &+ waiver_block <= text.count {
      var candidates = waiver_places_of(
        start + index, UInt8(ascii: "<"), UInt8(ascii: "!"), UInt8(ascii: "]"), UInt8(ascii: "\\"))
      while candidates != 0 {
        if isHint(text, index &+ candidates.trailingZeroBitCount, hasEscapes) { return true }
        candidates &= candidates &- 1
      }
      index &+= waiver_block
    }
    return (index..<text.count).contains { isHint(text, $0, hasEscapes) }
  }

  private static func isHint(_ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ hasEscapes: Bool) -> Bool {
    let next = index + 1 < text.count ? text[index + 1] : 0
    return switch text[index] {
    case UInt8(ascii: "<"): true
    case UInt8(ascii: "!"): next == UInt8(ascii: "[")
    case UInt8(ascii: "]"): next == UInt8(ascii: ":") || next == UInt8(ascii: "(") && !isSafe(text, at: index + 2)
    case UInt8(ascii: "\\"): hasEscapes && next == UInt8(ascii: "u")
    default: false
    }
  }

  private static func isSafe(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    let safe: StaticString = "https://"
    guard start + safe.utf8CodeUnitCount <= text.count else { return false }
    for index in 0..<safe.utf8CodeUnitCount where text[start + index] != safe.utf8Start[index] { return false }
    return true
  }
}
