import PortalBase

/// What kind of value a field has: it decides where a template may put it.
public enum FieldKind: String, Sendable, Hashable {
  case text, phrase, html, inlineHTML, url, number, flag, list, object
  /// Known to be empty: what text mode infers from `null`, `false` and `[]`.
  case nothing

  /// Whether a section over the field makes its items the context.
  var opensContext: Bool { self == .list || self == .object }
}

/// A field without the type of its subject.
struct AnyField: Sendable {
  let name: String
  let doc: String
  let kind: FieldKind
  let accessor: Accessor
  /// The fields of the items of a list or object.
  var items: AnyModel = AnyModel(fields: [])
}

/// A model without the type of its subject.
public struct AnyModel: Sendable {
  let fields: [AnyField]

  /// Of something that has no items.
  public static let empty = AnyModel(fields: [])

  func field(_ name: String) -> AnyField? { fields.first { $0.name == name } }

  func paths(below path: String) -> [String] {
    fields.flatMap { field in
      let own = path.isEmpty ? field.name : "\(path).\(field.name)"
      return [own] + field.items.paths(below: own)
    }
  }
}

/// One name that a template may use, with its meaning and the way to its value. The value is read only where a template
/// names the field.
public struct Field<Subject: Sendable>: Sendable {
  let erased: AnyField

  package var name: String { erased.name }
  package var doc: String { erased.doc }
  package var kind: FieldKind { erased.kind }

  /// Plain text. As a section it is false where it is empty.
  @inlinable
  public static func text(
    _ name: String, _ doc: String, _ get: @escaping @Sendable (Subject) -> String
  ) -> Field {
    Field(
      name, doc, .text,
      Accessor { context, escaping, bytes in
        let text = get(Context<Subject>.of(context).value)
        text.append(escaping, to: &bytes)
        return !text.isEmpty
      } isTrue: { context in
        !get(Context<Subject>.of(context).value).isEmpty
      })
  }

  /// Text with its language; false as a section where it is absent or empty.
  @inlinable
  public static func phrase(
    _ name: String, _ doc: String, _ get: @escaping @Sendable (Subject) -> Phrase?
  ) -> Field {
    Field(
      name, doc, .phrase,
      Accessor { context, escaping, bytes in
        guard let phrase = get(Context<Subject>.of(context).value) else { return false }
        phrase.append(escaping, to: &bytes)
        return !phrase.text.isEmpty
      } isTrue: { context in
        get(Context<Subject>.of(context).value).map { !$0.text.isEmpty } ?? false
      })
  }

  /// The same, of a text that is written without being made into one first.
  /// - Parameter write: appends it as the place asks for; false where it is absent or empty.
  @inlinable
  public static func writtenPhrase(
    _ name: String, _ doc: String, _ write: @escaping @Sendable (Subject, Escaping, inout ByteBuffer) -> Bool
  ) -> Field {
    Field(
      name, doc, .phrase,
      Accessor { context, escaping, bytes in
        write(Context<Subject>.of(context).value, escaping, &bytes)
      } isTrue: { context in
        var unused = ByteBuffer()
        return write(Context<Subject>.of(context).value, .plain, &unused)
      })
  }

  /// Markup made of blocks (paragraphs, lists): it may stand only where a block may.
  @inlinable
  public static func html(
    _ name: String, _ doc: String, _ get: @escaping @Sendable (Subject) -> HTML?
  ) -> Field { Field(name, doc, .html, accessor(get)) }

  /// Markup that may stand within a line of text.
  @inlinable
  public static func inlineHTML(
    _ name: String, _ doc: String, _ get: @escaping @Sendable (Subject) -> HTML?
  ) -> Field { Field(name, doc, .inlineHTML, accessor(get)) }

  /// Reads markup, of either kind.
  @inlinable
  public static func accessor(_ get: @escaping @Sendable (Subject) -> HTML?) -> Accessor {
    Accessor { context, _, bytes in
      guard let html = get(Context<Subject>.of(context).value) else { return false }
      bytes.append(html.bytes)
      return !html.isEmpty
    } isTrue: { context in
      get(Context<Subject>.of(context).value).map { !$0.isEmpty } ?? false
    }
  }

  /// An address that Waiver itself made: the only text that may stand in `href` and `src`.
  @inlinable
  public static func url(
    _ name: String, _ doc: String, _ get: @escaping @Sendable (Subject) -> String?
  ) -> Field {
    Field(
      name, doc, .url,
      Accessor { context, escaping, bytes in
        guard let text = get(Context<Subject>.of(context).value) else { return false }
        text.append(escaping, to: &bytes)
        return !text.isEmpty
      } isTrue: { context in
        get(Context<Subject>.of(context).value).map { !$0.isEmpty } ?? false
      })
  }

  /// A whole number; false as a section where it is 0.
  @inlinable
  public static func number(
    _ name: String, _ doc: String, _ get: @escaping @Sendable (Subject) -> Int
  ) -> Field {
    Field(
      name, doc, .number,
      Accessor { context, _, bytes in
        let number = get(Context<Subject>.of(context).value)
        bytes.append(String(number))
        return number != 0
      } isTrue: { context in
        get(Context<Subject>.of(context).value) != 0
      })
  }

  /// Only for sections: it has no text.
  @inlinable
  public static func flag(
    _ name: String, _ doc: String, _ get: @escaping @Sendable (Subject) -> Bool
  ) -> Field { Field(name, doc, .flag, Accessor(isTrue: { context in get(Context<Subject>.of(context).value) })) }

  /// A section over it is repeated for each item, whose fields the model names.
  @inlinable
  public static func list<Item: Sendable>(
    _ name: String, _ doc: String, _ model: Model<Item>, _ get: @escaping @Sendable (Subject) -> [Item]
  ) -> Field {
    Field(
      name, doc, .list,
      Accessor { subject in
        !get(Context<Subject>.of(subject).value).isEmpty
      } forEach: { subject, body in
        for item in get(Context<Subject>.of(subject).value) { body(Context(item), -1) }
      }, model.erased)
  }

  /// The same of items that are in their contexts already, because many pages show them.
  @inlinable
  public static func sharedList<Item: Sendable>(
    _ name: String, _ doc: String, _ model: Model<Item>, _ get: @escaping @Sendable (Subject) -> [Context<Item>]
  ) -> Field {
    Field(
      name, doc, .list,
      Accessor(
        isTrue: { subject in !get(Context<Subject>.of(subject).value).isEmpty },
        forEach: { subject, body in
          for item in get(Context<Subject>.of(subject).value) { body(item, item.place) }
        }, items: ObjectIdentifier(Item.self)), model.erased)
  }

  /// A section over it is shown once where it is there. `{{name.field}}` names a field of it too.
  @inlinable
  public static func object<Item: Sendable>(
    _ name: String, _ doc: String, _ model: Model<Item>, _ get: @escaping @Sendable (Subject) -> Item?
  ) -> Field {
    shared(name, doc, model) { subject in get(subject).map { Context($0) } }
  }

  /// The same of an object that is in its context already, because many pages show it.
  @inlinable
  public static func shared<Item: Sendable>(
    _ name: String, _ doc: String, _ model: Model<Item>, _ get: @escaping @Sendable (Subject) -> Context<Item>?
  ) -> Field {
    Field(
      name, doc, .object,
      Accessor(
        isTrue: { context in get(Context<Subject>.of(context).value) != nil },
        forEach: { context, body in
          if let item = get(Context<Subject>.of(context).value) { body(item, item.place) }
        }, items: ObjectIdentifier(Item.self)), model.erased)
  }

  /// The same of an object whose place among shared ones is known before it is asked for: where what a section writes for it was made
  /// already, nobody does ask, and threads that share the object need not count references to it.
  @inlinable
  public static func placed<Item: Sendable>(
    _ name: String, _ doc: String, _ model: Model<Item>, place: @escaping @Sendable (Subject) -> Int,
    _ get: @escaping @Sendable (Subject) -> Context<Item>?
  ) -> Field {
    Field(
      name, doc, .object,
      Accessor(
        isTrue: { context in place(Context<Subject>.of(context).value) != Accessor.absent },
        forEach: { context, body in
          if let item = get(Context<Subject>.of(context).value) { body(item, item.place) }
        }, items: ObjectIdentifier(Item.self), place: { context in place(Context<Subject>.of(context).value) }),
      model.erased)
  }

  /// A field of any kind; the functions above say it shorter.
  public init(
    _ name: String, _ doc: String, _ kind: FieldKind, _ accessor: Accessor, _ items: AnyModel = .empty
  ) {
    erased = AnyField(name: name, doc: doc, kind: kind, accessor: accessor, items: items)
  }

  init(_ erased: AnyField) { self.erased = erased }
}

/// What a template may name: documented fields over a Swift value.
public struct Model<Subject: Sendable>: Sendable {
  /// The same fields without the type of their subject.
  public let erased: AnyModel

  package init(_ fields: [Field<Subject>]) { erased = AnyModel(fields: fields.map(\.erased)) }

  package var fields: [Field<Subject>] { erased.fields.map { Field($0) } }

  /// The paths of all fields, as `Template.usedFields` names them: what is in none of a page's templates is never shown.
  package var paths: [String] { erased.paths(below: "") }

  /// The same fields over a value that has the subject as a part, to be joined with fields of its own. The part comes in a context,
  /// made once for all of its fields.
  @inlinable
  public func map<Outer: Sendable>(_ get: @escaping @Sendable (Outer) -> Context<Subject>) -> [Field<Outer>] {
    map(Outer.self) { get(Context<Outer>.of($0).value) }
  }

  @usableFromInline
  func map<Outer: Sendable>(
    _: Outer.Type, _ part: @escaping @Sendable (AnyObject) -> AnyObject
  ) -> [Field<Outer>] {
    erased.fields.map { field in
      let inner = field.accessor
      var place: Accessor.Place?
      if let ofPart = inner.place { place = { context in ofPart(part(context)) } }
      let accessor = Accessor(
        append: { context, escaping, bytes in inner.append(part(context), escaping, &bytes) },
        isTrue: { context in inner.isTrue(part(context)) },
        forEach: { context, body in inner.forEach(part(context), body) }, ofPart: inner, items: inner.items,
        place: place)
      return Field<Outer>(field.name, field.doc, field.kind, accessor, field.items)
    }
  }
}
