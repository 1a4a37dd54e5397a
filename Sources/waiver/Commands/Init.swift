import Portal
import PortalBase
import Publishing

extension Command {
  static let initialize = Command(
    name: "init",
    operand: Operand(name: "DIR", isRequired: true, meaning: "The folder to make: a new one, or an empty one."),
    summary: "make a new portal from the built-in example",
    details: """
      Makes a folder with all that a portal has: settings, policy, customers, records,
      policy documents in two languages, templates. It can be built at once; then put
      your own service in the place of the example's.
      """,
    options: [],
    examples: ["waiver init my-portal", "waiver init my-portal && waiver build --portal my-portal"]
  ) { context, report throws(Failure) in
    guard let program = context.environment.program else {
      throw .failed("the program's own file, which has the example, cannot be found")
    }
    let example = try rethrow { () throws(PublishingError) in try ProgramFile.examplePortal(program) }
    let files = example.map { $0.path == PortalSettings.path ? $0.withoutPinnedDay : $0 }
    let folder = context.environment.absolute(context.invocation.operand ?? "")
    try rethrow { () throws(PublishingError) in try NewPortal.write(files, to: folder) }
    report.asOf = try context.chooseDay(context.settings(in: files)).day
    report.text = """
      Made the portal \(folder), with \(counted(files.count, "file")). Look at it with:
        waiver preview --portal \(folder)

      """
    report.answer("init") { json in
      json.object { json in
        json.member("folder", folder)
        json.member("files", files.count)
      }
    }
    return .done
  }
}

extension SourceFile {
  /// The settings without the line of `asOf`, which pins the example to a day.
  fileprivate var withoutPinnedDay: SourceFile {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let kept = lines.filter { !$0.drop { $0 == 0x20 }.starts(with: "\"asOf\":".utf8) }
    return SourceFile(path: path, bytes: Array(kept.joined(separator: [0x0A])))
  }
}
