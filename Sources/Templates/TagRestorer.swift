import PortalBase

/// Puts the tags back into the HTML that libcmark made of a Markdown template, where their placeholders stand.
struct TagRestorer {
  private let bytes: [UInt8]
  private let slots: [MarkdownLines.Slot]
  private let shapes: [Int: MarkdownSource.Shape]
  private let ids: [String]

  /// An open section, or at the bottom the page itself.
  private struct Open {
    var slot: Int?
    var pieces: [Piece] = []
  }

  private var position = 0
  private var text: [UInt8] = []
  private var place: Place
  private var open = [Open()]
  private var seen: [Int: Int] = [:]
  private var repeating = 0

  init(
    _ bytes: [UInt8], _ slots: [MarkdownLines.Slot], _ shapes: [Int: MarkdownSource.Shape], _ ids: [String],
    _ place: Place
  ) {
    self.bytes = bytes
    self.slots = slots
    self.shapes = shapes
    self.ids = ids
    self.place = place
  }

  mutating func restore(_ templates: inout TemplateLibrary) -> [Piece] {
    while position < bytes.count {
      let byte = bytes[position]
      if TagRestorer.mayBegin(byte), let found = Placeholder.read(bytes, at: position) {
        position = found.end
        guard put(found.form, found.number, &templates) else { return [] }
      } else {
        text.append(byte)
        position += 1
      }
    }
    flush()
    reportTorn(&templates)
    return ListGuard.guarded(open[0].pieces)
  }

  /// Whether a placeholder can begin with the byte.
  private static func mayBegin(_ byte: UInt8) -> Bool {
    byte == 0xEE || byte == UInt8(ascii: "%") || byte == 0x20 || byte == UInt8(ascii: "d")
  }

  private mutating func flush() {
    if text.isEmpty { return }
    open[open.count - 1].pieces.append(Piece(.text(text), place))
    text = []
  }

  /// False where the sections do not nest any more, so that there is nothing to go on with.
  private mutating func put(_ form: Placeholder.Form, _ number: Int, _ templates: inout TemplateLibrary) -> Bool {
    if form == .headingID {
      putHeadingID(number)
      return true
    }
    guard slots.indices.contains(number) else { return true }
    seen[number, default: 0] += 1
    if form == .block { unwrapComment(number) }
    if form == .item { unwrapItem(number) }
    switch slots[number] {
    case .character(let character): text += character
    case .value(let piece):
      if case .value(let value) = piece.kind, value.kind == .html { unwrapParagraph() }
      append(piece, &templates)
    case .island(let piece):
      if MarkdownLines.isBlock(piece) { unwrapParagraph() }
      append(piece, &templates)
    case .open(let piece, _):
      flush()
      place = piece.place
      open.append(Open(slot: number))
      if isRepeating(piece) { repeating += 1 }
    case .close(let slot): return close(slot, number, &templates)
    }
    return true
  }

  private mutating func append(_ piece: Piece, _ templates: inout TemplateLibrary) {
    flush()
    place = piece.place
    var piece = piece
    if case .island(let kind, let inner) = piece.kind {
      piece.kind = .island(.html, MarkdownLowering.lower(inner, kind, &templates))
    }
    open[open.count - 1].pieces.append(piece)
  }

  private mutating func close(_ slot: Int, _ number: Int, _ templates: inout TemplateLibrary) -> Bool {
    guard case .open(var piece, _) = slots[slot] else { return true }
    flush()
    guard open.count > 1, let last = open.last, last.slot == slot else {
      reportTorn(piece, &templates)
      return false
    }
    open.removeLast()
    if isRepeating(piece) { repeating -= 1 }
    place = piece.closePlace
    if case .section(let test, _) = piece.kind { piece.kind = .section(test, ListGuard.guarded(last.pieces)) }
    if case .item = shapes[slot] { piece.isItems = true }
    open[open.count - 1].pieces.append(piece)
    return true
  }

  private func isRepeating(_ piece: Piece) -> Bool {
    if case .section(let test, _) = piece.kind { test.kind == .list && test.mode == .each } else { false }
  }

  // MARK: What comes off around a placeholder

  /// A heading that a section repeats has no id, as it would not be the only one.
  private mutating func putHeadingID(_ number: Int) {
    let attribute = Array(" id=\"".utf8)
    let id = repeating == 0 && ids.indices.contains(number) ? ids[number] : ""
    if !id.isEmpty {
      text += HTML(escaping: id).bytes
    } else if text.suffix(attribute.count).elementsEqual(attribute) {
      text.removeLast(attribute.count)
      if position < bytes.count { position += 1 }
    }
  }

  /// The comment marks, and for a section tag the rest of its line. In code they are written as text.
  private mutating func unwrapComment(_ number: Int) {
    for (before, after) in [("<!--", "-->"), ("&lt;!--", "--&gt;")]
    where endsText(with: before) && follows(after) {
      text.removeLast(before.utf8.count)
      position += after.utf8.count
    }
    switch slots[number] {
    case .open, .close: break
    default: return
    }
    let blank = text.reversed().prefix { $0 == 0x20 || $0 == 0x09 }.count
    if blank == text.count || text[text.count - blank - 1] == 0x0A { text.removeLast(blank) }
    if follows("\n") { position += 1 }
  }

  /// The list item or table row that was made for the tag.
  private mutating func unwrapItem(_ number: Int) {
    let isRow =
      switch slots[number] {
      case .close(let open): shapes[open].isRow
      default: shapes[number].isRow
      }
    let (before, after) = isRow ? ("<tr>", "</tr>") : ("<li>", "</li>")
    let start = Array(before.utf8)
    var index = text.count - start.count
    while index >= 0, !text[index...].starts(with: start) { index -= 1 }
    if index >= 0 { text.removeLast(text.count - index) }
    while position < bytes.count, !follows(after) { position += 1 }
    position = min(bytes.count, position + after.utf8.count)
    if follows("\n") { position += 1 }
  }

  /// The paragraph around a block that has it to itself.
  private mutating func unwrapParagraph() {
    guard endsText(with: "<p>"), follows("</p>") else { return }
    text.removeLast("<p>".utf8.count)
    position += "</p>".utf8.count
  }

  private func endsText(with suffix: String) -> Bool { text.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) }
  private func follows(_ prefix: String) -> Bool { bytes[position...].starts(with: prefix.utf8) }

  // MARK: Torn sections

  /// A section whose tags did not both come out once: Markdown has taken one of them for something else, such as a part of a
  /// link definition.
  private func reportTorn(_ templates: inout TemplateLibrary) {
    for (number, slot) in slots.enumerated() {
      if case .open(let piece, let close) = slot, seen[number] != 1 || seen[close] != 1 {
        reportTorn(piece, &templates)
      }
    }
  }

  private func reportTorn(_ piece: Piece, _ templates: inout TemplateLibrary) {
    guard case .section(let test, _) = piece.kind else { return }
    templates.report(
      .templateSpansElement, piece.place,
      "the section \"\(test.name)\" opens and closes in different parts of the Markdown "
        + "(\(templates.describe(piece.closePlace, from: piece.place))); put both its tags into the same paragraph, item or cell, "
        + "or each on a line of its own")
  }
}

extension MarkdownSource.Shape? {
  var isRow: Bool { if case .row = self { true } else { false } }
}
