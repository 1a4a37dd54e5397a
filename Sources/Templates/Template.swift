import PortalBase

/// A compiled template: fills in values by copying bytes. It is made once for each language and page kind.
///
/// A reference, because its parts would be copied for every page.
package final class Template<Subject: Sendable>: Sendable {
  let program: Program
  /// The keys of the interface strings that the template shows.
  package let usedConstants: Set<String>
  /// The fields that the template names, as paths from the model's root, such as `events.kind`.
  package let usedFields: Set<String>
  /// The template files that took part, by path.
  package let usedFiles: Set<String>

  init(program: Program, usedConstants: Set<String>, usedFields: Set<String>, usedFiles: Set<String>) {
    self.program = program
    self.usedConstants = usedConstants
    self.usedFields = usedFields
    self.usedFiles = usedFiles
  }

  /// The same filled in another way.
  func with(_ program: Program) -> Template {
    Template(program: program, usedConstants: usedConstants, usedFields: usedFields, usedFiles: usedFiles)
  }

  /// The same with numbers for the literals that are long enough to be worth it, so that whoever reads many of its pages reads these once.
  /// - Parameter next: the first number that no template has yet.
  package func numbered(from next: inout Int32) -> Template {
    var program = program
    for index in program.instructions.indices
    where program.instructions[index].code == .literal && program.instructions[index].count >= Self.worthANumber {
      program.instructions[index].number = next
      next += 1
    }
    return with(program)
  }

  /// From how many bytes on; most of those that are shorter stand in lists, over and over.
  private static var worthANumber: Int32 { 96 }

  /// Appends the page of one subject.
  package func render(_ subject: Subject, into bytes: inout ByteBuffer) {
    program.run(Context(subject), program.instructions.indices, into: &bytes)
  }

  package func render(_ subject: Subject, into bytes: inout [UInt8]) {
    bytes.append { render(subject, into: &$0) }
  }
}
