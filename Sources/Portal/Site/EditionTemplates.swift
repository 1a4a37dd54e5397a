import PortalBase
import Templates

/// Every page's template, compiled for one language.
struct EditionTemplates: Sendable {
  let overview: Template<OverviewPage>
  let exceptions: Template<ExceptionsPage>
  let lists: Template<ListsPage>
  let request: Template<RequestPage>
  let timeline: Template<TimelinePage>
  let notice: Template<NoticePage>
  let supportChange: Template<SupportChangePage>
  let deadlines: Template<DeadlinesPage>
  let conditions: Template<ConditionsPage>
  let policies: Template<PoliciesPage>
  let policy: Template<PolicyPage>
  let bilingual: Template<BilingualPage>
  let translations: Template<TranslationsPage>
  let languages: Template<StandalonePage>
  let notFound: Template<StandalonePage>

  let letters: LetterTemplates
  /// The interface strings that they name.
  let usedStrings: Set<String>

  /// Compiles them all. Nil where one has an error; every problem is a diagnostic.
  init?(_ compiler: TemplateCompiler, diagnostics: inout [Diagnostic]) {
    var usedStrings = Set<String>()
    func page<Subject>(_ name: String, _ model: Model<Subject>, shell: String = "portal") -> Template<Subject>? {
      let template = compiler.compile(name, shell: shell, model: model, diagnostics: &diagnostics)
      if let template { usedStrings.formUnion(template.usedConstants) }
      return template
    }
    let overview = page("overview", OverviewPage.model)
    let exceptions = page("exceptions", ExceptionsPage.model)
    let lists = page("lists", ListsPage.model)
    let request = page("request", RequestPage.model)
    let timeline = page("timeline", TimelinePage.model)
    let notice = page("notice", NoticePage.model)
    let supportChange = page("support-change", SupportChangePage.model)
    let deadlines = page("deadlines", DeadlinesPage.model)
    let conditions = page("conditions", ConditionsPage.model)
    let policies = page("policies", PoliciesPage.model)
    let policy = page("policy", PolicyPage.model)
    let bilingual = page("bilingual", BilingualPage.model)
    let translations = page("translations", TranslationsPage.model)
    let languages = page("languages", StandalonePage.model, shell: "standalone")
    let notFound = page("not-found", StandalonePage.model, shell: "standalone")
    let letters = LetterTemplates(compiler, &diagnostics)
    guard let letters, let overview, let exceptions, let lists, let request, let timeline, let notice,
      let supportChange,
      let deadlines, let conditions, let policies, let policy, let bilingual, let translations, let languages,
      let notFound
    else { return nil }
    self.overview = overview
    self.exceptions = exceptions
    self.lists = lists
    self.request = request
    self.timeline = timeline
    self.notice = notice
    self.supportChange = supportChange
    self.deadlines = deadlines
    self.conditions = conditions
    self.policies = policies
    self.policy = policy
    self.bilingual = bilingual
    self.translations = translations
    self.languages = languages
    self.notFound = notFound
    self.letters = letters
    self.usedStrings = usedStrings.union(letters.usedStrings)
  }
}
