import PortalBase
import Templates

/// The list of policy documents.
struct PoliciesPage: Sendable {
  let frame: Context<Frame>
  let documents: [LinkView]

  static let model = Model<PoliciesPage>(
    Frame.model.map { $0.frame } + [
      .flag("hasDocuments", "whether there is any document") { !$0.documents.isEmpty },
      .list("documents", "the documents, as their paths sort", LinkView.model) { $0.documents },
    ])
}

/// A policy document, as its readers see it.
struct PolicyPage: Sendable {
  let frame: Context<Frame>
  /// The language of the text, where it is not the page's: the document is not translated.
  let fallback: LanguageTag?
  let body: HTML
  let provenance: String
  let sourceURL: String?
  let bilingualURL: String?

  static let model = Model<PolicyPage>(
    Frame.model.map { $0.frame } + [
      .text("fallback", "the language of the text, where it is not the page's") { $0.fallback?.name ?? "" },
      .text("fallbackDirection", "ltr or rtl, of that language") { page in
        page.fallback.map { page.frame.value.edition.direction(of: $0).rawValue } ?? ""
      },
      .html("body", "the document") { $0.body },
      .text("provenance", "who translated it, and when; absent for originals") { $0.provenance },
      .flag("hasLinks", "whether there is an original to link to") { $0.sourceURL != nil },
      .url("sourceURL", "the original, for a translation") { $0.sourceURL },
      .url("bilingualURL", "original and translation side by side") { $0.bilingualURL },
    ])
}
