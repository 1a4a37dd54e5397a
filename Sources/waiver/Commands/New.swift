import Foundation
import Portal
import PortalBase

extension Command {
  static let new = Command(
    name: "new",
    operand: Operand(
      name: "ID", isRequired: true, meaning: "The id of the new record: it is part of its address for ever."),
    summary: "write a valid skeleton of a record",
    details: """
      Writes content/exceptions/ID.json: a request that was submitted today, of the
      first type in policy.json. It passes "waiver check" as it is; fill it in.
      An id is 1 to 64 letters, digits, ".", "_" and "-", beginning with a letter or
      digit. Nothing is ever overwritten.
      """,
    options: [],
    examples: ["waiver new EX-2026-0042"]
  ) { context, report throws(Failure) in
    let id = context.invocation.operand ?? ""
    guard isRecordID(id) else {
      throw .wrongCommandLine(
        "\"\(id)\" cannot be an id: use 1 to 64 letters, digits, \".\", \"_\" and \"-\", beginning with a letter or digit and not ending in \".\", \".html\" or \".xml\""
      )
    }
    // What is wrong elsewhere in the portal is no matter here.
    var reading = Report()
    let files = try context.read(&reading)
    let path = "content/exceptions/\(id).json"
    if let place = Skeleton.place(of: id, path: path, in: files) {
      throw .wrongCommandLine("the record \"\(id)\" exists already: \(place)")
    }
    report.asOf = try context.chooseDay(context.settings(in: files)).day
    let skeleton = Skeleton.bytes(id: id, type: Skeleton.firstType(in: files), day: report.asOf)
    try write(skeleton, to: "\(context.portalFolder)/\(path)")
    report.text = "Wrote \(path). Fill it in, then run \"waiver check\".\n"
    report.answer("new") { json in
      json.object { json in
        json.member("record", id)
        json.member("file", path)
      }
    }
    return .done
  }

  /// Writes a new file; one that came to be in the meantime stays.
  private static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    let file = URL(fileURLWithPath: path)
    do {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file, options: .withoutOverwriting)
    } catch {
      throw .failed("cannot write \(path): \(error.localizedDescription)")
    }
  }
}

/// The record that `waiver new` writes.
enum Skeleton {
  /// Where a record of that id is, letter case ignored, or a file that is in its way; nil where there is neither.
  ///
  /// Looks at nothing but ids, so that a portal with errors can have a new record.
  static func place(of id: String, path: String, in files: [SourceFile]) -> String? {
    let wanted = id.lowercased()
    for file in files where file.path.hasPrefix("content/exceptions/") {
      if file.path.lowercased() == path.lowercased() { return file.path }
      let texts =
        file.path.hasSuffix(".jsonl")
        ? file.bytes.split(separator: 0x0A).map { JSONReader.read(Array($0)) } : [JSONReader.read(file.bytes)]
      let records = texts.compactMap(\.value).flatMap { $0.array ?? [$0] }
      if records.contains(where: { $0["id"]?.string?.lowercased() == wanted }) { return file.path }
    }
    return nil
  }

  static func firstType(in files: [SourceFile]) -> String {
    let policy = files.first { $0.path == "content/policy.json" }.flatMap { JSONReader.read($0.bytes).value }
    return policy?["types"]?.array?.first?["key"]?.string ?? "type-of-policy-json"
  }

  static func bytes(id: String, type: String, day: Day?) -> [UInt8] {
    var json = JSONWriter(isPretty: true)
    json.object { json in
      json.member("$schema", "../schemas/exception.schema.json")
      json.member("id", id)
      json.member("title", "What the exception is, in a few words")
      json.member("type", type)
      json.member("requirement", "What is needed, and why the standard does not do.")
      json.member("proposal", "What is to be done instead.")
      json.member("timeline") { json in json.object { $0.member("months", 6) } }
      json.member("events") { json in
        json.array { json in
          json.item { json in
            json.object { json in
              json.member("date", day?.description ?? "")
              json.member("kind", "submitted")
            }
          }
        }
      }
    }
    return json.bytes + [0x0A]
  }
}
