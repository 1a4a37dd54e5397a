import Exceptions
import PortalBase
import Templates

/// The templates of letters, compiled for one language.
struct LetterTemplates: Sendable {
  /// The page around every letter.
  let shell: Template<LetterPage>
  /// The list of letters.
  let index: Template<LetterIndexPage>
  /// Sender, date and reference; the same in every letter.
  let head: Template<LetterPart>
  /// The text of each kind of letter, by the kind's name.
  let bodies: [String: Template<LetterPart>]

  /// Nil where one has an error; every problem is a diagnostic. Notices are held to what every notice must carry.
  init?(_ compiler: TemplateCompiler, _ diagnostics: inout [Diagnostic]) {
    let shell = compiler.compile("letter", shell: nil, model: LetterPage.model, diagnostics: &diagnostics)
    let index = compiler.compile("letters", shell: nil, model: LetterIndexPage.model, diagnostics: &diagnostics)
    let head = compiler.compile("letter-head", shell: nil, model: LetterPart.model, diagnostics: &diagnostics)
    var bodies: [String: Template<LetterPart>] = [:]
    for name in LetterRequest.kinds {
      bodies[name] = compiler.compile("letter-\(name)", shell: nil, model: LetterPart.model, diagnostics: &diagnostics)
    }
    diagnostics += LetterTemplateCheck.missingFields(bodies, compiler.language)
    guard let shell, let index, let head, bodies.count == LetterRequest.kinds.count else { return nil }
    self.shell = shell
    self.index = index
    self.head = head
    self.bodies = bodies
  }

  /// The files that took part, by path.
  var usedFiles: Set<String> {
    bodies.values.reduce(into: shell.usedFiles.union(index.usedFiles).union(head.usedFiles)) {
      $0.formUnion($1.usedFiles)
    }
  }

  /// The interface strings that letters show.
  var usedStrings: Set<String> {
    let named = bodies.values.reduce(into: shell.usedConstants.union(index.usedConstants).union(head.usedConstants)) {
      $0.formUnion($1.usedConstants)
    }
    return named.union([
      "letters", "letters-lead", "letters-pages", "letter-page", "letter-to-person", "letter-to-organisation",
      "letter-support-change", "letter-condition-change",
    ])
  }
}
