import PortalBase

/// The words that translations have to use (`content/glossary.json`), by language.
package struct Glossary: Sendable, Hashable {
  package struct Term: Sendable, Hashable {
    package let source: String
    /// The first one is what a finding proposes.
    package let approved: [String]
    package let forbidden: [String]

    package init(source: String, approved: [String], forbidden: [String] = []) {
      self.source = source
      self.approved = approved
      self.forbidden = forbidden
    }
  }

  package struct Entry: Sendable, Hashable {
    package var terms: [Term] = []
    /// Names that stay as they are in every language.
    package var protectedNames: [String] = []

    package init(terms: [Term] = [], protectedNames: [String] = []) {
      self.terms = terms
      self.protectedNames = protectedNames
    }
  }

  package var entries: [LanguageTag: Entry] = [:]

  package init(entries: [LanguageTag: Entry] = [:]) { self.entries = entries }

  package static let empty = Glossary()

  /// Reads `glossary.json`. Nil where anything in it is wrong.
  package static func decode(_ file: SourceFile, _ rules: TextRules) -> (glossary: Glossary?, diagnostics: [Diagnostic])
  {
    var problems = FileProblems(file: file.path, bytes: file.bytes)
    let (json, found) = JSONReader.read(file.bytes)
    problems.report(found)
    let known = ["$schema"] + rules.locales.map(\.name)
    guard let json, var reader = ObjectReader(json, "the glossary", &problems, known: known), let members = json.object
    else { return (nil, problems.diagnostics) }
    reader.finish(&problems)
    var glossary = Glossary()
    for member in members where member.key != "$schema" {
      glossary.entries[LanguageTag(member.key)] = entry(member.value, &problems)
    }
    return (problems.hasErrors ? nil : glossary, problems.diagnostics)
  }

  private static func entry(_ json: JSON, _ problems: inout FileProblems) -> Entry? {
    guard var reader = ObjectReader(json, "the glossary of a language", &problems) else { return nil }
    let terms = problems.array(reader.optional("terms"), "terms") ?? []
    let names = lines(reader.optional("protectedNames"), "protectedNames", &problems)
    reader.finish(&problems)
    return Entry(terms: terms.compactMap { term($0, &problems) }, protectedNames: names)
  }

  private static func term(_ json: JSON, _ problems: inout FileProblems) -> Term? {
    guard var reader = ObjectReader(json, "a term", &problems) else { return nil }
    let source = problems.line(reader.required("source", &problems), "source")
    let approved = lines(reader.required("approved", &problems), "approved", &problems, atLeast: 1)
    let forbidden = lines(reader.optional("forbidden"), "forbidden", &problems)
    reader.finish(&problems)
    return source.map { Term(source: $0, approved: approved, forbidden: forbidden) }
  }

  private static func lines(
    _ json: JSON?, _ what: String, _ problems: inout FileProblems, atLeast minimum: Int = 0
  ) -> [String] {
    guard let items = problems.array(json, what, atLeast: minimum) else { return [] }
    return items.compactMap { problems.line($0, what) }
  }
}
