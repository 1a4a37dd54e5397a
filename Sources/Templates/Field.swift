import PortalBase

/// What kind of value a field has: it decides where a template may put it.
package enum FieldKind: String, Sendable, Hashable {
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
  let accessor: any Accessor
  /// The fields of the items of a list or object.
  var items: AnyModel = AnyModel(fields: [])
}

/// A model without the type of its subject.
struct AnyModel: Sendable {
  let fields: [AnyField]

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
package struct Field<Subject>: Sendable {
  let erased: AnyField

  package var name: String { erased.name }
  package var doc: String { erased.doc }
  package var kind: FieldKind { erased.kind }

  /// Plain text. As a section it is false where it is empty.
  package static func text(
    _ name: String, _ doc: String, _ get: @escaping @Sendable (Subject) -> String
  ) -> Field { Field(name, doc, .text, TextAccessor(get)) }

  /// Text with its language; false as a section where it is absent or empty.
  package static func phrase(
    _ name: String, _ doc: String, _ get: @escaping @Sendable (Subject) -> Phrase?
  ) -> Field { Field(name, doc, .phrase, PhraseAccessor(get)) }

  /// Markup made of blocks (paragraphs, lists): it may stand only where a block may.
  package static func html(
    _ name: String, _ doc: String, _ get: @escaping @Sendable (Subject) -> HTML?
  ) -> Field { Field(name, doc, .html, HTMLAccessor(get)) }

  /// Markup that may stand within a line of text.
  package static func inlineHTML(
    _ name: String, _ doc: String, _ get: @escaping @Sendable (Subject) -> HTML?
  ) -> Field { Field(name, doc, .inlineHTML, HTMLAccessor(get)) }

  /// An address that Waiver itself made: the only text that may stand in `href` and `src`.
  package static func url(
    _ name: String, _ doc: String, _ get: @escaping @Sendable (Subject) -> String?
  ) -> Field { Field(name, doc, .url, OptionalTextAccessor(get)) }

  /// A whole number; false as a section where it is 0.
  package static func number(
    _ name: String, _ doc: String, _ get: @escaping @Sendable (Subject) -> Int
  ) -> Field { Field(name, doc, .number, NumberAccessor(get)) }

  /// Only for sections: it has no text.
  package static func flag(
    _ name: String, _ doc: String, _ get: @escaping @Sendable (Subject) -> Bool
  ) -> Field { Field(name, doc, .flag, FlagAccessor(get)) }

  /// A section over it is repeated for each item, whose fields the model names.
  package static func list<Item>(
    _ name: String, _ doc: String, _ model: Model<Item>, _ get: @escaping @Sendable (Subject) -> [Item]
  ) -> Field { Field(name, doc, .list, ListAccessor(get), model.erased) }

  /// A section over it is shown once where it is there. `{{name.field}}` names a field of it too.
  package static func object<Item>(
    _ name: String, _ doc: String, _ model: Model<Item>, _ get: @escaping @Sendable (Subject) -> Item?
  ) -> Field { Field(name, doc, .object, ObjectAccessor(get), model.erased) }

  init(_ name: String, _ doc: String, _ kind: FieldKind, _ accessor: any Accessor, _ items: AnyModel? = nil) {
    erased = AnyField(name: name, doc: doc, kind: kind, accessor: accessor, items: items ?? AnyModel(fields: []))
  }

  init(_ erased: AnyField) { self.erased = erased }
}

/// What a template may name: documented fields over a Swift value.
package struct Model<Subject>: Sendable {
  let erased: AnyModel

  package init(_ fields: [Field<Subject>]) { erased = AnyModel(fields: fields.map(\.erased)) }

  package var fields: [Field<Subject>] { erased.fields.map { Field($0) } }

  /// The paths of all fields, as `Template.usedFields` names them: what is in none of a page's templates is never shown.
  package var paths: [String] { erased.paths(below: "") }

  /// The same fields over a value that has the subject as a part, to be joined with fields of its own.
  package func map<Outer>(_ get: @escaping @Sendable (Outer) -> Subject) -> [Field<Outer>] {
    erased.fields.map { field in
      Field<Outer>(field.name, field.doc, field.kind, MappedAccessor(get, field.accessor), field.items)
    }
  }
}
