import PortalBase

/// Compiles the templates of one language.
///
/// Files are named `templates/NAME.md`, `templates/NAME.html`, or for one language `templates/NAME.LOCALE.md` (and `.html`);
/// the one for the language wins, and Markdown before HTML.
package struct TemplateCompiler: Sendable {
  let files: TemplateFiles
  let constants: [String: String]
  package let language: LanguageTag

  /// - Parameters:
  ///   - files: all files of `templates/` that end in `.md` or `.html`; others are ignored.
  ///   - constants: the interface strings of the language, which templates name as `{{t.key}}`.
  package init(files: [SourceFile], constants: [String: String], language: LanguageTag) {
    self.files = TemplateFiles(files)
    self.constants = constants
    self.language = language
  }

  /// Compiles one page.
  ///
  /// - Parameters:
  ///   - name: the template of the page's body, such as `request`.
  ///   - shell: the HTML file around it, such as `portal.html`, which says `{{> content}}` where the body goes; nil for none.
  ///   - model: what both may name.
  /// - Returns: nil where there was an error, which is among the diagnostics.
  package func compile<Subject>(
    _ name: String, shell: String?, model: Model<Subject>, diagnostics: inout [Diagnostic]
  ) -> Template<Subject>? {
    var templates = TemplateLibrary(files, language, constants: constants, isText: false)
    guard let body = templates.number(of: name) else {
      diagnostics.append(missing(name, "\(name).md", templates))
      return nil
    }
    var root = (name: name, file: body)
    if let shell {
      guard let file = templates.number(of: shell, htmlOnly: true) else {
        diagnostics.append(missing(shell, shell.hasSuffix(".html") ? shell : "\(shell).html", templates))
        return nil
      }
      root = (shell, file)
    }
    var expander = Expander(templates, model: model.erased, kind: templates.kind(of: root.file))
    let pieces = expander.expand(root.name, file: root.file, content: shell == nil ? nil : (name, body))
    templates = expander.templates
    let kind = templates.kind(of: root.file)
    var program: Program?
    if !templates.diagnostics.hasErrors {
      let lowered = MarkdownLowering.lower(pieces, kind, &templates)
      if !templates.diagnostics.hasErrors {
        program = PageAssembler.assemble(lowered, isDocument: shell != nil, &templates)
      }
    }
    diagnostics += templates.diagnostics
    guard let program, !templates.diagnostics.hasErrors else { return nil }
    return template(program, expander, templates)
  }

  /// Compiles a template in text mode: plain Mustache by its specification, with values escaped for HTML, names that are
  /// missing empty, and no notion of elements.
  package func compileText<Subject>(
    _ name: String, model: Model<Subject>, diagnostics: inout [Diagnostic]
  ) -> Template<Subject>? {
    var templates = TemplateLibrary(files, language, constants: [:], isText: true)
    guard let file = templates.number(of: name) else {
      diagnostics.append(missing(name, "\(name).md", templates))
      return nil
    }
    var expander = Expander(templates, model: model.erased, kind: .text)
    let pieces = expander.expand(name, file: file)
    diagnostics += expander.templates.diagnostics
    if expander.templates.diagnostics.hasErrors { return nil }
    var builder = ProgramBuilder()
    builder.append(text: pieces)
    return template(builder.program, expander, expander.templates)
  }

  private func template<Subject>(
    _ program: Program, _ expander: Expander, _ templates: TemplateLibrary
  ) -> Template<Subject> {
    Template(
      program: program, usedConstants: templates.usedConstants, usedFields: expander.usedFields,
      usedFiles: Set(templates.used.map { templates.files[$0].source.path }))
  }

  private func missing(_ name: String, _ file: String, _ templates: TemplateLibrary) -> Diagnostic {
    Diagnostic(
      .unknownTemplate, file: "templates/\(file)",
      "the template \"\(name)\" does not exist\(suggestion(for: name, in: templates.names))")
  }
}
