import Exceptions
import Localization
import PortalBase
import Templates

extension Diagnostic.Code {
  package static let missingFile = Self(
    "missing-file", .error, "A file that every portal needs is not there. Create it; `waiver init` shows one.")
  package static let unknownAudience = Self(
    "unknown-audience", .error,
    "portal.json names an audience that does not exist. Use internal, public, or customer: and a customer's key.")
  package static let unknownFile = Self(
    "unused-file", .warning,
    "A file in content or templates is none that Waiver reads, so nothing comes of it. Move or rename it.")

  /// For the list of all codes.
  package static let portal: [Self] = [
    missingFile, unknownAudience, unknownFile, assetText, pathCollision, leak, missingDocument,
  ]
}

/// Everything that a portal is made from, read and checked: independent of the day and the audience.
package struct Content: Sendable {
  package let settings: PortalSettings
  package let policy: Policy
  package let customers: [Customer]
  /// Sorted by the bytes of their ids.
  package let records: [ExceptionRecord]
  /// As `portal.json` orders them.
  let locales: [Locale]
  let documents: [PolicyDocument]
  /// Compiled for each locale.
  let templates: [EditionTemplates]
  /// The profile of the envelope that letters go in.
  let window: WindowProfile
  /// Files of `templates/assets/`, which are copied.
  let assets: [SourceFile]
  /// `letter.css`, and the paths of all assets that templates of letters name.
  let letterStyle: [UInt8]
  let letterAssets: Set<String>
  /// For the places of addresses.
  let customersFile: SourceFile

  let customersByKey: [String: Customer]
  /// By path, for the places of what their texts say.
  let recordFiles: FileTable

  static let assetPrefix = "templates/"
}

extension Diagnostic {
  /// Whether nothing may be published because of it. Findings of the translation checks are shown, and stop nothing
  /// (contract, section 4).
  package var stopsPublishing: Bool { severity == .error && !code.name.hasPrefix("translation-") }
}

extension Content {
  /// What the translation checks found, without what was accepted with a reason.
  package var openFindings: [Diagnostic] {
    documents.flatMap { $0.findings.flatMap { $0 } }.filter { !$0.isAccepted }.map(\.diagnostic)
  }

  /// Reads and checks everything.
  ///
  /// - Parameters:
  ///   - files: all files below `content` and `templates`.
  ///   - isTimeZone: whether a name is in the time zone database.
  /// - Returns: nil where something is missing or wrong that the rest needs; and every problem that could be found.
  package static func load(
    _ files: [SourceFile], isTimeZone: (String) -> Bool
  ) -> (content: Content?, diagnostics: [Diagnostic]) {
    var earlier: EarlierLoad?
    return load(files, isTimeZone: isTimeZone, after: &earlier)
  }

  /// The same after an earlier load, which this one becomes in its place; nil where nothing is to be kept.
  package static func load(
    _ files: [SourceFile], isTimeZone: (String) -> Bool, after earlier: inout EarlierLoad?
  ) -> (content: Content?, diagnostics: [Diagnostic]) {
    var loader = ContentLoader(files, earlier)
    // What only the loader has, it can change where it stands.
    earlier = nil
    let content = loader.load(isTimeZone)
    earlier = loader.earlier
    return (loader.diagnostics.contains(where: \.stopsPublishing) ? nil : content, loader.diagnostics)
  }
}

/// The way from files to content, each step a function of what came before. Every step runs, whatever failed before it,
/// so that all problems are told at once; only what cannot be judged without a missing part is left out.
struct ContentLoader {
  let files: FileTable
  var diagnostics: [Diagnostic] = []
  /// Nil where nothing is kept for a next load.
  var earlier: EarlierLoad?

  init(_ files: [SourceFile], _ earlier: EarlierLoad?) {
    self.files = FileTable(files)
    self.earlier = earlier
  }

  mutating func load(_ isTimeZone: (String) -> Bool) -> Content? {
    guard let settings = take(required(PortalSettings.path).map { PortalSettings.decode($0, isTimeZone: isTimeZone) })
    else { return nil }
    let rules = settings.textRules
    let policy = take(required("content/policy.json").map { Policy.decode($0, rules) })
    let customers = take(required("content/customers.json").map { Customer.decode($0, rules) })
    let records = loadRecords(rules, policy, customers)
    let locales = loadLocales(settings)
    let templates = locales.flatMap { compile($0) }
    let glossary = take(files["content/glossary.json"].map { Glossary.decode($0, rules) })
    let accepted = take(files["content/accepted-findings.json"].map { AcceptedFindings.decode($0) })
    let documents = documents(settings, locales ?? [], glossary ?? .empty, accepted ?? .none)
    diagnostics += (accepted ?? .none).unused(documents.flatMap { $0.findings.flatMap { $0 } })
    checkAudience(settings, customers)
    reportUnusedFiles(settings)
    let window = loadWindow(settings)
    let letterStyle = required("templates/assets/letter.css")
    diagnostics += AssetText.problems(Array(files.below("templates/assets/")))
    diagnostics += LetterTemplateCheck.handWrittenDays(
      Array(files.below("templates/")), templates ?? [], locales ?? [])
    guard let policy, let customers, let locales, let templates, let window, let letterStyle,
      let customersFile = files["content/customers.json"]
    else { return nil }
    return Content(
      settings: settings, policy: policy, customers: customers, records: records, locales: locales,
      documents: documents, templates: templates, window: window,
      assets: Array(files.below("templates/assets/")), letterStyle: letterStyle.bytes,
      letterAssets: LetterTemplateCheck.assets(Array(files.below("templates/")), templates),
      customersFile: customersFile,
      customersByKey: Dictionary(customers.map { ($0.key, $0) }) { first, _ in first },
      recordFiles: files.table(below: Self.recordFolder))
  }

  /// Keeps the problems of a step and gives its value.
  private mutating func take<Value>(_ result: (Value?, [Diagnostic])?) -> Value? {
    guard let result else { return nil }
    diagnostics += result.1
    return result.0
  }

  private mutating func required(_ path: String) -> SourceFile? {
    if let file = files[path] { return file }
    diagnostics.append(Diagnostic(.missingFile, file: path, "every portal needs this file; it is not there"))
    return nil
  }

  /// Every locale of the portal, in its order; nil where one is missing or wrong.
  private mutating func loadLocales(_ settings: PortalSettings) -> [Locale]? {
    var locales: [Locale] = []
    for (tag, place) in zip(settings.locales, settings.localeLocations) {
      let path = "templates/locales/\(tag).json"
      guard let file = files[path] else {
        diagnostics.append(
          Diagnostic(
            .unknownLocale, file: PortalSettings.path, at: place,
            "the locale \"\(tag)\" has no file \(path); add it, or remove the locale"))
        continue
      }
      if let locale = take(Locale.decode(file, tag)) { locales.append(locale) }
    }
    return locales.count == settings.locales.count ? locales : nil
  }

  /// Every template for every locale; nil where one has an error.
  private mutating func compile(_ locales: [Locale]) -> [EditionTemplates]? {
    let sources = files.below("templates/").filter { $0.path.hasSuffix(".md") || $0.path.hasSuffix(".html") }
    let settingsAndLocales = [files[PortalSettings.path]].compactMap(\.self) + files.below("templates/locales/")
    let inputs = settingsAndLocales + sources
    if let known = earlier?.templates, known.files == inputs {
      diagnostics += known.diagnostics
      return known.compiled
    }
    let (compiled, problems) = Self.compile(locales, sources)
    if earlier != nil {
      earlier?.templates = EarlierLoad.Templates(files: inputs, compiled: compiled, diagnostics: problems)
    }
    diagnostics += problems
    return compiled
  }

  private static func compile(
    _ locales: [Locale], _ sources: [SourceFile]
  ) -> (templates: [EditionTemplates]?, diagnostics: [Diagnostic]) {
    // A string that one language lacks is told at that language's file, not at each template that names it.
    let fallbacks = locales.reversed().reduce(into: [String: String]()) { strings, locale in
      strings.merge(locale.messages.mapValues(\.other.text)) { _, earlier in earlier }
    }
    let compiled = concurrentMap(locales) { locale -> (EditionTemplates?, [Diagnostic]) in
      var diagnostics: [Diagnostic] = []
      let strings = fallbacks.merging(locale.messages.mapValues(\.other.text)) { _, own in own }
      let compiler = TemplateCompiler(files: sources, constants: strings, language: locale.tag)
      let templates = EditionTemplates(compiler, diagnostics: &diagnostics)
      return (templates, InterfaceStrings.placed(diagnostics, in: locale))
    }
    // A fault of a template is the same in every language: it is told once.
    var diagnostics = Set(compiled.flatMap(\.1)).sorted()
    let templates = compiled.compactMap(\.0)
    if templates.count == locales.count {
      let used = templates.reduce(into: InterfaceStrings.all) { $0.formUnion($1.usedStrings) }
      diagnostics += Locale.check(locales, used: used.union(InterfaceStrings.optional(in: locales)))
    }
    return (templates.count == locales.count ? templates : nil, diagnostics)
  }

  /// Every policy document with what the checks find in it.
  private mutating func documents(
    _ settings: PortalSettings, _ locales: [Locale], _ glossary: Glossary, _ accepted: AcceptedFindings
  ) -> [PolicyDocument] {
    let shared = [PortalSettings.path, "content/glossary.json", "content/accepted-findings.json"]
    let inputs =
      shared.compactMap { files[$0] } + files.below("content/policies/") + files.below("templates/locales/")
    if let known = earlier?.documents, known.files == inputs {
      diagnostics += known.diagnostics
      return known.documents
    }
    let others = diagnostics.count
    let documents = loadDocuments(settings, locales, glossary, accepted)
    checkDocuments(documents, settings)
    if earlier != nil {
      earlier?.documents = EarlierLoad.Documents(
        files: inputs, documents: documents, diagnostics: Array(diagnostics[others...]))
    }
    return documents
  }

  private mutating func loadDocuments(
    _ settings: PortalSettings, _ locales: [Locale], _ glossary: Glossary, _ accepted: AcceptedFindings
  ) -> [PolicyDocument] {
    let months = Dictionary(locales.map { ($0.tag, $0.dates.months) }) { first, _ in first }
    let files = self.files.below("content/policies/").compactMap { file in DocumentPath(file.path).map { (file, $0) } }
      .filter { settings.locales.contains($0.1.language) }
    let sources = concurrentMap(files.filter { $0.1.language == settings.sourceLanguage }) {
      SourceDocument.parse($0, $1)
    }
    let targets = concurrentMap(files.filter { $0.1.language != settings.sourceLanguage }) {
      LocalizedDocument.parse($0, $1)
    }
    for (_, problems) in sources { diagnostics += problems }
    for (_, problems) in targets { diagnostics += problems }
    let sourcesByPath = Dictionary(sources.map { ($0.document.id.path, $0.document) }) { first, _ in first }
    let targetsByPath = Dictionary(grouping: targets.map(\.document)) { $0.id.path }
    let paths = Set(sourcesByPath.keys).union(targetsByPath.keys).sorted(by: precedesInBytes)
    return concurrentMap(paths) { path in
      let source = sourcesByPath[path]
      let localized = settings.locales.map { tag in targetsByPath[path]?.first { $0.id.language == tag } }
      let findings = zip(settings.locales, localized).map { tag, target -> [Finding] in
        if let target {
          return TranslationCheck.findings(
            source: source, target: target, glossary: glossary, accepted: accepted, months: months[tag] ?? [])
        }
        guard let source, tag != settings.sourceLanguage else { return [] }
        return [TranslationCheck.missing(source, in: tag, accepted: accepted)]
      }
      return PolicyDocument(path: String(path.dropLast(3)), source: source, localized: localized, findings: findings)
    }
  }

  private mutating func checkDocuments(_ documents: [PolicyDocument], _ settings: PortalSettings) {
    let paths = Set(documents.map(\.path))
    diagnostics += concurrentMap(documents) { document in
      document.problems(settings.locales) { language in
        DocumentLinks(
          documents: paths, externalDocuments: settings.externalDocuments, path: document.path, language: language)
      }
    }.flatMap { $0 }
  }

  /// Files below `content` that nothing comes of: nobody shall believe that they are published.
  private mutating func reportUnusedFiles(_ settings: PortalSettings) {
    let single = ["portal.json", "policy.json", "customers.json", "glossary.json", "accepted-findings.json"]
    let known = Set(single.map { "content/" + $0 })
    let content = files.below("content/")
    let records = content.places(below: Self.recordFolder)
    for index in content.indices {
      let file = content[index]
      if records.contains(index) ? Self.isRecordFile(file.path) : known.contains(file.path) { continue }
      let isDocument = DocumentPath(file.path).map { settings.locales.contains($0.language) } ?? false
      let isOther = ["content/letters/", "content/schemas/"].contains { file.path.hasPrefix($0) }
      if isDocument || isOther || file.path.hasSuffix("README.md") { continue }
      diagnostics.append(
        Diagnostic(
          .unknownFile, file: file.path, "nothing comes of this file; move it, or give it a name that Waiver reads"))
    }
  }

  /// The window profile that `portal.json` names.
  private mutating func loadWindow(_ settings: PortalSettings) -> WindowProfile? {
    guard let profiles = take(required(WindowProfile.path).map { WindowProfile.decode($0) }) else { return nil }
    let wanted = settings.letters.window
    if let profile = profiles.first(where: { $0.name == wanted }) { return profile }
    diagnostics.append(
      Diagnostic(
        .unknownWindow, file: PortalSettings.path, at: settings.letters.windowLocation,
        "unknown window profile \"\(wanted)\"\(suggestion(for: wanted, in: profiles.map(\.name)))"))
    return nil
  }

  private mutating func checkAudience(_ settings: PortalSettings, _ customers: [Customer]?) {
    guard let name = settings.audience, let place = settings.audienceLocation else { return }
    let message: String
    switch Audience(name) {
    case .customer(let key):
      guard let customers, !customers.contains(where: { $0.key == key }) else { return }
      message = "no customer has the key \"\(key)\"\(suggestion(for: key, in: customers.map(\.key)))"
    case .internal, .public: return
    case nil: message = "unknown audience \"\(name)\"; use \"internal\", \"public\" or \"customer:KEY\""
    }
    diagnostics.append(Diagnostic(.unknownAudience, file: PortalSettings.path, at: place, message))
  }
}
