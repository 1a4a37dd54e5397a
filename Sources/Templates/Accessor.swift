import PortalBase

/// How a value is written at its place. The compiler chooses it once; rendering only follows.
public enum Escaping: UInt8, Sendable {
  /// Element content: special characters as entities, a phrase in another language inside `<span lang>`.
  case text
  /// Attribute values, and elements whose content is text only (`title`): special characters as entities, no markup.
  case plain
  /// As it is. Only in text mode, for `{{{name}}}`.
  case raw
}

/// A subject for those who do not know its type: the page's, a part of it, or an item of a list.
///
/// Its fields are read from inside the box, so that reading one of them copies nothing of the others.
public final class Context<Subject>: Sendable where Subject: Sendable {
  /// What the fields are read from.
  public let value: Subject
  /// Its place among the `SharedItems` that it is one of; -1 where it is none.
  public let place: Int

  /// Puts a subject into its box.
  @inlinable
  public init(_ value: Subject, place: Int = -1) {
    self.value = value
    self.place = place
  }

  /// Reads from a context of a subject of this type. That it is of this type, `Field` and `Model` see to, which bind an
  /// accessor to the type of its subject, and the compiler, which finds each name in the model of its context; debug
  /// builds check it.
  @inlinable @inline(__always)
  public static func of(_ context: AnyObject) -> Context { unsafeDowncast(context, to: Context<Subject>.self) }
}

/// Reads one field of a subject, whatever the subject's type is. The subject comes in a `Context`.
///
/// It holds functions, and is no protocol of generic classes, because those that make it are inlined where the model is written:
/// the compiler then knows the types of subject and items. Only what is `public` is inlined in other modules.
public final class Accessor: Sendable {
  /// Appends the value; nothing where it is absent.
  /// - Returns: whether a section over the field is shown.
  public typealias Append = @Sendable (_ context: AnyObject, Escaping, _ bytes: inout ByteBuffer) -> Bool
  /// Whether a section over the field is shown.
  public typealias Test = @Sendable (_ context: AnyObject) -> Bool
  /// Calls the body with the context of each item of a list, or once with that of an object that is there; and with the item's place
  /// among shared ones.
  public typealias Each = @Sendable (_ context: AnyObject, _ body: (AnyObject, _ place: Int) -> Void) -> Void

  /// The place among shared ones of the object that there would be, without a look at it; `noPlace` where it is none of these.
  public typealias Place = @Sendable (_ context: AnyObject) -> Int

  /// See `Place`.
  public static var noPlace: Int { -1 }
  /// The place of an object that is not there.
  public static var absent: Int { -2 }

  let append: Append
  let isTrue: Test
  let forEach: Each
  let place: Place?
  /// The accessor of the part, where this one reads a part of its subject.
  let ofPart: Accessor?
  /// The type of the items, where they may be shared ones.
  let items: ObjectIdentifier?

  /// Of a field that does all three.
  public init(
    append: @escaping Append, isTrue: @escaping Test, forEach: @escaping Each, ofPart: Accessor? = nil,
    items: ObjectIdentifier? = nil, place: Place? = nil
  ) {
    self.place = place
    self.ofPart = ofPart
    self.items = items
    self.append = append
    self.isTrue = isTrue
    self.forEach = forEach
  }

  /// Of a value that is written.
  public convenience init(append: @escaping Append, isTrue: @escaping Test) {
    self.init(append: append, isTrue: isTrue, forEach: { _, _ in })
  }

  /// Of something that only decides on sections.
  public convenience init(
    isTrue: @escaping Test, forEach: @escaping Each = { _, _ in }, items: ObjectIdentifier? = nil, place: Place? = nil
  ) {
    self.init(
      append: { context, _, _ in isTrue(context) }, isTrue: isTrue, forEach: forEach, items: items, place: place)
  }

  /// A field of an object: the dotted name `first.rest`. Absent, and false, where the object is.
  static func dotted(_ first: Accessor, _ rest: Accessor) -> Accessor {
    Accessor(
      append: { context, escaping, bytes in
        var result = false
        first.forEach(context) { item, _ in result = rest.append(item, escaping, &bytes) }
        return result
      },
      isTrue: { context in
        var result = false
        first.forEach(context) { item, _ in result = rest.isTrue(item) }
        return result
      },
      forEach: { context, body in first.forEach(context) { item, _ in rest.forEach(item, body) } }, items: rest.items)
  }
}

extension String {
  /// Appends the text as its place asks for.
  public func append(_ escaping: Escaping, to bytes: inout ByteBuffer) {
    if escaping == .raw { bytes.append(self) } else { bytes.append(escaping: self) }
  }
}

extension Phrase {
  /// In a text, a phrase of another language says so in the markup.
  public func append(_ escaping: Escaping, to bytes: inout ByteBuffer) {
    guard escaping == .text, let language else { return text.append(escaping, to: &bytes) }
    bytes.add("<span lang=\"")
    bytes.append(escaping: language.name)
    if let direction {
      bytes.add("\" dir=\"")
      bytes.append(direction.rawValue)
    }
    bytes.add("\">")
    bytes.append(escaping: text)
    bytes.add("</span>")
  }
}
