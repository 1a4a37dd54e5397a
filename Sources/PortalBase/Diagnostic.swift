/// How bad a problem is. An error stops publishing; a warning and a note do not.
package enum Severity: String, Sendable, Hashable, CaseIterable {
  case error, warning, note
}

/// One thing that an author can put right: where it stands, what it is, and what to do about it.
///
/// Every phase collects these; none is thrown away. They are printed sorted by file, place and code.
package struct Diagnostic: Sendable, Hashable {
  /// A kind of problem: its stable name, how bad it is, and what it means. `DIAGNOSTICS.md` lists them all.
  package struct Code: Sendable, Hashable {
    package let name: String
    package let severity: Severity
    /// What is wrong, and what to do: a sentence for the list of codes, not for one occurrence.
    package let meaning: String

    package init(_ name: String, _ severity: Severity, _ meaning: String) {
      self.name = name
      self.severity = severity
      self.meaning = meaning
    }
  }

  /// The language of all messages, which a page in another language says.
  package static let language = LanguageTag("en")

  /// Relative to the portal folder, with `/`.
  package var file: String
  package var location: SourceLocation
  package var code: Code
  package var message: String
  /// The id of the exception record concerned, if the problem belongs to one.
  package var record: String?
  /// The id of the segment of a localized document, if the problem belongs to one.
  package var segment: String?

  package init(
    _ code: Code, file: String, at location: SourceLocation = .start, _ message: String,
    record: String? = nil, segment: String? = nil
  ) {
    self.code = code
    self.file = file
    self.location = location
    self.message = message.utf8.count <= Self.longestMessage ? message : Self.shortened(message)
    self.record = record
    self.segment = segment
  }

  package var severity: Severity { code.severity }

  /// In bytes.
  private static let longestMessage = 1000

  /// A message that names something very long, without the middle of it: what to do about it stands at the end.
  private static func shortened(_ message: String) -> String {
    let scalars = message.unicodeScalars
    return String(scalars.prefix(300)) + " … " + String(String.UnicodeScalarView(scalars.suffix(300)))
  }
}

extension Diagnostic: Comparable {
  package static func < (a: Diagnostic, b: Diagnostic) -> Bool {
    if a.file != b.file { return precedesInBytes(a.file, b.file) }
    if a.location != b.location { return a.location < b.location }
    if a.code.name != b.code.name { return a.code.name < b.code.name }
    return a.message < b.message
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `file:line:column: severity: message [code]`, on one line whatever the file is called.
  package var description: String {
    "\(file.printable):\(location.line):\(location.column): \(severity.rawValue): \(message.printable) [\(code.name)]"
  }
}

extension String {
  /// Control characters written as escapes, so that a file name or a value can neither break a line of output nor
  /// steer a terminal.
  package var printable: String {
    let isPlain = utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    if isPlain { return self }
    var result = ""
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
        result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Sequence<Diagnostic> {
  package var hasErrors: Bool { contains { $0.severity == .error } }
}
