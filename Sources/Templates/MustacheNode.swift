/// A place in one of the template files: which file, and the byte offset in it.
struct Place: Sendable, Hashable {
  var file: Int
  var offset: Int
}

/// One part of a parsed template. Whitespace and line ends around tags that stand alone on a line are already gone from
/// the text (Mustache specification, "Standalone").
struct MustacheNode: Sendable {
  indirect enum Kind: Sendable {
    /// A range of the file's bytes.
    case text(Range<Int>)
    case variable(name: String, isRaw: Bool)
    case section(name: String, isInverted: Bool, [MustacheNode])
    case partial(name: String)
    case parent(name: String, [MustacheNode])
    case block(name: String, [MustacheNode])
  }

  var kind: Kind
  /// Where the opening tag, or the text, begins.
  var place: Place
  /// Where the closing tag begins.
  var closePlace: Place
  /// The whitespace before a tag that stands alone on its line, nil for one that does not.
  var indent: Range<Int>?
  /// The same for the closing tag.
  var closeIndent: Range<Int>?
  /// Whether a variable has its line to itself. It is no standalone tag by the specification; Markdown needs to know.
  var isOnOwnLine = false
  /// Whether a pair of tags stands alone on a single line; then this is the line end that went with it.
  var lineEnd: Range<Int>?

  init(_ kind: Kind, _ place: Place) {
    self.kind = kind
    self.place = place
    closePlace = place
  }
}

/// What is wrong in a template's tags.
struct MustacheProblem: Sendable {
  var offset: Int
  var message: String
}
