import PortalBase

/// Compiles the templates of one language.
///
/// Files are named `templates/NAME.md`, `templates/NAME.html`, or for one language `templates/NAME.LOCALE.md` (and `.html`);
/// the one for the language wins, and Markdown before HTML.
package struct TemplateCompiler: Sendable {
  let files: [SourceFile]
  let constants: [String: String]
  let language: LanguageTag

  /// - Parameters:
  ///   - files: all files of `templates/` that end in `.md` or `.html`; others are ignored.
  ///   - constants: the interface strings of the language, which templates name as `{{t.key}}`.
  package init(files: [SourceFile], constants: [String: String], language: LanguageTag) {
    self.files = files
    self.constants = constants
    self.language = language
  }

  /// Compiles one page.
  ///
  /// - Parameters:
  ///   - name: the template of the page's body, such as `request`.
  ///   - shell: the HTML file around it, such as `portal`, which says `{{> content}}` where the body goes; nil for none.
  ///   - model: what both may name.
  /// - Returns: nil where there was an error, which is among the diagnostics.
  package func compile<Subject>(
    _ name: String, shell: String?, model: Model<Subject>, diagnostics: inout [Diagnostic]
  ) -> Template<Subject>? {
    nil
  }
}
