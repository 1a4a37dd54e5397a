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
    var fields: [MarkdownField] = []
    visitMarkdown { fields.append(MarkdownField(path: $1(), text: $0)) }
    return fields
  }

  /// Calls the body with every Markdown text of the record, in the same order.
  package func forEachMarkdownText(_ body: (LocalizedText) -> Void) {
    visitMarkdown { text, _ in body(text) }
  }

  private func visitMarkdown(_ visit: (LocalizedText, _ path: () -> [MarkdownField.Step]) -> Void) {
    visit(requirement) { [.key("requirement")] }
    visit(proposal) { [.key("proposal")] }
    if let internalNote { visit(internalNote) { [.key("internalNote")] } }
    for (index, event) in events.enumerated() {
      event.visitMarkdown(at: index, visit)
    }
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

extension Event {
  /// - Parameter index: the event's place in the record.
  fileprivate func visitMarkdown(
    at index: Int, _ visit: (LocalizedText, _ path: () -> [MarkdownField.Step]) -> Void
  ) {
    func path(_ steps: MarkdownField.Step...) -> [MarkdownField.Step] { [.key("events"), .index(index)] + steps }
    func add(_ text: LocalizedText?, _ key: String) {
      if let text { visit(text) { path(.key(key)) } }
    }
    func add(_ results: [ConditionResult]) {
      for (place, result) in results.enumerated() {
        if let note = result.note { visit(note) { path(.key("conditions"), .index(place), .key("note")) } }
      }
    }
    switch kind {
    case .assessed(let factors, let conditions):
      for (place, factor) in factors.enumerated() {
        if let note = factor.note { visit(note) { path(.key("factors"), .index(place), .key("note")) } }
      }
      add(conditions)
    case .reviewed(let conditions): add(conditions)
    case .denied(let denial): add(denial.reason, "reason")
    case .alternativeOffered(let offer): add(offer.alternative, "alternative")
    case .revoked(let decision):
      add(decision.reason, "reason")
      for (place, action) in decision.actions.enumerated() {
        visit(action) { path(.key("actions"), .index(place)) }
      }
      add(decision.appeal, "appeal")
    case .deadlineMoved(_, let reason): add(reason, "reason")
    case .appealed(let appeal): add(appeal.information, "information")
    case .appealDecided(let decision): add(decision.reason, "reason")
    case .submitted, .approved, .approvedForMigration, .withdrawn, .deployed, .extended, .noticeSent, .removed: break
    }
    add(note, "note")
    add(internalNote, "internalNote")
  }
}
