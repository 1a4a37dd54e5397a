import PortalBase

/// A letter as it was issued: kept under `content/letters/`, and printed from there ever after.
package struct IssuedLetter: Sendable {
  /// Below `content/letters/`, without ending.
  let path: String
  /// The day that it bears.
  let date: Day
  let html: [UInt8]
  let text: [UInt8]
  package let pdf: [UInt8]?

  static let folder = "content/letters/"

  /// The path of the file that says what was issued.
  var file: String { Self.folder + path + ".json" }
}

/// All issued letters, by path.
package struct IssuedLetters: Sendable {
  private(set) var letters: [String: IssuedLetter] = [:]
  package private(set) var diagnostics: [Diagnostic] = []

  package static let none = IssuedLetters([]) { _ in "" }

  package static let folder = IssuedLetter.folder

  /// Whether a file of a portal belongs to an issued letter.
  package static func contains(_ file: SourceFile) -> Bool { file.path.hasPrefix(IssuedLetter.folder) }

  /// - Parameters:
  ///   - files: those below `content/letters/`; others are ignored.
  ///   - digest: the SHA-256 of bytes, in hexadecimal.
  package init(_ files: [SourceFile], digest: ([UInt8]) -> String) {
    let own = files.filter(Self.contains)
    let byPath = Dictionary(own.map { ($0.path, $0) }) { first, _ in first }
    for file in own where file.path.hasSuffix(".json") {
      if let letter = read(file, byPath, digest) { letters[letter.path] = letter }
    }
  }

  private mutating func read(
    _ file: SourceFile, _ files: [String: SourceFile], _ digest: ([UInt8]) -> String
  ) -> IssuedLetter? {
    var problems = FileProblems(file: file.path, bytes: file.bytes)
    let (json, jsonProblems) = JSONReader.read(file.bytes)
    problems.report(jsonProblems)
    defer { diagnostics += problems.diagnostics }
    guard let json, var object = ObjectReader(json, "an issued letter", &problems, known: ["$schema"]) else {
      return nil
    }
    let date = problems.day(object.required("date", &problems), "date")
    for key in ["kind", "reference", "customer", "locale", "version"] {
      _ = problems.line(object.required(named: key, &problems), key)
    }
    _ = problems.day(object.required("issued", &problems), "issued")
    let items = problems.array(object.required("files", &problems), "files", atLeast: 2) ?? []
    object.finish(&problems)
    let stem = String(file.path.dropFirst(IssuedLetter.folder.count).dropLast(".json".count))
    var contents: [String: [UInt8]] = [:]
    for item in items {
      guard var entry = ObjectReader(item, "a file", &problems) else { continue }
      let ending = problems.name(entry.required("ending", &problems), "ending", among: Self.endings)
      let wanted = problems.line(entry.required("sha256", &problems), "sha256")
      entry.finish(&problems)
      guard let ending, let wanted else { continue }
      let path = "\(IssuedLetter.folder)\(stem).\(ending)"
      guard let bytes = files[path]?.bytes, digest(bytes) == wanted else {
        diagnostics.append(
          Diagnostic(
            .letterAltered, file: files[path] == nil ? file.path : path,
            files[path] == nil
              ? "the file \(path) of this issued letter is missing; restore it"
              : "this is not what was issued: its digest is not the one in \(file.path); restore it"))
        continue
      }
      contents[ending] = bytes
    }
    guard !problems.hasErrors, let date, let html = contents["html"], let text = contents["txt"] else { return nil }
    return IssuedLetter(path: stem, date: date, html: html, text: text, pdf: contents["pdf"])
  }

  static let endings = ["html", "txt", "pdf"]
}

extension LetterSet {
  /// The files that freeze a letter; empty for one that is issued already.
  ///
  /// - Parameters:
  ///   - pdf: where it was printed.
  ///   - digest: the SHA-256 of bytes, in hexadecimal.
  package func issue(_ index: Int, pdf: [UInt8]?, digest: ([UInt8]) -> String) -> [SourceFile] {
    guard issued[index] == nil else { return [] }
    let letter = letters[index]
    let contents = [("html", html(index)), ("txt", text(index))] + (pdf.map { [("pdf", $0)] } ?? [])
    var json = JSONWriter(isPretty: true)
    json.object { json in
      json.member("kind", letter.kind.name)
      json.member("reference", letter.reference)
      json.member("customer", letter.customer)
      json.member("locale", letter.languages)
      json.member("date", letter.day.description)
      json.member("issued", asOf.description)
      json.member("version", waiverVersion)
      json.member("files") { json in
        json.array(contents) { json, content in
          json.object { json in
            json.member("ending", content.0)
            json.member("sha256", digest(content.1))
          }
        }
      }
    }
    let stem = IssuedLetter.folder + letter.issuedPath
    // The file that says so comes last: without it nothing was issued.
    return contents.map { SourceFile(path: "\(stem).\($0.0)", bytes: $0.1) }
      + [SourceFile(path: "\(stem).json", bytes: json.bytes + [0x0A])]
  }
}
