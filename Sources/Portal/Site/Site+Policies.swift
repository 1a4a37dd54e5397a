import Localization
import PortalBase
import Templates

extension Site {
  func renderPolicies(_ locale: Int, into bytes: inout [UInt8]) {
    let frame = frame(locale, Paths.policies, "policies", .policies)
    let documents = content.documents.map { document in
      LinkView(
        url: frame.home + Paths.policy(document.path.percentEncodedPath), title: title(document, editions[locale]))
    }
    content.templates[locale].policies.render(PoliciesPage(frame: frame, documents: documents), into: &bytes)
  }

  /// The title in the edition's language, else in the source language, marked as such.
  private func title(_ document: PolicyDocument, _ edition: Edition) -> Phrase {
    let isFallback = edition.index != 0 && document.localized[edition.index] == nil
    return Phrase(document.title(in: edition.index), language: isFallback ? content.settings.sourceLanguage : nil)
  }

  func renderPolicy(_ locale: Int, _ index: Int, into bytes: inout [UInt8]) {
    let document = content.documents[index]
    let edition = editions[locale]
    var frame = Frame(
      edition: edition, path: Paths.policy(document.path), title: document.title(in: locale), section: .policies)
    frame.parents = [LinkView(url: frame.home + Paths.policies, title: Phrase(edition.string("nav-policies")))]
    let page = PolicyPage(frame: frame, fallback: nil, body: .empty, provenance: "", sourceURL: nil, bilingualURL: nil)
    content.templates[locale].policy.render(page, into: &bytes)
  }

  func renderTranslations(_ locale: Int, into bytes: inout [UInt8]) {
    let frame = frame(locale, Paths.translations, "nav-translations", .translations)
    let groups =
      content.documents.isEmpty
      ? []
      : content.locales.indices.dropFirst().map { target in
        TranslationGroup(
          locale: content.locales[target],
          documents: content.documents.map { translation($0, to: target, editions[locale], frame) })
      }
    content.templates[locale].translations.render(TranslationsPage(frame: frame, groups: groups), into: &bytes)
  }

  private func translation(
    _ document: PolicyDocument, to target: Int, _ edition: Edition, _ frame: Frame
  ) -> TranslationView {
    let folder = "\(frame.root)\(content.locales[target].tag)/"
    let path = document.path.percentEncodedPath
    let localized = document.localized[target]
    let bilingual = localized.map { _ in folder + Paths.bilingual(path) }
    return TranslationView(
      title: title(document, editions[target]), url: localized.map { _ in folder + Paths.policy(path) },
      bilingualURL: nil, provenance: provenance(localized, edition), segments: localized?.segments.count ?? 0,
      findings: document.findings[target].map { finding in
        FindingView(
          finding: finding, url: bilingual.flatMap { page in finding.segment.map { "\(page)#\($0)" } },
          edition: edition)
      })
  }

  /// Who translated a document, in a few words.
  private func provenance(_ document: LocalizedDocument?, _ edition: Edition) -> String {
    guard let document else { return edition.string("provenance-none") }
    switch document.provenance.method {
    case .machine: return edition.string("provenance-machine")
    case .human: return edition.string("provenance-human")
    case nil: return edition.string("provenance-unknown")
    }
  }
}
