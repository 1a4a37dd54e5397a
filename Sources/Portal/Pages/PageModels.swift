import PortalBase
import Templates

/// The page models as a reader of `templates/README.md` sees them: which template may name which fields.
package enum PageModels {
  /// Markdown: the fields of every page, then those of each template, as tables.
  package static var documentation: String {
    var text = "### Every page\n\n" + ModelDocumentation(Frame.model).markdown()
    text += "\n### Every page of a record\n\n" + ModelDocumentation(ExceptionView.model).markdown()
    text += section("overview.md", OverviewPage.model)
    text += section("exceptions.md", ExceptionsPage.model)
    text += section("request.md", RequestPage.model)
    text += section("timeline.md", TimelinePage.model)
    text += section("notice.md", NoticePage.model)
    text += section("support-change.md", SupportChangePage.model)
    text += section("deadlines.md", DeadlinesPage.model)
    text += section("conditions.md", ConditionsPage.model)
    text += section("policies.md", PoliciesPage.model)
    text += section("policy.md", PolicyPage.model)
    text += section("bilingual.html", BilingualPage.model)
    text += section("translations.md", TranslationsPage.model)
    text += "\n### `languages.md`, `not-found.md` and `standalone.html`\n\n"
    text += ModelDocumentation(StandalonePage.model).markdown()
    text += "\n### `letter-*.md` and `letter-head.html`\n\n" + ModelDocumentation(LetterPart.model).markdown()
    text += "\n### `letter.html`\n\nThe style of the letter is put at the end of `<head>`.\n\n"
    text += ModelDocumentation(LetterPage.model).markdown()
    text += "\n### `letters.html`\n\n" + ModelDocumentation(LetterIndexPage.model).markdown()
    return text
  }

  /// The fields that a template has beside those of every page (and of every page of a record).
  private static func section<Subject>(_ file: String, _ model: Model<Subject>) -> String {
    let common = Set(Frame.model.fields.map(\.name) + ExceptionView.model.fields.map(\.name))
    let own = model.fields.filter { !common.contains($0.name) }
    return "\n### `\(file)`\n\n" + ModelDocumentation(Model(own)).markdown()
  }
}
