final class ListAccessor<Subject, Item>: Accessor {
  let get: @Sendable (Subject) -> [Item]
  init(_ get: @escaping @Sendable (Subject) -> [Item]) { self.get = get }

  func isTrue(_ subject: UnsafeRawPointer) -> Bool {
    !get(subject.assumingMemoryBound(to: Subject.self).pointee).isEmpty
  }
  func forEach(_ subject: UnsafeRawPointer, _ body: (UnsafeRawPointer) -> Void) {
    get(subject.assumingMemoryBound(to: Subject.self).pointee).withUnsafeBufferPointer { items in
      guard let base = items.baseAddress else { return }
      for index in items.indices { body(UnsafeRawPointer(base + index)) }
    }
  }
}

final class ObjectAccessor<Subject, Item>: Accessor {
  let get: @Sendable (Subject) -> Item?
  init(_ get: @escaping @Sendable (Subject) -> Item?) { self.get = get }

  func isTrue(_ subject: UnsafeRawPointer) -> Bool {
    get(subject.assumingMemoryBound(to: Subject.self).pointee) != nil
  }
  func forEach(_ subject: UnsafeRawPointer, _ body: (UnsafeRawPointer) -> Void) {
    if let item = get(subject.assumingMemoryBound(to: Subject.self).pointee) {
      withUnsafePointer(to: item) { body(UnsafeRawPointer($0)) }
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

  func append(_ subject: UnsafeRawPointer, _ escaping: Escaping, to bytes: inout [UInt8]) {
    withUnsafePointer(to: get(subject.assumingMemoryBound(to: Outer.self).pointee)) {
      inner.append(UnsafeRawPointer($0), escaping, to: &bytes)
    }
  }
  func isTrue(_ subject: UnsafeRawPointer) -> Bool {
    withUnsafePointer(to: get(subject.assumingMemoryBound(to: Outer.self).pointee)) {
      inner.isTrue(UnsafeRawPointer($0))
    }
  }
  func forEach(_ subject: UnsafeRawPointer, _ body: (UnsafeRawPointer) -> Void) {
    withUnsafePointer(to: get(subject.assumingMemoryBound(to: Outer.self).pointee)) {
      inner.forEach(UnsafeRawPointer($0), body)
    }
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

  func append(_ subject: UnsafeRawPointer, _ escaping: Escaping, to bytes: inout [UInt8]) {
    first.forEach(subject) { rest.append($0, escaping, to: &bytes) }
  }
  func isTrue(_ subject: UnsafeRawPointer) -> Bool {
    var result = false
    first.forEach(subject) { result = rest.isTrue($0) }
    return result
  }
  func forEach(_ subject: UnsafeRawPointer, _ body: (UnsafeRawPointer) -> Void) {
    first.forEach(subject) { rest.forEach($0, body) }
  }
}
