import Portal
import PortalBase
import Publishing

extension Command {
  static let checkContent = Command(
    name: "check", operand: nil, summary: "check the content, write nothing",
    details: """
      Makes every check that a build makes, and the translation checks: records,
      policy, customers, settings, documents, templates, and every link of every
      page. Tells all problems at once, each with its file, line and column,
      and how far each document is translated.
      """,
    options: [],
    examples: ["waiver check", "waiver check --portal my-portal --format json"]
  ) { context, report throws(Failure) in
    guard let portal = try context.load(&report) else { return .contentHasErrors }
    let site = portal.site()
    report.diagnostics += portal.content.openFindings + site.diagnostics
    if !report.stopsPublishing {
      let options = site.publishOptions(context, portal)
      report.diagnostics += try rethrow { () throws(PublishingError) in
        try Publisher.check(OutputPlan(site), options: options)
      }
    }
    let found = report.counts ?? "no problems"
    report.text =
      "Checked \(counted(site.routes.count, "page and file", plural: "pages and files")) as of \(portal.asOf): \(found).\n"
    let files = site.routes.count
    let coverage = CoverageTable(rows: portal.content.coverage, asOf: portal.asOf)
    report.text += coverage.text
    report.answer("check") { json in
      json.object { json in
        json.member("files", files)
        json.member("translations", coverage.write)
      }
    }
    return report.diagnostics.hasErrors ? .contentHasErrors : .done
  }
}
