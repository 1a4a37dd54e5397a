import PortalBase
import Publishing

extension Command {
  static let verify = Command(
    name: "verify", operand: Operand(name: "DIR", isRequired: false, meaning: "The published folder. Default: site/."),
    summary: "compare a published folder with its manifest",
    details: """
      Reads manifest.json of a published folder and compares every file with it: what
      is missing or changed since it was published, and what Waiver did not write.
      Files that are missing or changed make it exit 1; foreign ones are only named.
      """,
    options: [],
    examples: ["waiver verify", "waiver verify /srv/www/exceptions"]
  ) { context, report throws(Failure) in
    let folder = context.invocation.operand.map(context.environment.absolute) ?? "\(context.portalFolder)/site"
    context.progress.phase("Verifying \(folder)")
    let result = try rethrow { () throws(PublishingError) in try SiteVerifier.verify(folder) }
    for (what, paths) in [("missing", result.missing), ("changed", result.changed), ("foreign", result.foreign)] {
      for path in paths { report.text += "\(what): \(path.printable)\n" }
    }
    report.text += "\(folder): \(counted(result.verified, "file")) as published"
    report.text +=
      ", \(result.missing.count) missing, \(result.changed.count) changed, \(result.foreign.count) foreign\n"
    report.answer("verify") { json in
      json.object { json in
        json.member("verified", result.verified)
        json.member("missing") { $0.array(result.missing) }
        json.member("changed") { $0.array(result.changed) }
        json.member("foreign") { $0.array(result.foreign) }
      }
    }
    return result.isWhole ? .done : .contentHasErrors
  }
}
