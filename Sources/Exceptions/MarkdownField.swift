import PortalBase

/// One Markdown text of a record, and the way to it in the record's JSON.
package struct MarkdownField: Sendable, Hashable {
  package enum Step: Sendable, Hashable {
    case key(String)
    case index(Int)
  }

  /// From the record's object to the text: `events`, 4, `actions`, 0.
  package let path: [Step]
  package let text: LocalizedText
}

extension ExceptionRecord {
  /// Every Markdown text of the record: its own ones, then those of its events.
  package var markdownFields: [MarkdownField] {
    var fields = MarkdownFieldList()
    fields.add(requirement, "requirement")
    fields.add(proposal, "proposal")
    fields.add(internalNote, "internalNote")
    for (index, event) in events.enumerated() {
      fields.prefix = [.key("events"), .index(index)]
      fields.add(event)
    }
    return fields.fields
  }

  /// Calls the body with every Markdown text of the record, in the same order.
  package func forEachMarkdownText(_ body: (LocalizedText) -> Void) {
    for field in markdownFields { body(field.text) }
  }

  /// Where a text stands: its opening quote, in the language given; without the text there, the place is the record's.
  package func location(of field: MarkdownField, in language: LanguageTag, of file: SourceFile) -> SourceLocation {
    MarkdownPlaces(of: self, in: file).location(of: field, in: language)
  }
}

/// The places of a record's texts. It reads the record again, and nothing else of its file, because only a text with a problem needs
/// its place.
package struct MarkdownPlaces {
  private let start: SourceLocation
  private let offset: Int
  private var value: JSON?
  private var events: [JSON] = []
  private var index = LineIndex([])

  package init(of record: ExceptionRecord, in file: SourceFile) {
    start = record.location
    offset = record.offset
    guard let (value, end) = JSONReader.readValue(file.bytes, at: offset) else { return }
    self.value = value
    events = value["events"]?.array ?? []
    index = LineIndex(Array(file.bytes[offset..<end]))
  }

  /// The text's opening quote, in the language given; without the text there, the record's place.
  package func location(of field: MarkdownField, in language: LanguageTag) -> SourceLocation {
    guard var value else { return start }
    var path = field.path[...]
    if path.count > 1, path[0] == .key("events"), case .index(let number) = path[1], events.indices.contains(number) {
      value = events[number]
      path = path.dropFirst(2)
    }
    for step in path {
      let next: JSON? =
        switch step {
        case .key(let key): value[key]
        case .index(let index): value.array.flatMap { $0.indices.contains(index) ? $0[index] : nil }
        }
      guard let next else { return start }
      value = next
    }
    if let version = value[language.name] { value = version }
    let place = index.location(of: value.offset - offset)
    return SourceLocation(
      line: start.line + place.line - 1, column: place.line == 1 ? start.column + place.column - 1 : place.column)
  }
}

private struct MarkdownFieldList {
  private(set) var fields: [MarkdownField] = []
  var prefix: [MarkdownField.Step] = []

  mutating func add(_ text: LocalizedText?, _ steps: MarkdownField.Step...) {
    if let text { fields.append(MarkdownField(path: prefix + steps, text: text)) }
  }

  mutating func add(_ text: LocalizedText?, _ key: String) { add(text, .key(key)) }

  mutating func add(_ event: Event) {
    switch event.kind {
    case .assessed(let factors, let conditions):
      for (index, factor) in factors.enumerated() { add(factor.note, .key("factors"), .index(index), .key("note")) }
      add(conditions)
    case .reviewed(let conditions): add(conditions)
    case .denied(let denial): add(denial.reason, "reason")
    case .alternativeOffered(let offer): add(offer.alternative, "alternative")
    case .revoked(let decision):
      add(decision.reason, "reason")
      for (index, action) in decision.actions.enumerated() { add(action, .key("actions"), .index(index)) }
      add(decision.appeal, "appeal")
    case .deadlineMoved(_, let reason): add(reason, "reason")
    case .appealed(let appeal): add(appeal.information, "information")
    case .appealDecided(let decision): add(decision.reason, "reason")
    case .submitted, .approved, .approvedForMigration, .withdrawn, .deployed, .extended, .noticeSent, .removed: break
    }
    add(event.note, "note")
    add(event.internalNote, "internalNote")
  }

  private mutating func add(_ results: [ConditionResult]) {
    for (index, result) in results.enumerated() { add(result.note, .key("conditions"), .index(index), .key("note")) }
  }
}
