final class ListAccessor<Subject, Item>: Accessor {
  let get: @Sendable (Subject) -> [Item]
  init(_ get: @escaping @Sendable (Subject) -> [Item]) { self.get = get }

  func isTrue(_ subject: AnyObject) -> Bool {
    !Context<Subject>.read(subject, get).isEmpty
  }
  func forEach(_ subject: AnyObject, _ body: (AnyObject) -> Void) {
    for item in Context<Subject>.read(subject, get) { body(Context(item)) }
  }
}

final class ObjectAccessor<Subject, Item>: Accessor {
  let get: @Sendable (Subject) -> Item?
  init(_ get: @escaping @Sendable (Subject) -> Item?) { self.get = get }

  func isTrue(_ subject: AnyObject) -> Bool {
    Context<Subject>.read(subject, get) != nil
  }
  func forEach(_ subject: AnyObject, _ body: (AnyObject) -> Void) {
    if let item = Context<Subject>.read(subject, get) {
      body(Context(item))
    }
  }
}

/// A field of a part of the subject: `Model.map`.
final class MappedAccessor<Outer, Subject>: Accessor {
  let get: @Sendable (Outer) -> Subject
  let inner: any Accessor
  init(_ get: @escaping @Sendable (Outer) -> Subject, _ inner: any Accessor) {
    self.get = get
    self.inner = inner
  }

  func append(_ subject: AnyObject, _ escaping: Escaping, to bytes: inout [UInt8]) -> Bool {
    inner.append(Context(Context<Outer>.read(subject, get)), escaping, to: &bytes)
  }
  func isTrue(_ subject: AnyObject) -> Bool {
    inner.isTrue(Context(Context<Outer>.read(subject, get)))
  }
  func forEach(_ subject: AnyObject, _ body: (AnyObject) -> Void) {
    inner.forEach(Context(Context<Outer>.read(subject, get)), body)
  }
}

/// A field of an object: the dotted name `first.rest`. Absent, and false, where the object is.
final class DottedAccessor: Accessor {
  let first: any Accessor
  let rest: any Accessor
  init(_ first: any Accessor, _ rest: any Accessor) {
    self.first = first
    self.rest = rest
  }

  func append(_ subject: AnyObject, _ escaping: Escaping, to bytes: inout [UInt8]) -> Bool {
    var result = false
    first.forEach(subject) { result = rest.append($0, escaping, to: &bytes) }
    return result
  }
  func isTrue(_ subject: AnyObject) -> Bool {
    var result = false
    first.forEach(subject) { result = rest.isTrue($0) }
    return result
  }
  func forEach(_ subject: AnyObject, _ body: (AnyObject) -> Void) {
    first.forEach(subject) { rest.forEach($0, body) }
  }
}
