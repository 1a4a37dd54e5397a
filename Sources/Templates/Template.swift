import PortalBase

/// A compiled template: fills in values by copying bytes. It is made once for each language and page kind.
package struct Template<Subject: Sendable>: Sendable {
  let program: Program
  /// The keys of the interface strings that the template shows.
  package let usedConstants: Set<String>
  /// The fields that the template names, as paths from the model's root, such as `events.kind`.
  package let usedFields: Set<String>
  /// The template files that took part, by path.
  package let usedFiles: Set<String>

  /// Appends the page of one subject.
  package func render(_ subject: Subject, into bytes: inout ByteBuffer) {
    program.run(Context(subject), program.instructions.indices, into: &bytes)
  }

  package func render(_ subject: Subject, into bytes: inout [UInt8]) {
    bytes.append { render(subject, into: &$0) }
  }
}
