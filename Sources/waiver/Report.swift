import PortalBase

/// What a command has to tell, gathered while it works and told at its end: also where it failed half way.
struct Report: Sendable {
  /// The day that it is true for, as soon as that is known.
  var asOf: Day?
  var diagnostics: [Diagnostic] = []
  /// The files that were read, to show the lines that diagnostics are about.
  var sources: [SourceFile] = []
  /// For standard output with `--format text`: whole lines.
  var text = ""
  /// The command's own key for standard output with `--format json`, after `asOf` and `diagnostics`.
  fileprivate var answer: (key: String, value: @Sendable (inout JSONWriter) -> Void)?
  /// Whether standard output belongs to the command, which has told everything itself.
  var isTold = false

  /// Sets the command's own key for `--format json`.
  mutating func answer(_ key: String, _ value: @escaping @Sendable (inout JSONWriter) -> Void) {
    answer = (key, value)
  }
}

extension Report {
  /// `{"asOf", "diagnostics", "error"?, …}` (contract, section 4), one member a line.
  ///
  /// - Parameter failure: what stopped the command, if it stopped without a place in a file to blame.
  func json(failure: Failure?) -> [UInt8] {
    var writer = JSONWriter(isPretty: true)
    writer.object { writer in
      if let asOf { writer.member("asOf", asOf.description) }
      writer.member("diagnostics") { $0.array(told) { $0.diagnostic($1) } }
      if let failure { writer.member("error", failure.message) }
      if let answer { writer.member(answer.key, answer.value) }
    }
    return writer.bytes + [0x0A]
  }

  /// Sorted by file, place and code; equal ones once.
  private var told: [Diagnostic] { Set(diagnostics).sorted() }

  /// `1 error, 2 warnings`: what there is of each, or nil where there is nothing.
  var counts: String? {
    let parts = Severity.allCases.compactMap { severity -> String? in
      let count = told.count { $0.severity == severity }
      return count == 0 ? nil : counted(count, severity.rawValue)
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}

/// `1 file`, `2 files`.
func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
  "\(count) \(count == 1 ? noun : plural ?? "\(noun)s")"
}

extension JSONWriter {
  mutating func diagnostic(_ diagnostic: Diagnostic) {
    object { json in
      json.member("file", diagnostic.file)
      json.member("line", diagnostic.location.line)
      json.member("column", diagnostic.location.column)
      json.member("severity", diagnostic.severity.rawValue)
      json.member("code", diagnostic.code.name)
      json.member("message", diagnostic.message)
      if let record = diagnostic.record { json.member("record", record) }
      if let segment = diagnostic.segment { json.member("segment", segment) }
    }
  }
}
