import Localization
import Markdown
import PortalBase
import Templates

extension Site {
  func renderPolicies(_ locale: Int, into bytes: inout ByteBuffer) {
    let frame = frame(locale, Paths.policies, "policies", .policies)
    let documents = content.documents.filter { $0.hasPage(in: locale) }.map { document in
      LinkView(
        url: frame.way(to: Paths.policy(document.path.percentEncodedPath)), title: title(document, editions[locale]))
    }
    content.templates[locale].policies.render(PoliciesPage(frame: Context(frame), documents: documents), into: &bytes)
  }

  /// The title in the edition's language, else in the source language, marked as such.
  private func title(_ document: PolicyDocument, _ edition: Edition) -> Phrase {
    title(document, in: edition.index, for: edition)
  }

  /// The title of a document's version in a language, on a page of another one.
  private func title(_ document: PolicyDocument, in target: Int, for edition: Edition) -> Phrase {
    let language = document.isFallback(in: target) ? content.settings.sourceLanguage : content.locales[target].tag
    return edition.phrase(document.title(in: target), in: language)
  }

  func renderPolicy(_ locale: Int, _ index: Int, into bytes: inout ByteBuffer) {
    let document = content.documents[index]
    let edition = editions[locale]
    let path = Paths.policy(document.path)
    let frame = documentFrame(document, edition, path, isInAllLanguages: document.source != nil)
    let isTranslated = document.localized[locale] != nil
    let source = content.settings.sourceLanguage
    var problems: [MarkdownProblem] = []
    let page = PolicyPage(
      frame: Context(frame), fallback: document.isFallback(in: locale) ? source : nil,
      body: document.page(in: locale)?.html(options(document, edition), problems: &problems) ?? .empty,
      provenance: provenanceSentences(document, edition),
      sourceURL: locale == 0 || document.source == nil ? nil : frame.way(to: path.percentEncodedPath, in: source),
      bilingualURL: isTranslated ? frame.way(to: Paths.bilingual(document.path).percentEncodedPath) : nil)
    content.templates[locale].policy.render(page, into: &bytes)
  }

  private func documentFrame(
    _ document: PolicyDocument, _ edition: Edition, _ path: String, isInAllLanguages: Bool
  ) -> Frame {
    var frame = Frame(
      edition: edition, path: path, title: document.title(in: edition.index), section: .policies,
      isInAllLanguages: isInAllLanguages,
      untranslated: content.locales.indices.filter(document.isFallback).map { content.locales[$0].tag })
    frame.parents = [LinkView(url: frame.way(to: Paths.policies), title: Phrase(edition.string("nav-policies")))]
    return frame
  }

  func links(_ document: PolicyDocument, _ language: LanguageTag) -> DocumentLinks {
    DocumentLinks(
      documents: documentPaths, externalDocuments: content.settings.externalDocuments, path: document.path,
      language: language)
  }

  private func options(_ document: PolicyDocument, _ edition: Edition) -> RenderOptions {
    let links = links(document, edition.language)
    var options = RenderOptions.document
    options.resolve = { links.resolve($0) }
    options.alertTitle = { edition.string("alert-" + $0.rawValue.lowercased()) }
    return options
  }

  func renderBilingual(_ locale: Int, _ index: Int, into bytes: inout ByteBuffer) {
    let document = content.documents[index]
    let edition = editions[locale]
    guard let localized = document.localized[locale] else { return }
    let path = Paths.bilingual(document.path)
    var frame = documentFrame(document, edition, path, isInAllLanguages: false)
    frame.parents.append(
      LinkView(url: frame.way(to: Paths.policy(document.path).percentEncodedPath), title: title(document, edition)))
    var builder = BilingualBuilder(
      edition: edition, source: editions[0], options: options(document, edition))
    let rows = localized.bilingualRows(source: document.source, findings: document.findings[locale])
      .map { builder.view($0) }
    let findings = document.findings[locale].map { finding in
      FindingView(finding: finding, url: finding.segment.map { "#\($0)" }, edition: edition)
    }
    let page = BilingualPage(
      frame: Context(frame), source: editions[0], provenance: provenanceSentences(document, edition),
      targetURL: frame.way(to: Paths.policy(document.path).percentEncodedPath),
      sourceURL: document.source.map { _ in
        frame.way(to: Paths.policy(document.path).percentEncodedPath, in: editions[0].language)
      },
      findings: findings, rows: rows)
    content.templates[locale].bilingual.render(page, into: &bytes)
  }

  /// Who translated the document, when, from which version, and how much of it has changed since; nothing for an original.
  private func provenanceSentences(_ document: PolicyDocument, _ edition: Edition) -> String {
    guard let localized = document.localized[edition.index] else { return "" }
    var sentences = [edition.format("provenance-sentence", ["method": provenance(localized, edition)])]
    if let day = localized.provenance.handOff {
      sentences.append(edition.format("provenance-hand-off", ["day": edition.shortWords(day)]))
    }
    if let commit = localized.provenance.sourceCommit {
      sentences.append(edition.format("provenance-commit", ["commit": String(commit.prefix(12))]))
    }
    let stale = document.findings[edition.index].count { $0.code == .translationDrift && $0.segment != nil }
    if stale > 0 { sentences.append(edition.count("provenance-stale", stale)) }
    return sentences.joined(separator: " ")
  }

  func renderTranslations(_ locale: Int, into bytes: inout ByteBuffer) {
    let frame = frame(locale, Paths.translations, "nav-translations", .translations)
    let groups =
      content.documents.isEmpty
      ? []
      : content.locales.indices.dropFirst().map { target in
        TranslationGroup(
          locale: content.locales[target], edition: editions[locale],
          documents: content.documents.map { translation($0, to: target, editions[locale], frame) })
      }
    content.templates[locale].translations.render(TranslationsPage(frame: Context(frame), groups: groups), into: &bytes)
  }

  private func translation(
    _ document: PolicyDocument, to target: Int, _ edition: Edition, _ frame: Frame
  ) -> TranslationView {
    let (language, path) = (content.locales[target].tag, document.path.percentEncodedPath)
    let localized = document.localized[target]
    let bilingual = localized.map { _ in frame.way(to: Paths.bilingual(path), in: language) }
    return TranslationView(
      title: title(document, in: target, for: edition),
      url: localized.map { _ in frame.way(to: Paths.policy(path), in: language) },
      bilingualURL: bilingual, provenance: provenance(localized, edition),
      handOff: localized?.provenance.handOff, segments: localized?.segments.count ?? 0,
      findings: document.findings[target].map { finding in
        FindingView(
          finding: finding, url: bilingual.flatMap { page in finding.segment.map { "\(page)#\($0)" } },
          edition: edition)
      }, edition: edition)
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
