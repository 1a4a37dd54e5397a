/// How a template file is read.
enum TemplateKind: Sendable, Equatable {
  case markdown, html
  /// Neither: Mustache as its specification has it, with values escaped for HTML and missing names empty.
  case text
}

/// A value at its place: a field of a context, or an interface string.
struct Value: Sendable {
  enum Source: Sendable {
    case field(level: Int, Accessor)
    case constant(String)
  }

  var name: String
  var kind: FieldKind
  var source: Source
  var isRaw = false
}

/// What decides whether a section is shown, and how often.
struct Test: Sendable {
  enum Mode: Sendable { case each, whenTrue, whenFalse }

  var name: String
  var mode: Mode
  var kind: FieldKind
  var level: Int
  var accessor: Accessor
}

/// One part of a page after all partials and blocks are put in and all names are resolved.
struct Piece: Sendable {
  indirect enum Kind: Sendable {
    case text([UInt8])
    case value(Value)
    case section(Test, [Piece])
    /// Shown if any of the tests holds: a list around items that all come from sections.
    case whenAny([Test], [Piece])
    /// Pieces of a file of another kind than the one around them.
    case island(TemplateKind, [Piece])
  }

  var kind: Kind
  var place: Place
  var closePlace: Place
  /// The whitespace before a tag that stands alone on its line, nil for one that does not.
  var indent: [UInt8]?
  var closeIndent: [UInt8]?
  /// Whether a value has its line to itself.
  var isOnOwnLine = false
  /// Whether a section repeats the items of a list.
  var isItems = false

  init(_ kind: Kind, _ place: Place, close: Place? = nil) {
    self.kind = kind
    self.place = place
    closePlace = close ?? place
  }
}
