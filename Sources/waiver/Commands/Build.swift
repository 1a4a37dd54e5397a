import Portal
import PortalBase
import Publishing

extension Command {
  static let build = Command(
    name: "build", operand: nil, summary: "publish the portal to site/",
    details: """
      Publishes the portal: pages in every language, data files, feeds and
      calendar. The new site appears as a whole, or not at all: an error anywhere
      leaves the published one as it was. Files in the output folder that Waiver
      did not write stay.
      """,
    options: [.output, .check, .replace, .inPlace],
    examples: [
      "waiver build", "waiver build --portal my-portal --output /srv/www/exceptions",
      "waiver build --check        (in continuous integration)",
    ]
  ) { context, report throws(Failure) in try build(context, &report) }

  /// The way of the data: read → load → plan → render and verify → publish.
  private static func build(_ context: Context, _ report: inout Report) throws(Failure) -> ExitCode {
    guard let portal = try context.load(&report) else { return .contentHasErrors }
    context.progress.phase("Planning the site")
    let site = portal.site()
    report.diagnostics += portal.content.openFindings + site.diagnostics
    if report.stopsPublishing { return .contentHasErrors }
    let publication = Publication(context: context, portal: portal, site: site)
    context.environment.keep(publication)
    return context.invocation.has(.check) ? try publication.compare(&report) : try publication.publish(&report)
  }
}

extension Option {
  static let output = Option(
    name: "output", kind: .text("DIR"), meaning: "Where to write. Default: a folder in the portal folder.")
  static let check = Option(
    name: "check", kind: .flag, meaning: "Write nothing; exit 1 if the output would differ from what is there.")
  static let replace = Option(
    name: "replace", kind: .flag,
    meaning: "Overwrite files that Waiver did not write where they are in the way of a page.")
  static let inPlace = Option(
    name: "in-place", kind: .flag,
    meaning:
      "Change the published folder file by file instead of exchanging it: for what holds on to the folder itself.")
}

/// A site on its way to its output folder.
private struct Publication {
  let context: Context
  let portal: LoadedPortal
  let site: Site

  private var output: String { context.output(.output, default: "site") }
  private var header: Manifest.Header {
    Manifest.Header(asOf: portal.asOf.description, input: portal.digest, version: waiverVersion)
  }

  func publish(_ report: inout Report) throws(Failure) -> ExitCode {
    var options = site.publishOptions(context, portal)
    options.replace = context.invocation.has(.replace)
    options.inPlace = context.invocation.has(.inPlace)
    // The header names the input, the day and the version; the digest of the input names the audience too.
    options.freshness = context.environment.program.flatMap(ProgramFile.identity)
    let header = header
    var plan = OutputPlan(site)
    if let program = options.freshness {
      let making = "\(header.asOf)\n\(portal.audience.name)\n\(header.version)\n\(program)"
      let bases = PageBases(site, portal.digests.value, making: making)
      plan.commonBasis = bases.common
      plan.basis = { [site] in bases.basis(of: site.routes[$0].page, in: site) }
    }
    context.environment.keep(plan)
    let result = try rethrow { [plan] () throws(PublishingError) in
      try Publisher.publish(
        plan, to: output, root: context.portalFolder, header: header, options: options)
    }
    report.diagnostics += result.diagnostics
    guard result.isPublished else { return .contentHasErrors }
    report.text = """
      Published \(counted(result.written + result.unchanged, "file")) to \(output) as of \(portal.asOf): \
      \(result.written) written, \(result.unchanged) unchanged, \(result.deleted) deleted.
      \(withheldLine)
      """
    for warning in result.warnings { context.environment.errors.say("waiver: warning: \(warning)\n") }
    answer(&report, result.written, result.unchanged, result.deleted)
    return .done
  }

  func compare(_ report: inout Report) throws(Failure) -> ExitCode {
    let options = site.publishOptions(context, portal)
    let result = try rethrow { () throws(PublishingError) in
      try Publisher.compare(
        OutputPlan(site), with: output, root: context.portalFolder, header: header, options: options)
    }
    report.diagnostics += result.diagnostics
    if result.diagnostics.hasErrors { return .contentHasErrors }
    let written = result.missing.count + result.changed.count
    answer(&report, written, max(0, site.routes.count + 1 - written), result.stale.count)
    if result.isSame {
      report.text = "\(output) is what a build as of \(portal.asOf) would make it.\n\(withheldLine)"
      return .done
    }
    let differences =
      result.missing.map { "missing: \($0)" } + result.changed.map { "changed: \($0)" }
      + result.stale.map { "stale: \($0)" }
    report.text = differences.prefix(50).map { $0.printable + "\n" }.joined()
    if differences.count > 50 { report.text += "… and \(differences.count - 50) more\n" }
    report.text += "\(output) differs from what a build as of \(portal.asOf) would make it.\n"
    return .contentHasErrors
  }

  /// Records that are left out, as they only begin later: they must not be missed without a word.
  private var withheldLine: String {
    site.withheld.isEmpty
      ? "" : "Withheld, as their first event is later: \(site.withheld.joined(separator: ", "))\n"
  }

  private func answer(_ report: inout Report, _ written: Int, _ unchanged: Int, _ deleted: Int) {
    let withheld = site.withheld
    report.answer("build") { json in
      json.object { json in
        json.member("written", written)
        json.member("unchanged", unchanged)
        json.member("deleted", deleted)
        json.member("withheld") { $0.array(withheld) }
      }
    }
  }
}

extension OutputPlan {
  /// The site's table of routes, as a publisher takes it.
  init(_ site: Site) {
    self.init(
      paths: site.routes.map(\.path),
      render: { index, bytes, scratch in site.render(index, into: &bytes, &scratch) },
      origins: { index in site.origins(of: site.routes[index]) })
  }
}

extension Site {
  /// How this site is rendered and verified, whether or not it is written.
  func publishOptions(_ context: Context, _ portal: LoadedPortal) -> PublishOptions {
    var options = PublishOptions()
    options.baseURL = portal.content.settings.baseURL
    // Whatever the pages do, nothing that the audience must not know leaves the machine.
    if let scan = LeakScan(portal.content, audience: audience) {
      options.inspect = { page, bytes in scan.findings(in: bytes, path: routes[page].path) }
    }
    let progress = context.progress
    if progress.isShown {
      options.progress = { done, total in progress.phase("Publishing \(done) of \(total) files") }
    }
    return options
  }
}
