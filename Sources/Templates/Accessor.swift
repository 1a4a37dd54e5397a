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

/// Reads one field of a subject, whatever the subject's type is.
///
/// The subject is borrowed: it is passed as the address of a value that the caller keeps alive for the time of the call, so
/// that reading a field of a large structure copies nothing else of it. Whoever calls an accessor passes the address of a
/// value of exactly the type that the accessor's field was declared for; `Field` and `Model` bind the two, and the compiler
/// resolves each name within the model of its context, which keeps them together.
protocol Accessor: AnyObject, Sendable {
  /// Appends the value; nothing where it is absent.
  func append(_ subject: UnsafeRawPointer, _ escaping: Escaping, to bytes: inout [UInt8])
  /// Whether a section over the field is shown.
  func isTrue(_ subject: UnsafeRawPointer) -> Bool
  /// Calls the body with each item of a list, or once with an object that is there.
  func forEach(_ subject: UnsafeRawPointer, _ body: (UnsafeRawPointer) -> Void)
}

extension Accessor {
  func append(_ subject: UnsafeRawPointer, _ escaping: Escaping, to bytes: inout [UInt8]) {}
  func forEach(_ subject: UnsafeRawPointer, _ body: (UnsafeRawPointer) -> Void) {}
}

extension String {
  func append(_ escaping: Escaping, to bytes: inout [UInt8]) {
    if escaping == .raw { bytes.append(contentsOf: utf8) } else { appendEscaped(to: &bytes) }
  }
}

final class TextAccessor<Subject>: Accessor {
  let get: @Sendable (Subject) -> String
  init(_ get: @escaping @Sendable (Subject) -> String) { self.get = get }

  func append(_ subject: UnsafeRawPointer, _ escaping: Escaping, to bytes: inout [UInt8]) {
    get(subject.assumingMemoryBound(to: Subject.self).pointee).append(escaping, to: &bytes)
  }
  func isTrue(_ subject: UnsafeRawPointer) -> Bool {
    !get(subject.assumingMemoryBound(to: Subject.self).pointee).isEmpty
  }
}

final class OptionalTextAccessor<Subject>: Accessor {
  let get: @Sendable (Subject) -> String?
  init(_ get: @escaping @Sendable (Subject) -> String?) { self.get = get }

  func append(_ subject: UnsafeRawPointer, _ escaping: Escaping, to bytes: inout [UInt8]) {
    get(subject.assumingMemoryBound(to: Subject.self).pointee)?.append(escaping, to: &bytes)
  }
  func isTrue(_ subject: UnsafeRawPointer) -> Bool {
    get(subject.assumingMemoryBound(to: Subject.self).pointee).map { !$0.isEmpty } ?? false
  }
}

final class PhraseAccessor<Subject>: Accessor {
  let get: @Sendable (Subject) -> Phrase?
  init(_ get: @escaping @Sendable (Subject) -> Phrase?) { self.get = get }

  func append(_ subject: UnsafeRawPointer, _ escaping: Escaping, to bytes: inout [UInt8]) {
    guard let phrase = get(subject.assumingMemoryBound(to: Subject.self).pointee) else { return }
    guard escaping == .text, let language = phrase.language else {
      phrase.text.append(escaping, to: &bytes)
      return
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
  }
  func isTrue(_ subject: UnsafeRawPointer) -> Bool {
    get(subject.assumingMemoryBound(to: Subject.self).pointee).map { !$0.text.isEmpty } ?? false
  }
}

final class HTMLAccessor<Subject>: Accessor {
  let get: @Sendable (Subject) -> HTML?
  init(_ get: @escaping @Sendable (Subject) -> HTML?) { self.get = get }

  func append(_ subject: UnsafeRawPointer, _ escaping: Escaping, to bytes: inout [UInt8]) {
    if let html = get(subject.assumingMemoryBound(to: Subject.self).pointee) { bytes.append(contentsOf: html.bytes) }
  }
  func isTrue(_ subject: UnsafeRawPointer) -> Bool {
    get(subject.assumingMemoryBound(to: Subject.self).pointee).map { !$0.isEmpty } ?? false
  }
}

final class NumberAccessor<Subject>: Accessor {
  let get: @Sendable (Subject) -> Int
  init(_ get: @escaping @Sendable (Subject) -> Int) { self.get = get }

  func append(_ subject: UnsafeRawPointer, _ escaping: Escaping, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: String(get(subject.assumingMemoryBound(to: Subject.self).pointee)).utf8)
  }
  func isTrue(_ subject: UnsafeRawPointer) -> Bool {
    get(subject.assumingMemoryBound(to: Subject.self).pointee) != 0
  }
}

final class FlagAccessor<Subject>: Accessor {
  let get: @Sendable (Subject) -> Bool
  init(_ get: @escaping @Sendable (Subject) -> Bool) { self.get = get }

  func isTrue(_ subject: UnsafeRawPointer) -> Bool { get(subject.assumingMemoryBound(to: Subject.self).pointee) }
}
