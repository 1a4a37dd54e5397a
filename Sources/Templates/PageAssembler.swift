import PortalBase

/// Makes the program of a page from its pieces of HTML: finds the place of every tag, and with it the escaping; reports the
/// tags that no place is safe for, and the sections that tear elements apart.
struct PageAssembler {
  var templates: TemplateLibrary
  private var builder = ProgramBuilder()
  private var cursor = HTMLCursor()
  /// Whether the page is a whole document, so that nothing may stand outside its elements.
  private let isDocument: Bool

  /// - Returns: nil where the page's elements do not nest; `templates` has the diagnostics.
  static func assemble(_ pieces: [Piece], isDocument: Bool, _ templates: inout TemplateLibrary) -> Program? {
    var assembler = PageAssembler(templates: templates, isDocument: isDocument)
    defer { templates = assembler.templates }
    do throws(HTMLCursor.Problem) {
      try assembler.append(pieces)
      try assembler.finish(pieces)
    } catch {
      assembler.report(error)
      return nil
    }
    return assembler.builder.program
  }

  private init(templates: TemplateLibrary, isDocument: Bool) {
    self.templates = templates
    self.isDocument = isDocument
  }

  private mutating func report(_ problem: HTMLCursor.Problem) {
    var message = problem.message
    if let other = problem.other { message += " (\(templates.describe(other, from: problem.place)))" }
    templates.report(problem.code, problem.place, message)
  }

  private mutating func finish(_ pieces: [Piece]) throws(HTMLCursor.Problem) {
    guard let end = pieces.last?.place else { return }
    if let open = cursor.elements.last(where: { !HTMLElements.closedByParent.contains($0.name) }) {
      throw .init(code: .templateStructure, place: open.place, message: "<\(open.name)> is never closed")
    }
    if cursor.mode != .data {
      throw .init(code: .templateStructure, place: end, message: "the template ends inside a tag, comment or script")
    }
  }

  private mutating func append(_ pieces: [Piece]) throws(HTMLCursor.Problem) {
    for piece in pieces {
      switch piece.kind {
      case .text(let bytes):
        try cursor.feed(bytes, at: piece.place, isExact: templates.kind(of: piece.place.file) == .html)
        builder.literal(bytes)
      case .value(let value):
        if let escaping = try escaping(of: value, at: piece.place) { builder.value(value, escaping) }
      case .section(let test, let inner): try append(inner, of: piece, test.name) { $0.begin(test) }
      case .whenAny(let tests, let inner):
        let start = builder.begin(anyOf: tests)
        try append(inner)
        builder.end(start)
      case .island(_, let inner): try append(inner)
      }
    }
  }

  private mutating func append(
    _ inner: [Piece], of piece: Piece, _ name: String, begin: (inout ProgramBuilder) -> Int
  ) throws(HTMLCursor.Problem) {
    guard cursor.mode == .data || cursor.isInQuotes || cursor.isBetweenAttributes || cursor.isInEscapableText else {
      throw .init(
        code: .templateUnsafePlace, place: piece.place,
        message: "the section \"\(name)\" stands \(placeName), where no section is safe")
    }
    cursor.requireSpace()
    let before = cursor
    cursor.floor = cursor.elements.count
    let start = begin(&builder)
    try append(inner)
    builder.end(start)
    cursor.requireSpace()
    try compare(before, piece, name)
    let needsSpace = before.mode == .afterValue || cursor.mode == .afterValue
    let hasValueInContent = cursor.hasValueInContent
    cursor = before
    cursor.hasValueInContent = hasValueInContent
    if cursor.isBetweenAttributes, needsSpace { cursor.mode = .afterValue }
  }

  /// Both ends of a section have to stand in the same element, and in the same part of its tag.
  private func compare(_ before: HTMLCursor, _ piece: Piece, _ name: String) throws(HTMLCursor.Problem) {
    let isSamePart =
      before.mode == cursor.mode && (!cursor.isInQuotes || before.attributeName == cursor.attributeName)
      || before.isBetweenAttributes && cursor.isBetweenAttributes
    if isSamePart, before.elements == cursor.elements, before.mode == .data || before.tagName == cursor.tagName {
      return
    }
    let opening = before.place(isOpening: true)
    let closing = cursor.place(isOpening: false)
    throw .init(
      code: .templateSpansElement, place: piece.place,
      message:
        "the section \"\(name)\" opens \(opening) and closes \(closing); put both its tags inside the same element",
      other: piece.closePlace)
  }

  private var placeName: String { cursor.place(isOpening: true) }

  // MARK: Values

  /// How the value is written where the cursor stands; nil with a diagnostic where it may not stand.
  private mutating func escaping(of value: Value, at place: Place) throws(HTMLCursor.Problem) -> Escaping? {
    let isMarkup = value.kind == .html || value.kind == .inlineHTML
    if cursor.isInQuotes {
      return isMarkup ? refuse(value, place, "is markup, which no attribute can hold") : attributeEscaping(value, place)
    }
    if cursor.isInEscapableText {
      return isMarkup ? refuse(value, place, "is markup, which <\(cursor.parent)> cannot hold") : .plain
    }
    guard cursor.mode == .data else {
      let advice =
        cursor.mode == .beforeValue || cursor.mode == .unquoted ? "; write \"…\" around the attribute's value" : ""
      throw .init(
        code: .templateUnsafePlace, place: place,
        message: "{{\(value.name)}} stands \(placeName), where no value is safe\(advice)")
    }
    if HTMLElements.takesNoText.contains(cursor.parent) || isDocument && cursor.elements.isEmpty {
      let parent = cursor.parent.isEmpty ? "outside of <html>" : "directly in <\(cursor.parent)>"
      templates.report(.templateUnsafePlace, place, "{{\(value.name)}} stands \(parent), which takes no text")
      return nil
    }
    let isTextOnly = cursor.isInside(HTMLElements.takesTextOnly)
    if isMarkup, isTextOnly { return refuse(value, place, "is markup; only text can stand \(placeName)") }
    if value.kind == .html, !takesBlocks {
      return refuse(
        value, place, "is made of blocks and stands \(placeName); give it a line of its own with blank lines around it")
    }
    return isTextOnly ? .plain : .text
  }

  private var takesBlocks: Bool {
    HTMLElements.takesBlocks.contains(cursor.parent) && !cursor.isInside(["a", "button", "p", "svg", "math"])
  }

  private mutating func refuse(_ value: Value, _ place: Place, _ why: String) -> Escaping? {
    templates.report(.templateWrongKind, place, "\"\(value.name)\" \(why)")
    return nil
  }

  private mutating func attributeEscaping(_ value: Value, _ place: Place) -> Escaping? {
    let name = cursor.attribute
    if HTMLElements.isUnsafe(attribute: name) {
      templates.report(
        .templateUnsafePlace, place, "{{\(value.name)}} stands in the attribute \"\(name)\", where no value is safe")
      return nil
    }
    if name == "content" { cursor.hasValueInContent = true }
    if HTMLElements.addressAttributes.contains(name), !isAddress(value) {
      templates.report(
        .templateWrongKind, place,
        "\"\(value.name)\" is no address, and may not stand in \"\(name)\"; use a field of kind url")
      return nil
    }
    return .plain
  }

  /// Addresses that Waiver made, numbers, and interface strings without a scheme that could run code.
  private func isAddress(_ value: Value) -> Bool {
    switch (value.kind, value.source) {
    case (.url, _), (.number, _): return true
    case (_, .constant(let text)):
      let start = text.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
      guard let colon = start.firstIndex(of: ":") else { return true }
      return ["http", "https", "mailto", "tel"].contains(start[..<colon].lowercased())
    default: return false
    }
  }
}

extension HTMLCursor {
  /// The place in words, for messages.
  func place(isOpening: Bool) -> String {
    switch mode {
    case .data: return parent.isEmpty ? "outside of any element" : "inside <\(parent)>"
    case .tagOpen, .endTagOpen, .tagName: return "in a tag name"
    case .doubleQuoted, .singleQuoted: return "in the attribute \"\(attribute)\" of <\(tag)>"
    case .beforeValue, .unquoted: return "in the unquoted attribute \"\(attribute)\" of <\(tag)>"
    case .markupDeclaration, .markupDash, .comment, .bogusComment: return "in a comment or declaration"
    case .rawText, .rawLessThan, .rawEndTag: return "inside <\(parent)>"
    default: return "among the attributes of <\(tag)>"
    }
  }
}
