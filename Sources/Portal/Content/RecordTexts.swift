import Exceptions
import Markdown
import PortalBase

/// The Markdown texts of records: raw HTML in them is shown as text, an unsafe link loses its destination, and the author is told.
enum RecordTexts {
  /// Each problem stands at its text in the record's file.
  static func check(_ file: SourceFile, _ decoded: DecodedRecords) -> [Diagnostic] {
    decoded.records.flatMap { check($0, file) }
  }

  private static func check(_ record: ExceptionRecord, _ file: SourceFile) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for field in record.markdownFields {
      for version in field.text.versions where mayBeUnsafe(version.text) {
        let problems = Markdown.fragment(version.text).problems
        if problems.isEmpty { continue }
        let place = record.location(of: field, in: version.language, of: file)
        diagnostics += problems.map {
          Diagnostic($0.code, file: file.path, at: place, $0.message, record: record.id)
        }
      }
    }
    return diagnostics
  }

  /// Whether a text can have raw HTML or a link at all: most have neither, and are not worth a look by the Markdown parser.
  private static func mayBeUnsafe(_ text: String) -> Bool {
    text.utf8.contains {
      $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "_")
    }
  }
}
