import PortalBase

/// Why reading or publishing stopped: what happened, to which file, and the exit code that says so (contract, section 4).
package struct PublishingError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Kind: Sendable, Hashable {
    /// The command line asks for what cannot be, such as an output inside `content`.
    case usage
    /// Reading or writing failed, or something is in the way.
    case failure
  }

  package let kind: Kind
  package let message: String
  /// The system's error number, where a system call failed.
  let number: Int32?

  package init(_ kind: Kind, _ message: String) {
    self.init(kind, message, number: nil)
  }

  init(_ kind: Kind, _ message: String, number: Int32?) {
    self.kind = kind
    self.message = message
    self.number = number
  }

  /// 2 for a wrong command line, 3 for everything that reading and writing can meet.
  package var exitCode: Int32 { kind == .usage ? 2 : 3 }

  /// One line, whatever a file is called.
  package var description: String { message.printable }
}
