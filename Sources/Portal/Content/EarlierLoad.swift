import Exceptions
import Localization
import PortalBase

/// What a load worked out that the next one can use again where its files are the same: so that an editor's save costs what the
/// saved file costs. Every part is the result of a pure function, kept with what it was made from.
package struct EarlierLoad: Sendable {
  struct Templates: Sendable {
    /// Settings, locales and templates.
    let files: [SourceFile]
    let compiled: [EditionTemplates]?
    let diagnostics: [Diagnostic]
  }

  struct Documents: Sendable {
    /// Everything that a document, its links and the checks of translations depend on.
    let files: [SourceFile]
    let documents: [PolicyDocument]
    let diagnostics: [Diagnostic]
  }

  /// Settings, policy and customers, which every record depends on.
  var recordRules: [SourceFile] = []
  var recordSet = RecordSet()
  var templates: Templates?
  var documents: Documents?

  package init() {}
}
