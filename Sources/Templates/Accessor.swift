import PortalBase

/// How a value is written at its place. The compiler chooses it once; rendering only follows.
enum Escaping: UInt8, Sendable {
  /// Element content: special characters as entities, a phrase in another language inside `<span lang>`.
  case text
  /// Attribute values, and elements whose content is text only (`title`): special characters as entities, no markup.
  case plain
  /// As it is. Only in text mode, for `{{{name}}}`.
  case raw
}

/// A subject, for those who do not know its type: the page's, or an item of a list.
///
/// Its fields are read from inside the box, so that reading one of them copies nothing of the others: handing on the subject
/// itself cost three quarters more time for a page.
final class Context<Subject> {
  private let value: Subject
  init(_ value: Subject) { self.value = value }

  /// Reads from a context of a subject of this type. That it is of this type, `Field` and `Model` see to, which bind an
  /// accessor to the type of its subject, and the compiler, which finds each name in the model of its context; debug
  /// builds check it.
  @inline(__always)
  static func read<Result>(_ context: AnyObject, _ get: (Subject) -> Result) -> Result {
    get(unsafeDowncast(context, to: Context<Subject>.self).value)
  }
}

/// Reads one field of a subject, whatever the subject's type is. The subject comes in a `Context`.
protocol Accessor: AnyObject, Sendable {
  /// Appends the value; nothing where it is absent.
  /// - Returns: whether a section over the field is shown.
  @discardableResult
  func append(_ subject: AnyObject, _ escaping: Escaping, to bytes: inout [UInt8]) -> Bool
  /// Whether a section over the field is shown.
  func isTrue(_ subject: AnyObject) -> Bool
  /// Calls the body with each item of a list, or once with an object that is there.
  func forEach(_ subject: AnyObject, _ body: (AnyObject) -> Void)
}

extension Accessor {
  func append(_ subject: AnyObject, _ escaping: Escaping, to bytes: inout [UInt8]) -> Bool { isTrue(subject) }
  func forEach(_ subject: AnyObject, _ body: (AnyObject) -> Void) {}
}

extension String {
  func append(_ escaping: Escaping, to bytes: inout [UInt8]) {
    if escaping == .raw { bytes.append(contentsOf: utf8) } else { appendEscaped(to: &bytes) }
  }
}

final class TextAccessor<Subject>: Accessor {
  let get: @Sendable (Subject) -> String
  init(_ get: @escaping @Sendable (Subject) -> String) { self.get = get }

  func append(_ subject: AnyObject, _ escaping: Escaping, to bytes: inout [UInt8]) -> Bool {
    let text = Context<Subject>.read(subject, get)
    text.append(escaping, to: &bytes)
    return !text.isEmpty
  }
  func isTrue(_ subject: AnyObject) -> Bool {
    !Context<Subject>.read(subject, get).isEmpty
  }
}

final class OptionalTextAccessor<Subject>: Accessor {
  let get: @Sendable (Subject) -> String?
  init(_ get: @escaping @Sendable (Subject) -> String?) { self.get = get }

  func append(_ subject: AnyObject, _ escaping: Escaping, to bytes: inout [UInt8]) -> Bool {
    guard let text = Context<Subject>.read(subject, get) else { return false }
    text.append(escaping, to: &bytes)
    return !text.isEmpty
  }
  func isTrue(_ subject: AnyObject) -> Bool {
    Context<Subject>.read(subject, get).map { !$0.isEmpty } ?? false
  }
}

final class PhraseAccessor<Subject>: Accessor {
  let get: @Sendable (Subject) -> Phrase?
  init(_ get: @escaping @Sendable (Subject) -> Phrase?) { self.get = get }

  func append(_ subject: AnyObject, _ escaping: Escaping, to bytes: inout [UInt8]) -> Bool {
    guard let phrase = Context<Subject>.read(subject, get) else { return false }
    guard escaping == .text, let language = phrase.language else {
      phrase.text.append(escaping, to: &bytes)
      return !phrase.text.isEmpty
    }
    bytes.append(contentsOf: "<span lang=\"".utf8)
    language.name.appendEscaped(to: &bytes)
    if let direction = phrase.direction {
      bytes.append(contentsOf: "\" dir=\"".utf8)
      bytes.append(contentsOf: direction.rawValue.utf8)
    }
    bytes.append(contentsOf: "\">".utf8)
    phrase.text.appendEscaped(to: &bytes)
    bytes.append(contentsOf: "</span>".utf8)
    return !phrase.text.isEmpty
  }
  func isTrue(_ subject: AnyObject) -> Bool {
    Context<Subject>.read(subject, get).map { !$0.text.isEmpty } ?? false
  }
}

final class HTMLAccessor<Subject>: Accessor {
  let get: @Sendable (Subject) -> HTML?
  init(_ get: @escaping @Sendable (Subject) -> HTML?) { self.get = get }

  func append(_ subject: AnyObject, _ escaping: Escaping, to bytes: inout [UInt8]) -> Bool {
    guard let html = Context<Subject>.read(subject, get) else { return false }
    bytes.append(contentsOf: html.bytes)
    return !html.isEmpty
  }
  func isTrue(_ subject: AnyObject) -> Bool {
    Context<Subject>.read(subject, get).map { !$0.isEmpty } ?? false
  }
}

final class NumberAccessor<Subject>: Accessor {
  let get: @Sendable (Subject) -> Int
  init(_ get: @escaping @Sendable (Subject) -> Int) { self.get = get }

  func append(_ subject: AnyObject, _ escaping: Escaping, to bytes: inout [UInt8]) -> Bool {
    let number = Context<Subject>.read(subject, get)
    bytes.append(contentsOf: String(number).utf8)
    return number != 0
  }
  func isTrue(_ subject: AnyObject) -> Bool {
    Context<Subject>.read(subject, get) != 0
  }
}

final class FlagAccessor<Subject>: Accessor {
  let get: @Sendable (Subject) -> Bool
  init(_ get: @escaping @Sendable (Subject) -> Bool) { self.get = get }

  func isTrue(_ subject: AnyObject) -> Bool { Context<Subject>.read(subject, get) }
}
